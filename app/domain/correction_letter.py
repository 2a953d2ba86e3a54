"""The part of a message that says what to send again or why a request is refused (D7).

Everything a citizen reads here comes from the catalogue, chosen by code, except one bounded
line. The reviewer's internal note is read by nothing in this module.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.errors import RuleViolationError
from app.domain.personal_line import check_personal_line
from app.domain.procedure import Procedure, Reason, Requirement, Severity
from app.domain.procedure_soundness import CALL
from app.domain.reason_texts import LetterFacts, reason_texts, requirement_title
from app.domain.review import RequirementState, ReviewDraft, state_of

__all__ = [
    "Letter",
    "LetterFacts",
    "LetterPart",
    "case_letter",
    "correction_letter",
    "refusal_letter",
]

_ACCEPTED = frozenset({RequirementState.CONFORMS, RequirementState.KEPT})


@dataclass(frozen=True, slots=True)
class LetterPart:
    """One requirement with what is wrong and what to do, in the citizen's language."""

    requirement: str
    title: str
    paragraphs: tuple[str, ...]
    next_steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """The composed part; the live preview shows it and the message carries it.

    Attributes:
        accepted: titles of what need not be sent again.
        personal_line: the reviewer's one line, or empty.
    """

    parts: tuple[LetterPart, ...]
    accepted: tuple[str, ...]
    personal_line: str

    def parameters(self) -> dict[str, object]:
        """The template parameters ``parts``, ``accepted`` and ``personal_line``, plain values."""
        return {
            "parts": [
                {
                    "title": part.title,
                    "paragraphs": list(part.paragraphs),
                    "next_steps": list(part.next_steps),
                }
                for part in self.parts
            ],
            "accepted": list(self.accepted),
            "personal_line": self.personal_line,
        }


def correction_letter(procedure: Procedure, draft: ReviewDraft, facts: LetterFacts) -> Letter:
    """Compose what has to be sent again, requirement by requirement.

    Raises:
        RuleViolationError: ``REASON_MISSING`` when something is asked again without a coded
            reason or nothing is; ``REASON_UNKNOWN``, ``REASON_NOT_IN_FORCE``,
            ``REASON_NOT_FITTING``; ``PERSONAL_LINE_…``.
    """
    return _letter(procedure, draft, facts, (RequirementState.ASK_AGAIN,))


def refusal_letter(procedure: Procedure, draft: ReviewDraft, facts: LetterFacts) -> Letter:
    """Compose why the documents are refused; a final reason is needed.

    Raises:
        RuleViolationError: as :func:`correction_letter`, and ``FINAL_REASON_MISSING``.
    """
    states = (RequirementState.FAILS, RequirementState.ASK_AGAIN)
    letter = _letter(procedure, draft, facts, states)
    failing = [
        procedure.reason(code)
        for review in draft.requirements.values()
        if state_of(draft, review.requirement) is RequirementState.FAILS
        for code in review.reasons
    ]
    _require_final(failing)
    return Letter(letter.parts, (), letter.personal_line)


def case_letter(
    procedure: Procedure,
    codes: Iterable[str],
    facts: LetterFacts,
    *,
    place: str = CALL,
    personal_line: str = "",
) -> Letter:
    """Compose why a request ends after the call (or, with ``place="case"``, as a whole).

    Raises:
        RuleViolationError: as :func:`refusal_letter`.
    """
    chosen = [_chosen(procedure, code, place, facts.on) for code in dict.fromkeys(codes)]
    if not chosen:
        raise RuleViolationError("REASON_MISSING", requirement=place)
    _require_final(chosen)
    texts = [reason_texts(procedure, reason, None, facts) for reason in chosen]
    part = _part(place, "", texts)
    return Letter((part,), (), check_personal_line(personal_line))


def _letter(
    procedure: Procedure,
    draft: ReviewDraft,
    facts: LetterFacts,
    states: tuple[RequirementState, ...],
) -> Letter:
    parts = [
        _requirement_part(procedure, requirement, draft, facts)
        for state in states
        for requirement in procedure.requirements
        if state_of(draft, requirement.code) is state
    ]
    if not parts:
        raise RuleViolationError("REASON_MISSING", requirement="")
    accepted = tuple(
        requirement_title(requirement, facts.language)
        for requirement in procedure.requirements
        if state_of(draft, requirement.code) in _ACCEPTED
    )
    return Letter(tuple(parts), accepted, check_personal_line(draft.personal_line))


def _requirement_part(
    procedure: Procedure, requirement: Requirement, draft: ReviewDraft, facts: LetterFacts
) -> LetterPart:
    codes = tuple(dict.fromkeys(draft.of(requirement.code).reasons))
    if not codes:
        raise RuleViolationError("REASON_MISSING", requirement=requirement.code)
    texts = [
        reason_texts(
            procedure, _chosen(procedure, code, requirement.code, facts.on), requirement, facts
        )
        for code in codes
    ]
    return _part(requirement.code, requirement_title(requirement, facts.language), texts)


def _part(code: str, title: str, texts: list[tuple[str, str]]) -> LetterPart:
    # Two reasons may end in the same advice, which is given once.
    return LetterPart(
        requirement=code,
        title=title,
        paragraphs=tuple(dict.fromkeys(paragraph for paragraph, _ in texts)),
        next_steps=tuple(dict.fromkeys(step for _, step in texts)),
    )


def _chosen(procedure: Procedure, code: str, place: str, on: date) -> Reason:
    try:
        reason = procedure.reason(code)
    except KeyError as error:
        raise RuleViolationError("REASON_UNKNOWN", reason=code) from error
    if place not in reason.requirements:
        raise RuleViolationError("REASON_NOT_FITTING", reason=code, requirement=place)
    if not reason.in_force(on):
        raise RuleViolationError("REASON_NOT_IN_FORCE", reason=code)
    return reason


def _require_final(reasons: Iterable[Reason]) -> None:
    if not any(reason.severity is Severity.FINAL for reason in reasons):
        raise RuleViolationError("FINAL_REASON_MISSING")
