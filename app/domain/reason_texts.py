"""The citizen's text of a reason with its places filled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.domain.declaration import DeclarationWords, spoken_piece
from app.domain.procedure import Procedure, Reason, Requirement

_MEGABYTE = 2**20
_FORMAT_WORDS = {
    "es": {"pdf": "PDF", "jpeg": "JPG o JPEG", "mp4": "MP4"},
    "en": {"pdf": "PDF", "jpeg": "JPG or JPEG", "mp4": "MP4"},
}
# The number of a document is not written into an e-mail.
_UNWRITTEN_PIECES = frozenset({"number"})


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


def requirement_title(requirement: Requirement, language: str) -> str:
    """What a message in that language calls the requirement."""
    titles = requirement.citizen_title
    return titles.get(language) or titles.get("es") or requirement.title


def size_words(size: int, language: str = "es") -> str:
    """Return a limit as people write it: ``2 MB``, ``2,5 MB`` (``2.5 MB`` in English)."""
    text = f"{size / _MEGABYTE:.1f}".removesuffix(".0")
    return f"{text if language == 'en' else text.replace('.', ',')} MB"


def reason_texts(
    procedure: Procedure, reason: Reason, requirement: Requirement | None, facts: LetterFacts
) -> tuple[str, str]:
    """Return paragraph and next step of a reason; ``requirement`` is None for a whole case."""
    places = {
        "requirement": requirement_title(requirement, facts.language) if requirement else "",
        "limit": size_words(requirement.max_bytes, facts.language) if requirement else "",
        "formats": _formats(requirement, facts.language) if requirement else "",
        "detail": _detail(reason, facts, procedure),
    }
    return (
        _in(reason.paragraph, facts.language).format(**places),
        _in(reason.next_step, facts.language).format(**places),
    )


def _in(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language) or texts["es"]


def _formats(requirement: Requirement, language: str) -> str:
    words = _FORMAT_WORDS.get(language, _FORMAT_WORDS["es"])
    return ", ".join(words[name] for name in requirement.formats)


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
