"""What the decision panel works with: its use cases and the case it shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.call import Call, CallOutcome
from app.domain.decision import DecisionOutcome
from app.domain.procedure import Procedure, Reason
from app.domain.risk import RiskCode, RiskMark
from app.domain.staff import Session
from app.ports.countries import CountryNames
from app.ports.procedures import ProcedureCatalogue
from app.ports.readers import CaseView
from app.ports.wording import Wording
from app.stages.decision import Comparison, ComparisonRows, Decide, PreviewRefusal

_BOTH = frozenset({"call", "case"})


@dataclass(frozen=True, slots=True)
class DecisionUseCases:
    """Everything the decision panel can ask for, composed by ``main.py``.

    Attributes:
        signs_by_code: a decision is confirmed by a one-time code and not by the password.
    """

    comparison: ComparisonRows
    decide: Decide
    preview: PreviewRefusal
    procedures: ProcedureCatalogue
    wording: Wording
    countries: CountryNames
    signs_by_code: bool = False


@dataclass(frozen=True, slots=True)
class DecisionDesk:
    """One case to decide on: what is stored and the comparison taken just now."""

    view: CaseView
    procedure: Procedure
    comparison: Comparison
    session: Session

    @property
    def call(self) -> Call | None:
        """The call that ended last."""
        ended = [call for call in self.view.calls if call.ended_at is not None]
        return max(ended, key=lambda call: call.ended_at or call.starts_at, default=None)

    @property
    def has_old_email(self) -> bool:
        """Whether somebody else than the address asked for will hear of the change."""
        return RiskCode.NOBODY_TO_WARN not in {mark.code for mark in self.comparison.marks}

    @property
    def is_validated(self) -> bool:
        """Whether that call validated the identity."""
        return self.call is not None and self.call.outcome is CallOutcome.VALIDATED

    @property
    def seen_marks(self) -> frozenset[RiskMark]:
        """The marks on the screen, with what they say."""
        return frozenset(self.comparison.marks)

    @property
    def suggested(self) -> DecisionOutcome | None:
        """What the call leaves open; None where a person has a real choice to make."""
        return None if self.is_validated else DecisionOutcome.REFUSED

    def reasons(self, on: date) -> tuple[Reason, ...]:
        """Reasons for a refusal: those of the call first, then those of the request."""
        of_call = self.procedure.reasons_for("call", on)
        of_case = self.procedure.reasons_for("case", on)
        both = (*of_call, *(reason for reason in of_case if reason not in of_call))
        # What is both is given by the program itself, when a request ends for want of an answer.
        return tuple(reason for reason in both if not set(reason.requirements) >= _BOTH)

    def blockers(
        self, outcome: DecisionOutcome | None, reasons: tuple[str, ...], password: str
    ) -> tuple[str, ...]:
        """Codes of what stands between the person and the decision."""
        approves = outcome is DecisionOutcome.APPROVED
        found = (
            ("OUTCOME_MISSING", outcome is None),
            (
                "THE_IDENTITY_VALIDATOR",
                self.view.case.validated_by != self.session.staff_id,
            ),
            ("IDENTITY_NOT_VALIDATED", approves and not self.is_validated),
            ("PERSON_FROZEN", approves and self.view.person.frozen_at is not None),
            ("REASON_MISSING", outcome is DecisionOutcome.REFUSED and not reasons),
            ("PASSWORD_MISSING", not password),
        )
        return tuple(code for code, is_found in found if is_found)
