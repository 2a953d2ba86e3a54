"""Arrival and decision look at the same facts: what is marked here is marked there."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.case import Case
from app.domain.ids import FileId, fresh_id
from app.domain.inspection import InspectionReport
from app.domain.office_zone import office_day
from app.domain.risk import RiskCode
from app.domain.workflow import CaseState
from app.infra.emails import read_email
from app.infra.phones import read_phone
from app.stages.inspection.inspecting import InspectCase
from db.store import SqlStore
from tests.casework import CEDULAS, OLD, START, STATION, Casework, shipped_limits


@pytest.fixture
def office(sqlite_engine) -> Casework:
    return Casework(SqlStore(sqlite_engine))


def marked(office: Casework, case: Case) -> tuple[frozenset[RiskCode], frozenset[RiskCode]]:
    """What is marked when the case arrives, and when it is about to be decided."""
    inspect = InspectCase(
        office.store, _Unasked(), office.clock, office.procedures, office.offices, read_phone,
        shipped_limits(), read_email, STATION,
    )  # fmt: skip
    on_arrival = {mark.code for mark in inspect(case.id).marks}
    with office.store.look() as stored:
        found = office.desk.marks(
            stored, office.now_case(case.id), office.clock.now(), deciding=False
        )
    return frozenset(on_arrival), frozenset(mark.code for mark in found)


class _Unasked:
    """An inspector of a case whose files all have their report."""

    def inspect(self, *_: object, **__: object) -> InspectionReport:
        raise AssertionError


def received(office: Casework, person, size: int = 32, content: bytes = b"") -> Case:
    case = office.case(CaseState.RECEIVED, person=person, reviewer="")
    with office.store.write() as uow:
        (first,) = uow.cases.files(case.id)
        if content or not size:
            sha = uow.blobs.put(content)
            again = replace(first, id=FileId(fresh_id()), size=size, sha256=sha)
            uow.cases.add_files([again])
        for file in uow.cases.files(case.id):
            uow.cases.put_findings(file.id, (), "{}")
        uow.commit()
    return case


def entered(uow, person, value, at) -> None:
    """As the register itself enters contact data, which come of no case."""
    uow.people.replace_contact(person.id, value, at, "REGISTER", None)


@pytest.mark.parametrize("size", [0, 7])
def test_the_same_file_of_two_people_is_a_mark_unless_it_is_empty(
    office: Casework, size: int
) -> None:
    content = b"mismos!"[:size]
    received(office, office.person(CEDULAS[6]), size, content)
    case = received(office, office.person(), size, content)
    for marks in marked(office, case):
        assert (RiskCode.FILE_OF_OTHERS in marks) is bool(size)


@pytest.mark.parametrize("days", [3, 400])
def test_a_second_version_in_the_register_is_a_change_without_any_case(
    office: Casework, days: int
) -> None:
    person = office.person(contact=None)
    since = START - timedelta(days=days)
    with office.store.write() as uow:
        for at, value in ((since - timedelta(days=900), OLD), (since, replace(OLD, city="Ávila"))):
            entered(uow, person, value, at)
        uow.commit()
    for marks in marked(office, received(office, person)):
        assert (RiskCode.RECENT_CHANGE in marks) is (days == 3)


def test_what_the_register_was_filled_with_is_no_change(office: Casework) -> None:
    person = office.person(contact=None)
    with office.store.write() as uow:
        entered(uow, person, OLD, START - timedelta(days=1))
        uow.commit()
    for marks in marked(office, received(office, person)):
        assert RiskCode.RECENT_CHANGE not in marks


def test_a_limit_that_was_set_counts_in_both_places(office: Casework) -> None:
    person = office.person(contact=None)
    with office.store.write() as uow:
        for days in (900, 100):
            entered(uow, person, replace(OLD, city=str(days)), START - timedelta(days=days))
        uow.commit()
    case = received(office, person)
    with office.store.write() as uow:
        on = office_day(START, "17")
        uow.settings.put("risk.recent_change_days", "120", on, None, office.clock.now())
        uow.commit()
    for marks in marked(office, case):
        assert RiskCode.RECENT_CHANGE in marks
