"""Holding a call: begin with drawn checks, note each result, look at an answer, keep a picture."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from app.domain.call import (
    MAX_SNAPSHOTS,
    Call,
    CallStatus,
    CheckResult,
    GuidedCheck,
    Snapshot,
    asked_seal,
    without_answers,
)
from app.domain.call_draw import answer_in, draw_checks
from app.domain.call_facts import call_facts
from app.domain.case import Case
from app.domain.errors import RuleViolationError
from app.domain.file_kind import HEAD_BYTES, FileKind, detect_kind
from app.domain.ids import CallId
from app.domain.staff import Session
from app.ports.clock import Clock
from app.ports.inspector import Inspector
from app.ports.procedures import ProcedureCatalogue
from app.ports.unit_of_work import Look, Store, UnitOfWork
from app.stages.validation.gate import open_call, record
from app.stages.validation.hours import start_window
from app.trail.pictures import MAX_PICTURE_BYTES, require_picture
from app.trail.refusals import on_record

MAX_SNAPSHOT_BYTES: Final = MAX_PICTURE_BYTES
MAX_LABEL: Final = 80


@dataclass(frozen=True, slots=True)
class StartCallCommand:
    """The citizen is on the line."""

    session: Session
    call_id: CallId
    seen_version: int


@dataclass(frozen=True, slots=True)
class RecordCheckCommand:
    """What was seen for one drawn check; may be corrected until the outcome is recorded."""

    session: Session
    call_id: CallId
    seen_version: int
    check: str
    result: CheckResult


@dataclass(frozen=True, slots=True)
class RevealExpectedCommand:
    """Show the right answer to one drawn check."""

    session: Session
    call_id: CallId
    seen_version: int
    check: str


@dataclass(frozen=True, slots=True)
class AddSnapshotCommand:
    """Keep one still picture of the call; there is no other recording.

    Attributes:
        data: a JPEG, copied or out of a file; the sandbox opens it before it is kept.
        label: what it shows: the group of the check being asked, empty for none.
    """

    session: Session
    call_id: CallId
    seen_version: int
    data: bytes = field(repr=False)
    label: str


@dataclass(frozen=True, slots=True)
class CallState:
    """Case and call as stored after the act; the answers of the checks stay in the store."""

    case: Case
    call: Call


@on_record
class StartCall:
    """Begins a call and draws its checks.

    From here the validator counts among the hands of the case, however the call ends.
    """

    def __init__(
        self,
        store: Store,
        procedures: ProcedureCatalogue,
        clock: Clock,
        chance: random.Random | None = None,
    ) -> None:
        self._store = store
        self._procedures = procedures
        self._clock = clock
        self._chance = chance or random.SystemRandom()

    def __call__(self, command: StartCallCommand) -> CallState:
        """Begin.

        Raises:
            StaleCaseError: ``CASE_CHANGED``.
            AccessDeniedError: duty, separation, claim, or ``CALL_OF_ANOTHER``.
            RuleViolationError: ``CALL_STATUS``, ``CALL_TOO_EARLY``, ``CALL_TOO_LATE``,
                ``CALL_CHECKS_INSUFFICIENT``.
        """
        now, session = self._clock.now(), command.session
        with self._store.write() as uow:
            case, call = open_call(
                uow, session, command.call_id, command.seen_version, now, [CallStatus.SCHEDULED]
            )
            _check_time(uow, case, call, now)
            procedure = self._procedures.get(case.procedure, case.procedure_version)
            checks = draw_checks(
                procedure.call_checks,
                call_facts(uow.cases.declared(case.id), case.zone),
                procedure.terms.call_checks,
                self._chance,
                [[check.code for check in past.checks] for past in _held(uow, call)],
            )
            begun = uow.calls.save(
                replace(call, status=CallStatus.IN_PROGRESS, started_at=now, checks=checks),
                call.version,
            )
            uow.cases.add_hand(case.id, session.staff, "validator", now)
            details = {
                "call": call.id,
                "checks": [check.code for check in checks],
                "asked": asked_seal(
                    (one.code, one.group, one.prompt, one.expected) for one in checks
                ),
            }
            record(uow, session, case, "call.started", now, details)
            uow.commit()
        return CallState(case, without_answers(begun))


@on_record
class RecordCheck:
    """Notes the result of one drawn check."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def __call__(self, command: RecordCheckCommand) -> CallState:
        """Note it; raises as :class:`StartCall`, and ``CHECK_UNKNOWN``."""
        now, session = self._clock.now(), command.session
        with self._store.write() as uow:
            case, call = _running(uow, session, command.call_id, command.seen_version, now)
            check = _check(call, command.check)
            checks = tuple(
                replace(item, result=command.result, answered_at=now) if item is check else item
                for item in call.checks
            )
            noted = uow.calls.save(replace(call, checks=checks), call.version)
            details = {
                "call": call.id,
                "check": check.code,
                "result": command.result.value,
                "before": check.result.value if check.result else "",
            }
            record(uow, session, case, "call.check_recorded", now, details)
            uow.commit()
        return CallState(case, without_answers(noted))


