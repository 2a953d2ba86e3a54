"""Free times for a call: office hours, the validator's own docket, the citizen's daytime."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from app.domain.case import Case
from app.domain.duties import Operation, require
from app.domain.errors import RuleViolationError
from app.domain.ids import CaseId
from app.domain.instants import as_instant
from app.domain.office_time import OfficeTime
from app.domain.office_zone import office_day
from app.domain.staff import Session
from app.ports.clock import Clock
from app.ports.office import Offices
from app.ports.procedures import ProcedureCatalogue
from app.ports.repositories import Settings
from app.ports.unit_of_work import Store
from app.stages.validation.call_hours import MIN_NOTICE, CallHours, Slot
from app.trail.refusals import on_record

SLOT_MINUTES: Final = 30
"""From the beginning of one slot to the next, where the setting has no value."""

HORIZON_DAYS: Final = 60
HORIZON_SETTING: Final = "call.horizon_days"
"""How far ahead a call may be appointed, where the setting has no value."""

LONGEST_CALL: Final = timedelta(hours=4)
LOOK_AHEAD: Final = timedelta(days=45)
"""How far past a full window the next day with room is looked for."""


@dataclass(frozen=True, slots=True)
class FreeSlotsQuery:
    """Slots of the asking validator for one case.

    Attributes:
        moving: a call that is to be moved; its own time counts as free.
        whole_days: also the other hours of those days, each with what stands in the way.
        limit: of free ones.
    """

    session: Session
    case_id: CaseId
    moving: str = ""
    limit: int = 60
    whole_days: bool = False


@on_record
class FreeSlots:
    """Lists free times in time order.

    Times in the citizen's daytime only, when the term holds any; else all of them, so that a
    person in a far zone still gets a call. Where the validator's days are full up to the end of
    the term, those of the next day with room, marked so.
    """

    def __init__(
        self, store: Store, offices: Offices, procedures: ProcedureCatalogue, clock: Clock
    ) -> None:
        self._store = store
        self._offices = offices
        self._procedures = procedures
        self._clock = clock

    def __call__(self, query: FreeSlotsQuery) -> tuple[Slot, ...]:
        """Return at most ``limit`` free ones, or their whole days.

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED`` or ``SEPARATION_…``.
            RuleViolationError: ``CASE_UNKNOWN``, ``ZONE_UNKNOWN``.
        """
        now = self._clock.now()
        with self._store.look() as stored:
            case = stored.cases.get(query.case_id)
            # Looking needs no claim; appointing does.
            require(query.session, Operation.CLAIM_VALIDATION, stored.cases.hands(case.id))
            terms = self._procedures.get(case.procedure, case.procedure_version).terms
            office = self._offices.time_of(case.province)
            step = stored.settings.get("call.slot_minutes", office_day(now, case.province))
            end = window_end(case, office, terms.invite_working_days, now)
            latest = latest_start(stored.settings, case, end, now)
            busy = [
                call
                for call in stored.calls.of_validator(
                    query.session.staff_id, now - LONGEST_CALL, end + LOOK_AHEAD + LONGEST_CALL
                )
                if call.id != query.moving
            ]
        hours = CallHours(
            case,
            office,
            timedelta(minutes=terms.call_minutes),
            timedelta(minutes=int(step or SLOT_MINUTES)),
            busy,
            now,
        )
        found = list(hours.free(now, end)) or hours.next_room(end, min(end + LOOK_AHEAD, latest))
        offered = ([slot for slot in found if slot.is_daytime] or found)[: query.limit]
        if query.whole_days and offered:
            return hours.whole_days(offered, end)
        return tuple(offered)


def window_end(case: Case, office: OfficeTime, working_days: int, now: datetime) -> datetime:
    """Until when slots are offered: one whole term from now, or the case's own if that is later."""
    from_now = office.deadline(now, working_days).due_at or now
    return max(from_now, case.due_at or from_now)


def latest_start(settings: Settings, case: Case, end: datetime, now: datetime) -> datetime:
    """The last instant at which a call may begin: the horizon, and never before the term ends.

    Args:
        settings: the stored ones.
        case: whose call it is.
        end: what :func:`window_end` gives.
        now: the present instant.
    """
    days = settings.get(HORIZON_SETTING, office_day(now, case.province)) or HORIZON_DAYS
    return max(now + timedelta(days=int(days)), end)


def require_bookable(untrusted: datetime, latest: datetime, now: datetime) -> datetime:
    """Return a named time as an instant when a call may begin then, opening hours apart.

    Raises:
        RuleViolationError: ``INSTANT_NOT_AWARE``, ``INSTANT_OUT_OF_RANGE``, ``SLOT_TOO_SOON``,
            ``SLOT_TOO_FAR`` (``days``).
    """
    start = as_instant(untrusted)
    if start < now + MIN_NOTICE:
        raise RuleViolationError("SLOT_TOO_SOON", minutes=MIN_NOTICE // timedelta(minutes=1))
    if start > latest:
        raise RuleViolationError("SLOT_TOO_FAR", days=(latest - now).days)
    return start
