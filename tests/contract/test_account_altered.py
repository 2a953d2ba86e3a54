"""An account with another person's number, for a while, decides nothing; on both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.audit import SYSTEM_CHAIN, AuditEntry, staff_chain
from app.domain.errors import RuleViolationError
from app.domain.workflow import CaseState
from db.store import SqlStore
from tests.casework import Casework
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
