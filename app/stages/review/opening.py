"""Opening a case and reading its evidence; every reading leaves a trace."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.domain.audit import AuditEntry, case_chain
from app.domain.case import CaseFile
from app.domain.duties import Operation, require, require_duty
from app.domain.errors import AccessDeniedError
from app.domain.event_names import EVIDENCE_PREFETCHED, EVIDENCE_READ
from app.domain.holding import require_held
from app.domain.ids import CaseId, FileId
from app.domain.staff import Duty, Session
from app.domain.stated_reason import stated_reason
from app.domain.workflow import CLOSED, CaseState
from app.ports.clock import Clock
from app.ports.readers import CaseView, TimelineItem
from app.ports.unit_of_work import Store
from app.risks import ChangeFacts
from app.stages.review.read_files import was_handed_out
from app.trail.openings import CASE_OPENED, require_opened
from app.trail.readings import Readings
from app.trail.refusals import on_record


@dataclass(frozen=True, slots=True)
class OpenCaseCommand:
    """Open a case; a reason is needed outside one's own work (D24)."""

    session: Session
    case_id: CaseId
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The original bytes of one file, checked against their hash."""

    file: CaseFile
    data: bytes


@on_record
class OpenCase:
    """Gives the whole case to somebody who may see it and writes down that they did."""

    def __init__(self, store: Store, clock: Clock, change: ChangeFacts) -> None:
        self._store = store
        self._clock = clock
        self._change = change
        self._readings = Readings(store, clock)

    def __call__(self, command: OpenCaseCommand) -> CaseView:
        """Return the case; until it is decided, with the risk marks that hold now.

        Marks that a later request of somebody else gives are seen in the earlier one too.

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED``, or ``SEPARATION_NOT_THE_PERSON_CONCERNED``
                for one's own case, whatever the reason.
            RuleViolationError: ``CASE_UNKNOWN``, ``REASON_TOO_LONG``, or ``REASON_TOO_SHORT`` when the
                case is not in the person's hands and no reason is given.
        """
        session = command.session
        with self._store.write() as uow:
            claim = uow.cases.get(command.case_id).claim
            require(session, Operation.OPEN_CASE, uow.cases.hands(command.case_id))
            is_own = claim is not None and claim.staff_id == session.staff_id
            is_needed = not is_own and session.staff.duty is not Duty.AUDITOR
            reason = stated_reason(command.reason, is_needed=is_needed)
            details = {"own": is_own, "reason": reason}
            uow.audit.append(
                AuditEntry(
                    case_chain(command.case_id),
                    CASE_OPENED,
                    session.staff_id,
                    self._clock.now(),
                    session.workstation,
                    details,
                )
            )
            uow.commit()
        with self._store.read() as readers:
            view = readers.case.view(command.case_id)
        if view.decision is not None or view.case.state in CLOSED:
            return view
        with self._store.look() as stored:
            marks = self._change.standing(stored, view.case, self._clock.now())
        return replace(view, risk_marks=marks)

    def timeline(self, session: Session, case_id: CaseId) -> tuple[TimelineItem, ...]:
        """What happened to the case so far, oldest first; refused as opening it is.

        Raises:
            AccessDeniedError: ``CASE_NOT_OPENED`` for a case of others that was not opened.
        """
        with self._store.look() as stored:
            require(session, Operation.OPEN_CASE, stored.cases.hands(case_id))
            case = stored.cases.get(case_id)
            require_opened(stored, session, case, self._clock.now())
        self._readings.of_case(session, case, "timeline")
        with self._store.read() as readers:
            return readers.case.timeline(case_id)


@on_record
class ReadEvidence:
    """Hands out the bytes of one file after the reading has been recorded and committed."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def __call__(self, session: Session, file_id: FileId, *, is_prefetch: bool = False) -> Evidence:
        """Return the file.

        A prefetch is recorded as the program's doing, not as a view (D5).

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED``, ``SEPARATION_NOT_THE_PERSON_CONCERNED`` or
                ``CASE_NOT_OPENED`` for a case of others that was not opened.
            UntrustedInputError: ``BLOB_DAMAGED`` or ``BLOB_MISSING``.
        """
        file = self._record(session, file_id, EVIDENCE_PREFETCHED if is_prefetch else EVIDENCE_READ)
        with self._store.look() as stored:
            return Evidence(file, stored.blobs.get(file.sha256))

    def ahead(
        self, session: Session, states: tuple[CaseState, ...], max_bytes: int
    ) -> tuple[CaseId, tuple[Evidence, ...]] | None:
        """Read what *take next* would give, within a bound; of no other case can it be asked.

        Raises:
            AccessDeniedError: as for reading a file, but for opening: nobody opened it yet.
        """
        require_duty(session, Operation.READ_EVIDENCE)
        staff = session.staff
        with self._store.read() as readers:
            case_id = readers.queue.peek_next(
                states, staff.agency.province, staff.id, self._clock.now()
            )
            view = readers.case.view(case_id) if case_id is not None else None
        if case_id is None or view is None:
            return None
        newest = [item.file for item in view.files if item.file.round == view.case.round]
        evidence: list[Evidence] = []
        room = max_bytes
        for file in newest:
            if file.size > room:
                continue
            room -= file.size
            self._record(session, file.id, EVIDENCE_PREFETCHED, is_next=True)
            with self._store.look() as stored:
                evidence.append(Evidence(file, stored.blobs.get(file.sha256)))
        return case_id, tuple(evidence)

    def record_view(self, session: Session, file_id: FileId) -> None:
        """Record that what was prepared is looked at now: a prefetched file was painted.

        Raises:
            AccessDeniedError: as for reading it; ``EVIDENCE_NOT_HANDED_OUT`` for a file whose bytes
                never went to this person: of those nobody has to believe that they were painted.
        """
        self._record(session, file_id, EVIDENCE_READ, is_view=True)

    def _record(
        self,
        session: Session,
        file_id: FileId,
        action: str,
        *,
        is_next: bool = False,
        is_view: bool = False,
    ) -> CaseFile:
        with self._store.read() as readers:
            file = readers.case.file(file_id).file
        with self._store.write() as uow:
            require(session, Operation.READ_EVIDENCE, uow.cases.hands(file.case_id))
            if not is_next:
                case = uow.cases.get(file.case_id)
                require_opened(uow, session, case, self._clock.now())
            if is_view and not was_handed_out(uow, session.staff_id, file):
                raise AccessDeniedError("EVIDENCE_NOT_HANDED_OUT", file=file.id)
            uow.audit.append(
                AuditEntry(
                    case_chain(file.case_id),
                    action,
                    session.staff_id,
                    self._clock.now(),
                    session.workstation,
                    {"file": file.id, "sha256": file.sha256, "requirement": file.requirement},
                )
            )
            uow.commit()
        return file


