"""Appointing a call and moving it: the case, the call, the invitation, all or nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.domain.call import Call, CallStatus
from app.domain.case import Case
from app.domain.duties import Operation
from app.domain.errors import RuleViolationError
from app.domain.ids import CallId, CaseId, MessageId, fresh_id
from app.domain.meeting_link import MEET_PATTERN, check_meeting_link
from app.domain.notices import INVITATION, INVITATION_CHANGED
from app.domain.office_time import OfficeTime
from app.domain.office_zone import office_day
from app.domain.staff import Session
from app.domain.workflow import CaseState, Move, target_of
from app.ports.clock import Clock
from app.ports.invitations import InvitationFiles
from app.ports.office import Offices
from app.ports.procedures import ProcedureCatalogue
from app.ports.unit_of_work import Store, UnitOfWork
from app.stages.validation.call_hours import citizen_zone, overlaps
from app.stages.validation.gate import open_case, record
from app.stages.validation.house_rules import house_rules
from app.stages.validation.invitation import CallNotice, cancel_waiting, queue_invitation
from app.stages.validation.slots import (
    LONGEST_CALL,
    latest_start,
    require_bookable,
    window_end,
)
from app.trail.queued import queued
from app.trail.refusals import on_record


@dataclass(frozen=True, slots=True)
class ScheduleCallCommand:
    """Appoint the call of a held case with its holder.

    Attributes:
        starts_at: aware instant.
        link: address of the meeting as pasted; its form is checked.
    """

    session: Session
    case_id: CaseId
    seen_version: int
    starts_at: datetime
    link: str


@dataclass(frozen=True, slots=True)
class RescheduleCallCommand:
    """Move a call that did not begin; whoever holds the case takes the call over."""

    session: Session
    call_id: CallId
    seen_version: int
    starts_at: datetime
    link: str


@dataclass(frozen=True, slots=True)
class Scheduled:
    """The case and its call as stored, and the messages queued (invitation first)."""

    case: Case
    call: Call
    messages: tuple[MessageId, ...]


@on_record
class ScheduleCall:
    """Appoints a call: TO_SCHEDULE or ESCALATED becomes CALL_SCHEDULED.

    The claim is given back: nothing can be done with the case until the call, and a person
    holds one case at a time.
    """

    def __init__(
        self,
        store: Store,
        offices: Offices,
        procedures: ProcedureCatalogue,
        files: InvitationFiles,
        clock: Clock,
    ) -> None:
        self._store = store
        self._desk = _Desk(offices, procedures, files)
        self._clock = clock

    def __call__(self, command: ScheduleCallCommand) -> Scheduled:
        """Appoint it.

        Raises:
            StaleCaseError: ``CASE_CHANGED``.
            AccessDeniedError: duty, separation or claim.
            RuleViolationError: ``MOVE_NOT_ALLOWED``, ``LINK_…``, ``SLOT_TOO_SOON``,
                ``SLOT_TOO_FAR``, ``SLOT_OUTSIDE_HOURS``, ``SLOT_TAKEN``, ``ZONE_UNKNOWN``,
                ``INSTANT_NOT_AWARE``, ``INSTANT_OUT_OF_RANGE``.
        """
        now = self._clock.now()
        with self._store.write() as uow:
            case = open_case(
                uow,
                command.session,
                command.case_id,
                command.seen_version,
                Operation.SCHEDULE_CALL,
                now,
            )
            target = target_of(Move.INVITE, case.state)
            appointed = self._desk.checked(uow, command.session, case, command, now)
            call = Call(
                id=CallId(fresh_id()),
                case_id=case.id,
                validator_id=command.session.staff_id,
                starts_at=appointed.starts_at,
                minutes=appointed.minutes,
                link=appointed.link,
                status=CallStatus.SCHEDULED,
                checks=(),
            )
            uow.calls.add(call)
            moved = replace(case, state=target, state_since=now, due_at=appointed.due_at(call))
            done = self._desk.finish(uow, command.session, moved, call, now, INVITATION)
            record(
                uow,
                command.session,
                case,
                "call.scheduled",
                now,
                {
                    "call": call.id,
                    "starts_at": call.starts_at.isoformat(),
                    "messages": queued(uow, done.messages),
                },
            )
            uow.commit()
        return done


@on_record
class RescheduleCall:
    """Moves a call: same call, next sequence, so that the citizen's calendar entry moves too."""

    def __init__(
        self,
        store: Store,
        offices: Offices,
        procedures: ProcedureCatalogue,
        files: InvitationFiles,
        clock: Clock,
    ) -> None:
        self._store = store
        self._desk = _Desk(offices, procedures, files)
        self._clock = clock

    def __call__(self, command: RescheduleCallCommand) -> Scheduled:
        """Move it; reminders and an unsent invitation to the old time are cancelled.

        Raises:
            As :class:`ScheduleCall`, and ``CALL_STATUS`` when the call began or is over.
        """
        now = self._clock.now()
        with self._store.write() as uow:
            old = uow.calls.get(command.call_id)
            case = open_case(
                uow,
                command.session,
                old.case_id,
                command.seen_version,
                Operation.SCHEDULE_CALL,
                now,
            )
            if old.status is not CallStatus.SCHEDULED or (
                case.state is not CaseState.CALL_SCHEDULED
            ):
                raise RuleViolationError("CALL_STATUS", status=old.status.value)
            appointed = self._desk.checked(uow, command.session, case, command, now, old.id)
            cancelled = cancel_waiting(uow, case, old)
            call = uow.calls.save(
                replace(
                    old,
                    validator_id=command.session.staff_id,
                    starts_at=appointed.starts_at,
                    link=appointed.link,
                    sequence=old.sequence + 1,
                ),
                old.version,
            )
            moved = replace(case, due_at=appointed.due_at(call))
            done = self._desk.finish(uow, command.session, moved, call, now, INVITATION_CHANGED)
            details = {
                "call": call.id,
                "from": old.starts_at.isoformat(),
                "starts_at": call.starts_at.isoformat(),
                "sequence": call.sequence,
                "cancelled_messages": cancelled,
                "messages": queued(uow, done.messages),
            }
            record(uow, command.session, case, "call.rescheduled", now, details)
            uow.commit()
        return done


