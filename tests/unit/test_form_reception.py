"""The date on a form is held against the day that form came in, not the first reception."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from app.domain.case import FORM, Case, CaseFile, form_received_at
from app.domain.ids import FileId, Sha256, fresh_id
from app.domain.risk import RiskCode
from app.stages.decision import ComparisonQuery
from db.store import SqlStore
from tests.casework import NEW, Casework, declared
from tests.stage_desks import CallDesk, DecisionDesk


@pytest.fixture
def office(sqlite_engine: Engine) -> Casework:
    return Casework(SqlStore(sqlite_engine))


def handed(case: Case, requirement: str, at: datetime, sha256: str = "0" * 64) -> CaseFile:
    return CaseFile(FileId(fresh_id()), case.id, requirement, 2, "hoja.pdf", Sha256(sha256), 12, at)


def test_the_newest_form_counts_and_nothing_else(office: Casework) -> None:
    case = office.case()
    first, later = case.received_at, case.received_at + timedelta(days=4)
    files = [handed(case, FORM, first), handed(case, FORM, later)]
    files.append(handed(case, "video", later + timedelta(days=5)))
    assert form_received_at(case, files) == later
    assert form_received_at(case, files[2:]) == case.received_at


def test_a_corrected_form_is_not_from_the_future(office: Casework) -> None:
    person = office.person()
    case = CallDesk(office).validated(office.case(person=person, holder="validator"))
    written_on = (office.clock.now() - timedelta(hours=6)).date()
    papers = replace(declared(person, NEW), form_date=written_on)
    with office.store.write() as uow:
        uow.cases.put_papers(case.id, papers, case.reception)
        uow.commit()
    desk = DecisionDesk(office)
    query = ComparisonQuery(office.session("validator"), case.id)
    assert RiskCode.FORM_DATE_IN_FUTURE in {mark.code for mark in desk.compare(query).marks}
    with office.store.write() as uow:
        form = uow.blobs.put(b"una solicitud corregida")
        uow.cases.add_files([handed(case, FORM, office.clock.now(), form)])
        uow.commit()
    assert RiskCode.FORM_DATE_IN_FUTURE not in {mark.code for mark in desk.compare(query).marks}
