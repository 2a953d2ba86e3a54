"""Before and after of a contact change with its risk marks, as the decider sees them (D17)."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.contact import ContactData, ContactDifference, contact_difference
from app.domain.duties import Operation, require
from app.domain.hold_setting import HOLD_HOURS
from app.domain.ids import CaseId
from app.domain.office_zone import office_day
from app.domain.risk import RiskMark
from app.domain.staff import Session
from app.ports.clock import Clock
from app.ports.readers import CaseView
from app.ports.unit_of_work import Store
from app.stages.decision.risk_facts import RiskDesk
from app.trail.readings import Readings
from app.trail.refusals import on_record


@dataclass(frozen=True, slots=True)
class ComparisonQuery:
    """Which case to compare."""

    session: Session
    case_id: CaseId


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One field before and after.

    Attributes:
        source: where the value after comes from (``form``).
        confirmed_by: guided checks passed in a call that asked for this very field.
    """

    difference: ContactDifference
    source: str
    confirmed_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Rows in the order of the form, and the marks that hold now (or held when decided).

    Attributes:
        before: the contact data in force that the rows compare with; none where none are known.
        hold_hours: how long an approval taken today would wait before it is in force.
    """

    rows: tuple[ComparisonRow, ...]
    marks: tuple[RiskMark, ...]
    is_decided: bool
    hold_hours: int
    before: ContactData | None = field(repr=False)


@on_record
class ComparisonRows:
    """Compares what is in force (or was when it was decided) with what is asked for."""

    def __init__(self, store: Store, desk: RiskDesk, clock: Clock) -> None:
        self._store = store
        self._desk = desk
        self._clock = clock
        self._readings = Readings(store, clock)

    def __call__(self, query: ComparisonQuery) -> Comparison:
        """Compare.

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED`` or ``SEPARATION_NOT_THE_PERSON_CONCERNED``.
            RuleViolationError: ``CASE_UNKNOWN``.
        """
        with self._store.look() as stored:
            require(query.session, Operation.OPEN_CASE, stored.cases.hands(query.case_id))
            case, now = stored.cases.get(query.case_id), self._clock.now()
            marks = self._desk.marks(stored, case, now, deciding=False)
            hold = stored.settings.get(HOLD_HOURS, office_day(now, case.province))
        self._readings.of_case(query.session, case, "comparison")
        with self._store.read() as readers:
            view = readers.case.view(query.case_id)
        if view.decision is not None:
            marks = view.risk_marks
        before = view.contact.value if view.contact else None
        is_decided = view.decision is not None
        return Comparison(_rows(view), marks, is_decided, int(hold or 0), before)


def _rows(view: CaseView) -> tuple[ComparisonRow, ...]:
    before = view.contact.value if view.contact else None
    after = view.case.declared.contact
    if view.decision is not None:
        before, after = view.decision.before, view.decision.after or after
    passed = {
        check.code
        for call in view.calls
        for check in call.checks
        if check.result is not None and check.result.value == "passed"
    }
    return tuple(
        ComparisonRow(row, "form", tuple(sorted(passed & _CHECKS_OF.get(row.field, frozenset()))))
        for row in contact_difference(before, after)
    )


_CHECKS_OF = {
    "email": frozenset({"email_mailbox"}),
    "phone_abroad": frozenset({"phone_end"}),
    "state": frozenset({"residence_city"}),
    "city": frozenset({"residence_city"}),
    "postal_code": frozenset({"postal_code"}),
}