@dataclass(frozen=True, slots=True)
class _Appointed:
    """A time that passed every check."""

    starts_at: datetime
    minutes: int
    link: str
    office: OfficeTime

    def due_at(self, call: Call) -> datetime:
        # The result is owed once the call has been held: the end of its working day.
        return self.office.closing(call.ends_at.astimezone(self.office.zone).date())


class _Desk:
    """What appointing and moving have in common."""

    def __init__(
        self, offices: Offices, procedures: ProcedureCatalogue, files: InvitationFiles
    ) -> None:
        self._offices = offices
        self._procedures = procedures
        self._files = files

    def checked(
        self,
        uow: UnitOfWork,
        session: Session,
        case: Case,
        command: ScheduleCallCommand | RescheduleCallCommand,
        now: datetime,
        moving: str = "",
    ) -> _Appointed:
        terms = self._procedures.get(case.procedure, case.procedure_version).terms
        office = self._offices.time_of(case.province)
        length = timedelta(minutes=terms.call_minutes)
        citizen_zone(case)
        end = window_end(case, office, terms.invite_working_days, now)
        latest = latest_start(uow.settings, case, end, now)
        start = require_bookable(command.starts_at, latest, now)
        if office.open_time_between(start, start + length) != length:
            raise RuleViolationError("SLOT_OUTSIDE_HOURS", starts_at=start.isoformat())
        near = uow.calls.of_validator(session.staff_id, start - LONGEST_CALL, start + LONGEST_CALL)
        if overlaps(start, start + length, [call for call in near if call.id != moving]):
            raise RuleViolationError("SLOT_TAKEN", starts_at=start.isoformat())
        today = office_day(now, case.province)
        pattern = uow.settings.get("call.link_pattern", today) or MEET_PATTERN
        tool = house_rules(uow.settings, case, now).tool
        link = check_meeting_link(command.link, pattern, tool)
        return _Appointed(start, terms.call_minutes, link, office)

    def finish(
        self,
        uow: UnitOfWork,
        session: Session,
        case: Case,
        call: Call,
        now: datetime,
        template: str,
    ) -> Scheduled:
        saved = uow.cases.save(case, case.version)
        office_zone = self._offices.time_of(case.province).zone.key
        tool = house_rules(uow.settings, case, now).tool
        notice = CallNotice(
            saved, uow.people.get(case.person_id), call, office_zone, session.staff_id, now, tool
        )
        messages = queue_invitation(uow, self._files, notice, template)
        uow.cases.release(case.id, session.staff_id)
        return Scheduled(replace(saved, claim=None), call, messages)
