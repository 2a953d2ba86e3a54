"""What a reviewer calls conforming was handed out to them: their word held against the audit (D6).

A window notes which pages it painted, and only its word says so. That the bytes were given out is
nobody's word: it was recorded before they left the store. A prefetch is on record under another
name, as the program's doing, and counts for nobody (D5) until the window says that it was painted.
A kept frame that is read again is not the file it is of.

The reading may be older than the claim. Who gives a case back and takes it again finds the draft
with its marks as it was left, and the same person looked at the same file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final

from app.domain.audit import AuditEvent, case_chain
from app.domain.case import Case
from app.domain.errors import RuleViolationError
from app.domain.ids import FileId, StaffId
from app.domain.procedure import Procedure
from app.domain.review import ReviewDraft
from app.domain.review_marks import first_unopened
from app.ports.unit_of_work import UnitOfWork

EVIDENCE_READ: Final = "evidence.read"


def require_read(
    uow: UnitOfWork, reviewer: StaffId, case: Case, procedure: Procedure, draft: ReviewDraft
) -> None:
    """Refuse to call conforming what the reviewer was never given to look at.

    Raises:
        RuleViolationError: ``EVIDENCE_NOT_READ`` with the requirement and its place in the list.
    """
    events = uow.audit.told(case_chain(case.id), EVIDENCE_READ)
    read = frozenset(_read_by(reviewer, events))
    unread = first_unopened(draft, procedure, uow.cases.files(case.id), read)
    if unread is not None:
        place = [item.code for item in procedure.requirements].index(unread) + 1
        raise RuleViolationError("EVIDENCE_NOT_READ", requirement=unread, place=place)


def _read_by(reviewer: StaffId, events: Iterable[AuditEvent]) -> Iterable[FileId]:
    for event in events:
        body = json.loads(event.canonical)
        is_frame = "position_us" in body["details"]
        if body["actor"] == reviewer and not is_frame:
            yield FileId(body["details"]["file"])
