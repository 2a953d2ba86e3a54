"""The part of a message that says what to send again or why a request is refused (D7).

Everything a citizen reads here comes from the catalogue, chosen by code, except one bounded
line. The reviewer's internal note is not an argument of anything in this module.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.domain.declaration import DeclarationWords, spoken_piece
from app.domain.errors import RuleViolationError
from app.domain.procedure import Procedure, Reason, Requirement, Severity
from app.domain.procedure_soundness import CALL
from app.domain.review import MAX_PERSONAL_LINE, RequirementState, ReviewDraft, state_of

_ACCEPTED = frozenset(
    {RequirementState.CONFORMS, RequirementState.KEPT, RequirementState.NOT_APPLICABLE}
)
_MEGABYTE = 2**20
_FORMAT_WORDS = {
    "es": {"pdf": "PDF", "jpeg": "JPG o JPEG", "mp4": "MP4"},
    "en": {"pdf": "PDF", "jpeg": "JPG or JPEG", "mp4": "MP4"},
}
# Nine digits and more: a date has eight, a telephone or identity number at least nine.
_LINK_OR_NUMBER = re.compile(
    r"https?:|www\.|\S@\S|\S\.(?:com|ec|net|org)\b|(?:\d[ .-]?){9,}", re.IGNORECASE
)
# A number of a document is not written into an e-mail.
_UNWRITTEN_PIECES = frozenset({"number"})


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


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What the places of the texts are filled with.

    Attributes:
        on: day of the decision; reasons must be in force then.
        language: ``es`` or ``en``; anything else is written in Spanish.
        words: this person's declaration, for pieces that were not heard; None leaves them out.
        fields: form fields concerned, by reason code (``SOL-02``: what is missing).
    """

    on: date
    language: str = "es"
    words: DeclarationWords | None = None
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


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
    letter = _letter(procedure, draft, facts, (RequirementState.FAILS, RequirementState.ASK_AGAIN))
    codes = [
        code
        for review in draft.requirements.values()
        if state_of(draft, review.requirement) is RequirementState.FAILS
        for code in review.reasons
    ]
    if not any(procedure.reason(code).severity is Severity.FINAL for code in codes):
        raise RuleViolationError("FINAL_REASON_MISSING")
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
    if not any(reason.severity is Severity.FINAL for reason in chosen):
        raise RuleViolationError("FINAL_REASON_MISSING")
    part = _part("", place, [(reason, _places(reason, None, facts, procedure)) for reason in chosen],
                 facts.language)  # fmt: skip
    return Letter((part,), (), check_personal_line(personal_line))


def check_personal_line(untrusted_text: str) -> str:
    """Return the reviewer's line, blanks folded.

    Links, addresses and telephone numbers are refused: the line must not become a way to send
    a citizen somewhere else in the institute's name.

    Raises:
        RuleViolationError: ``PERSONAL_LINE_TOO_LONG``, ``PERSONAL_LINE_LINK`` or
            ``PERSONAL_LINE_UNPRINTABLE``.
    """
    text = " ".join(untrusted_text.split())
    if len(text) > MAX_PERSONAL_LINE:
        raise RuleViolationError("PERSONAL_LINE_TOO_LONG", limit=MAX_PERSONAL_LINE)
    if not text.isprintable():
        raise RuleViolationError("PERSONAL_LINE_UNPRINTABLE")
    if _LINK_OR_NUMBER.search(text):
        raise RuleViolationError("PERSONAL_LINE_LINK")
    return text


def size_words(size: int, language: str = "es") -> str:
    """Return a limit as people write it: ``2 MB``, ``2,5 MB`` (``2.5 MB`` in English)."""
    megabytes = size / _MEGABYTE
    text = f"{megabytes:.1f}".removesuffix(".0")
    return f"{text if language == 'en' else text.replace('.', ',')} MB"


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
        _title(requirement, facts.language)
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
    chosen = [_chosen(procedure, code, requirement.code, facts.on) for code in codes]
    texts = [(reason, _places(reason, requirement, facts, procedure)) for reason in chosen]
    return _part(_title(requirement, facts.language), requirement.code, texts, facts.language)


def _part(
    title: str, code: str, texts: list[tuple[Reason, dict[str, str]]], language: str
) -> LetterPart:
    return LetterPart(
        requirement=code,
        title=title,
        paragraphs=_once(_text(reason.paragraph, language, places) for reason, places in texts),
        next_steps=_once(_text(reason.next_step, language, places) for reason, places in texts),
    )


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


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


def _title(requirement: Requirement, language: str) -> str:
    titles = requirement.citizen_title
    return titles.get(language) or titles.get("es") or requirement.title


def _text(texts: Mapping[str, str], language: str, places: Mapping[str, str]) -> str:
    return (texts.get(language) or texts["es"]).format(**places)


def _places(
    reason: Reason, requirement: Requirement | None, facts: LetterFacts, procedure: Procedure
) -> dict[str, str]:
    formats = _FORMAT_WORDS.get(facts.language, _FORMAT_WORDS["es"])
    named = [formats[name] for name in requirement.formats] if requirement else []
    return {
        "requirement": _title(requirement, facts.language) if requirement else "",
        "limit": size_words(requirement.max_bytes, facts.language) if requirement else "",
        "formats": ", ".join(named),
        "detail": _detail(reason, facts, procedure),
    }


def _detail(reason: Reason, facts: LetterFacts, procedure: Procedure) -> str:
    """Fields concerned, or the words of the piece that was not heard; empty when unknown."""
    concerned = facts.fields.get(reason.code, ())
    labels = [
        item.citizen_label.get(facts.language) or item.citizen_label.get("es") or item.label
        for item in procedure.fields
        if item.code in concerned
    ]
    if labels:
        return ": " + ", ".join(labels)
    if facts.words is None:
        return ""
    for slot in procedure.declaration:
        if slot.reason == reason.code and slot.code not in _UNWRITTEN_PIECES:
            return f": «{spoken_piece(slot, facts.words).rstrip(',.')}»"
    return ""