@on_record
class RevealExpected:
    """Gives the expected answer; that it was looked at is recorded first.

    ``procedures`` is the catalogue of the screen: the answer kept with the call is in the language
    of the record.
    """

    def __init__(self, store: Store, procedures: ProcedureCatalogue, clock: Clock) -> None:
        self._store = store
        self._procedures = procedures
        self._clock = clock

    def __call__(self, command: RevealExpectedCommand) -> str:
        """Return the answer; raises as :class:`RecordCheck`."""
        now, session = self._clock.now(), command.session
        with self._store.write() as uow:
            case, call = _running(uow, session, command.call_id, command.seen_version, now)
            check = _check(call, command.check)
            details = {"call": call.id, "check": check.code}
            record(uow, session, case, "call.answer_revealed", now, details)
            procedure = self._procedures.get(case.procedure, case.procedure_version)
            facts = call_facts(uow.cases.declared(case.id), case.zone, procedure.language)
            uow.commit()
        return answer_in(check, procedure, facts)


@on_record
class AddSnapshot:
    """Keeps a still picture as evidence, by its hash, after the sandbox has opened it."""

    def __init__(self, store: Store, inspector: Inspector, clock: Clock) -> None:
        self._store = store
        self._inspector = inspector
        self._clock = clock

    def __call__(self, command: AddSnapshotCommand) -> CallState:
        """Keep it; the same picture twice is kept once.

        Raises:
            As :class:`RecordCheck` and :func:`app.trail.pictures.require_picture`, and
                RuleViolationError: ``SNAPSHOT_KIND``, ``SNAPSHOT_TOO_LARGE``,
                ``SNAPSHOTS_TOO_MANY``, ``LABEL_TOO_LONG``.
        """
        _check_picture(command)
        session = command.session
        with self._store.look() as before:
            # Whoever may not keep it hears that, and the sandbox never works for them.
            _running(before, session, command.call_id, command.seen_version, self._clock.now())
        require_picture(self._inspector, command.data)
        now = self._clock.now()
        with self._store.write() as uow:
            case, call = _running(uow, session, command.call_id, command.seen_version, now)
            if len(call.snapshots) >= MAX_SNAPSHOTS:
                raise RuleViolationError("SNAPSHOTS_TOO_MANY", limit=MAX_SNAPSHOTS)
            digest = hashlib.sha256(command.data).hexdigest()
            if any(item.sha256 == digest for item in call.snapshots):
                return CallState(case, without_answers(call))
            stored = uow.blobs.put(command.data)
            picture = Snapshot(stored, now, command.label.strip())
            kept = uow.calls.save(replace(call, snapshots=(*call.snapshots, picture)), call.version)
            details = {
                "call": call.id,
                "sha256": stored,
                "size": len(command.data),
                "label": picture.label,
            }
            record(uow, session, case, "call.snapshot_added", now, details)
            uow.commit()
        return CallState(case, without_answers(kept))


def _check_time(uow: UnitOfWork, case: Case, call: Call, now: datetime) -> None:
    """The citizen was told an hour: a call long after it is one nobody appointed."""
    window = start_window(uow.settings, case, call, now)
    if now < window.opens_at:
        raise RuleViolationError("CALL_TOO_EARLY", starts_at=call.starts_at.isoformat())
    if now > window.closes_at:
        raise RuleViolationError(
            "CALL_TOO_LATE", starts_at=call.starts_at.isoformat(), minutes=window.late_minutes
        )


def _held(uow: UnitOfWork, call: Call) -> list[Call]:
    held = [past for past in uow.calls.of_case(call.case_id) if past.checks]
    return sorted(held, key=lambda past: past.started_at or past.starts_at)


def _running(
    uow: Look, session: Session, call_id: CallId, seen_version: int, now: datetime
) -> tuple[Case, Call]:
    return open_call(uow, session, call_id, seen_version, now, [CallStatus.IN_PROGRESS])


def _check(call: Call, code: str) -> GuidedCheck:
    for check in call.checks:
        if check.code == code:
            return check
    raise RuleViolationError("CHECK_UNKNOWN", check=code)


def _check_picture(command: AddSnapshotCommand) -> None:
    if len(command.data) > MAX_SNAPSHOT_BYTES:
        raise RuleViolationError("SNAPSHOT_TOO_LARGE", limit=MAX_SNAPSHOT_BYTES)
    if detect_kind(command.data[:HEAD_BYTES]) is not FileKind.JPEG:
        raise RuleViolationError("SNAPSHOT_KIND")
    if len(command.label.strip()) > MAX_LABEL:
        raise RuleViolationError("LABEL_TOO_LONG", limit=MAX_LABEL)
