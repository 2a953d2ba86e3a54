"""What comes next over everybody's own login, where papers and numbers of cases are not seen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text

from app.domain.case import Case
from app.domain.workflow import CaseState
from app.stages.queueing import BrowseQueue, Claims
from tests.central_office import CentralOffice


@pytest.fixture
def central(own_postgresql_engine: Engine) -> Iterator[CentralOffice]:
    office = CentralOffice(own_postgresql_engine)
    yield office
    office.close()


def _next(central: CentralOffice, login: str) -> Case | None:
    office = central.as_seen_by(login)
    claims = Claims(office.store, office.clock)
    coming = BrowseQueue(office.store, office.clock).coming(office.session(login), 1)
    taken = claims.take_next(office.session(login))
    # What was announced as next is what is handed out.
    assert [row.case_id for row in coming] == ([] if taken is None else [taken.id])
    return taken


def test_a_case_is_handed_out_over_the_login_of_the_clerk(central: CentralOffice) -> None:
    case = central.casework.case(CaseState.TO_REVIEW, reviewer="")
    taken = _next(central, "clerk")
    assert taken is not None
    assert taken.id == case.id


@pytest.mark.parametrize("by", ["number", "form"])
def test_a_case_about_oneself_is_passed_over(central: CentralOffice, by: str) -> None:
    office = central.casework
    mine = office.people["clerk"].cedula
    if by == "number":
        office.case(CaseState.TO_REVIEW, person=office.person(mine), reviewer="")
    else:
        other = office.case(CaseState.TO_REVIEW, reviewer="")
        _declare(central, other, mine)
    assert _next(central, "clerk") is None
    assert _next(central, "clerk2") is not None


def test_a_case_somebody_reviewed_is_passed_over_by_them(central: CentralOffice) -> None:
    central.casework.case(reviewer="validator")
    for login, is_given in (("validator", False), ("validator2", True)):
        central.sign_in(login)
        assert (_next(central, login) is not None) is is_given


def _declare(central: CentralOffice, case: Case, cedula: str) -> None:
    with central.owner.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        changed = connection.execute(
            text(
                "UPDATE case_papers SET declared = jsonb_set(declared::jsonb, '{fields,cedula}',"
                " to_jsonb(CAST(:number AS text)))::json WHERE case_id = :case"
            ),
            {"number": cedula, "case": case.id},
        )
        assert changed.rowcount == 1