@on_record
class RevealSecret:
    """Shows the declared código dactilar once, on demand, and records who looked (domain §1.3)."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def __call__(self, session: Session, case_id: CaseId) -> str:
        """Return the code in clear.

        Raises:
            AccessDeniedError: duty, separation, or somebody who does not hold the case
                (``SEPARATION_HOLDS_THE_CASE``).
        """
        now = self._clock.now()
        with self._store.write() as uow:
            require(session, Operation.READ_EVIDENCE, uow.cases.hands(case_id))
            case = uow.cases.get(case_id)
            require_held(case, session, now)
            declared = uow.cases.declared(case_id)
            uow.audit.append(
                AuditEntry(
                    case_chain(case_id),
                    "secret.revealed",
                    session.staff_id,
                    now,
                    session.workstation,
                    {"field": "codigo_dactilar"},
                )
            )
            uow.commit()
        return declared.codigo_dactilar


@dataclass(frozen=True, slots=True)
class PrefetchedCase:
    """Files of the case *take next* would probably give; nobody has looked at them yet."""

    case_id: CaseId
    evidence: tuple[Evidence, ...]


@on_record
class PrefetchNext:
    """Reads the next case's newest files ahead, within a bound, without claiming it (D5)."""

    def __init__(self, store: Store, read: ReadEvidence, clock: Clock) -> None:
        self._store = store
        self._read = read
        self._clock = clock

    def __call__(
        self, session: Session, states: tuple[CaseState, ...], max_bytes: int
    ) -> PrefetchedCase | None:
        """Return the files, smallest bound first reached, or None when nothing waits.

        Raises:
            AccessDeniedError: as :class:`ReadEvidence`.
        """
        require_duty(session, Operation.READ_EVIDENCE)
        ahead = self._read.ahead(session, states, max_bytes)
        return None if ahead is None else PrefetchedCase(*ahead)
