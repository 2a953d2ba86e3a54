"""What a "no fui yo" brings besides the freeze: holds stopped, addresses told, a mark."""

from __future__ import annotations

from datetime import datetime

from app.domain.case import Case
from app.domain.decision import Decision
from app.domain.ids import CaseId, MessageId
from app.domain.notices import FROZEN
from app.domain.person import Person
from app.domain.risk import RiskCode, RiskMark, RiskSeverity
from app.domain.workflow import CaseState
from app.ports.emails import EmailReader
from app.ports.unit_of_work import UnitOfWork
from app.stages.decision.addressed import addressed_again, tell_all
from app.stages.decision.holds import stop_hold
from app.stages.decision.letters import Notice


def stop_all(
    uow: UnitOfWork, person: Person, reported: Case | None, now: datetime, read_email: EmailReader
) -> list[MessageId]:
    """Stop all on hold; the addresses of others than the reported one are told here."""
    messages: list[MessageId] = []
    waiting = list(uow.cases.of_person(person.id, CaseState.ON_HOLD))
    if reported is not None and reported.state is CaseState.ON_HOLD:
        # Its row may name somebody else by now.
        waiting = [*(one for one in waiting if one != reported.id), reported.id]
    for case_id in waiting:
        case, decision = uow.cases.get(case_id), uow.decisions.get(case_id)
        stop_hold(uow, case, now)
        if decision is not None and (reported is None or case_id != reported.id):
            notice = Notice(case, person, now, None)
            messages += tell_frozen(uow, notice, decision, read_email, is_changed=False)
    return messages


def tell_frozen(
    uow: UnitOfWork,
    notice: Notice,
    decision: Decision,
    read_email: EmailReader,
    *,
    is_changed: bool,
) -> tuple[MessageId, ...]:
    """Tell whoever was told of the change."""
    to = addressed_again(uow, notice.case, decision, read_email)
    facts = {"reported_at": notice.at.isoformat(), "is_in_force": is_changed}
    return tell_all(uow, notice, to, FROZEN, facts)


def mark_for_director(uow: UnitOfWork, case_id: CaseId) -> None:
    """Mark the reported case, before its other marks."""
    marks = uow.cases.risk_marks(case_id)
    others = [mark for mark in marks if mark.code is not RiskCode.ACCOUNT_FROZEN]
    frozen = RiskMark(RiskCode.ACCOUNT_FROZEN, RiskSeverity.ALARM)
    uow.cases.put_risk_marks(case_id, [frozen, *others])
