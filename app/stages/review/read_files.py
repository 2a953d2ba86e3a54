"""What a reviewer calls conforming was handed out to them: their word held against the audit (D6).

A window notes which pages it painted, and only its word says so. That the bytes were given out is
nobody's word: it was recorded before they left the store. A prefetch is on record under another
name, as the program's doing, and counts for nobody (D5) until the window says that it was painted,
which it may say of nothing else.
A kept frame that is read again is not the file it is of.

The reading may be older than the claim. Who gives a case back and takes it again finds the draft
with its marks as it was left, and the same person looked at the same file.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from app.domain.audit import AuditEvent, actor_of, case_chain, details_of
from app.domain.audit_time import written_at
from app.domain.case import Case, CaseFile
from app.domain.errors import RuleViolationError
from app.domain.event_names import EVIDENCE_GIVEN, EVIDENCE_READ
from app.domain.ids import FileId, StaffId
from app.domain.procedure import Procedure
from app.domain.review import ReviewDraft
from app.domain.review_marks import faces_unseen, first_unopened
from app.ports.unit_of_work import UnitOfWork
from app.trail.arrivals import round_began


def require_read(
    uow: UnitOfWork, reviewer: StaffId, case: Case, procedure: Procedure, draft: ReviewDraft
) -> None:
    """Refuse to call conforming, or the same person, what the reviewer was never given to look at.

    Of a file that stays from an earlier round the reading of a document counts as it stood then;
    faces are compared in this round or not at all.

    Raises:
        RuleViolationError: ``EVIDENCE_NOT_READ`` with the requirement and its place in the list;
            ``FACES_NOT_READ``.
    """
    chain = case_chain(case.id)
    events = uow.audit.told(chain, EVIDENCE_READ)
    files = uow.cases.files(case.id)
    unread = first_unopened(draft, procedure, files, frozenset(_read_by(reviewer, events)))
    if unread is not None:
        place = [item.code for item in procedure.requirements].index(unread) + 1
        raise RuleViolationError("EVIDENCE_NOT_READ", requirement=unread, place=place)
    of_round = _of_round(uow, case, events)
    if faces_unseen(draft, files, frozenset(_read_by(reviewer, of_round))):
        raise RuleViolationError("FACES_NOT_READ", number=case.number)


def was_handed_out(uow: UnitOfWork, reader: StaffId, file: CaseFile) -> bool:
    """Whether these very bytes were given to this person, ahead or on demand."""
    chain = case_chain(file.case_id)
    return any(
        actor_of(event) == reader
        and details_of(event).get("file") == file.id
        and details_of(event).get("sha256") == file.sha256
        for action in EVIDENCE_GIVEN
        for event in uow.audit.told(chain, action)
    )


def started_at(uow: UnitOfWork, reviewer: StaffId, case: Case, said: datetime | None) -> datetime:
    """When the review began: not before the case was first handed to this reviewer in this round.

    That it began later than that is the caller's word, which only makes it shorter.
    """
    chain = case_chain(case.id)
    events = (*uow.audit.told(chain, "case.opened"), *uow.audit.told(chain, EVIDENCE_READ))
    of_round = _of_round(uow, case, events)
    known = [written_at(one.canonical) for one in of_round if actor_of(one) == reviewer]
    claimed = case.claim.since if case.claim is not None else case.state_since
    first = min((at for at in (*known, claimed) if at is not None), default=claimed)
    return first if said is None else max(first, said)


def _of_round(uow: UnitOfWork, case: Case, events: Iterable[AuditEvent]) -> tuple[AuditEvent, ...]:
    since = round_began(uow, case)
    return tuple(event for event in events if event.sequence > since)


def _read_by(reviewer: StaffId, events: Iterable[AuditEvent]) -> Iterable[FileId]:
    for event in events:
        details = details_of(event)
        is_frame = "position_us" in details
        if actor_of(event) == reviewer and not is_frame:
            yield FileId(str(details.get("file")))
