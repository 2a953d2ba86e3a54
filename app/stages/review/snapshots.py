"""Frames of the citizen's video kept as evidence of the review: kept, taken back, read again (D10).

The bytes are a blob named by its hash, the chain of the case tells who kept which frame of which
file, and the list stands in the reviewer's draft and then in the review. That list is the store's
word: saving a draft or committing it neither adds to it nor takes from it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import Final

from app.domain.audit import AuditEntry, actor_of, case_chain
from app.domain.case import Case, CaseFile
from app.domain.duties import Operation, require
from app.domain.errors import RuleViolationError
from app.domain.event_names import EVIDENCE_READ
from app.domain.file_kind import HEAD_BYTES, FileKind, detect_kind
from app.domain.holding import require_touch
from app.domain.ids import CaseId, FileId, Sha256, StaffId
from app.domain.review import VideoSnapshot
from app.domain.review_marks import MAX_SECONDS, SLACK_SECONDS, HandedIn, handed_in
from app.domain.staff import Session
from app.ports.clock import Clock
from app.ports.inspector import Inspector
from app.ports.unit_of_work import Look, Store, UnitOfWork
from app.stages.review.rounds import draft_in_work
from app.trail.arrivals import round_began
from app.trail.openings import require_opened
from app.trail.pictures import MAX_PICTURE_BYTES, require_picture
from app.trail.refusals import on_record

MAX_FRAME_BYTES: Final = MAX_PICTURE_BYTES
MAX_FRAMES: Final = 20
MAX_KEPT: Final = 60
"""So many in one round with those left out again, whose bytes stay: nobody fills the store."""


@dataclass(frozen=True, slots=True)
class KeepSnapshotCommand:
    """Keep one frame.

    Attributes:
        file_id: the video it is of.
        position_us: where in the video, in microseconds.
        data: a JPEG of the frame; the sandbox opens it before it is kept.
    """

    session: Session
    case_id: CaseId
    seen_version: int
    file_id: FileId
    position_us: int
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class RemoveSnapshotCommand:
    """Leave one frame out again, while the review is not committed."""

    session: Session
    case_id: CaseId
    seen_version: int
    sha256: Sha256


@on_record
class KeepSnapshot:
    """Keeps a frame with its hash after the sandbox has opened it.

    Whoever may commit the review of a case may keep one.
    """

    def __init__(self, store: Store, inspector: Inspector, clock: Clock) -> None:
        self._store = store
        self._inspector = inspector
        self._clock = clock

    def __call__(self, command: KeepSnapshotCommand) -> tuple[VideoSnapshot, ...]:
        """Return all that are kept now; the same picture twice is kept once.

        Raises:
            StaleCaseError: ``CASE_CHANGED``.
            AccessDeniedError: duty, separation, or a claim that is not there or ran out.
            RuleViolationError: ``FRAME_KIND``, ``FRAME_TOO_LARGE``, ``FRAME_NOT_OF_FILE``,
                ``FRAMES_TOO_MANY``, ``FRAMES_TOO_OFTEN``.
            UntrustedInputError, UnavailableError: as :func:`app.trail.pictures.require_picture`.
        """
        _check_picture(command.data)
        session = command.session
        with self._store.look() as before:
            # Whoever may not keep it hears that, and the sandbox never works for them.
            case = before.cases.get(command.case_id)
            _require(before, session, case, command.seen_version, self._clock)
        require_picture(self._inspector, command.data)
        now = self._clock.now()
        with self._store.write() as uow:
            case = uow.cases.get(command.case_id)
            _require(uow, session, case, command.seen_version, self._clock)
            file = _file_at(uow, command)
            draft = draft_in_work(uow, case, session.staff_id, now)
            digest = hashlib.sha256(command.data).hexdigest()
            if any(one.sha256 == digest for one in draft.snapshots):
                return draft.snapshots
            if len(draft.snapshots) >= MAX_FRAMES:
                raise RuleViolationError("FRAMES_TOO_MANY", limit=MAX_FRAMES)
            if _kept_so_far(uow, case, session.staff_id) >= MAX_KEPT:
                raise RuleViolationError("FRAMES_TOO_OFTEN", limit=MAX_KEPT)
            stored = uow.blobs.put(command.data)
            frame = VideoSnapshot(stored, file.id, command.position_us, now)
            kept = (*draft.snapshots, frame)
            uow.drafts.put(replace(draft, snapshots=kept, updated_at=now))
            details = {**_told(frame), "size": len(command.data), "requirement": file.requirement}
            uow.audit.append(
                AuditEntry(
                    case_chain(case.id),
                    "review.snapshot_kept",
                    session.staff_id,
                    now,
                    session.workstation,
                    {**details, "file_sha256": file.sha256},
                )
            )
            uow.commit()
        return kept


@on_record
class RemoveSnapshot:
    """Leaves a frame out of the review; its bytes and both events stay."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def __call__(self, command: RemoveSnapshotCommand) -> tuple[VideoSnapshot, ...]:
        """Return what is still kept; raises as :class:`KeepSnapshot`, and ``FRAME_UNKNOWN``."""
        now, session = self._clock.now(), command.session
        with self._store.write() as uow:
            case = uow.cases.get(command.case_id)
            _require(uow, session, case, command.seen_version, self._clock)
            draft = draft_in_work(uow, case, session.staff_id, now)
            gone = [one for one in draft.snapshots if one.sha256 == command.sha256]
            if not gone:
                raise RuleViolationError("FRAME_UNKNOWN")
            kept = tuple(one for one in draft.snapshots if one not in gone)
            uow.drafts.put(replace(draft, snapshots=kept, updated_at=now))
            uow.audit.append(
                AuditEntry(
                    case_chain(case.id),
                    "review.snapshot_removed",
                    session.staff_id,
                    now,
                    session.workstation,
                    _told(gone[0]),
                )
            )
            uow.commit()
        return kept


