"""The invitation as the citizen would read it, before anything is appointed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.call import Call, CallStatus
from app.domain.duties import Operation, require
from app.domain.ids import CallId, CaseId
from app.domain.meeting_link import MEET_PATTERN, check_meeting_link
from app.domain.notices import INVITATION, INVITATION_CHANGED
from app.domain.office_zone import office_day
from app.domain.reminders import REMINDERS
from app.domain.staff import Session
from app.ports.clock import Clock
from app.ports.composer import ComposedMessage, MessageComposer
from app.ports.office import Offices
from app.ports.procedures import ProcedureCatalogue
from app.ports.unit_of_work import Store
from app.stages.validation.house_rules import house_rules
from app.stages.validation.invitation import CallNotice, call_message
from app.stages.validation.slots import latest_start, require_bookable, window_end
from app.trail.readings import Readings
from app.trail.refusals import on_record


@dataclass(frozen=True, slots=True)
class PreviewInvitationQuery:
    """A time and a link somebody is about to appoint; ``moving`` when a call is moved."""

    session: Session
    case_id: CaseId
    starts_at: datetime
    link: str
    moving: str = ""


@dataclass(frozen=True, slots=True)
class InvitationPreview:
    """What would leave: the message, to whom, and when it would be recalled."""

    message: ComposedMessage
    recipient: str
    reminders: tuple[datetime, ...]


@on_record
class PreviewInvitation:
    """Composes the invitation and changes nothing."""

    def __init__(
        self,
        store: Store,
        offices: Offices,
        procedures: ProcedureCatalogue,
        composer: MessageComposer,
        clock: Clock,
    ) -> None:
        self._store = store
        self._offices = offices
        self._procedures = procedures
        self._composer = composer
        self._clock = clock
        self._readings = Readings(store, clock)

    def __call__(self, query: PreviewInvitationQuery) -> InvitationPreview:
        """Compose it.

        Raises:
            AccessDeniedError: duty or separation.
            RuleViolationError: ``LINK_…`` for the form of the link, ``CASE_UNKNOWN``, or what
                :func:`app.stages.validation.slots.require_bookable` says of the time.
        """
        now = self._clock.now()
        with self._store.look() as stored:
            case = stored.cases.get(query.case_id)
            require(query.session, Operation.CLAIM_VALIDATION, stored.cases.hands(case.id))
            today = office_day(now, case.province)
            pattern = stored.settings.get("call.link_pattern", today) or MEET_PATTERN
            tool = house_rules(stored.settings, case, now).tool
            person = stored.people.get(case.person_id)
            terms = self._procedures.get(case.procedure, case.procedure_version).terms
            office = self._offices.time_of(case.province)
            end = window_end(case, office, terms.invite_working_days, now)
            latest = latest_start(stored.settings, case, end, now)
        starts_at = require_bookable(query.starts_at, latest, now)
        self._readings.of_case(query.session, case, "invitation")
        call = Call(
            id=CallId(query.moving or "preview"),
            case_id=case.id,
            validator_id=query.session.staff_id,
            starts_at=starts_at,
            minutes=terms.call_minutes,
            link=check_meeting_link(query.link, pattern, tool),
            status=CallStatus.SCHEDULED,
            checks=(),
        )
        zone = office.zone.key
        notice = CallNotice(case, person, call, zone, query.session.staff_id, now, tool)
        template = INVITATION_CHANGED if query.moving else INVITATION
        message = call_message(notice, template)
        composed = self._composer.compose(template, message.language, message.parameters)
        return InvitationPreview(composed, message.recipient, _recalls(call.starts_at, now))


def _recalls(starts_at: datetime, now: datetime) -> tuple[datetime, ...]:
    ahead: list[timedelta] = [lead for lead in REMINDERS if starts_at - lead > now]
    return tuple(starts_at - lead for lead in ahead)
