"""Calls that ended, against the events of their end."""

from __future__ import annotations

from app.domain.audit import case_chain, details_of
from app.domain.case import Case
from app.domain.errors import RuleViolationError
from app.domain.ids import CallId
from app.ports.unit_of_work import Look


def require_own_calls(stored: Look, case: Case) -> None:
    """Raise ``CALL_ALTERED`` unless every call is the one whose seal the event of its end left.

    What an older program's event does not say is not held against anything.
    """
    for event in stored.audit.told(case_chain(case.id), "call.outcome_recorded"):
        details = details_of(event)
        call, seal = details.get("call"), details.get("seal")
        if seal is not None and stored.calls.seal(CallId(str(call))) != seal:
            raise RuleViolationError("CALL_ALTERED", number=case.number)