@on_record
class ReadSnapshot:
    """Hands out a kept frame after the reading has been recorded, as of any evidence."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def __call__(self, session: Session, case_id: CaseId, sha256: Sha256) -> bytes:
        """Return the JPEG, checked against its hash.

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED``, a separation or ``CASE_NOT_OPENED``.
            RuleViolationError: ``FRAME_UNKNOWN`` for what neither one's own draft nor a review
                of this case keeps.
            UntrustedInputError: ``BLOB_DAMAGED`` or ``BLOB_MISSING``.
        """
        with self._store.write() as uow:
            require(session, Operation.READ_EVIDENCE, uow.cases.hands(case_id))
            require_opened(uow, session, uow.cases.get(case_id), self._clock.now())
            known = [one for one in _of_case(uow, session, case_id) if one.sha256 == sha256]
            if not known:
                raise RuleViolationError("FRAME_UNKNOWN")
            uow.audit.append(
                AuditEntry(
                    case_chain(case_id),
                    EVIDENCE_READ,
                    session.staff_id,
                    self._clock.now(),
                    session.workstation,
                    _told(known[0]),
                )
            )
            uow.commit()
        with self._store.look() as stored:
            return stored.blobs.get(sha256)


def _require(uow: Look, session: Session, case: Case, seen_version: int, clock: Clock) -> None:
    hands = uow.cases.hands(case.id)
    require_touch(session, Operation.COMMIT_REVIEW, case, hands, seen_version, clock.now())


def _check_picture(data: bytes) -> None:
    if len(data) > MAX_FRAME_BYTES:
        raise RuleViolationError("FRAME_TOO_LARGE", limit=MAX_FRAME_BYTES)
    if detect_kind(data[:HEAD_BYTES]) is not FileKind.JPEG:
        raise RuleViolationError("FRAME_KIND")


def _file_at(uow: UnitOfWork, command: KeepSnapshotCommand) -> CaseFile:
    """The file, when it is one of the case and reaches as far as that."""
    inspected = uow.cases.inspected(command.case_id)
    file = next((one for one, _ in inspected if one.id == command.file_id), None)
    known = handed_in(inspected).get(file.requirement, HandedIn()) if file else HandedIn()
    longest = MAX_SECONDS if known.seconds is None else known.seconds + SLACK_SECONDS
    if file is None or not 0 <= command.position_us <= longest * 1_000_000:
        raise RuleViolationError("FRAME_NOT_OF_FILE")
    return file


def _of_case(uow: UnitOfWork, session: Session, case_id: CaseId) -> list[VideoSnapshot]:
    drafts = [review.draft for review in uow.reviews.all(case_id)]
    own = uow.drafts.get(case_id, session.staff_id)
    return [one for draft in (*drafts, *([own] if own else ())) for one in draft.snapshots]


def _kept_so_far(uow: UnitOfWork, case: Case, staff_id: StaffId) -> int:
    """How many frames a person kept in this round, also those they left out again."""
    since = round_began(uow, case)
    kept = uow.audit.told(case_chain(case.id), "review.snapshot_kept")
    return sum(one.sequence > since and actor_of(one) == staff_id for one in kept)


def _told(frame: VideoSnapshot) -> dict[str, object]:
    return {"file": frame.file_id, "position_us": frame.position_us, "sha256": frame.sha256}
