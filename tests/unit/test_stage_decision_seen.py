"""An approval is of what stood on the screen: the data in force, and what each mark says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.errors import RuleViolationError
from app.domain.workflow import CaseState
from db.store import SqlStore
from tests.casework import CEDULAS, NEW, OLD, Casework
from tests.stage_desks import CallDesk, DecisionDesk


@pytest.fixture
def office(sqlite_engine) -> Casework:
    return Casework(SqlStore(sqlite_engine))


@pytest.fixture
def calls(office) -> CallDesk:
    return CallDesk(office)


@pytest.fixture
def desk(office) -> DecisionDesk:
    return DecisionDesk(office)


def test_an_approval_over_other_data_than_were_shown_is_sent_back(office, calls, desk):
    person = office.person()
    first = replace(NEW, email="rosa.dos@correo.example", mobile_ec="+593997654322")
    y = calls.validated(office.case(person=person, after=first, holder="validator"))
    with office.store.write() as uow:
        uow.cases.release(y.id, office.people["validator"].id)
        uow.commit()
    z = calls.validated(office.case(person=person, holder="second"), "second")
    shown = desk.command(z, "second")
    assert shown.seen_before == OLD
    # A colleague changes the register while the second validator looks at the screen.
    desk.approve(office.claim(y.id, "validator"))
    with office.unchanged(z), pytest.raises(RuleViolationError, match="CONTACT_IN_FORCE_CHANGED"):
        desk.decide(shown)
    again = desk.command(z, "second")
    assert again.seen_before == first
    assert desk.decide(again).decision.before == first


def test_an_approval_over_a_mark_that_says_something_else_now_is_sent_back(office, calls, desk):
    office.person(CEDULAS[6], replace(OLD, email=NEW.email))
    case = calls.validated(office.case(holder="validator"))
    command = desk.command(case)
    office.person(CEDULAS[4], replace(OLD, email=NEW.email))
    with office.unchanged(case), pytest.raises(RuleViolationError, match="NEW_RISK_MARKS"):
        desk.decide(command)
    assert desk.approve(case).case.state is CaseState.APPROVED
