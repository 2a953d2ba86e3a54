"""Whose case somebody reads is their own, or was opened by them with a reason (D24).

Opening asks for the reason. The files, the history and the draft of a case are handed out to
whoever holds it or has opened it not long ago, so that no other door leads around the question.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from app.domain.audit import actor_of, case_chain
from app.domain.audit_time import written_at
from app.domain.case import Case
from app.domain.errors import AccessDeniedError
from app.domain.staff import Duty, Session
from app.ports.unit_of_work import Look

CASE_OPENED: Final = "case.opened"
_FOR: Final = timedelta(hours=12)
"""How long one reason is good for: a case on the screen stays readable for a working day."""


def require_opened(stored: Look, session: Session, case: Case, now: datetime) -> None:
    """Refuse whoever neither holds the case nor opened it.

    Raises:
        AccessDeniedError: ``CASE_NOT_OPENED``, or as ``AuditTrail.require_active``.
    """
    stored.audit.require_active(session.staff_id)
    is_own = case.claim is not None and case.claim.staff_id == session.staff_id
    if is_own or session.staff.duty is Duty.AUDITOR:
        return
    for event in reversed(stored.audit.told(case_chain(case.id), CASE_OPENED)):
        at = written_at(event.canonical)
        if actor_of(event) == session.staff_id and at is not None and at > now - _FOR:
            return
    raise AccessDeniedError("CASE_NOT_OPENED", number=case.number)
