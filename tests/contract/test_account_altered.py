"""An account with another person's number, for a while, decides nothing; on both databases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.domain.audit import SYSTEM_CHAIN, AuditEntry, staff_chain
from app.domain.call import CallOutcome
from app.domain.errors import RuleViolationError
from app.domain.workflow import CaseState
from db.store import SqlStore
from tests.casework import Casework
from tests.reviewing import ReviewDesk
from tests.stage_desks import CallDesk, DecisionDesk


@pytest.mark.parametrize("action", ["staff.added", "staff.changed"])
def test_the_number_of_an_account_is_the_one_recorded(store: SqlStore, action: str) -> None:
    office = Casework(store)
    own, desk = office.people["validator"], DecisionDesk(office)
    chain = SYSTEM_CHAIN if action == "staff.added" else staff_chain(own.id)
    said = {"added": own.id, "account": own.seal}
    with store.write() as uow:
        uow.audit.append(AuditEntry(chain, action, None, office.clock.now(), "", said))
        uow.commit()
    case = CallDesk(office).validated(office.case(holder="validator"))
    for cedula, is_own in (("0999999999", False), (own.cedula, True)):
        with store.write() as uow:
            uow.staff.save(replace(own, cedula=cedula))
            uow.commit()
        if is_own:
            assert desk.approve(case).case.state in {CaseState.APPROVED, CaseState.ON_HOLD}
            return
        with pytest.raises(RuleViolationError, match="ACCOUNT_ALTERED"):
            desk.approve(case)


@pytest.mark.parametrize("login", ["clerk", "validator"])
def test_nor_does_it_review_or_end_a_call(store: SqlStore, login: str) -> None:
    office = Casework(store)
    own = office.people[login]
    with store.write() as uow:
        said = {"account": own.seal}
        chain, now = staff_chain(own.id), office.clock.now()
        uow.audit.append(AuditEntry(chain, "staff.changed", None, now, "", said))
        uow.commit()
    act = _reviewing(office) if login == "clerk" else _calling(office)
    for cedula in ("0999999999", own.cedula):
        with store.write() as uow:
            uow.staff.save(replace(own, cedula=cedula))
            uow.commit()
        if cedula == own.cedula:
            act()
            return
        with pytest.raises(RuleViolationError, match="ACCOUNT_ALTERED"):
            act()


def _reviewing(office: Casework) -> Callable[[], object]:
    desk = ReviewDesk(office)
    held = office.case(CaseState.TO_REVIEW, reviewer="", holder="clerk")
    draft = desk.draft(held)
    return lambda: desk.commit_as("clerk", held, draft)


def _calling(office: Casework) -> Callable[[], object]:
    calls = CallDesk(office)
    state = calls.start(calls.schedule(office.case(holder="validator")))
    calls.pass_all(state)
    office.clock.forward(minutes=5)
    return lambda: calls.outcome(state.case, state.call, CallOutcome.VALIDATED)
