"""What the call screen works with: the use cases it calls and the case it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import Enum

from app.domain.call import Call, CallOutcome, CallStatus, GuidedCheck, outcome_blockers
from app.domain.case import Case, CaseFile
from app.domain.ids import StaffId
from app.domain.procedure import Procedure, Reason
from app.domain.workflow import CaseState
from app.ports.countries import CountryNames
from app.ports.media import MediaReader
from app.ports.procedures import ProcedureCatalogue
from app.ports.readers import CaseView
from app.ports.wording import Wording
from app.stages.docket import Docket
from app.stages.queueing import BrowseQueue, Claims
from app.stages.review.opening import OpenCase, ReadEvidence
from app.stages.validation import (
    AddSnapshot,
    FreeSlots,
    HouseRules,
    PreviewInvitation,
    RecordCheck,
    RecordOutcome,
    RescheduleCall,
    RevealExpected,
    ScheduleCall,
    StartCall,
    StartWindow,
    TakeOverValidation,
)
from ui.papers.desk import LedgerUseCases


@dataclass(frozen=True, slots=True)
class ValidationUseCases:
    """Everything the call screen can ask for, composed by ``main.py``."""

    claims: Claims
    queue: BrowseQueue
    open_case: OpenCase
    docket: Docket
    slots: FreeSlots
    preview: PreviewInvitation
    schedule: ScheduleCall
    reschedule: RescheduleCall
    window: Callable[[Case, Call, datetime], StartWindow]
    rules: Callable[[Case, datetime], HouseRules]
    still_here: Callable[[Case], str]
    start: StartCall
    record_check: RecordCheck
    reveal: RevealExpected
    add_snapshot: AddSnapshot
    record_outcome: RecordOutcome
    take_over: TakeOverValidation
    procedures: ProcedureCatalogue
    countries: CountryNames
    read_evidence: ReadEvidence
    mails: LedgerUseCases
    media: MediaReader
    wording: Wording


class Work(Enum):
    """What the case on the bench waits for."""

    SCHEDULE = "schedule"
    CALL = "call"
    DECIDE = "decide"
    TAKE_OVER = "take_over"
    NONE = "none"


_WORK = {
    CaseState.TO_SCHEDULE: Work.SCHEDULE,
    CaseState.ESCALATED: Work.SCHEDULE,
    CaseState.CALL_SCHEDULED: Work.CALL,
    CaseState.TO_DECIDE: Work.DECIDE,
}
_OPEN_CALL = frozenset({CallStatus.SCHEDULED, CallStatus.IN_PROGRESS})


@dataclass(frozen=True, slots=True)
class Bench:
    """One case of the call screen.

    Attributes:
        call: the call that is still open, else the one held last; None before the first.
        staff_id: who works on it.
        revealed: expected answers the validator asked to see, by check.
        is_moving: whether another time is being sought for ``call``.
        window: when a call that waits for its hour may begin; None without one.
        rules: what the institute decided about calls.
        still_here: the colleague who has to go on with what they left; empty where one may.
    """

    view: CaseView
    procedure: Procedure
    call: Call | None
    staff_id: StaffId
    revealed: tuple[tuple[str, str], ...] = ()
    is_moving: bool = False
    window: StartWindow | None = None
    rules: HouseRules = field(default_factory=HouseRules)
    still_here: str = ""

    @property
    def case(self) -> Case:
        """The case as last read or written."""
        return self.view.case

    @property
    def work(self) -> Work:
        """What is to be done; moving a call is appointing."""
        if self.is_moving:
            return Work.SCHEDULE
        if self.left_by is not None:
            return Work.TAKE_OVER
        return _WORK.get(self.case.state, Work.NONE)

    @property
    def left_by(self) -> StaffId | None:
        """The colleague who began a call, or held it and did not decide; None for one's own."""
        by = None
        if self.case.state is CaseState.TO_DECIDE:
            by = self.case.validated_by
        elif self.call is not None and self.call.status is CallStatus.IN_PROGRESS:
            by = self.call.validator_id
        return None if by == self.staff_id else by

    def may_start(self, at: datetime) -> bool:
        """Whether the hour lets the call begin."""
        window = self.window
        return window is None or window.opens_at <= at <= window.closes_at

    @property
    def is_live(self) -> bool:
        """Whether the citizen is on the line with whoever works here."""
        is_running = self.call is not None and self.call.status is CallStatus.IN_PROGRESS
        return is_running and self.left_by is None

    def newest_files(self) -> dict[str, CaseFile]:
        """The file handed in last for each requirement."""
        files = sorted((seen.file for seen in self.view.files), key=lambda file: file.round)
        return {file.requirement: file for file in files}

    @property
    def minimum(self) -> timedelta:
        """How long a call must last before an identity can be called validated."""
        return timedelta(seconds=self.procedure.terms.minimum_call_seconds)

    def lasted(self, at: datetime) -> timedelta:
        """How long the call has lasted; zero before its start."""
        if self.call is None or self.call.started_at is None:
            return timedelta()
        return max(at - self.call.started_at, timedelta())

    def reasons(self, on: date) -> tuple[Reason, ...]:
        """Coded reasons of calls; the one only the program gives is left out."""
        return tuple(
            reason
            for reason in self.procedure.reasons_for("call", on)
            if "case" not in reason.requirements
        )

    def missing(
        self, outcome: CallOutcome, note: str, reasons: tuple[str, ...], at: datetime
    ) -> tuple[str, ...]:
        """Codes of what an outcome still needs."""
        if self.call is None:
            return ("CALL_NOT_STARTED",)
        seconds = self.procedure.terms.minimum_call_seconds
        return outcome_blockers(
            self.call,
            outcome,
            note,
            reasons,
            at,
            seconds,
            asks_for_snapshot=self.rules.asks_for_snapshot,
        )

    @property
    def lacks_snapshot(self) -> bool:
        """Whether the identity cannot be called validated for want of a picture."""
        needs = self.rules.asks_for_snapshot
        return needs and self.call is not None and not self.call.snapshots

    def question(self, check: GuidedCheck) -> str:
        """What to ask, in the language of the screen; as it was drawn where that is gone."""
        try:
            return self.procedure.call_check(check.code).prompt
        except KeyError:
            return check.prompt

    def answer(self, check: str) -> str:
        """The expected answer of a check if it was revealed, else empty."""
        return dict(self.revealed).get(check, "")

    def with_answer(self, check: str, text: str) -> Bench:
        """The same bench with one more answer in sight."""
        return replace(self, revealed=(*self.revealed, (check, text)))

    def with_state(self, case: Case, call: Call) -> Bench:
        """The same bench after an act on the call."""
        others = tuple(item for item in self.view.calls if item.id != call.id)
        view = replace(self.view, case=case, calls=(*others, call))
        return replace(self, view=view, call=call)


def open_bench(
    cases: ValidationUseCases, view: CaseView, staff_id: StaffId, now: datetime
) -> Bench:
    """Put a case on the bench."""
    case, call = view.case, current_call(view.calls)
    procedure = cases.procedures.get(case.procedure, case.procedure_version)
    waits = call is not None and call.status is CallStatus.SCHEDULED
    window = cases.window(case, call, now) if waits and call is not None else None
    rules = cases.rules(case, now)
    bench = Bench(view, procedure, call, staff_id, window=window, rules=rules)
    if bench.left_by is None:
        return bench
    return replace(bench, still_here=cases.still_here(case))


def current_call(calls: Iterable[Call]) -> Call | None:
    """The open call, else the one that began last."""
    ordered = sorted(calls, key=lambda call: (call.status in _OPEN_CALL, call.starts_at))
    return ordered[-1] if ordered else None
