"""A procedure as data: requirements, reasons, declaration, terms, legal base.

The text files are in ``resources/procedures``; the loader is ``app.infra.procedure_files``.
A procedure is versioned by date and a case keeps the version it began with. What staff read
(titles, labels, hints, checks) is here in one language, that of the catalogue that was loaded;
what citizens read is here in all of them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum


class EvidenceKind(StrEnum):
    """How a requirement is looked at."""

    DOCUMENT = "document"
    PHOTO = "photo"
    VIDEO = "video"
    DATA = "data"


class Severity(StrEnum):
    """Whether a reason asks for the thing again or ends the request."""

    RETRY = "retry"
    FINAL = "final"


class ReadMark(StrEnum):
    """What must have been seen before a requirement may be called conforming (D6)."""

    OPENED = "opened"
    ALL_PAGES = "all_pages"
    ALL_SLOTS = "all_slots"


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One thing to look for; ``rules`` are the R-numbers it carries."""

    code: str
    text: str
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing the citizen has to hand in.

    Attributes:
        code: stable ASCII code, such as ``id_front``.
        formats: accepted contents, in words of :mod:`app.domain.file_kind` (``jpeg``, ``pdf``,
            ``mp4``); empty for data.
        max_bytes: hard limit in bytes (seed limits read as binary megabytes, I-32).
        warn_bytes: above this a note is shown (decimal megabytes, I-32).
        max_seconds: for video.
        needs_audio: a video without sound cannot carry the declaration.
        citizen_title: what messages call it, by language; :attr:`title` where a language is
            missing.
        passport_title: short title where the person has no cédula but a passport; empty for the
            same one.
    """

    code: str
    title: str
    short_title: str
    kind: EvidenceKind
    mandatory: bool
    formats: tuple[str, ...]
    max_bytes: int
    warn_bytes: int
    max_pages: int
    max_seconds: int
    needs_audio: bool
    read_mark: ReadMark
    checklist: tuple[ChecklistItem, ...]
    rules: tuple[str, ...]
    hint: str = ""
    citizen_title: Mapping[str, str] = field(default_factory=dict)
    passport_title: str = ""


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of the signed request form.

    Attributes:
        section: 0 for the header, then 1, 2, 3 as in the seed.
        mandatory: whether the seed demands it.
        unless_identifier: identifier kinds for which the field cannot exist (I-22).
        citizen_label: what messages call it, by language; :attr:`label` where one is missing.
    """

    code: str
    label: str
    section: int
    mandatory: bool
    rules: tuple[str, ...]
    unless_identifier: tuple[str, ...] = ()
    hint: str = ""
    citizen_label: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DeclarationSlot:
    """A piece of the spoken declaration that is ticked when heard (D10).

    Attributes:
        template: text with ``{names}``-like places; Spanish in every catalogue, since it is the
            published wording that is read aloud.
        reason: code of the reason used when the piece was not heard.
        title: two or three words for the reviewer's list.
    """

    code: str
    template: str
    reason: str
    rules: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is asked for again or refused (D7).

    ``paragraph`` and ``next_step`` map a language (``es``, ``en``) to the citizen's text, which
    may hold the places ``{requirement}``, ``{detail}``, ``{limit}``, ``{formats}``.

    Attributes:
        requirements: codes of requirements it fits, ``case`` for the request as a whole,
            ``call`` for the identity call.
        suggested_for: codes of inspection findings for which it is offered first; a suggestion
            only, a person chooses (D9).
        names_fields: whether the reviewer has to say which fields of the form it is about.
    """

    code: str
    requirements: tuple[str, ...]
    severity: Severity
    label: str
    paragraph: Mapping[str, str]
    next_step: Mapping[str, str]
    hint: str
    rules: tuple[str, ...]
    valid_from: date
    valid_to: date | None = None
    suggested_for: tuple[str, ...] = ()
    names_fields: bool = False

    def in_force(self, on: date) -> bool:
        """Tell whether it may be chosen that day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class CallCheck:
    """A guided check the validator may be given during the call (D14).

    Attributes:
        needs: names of the facts we must hold for the check to be drawn.
        prompt: what to ask; holds no facts, because it is read before any answer is asked for.
        expected: what a right answer is, with places for those facts; masked until revealed when it is personal.
    """

    code: str
    group: str
    prompt: str
    expected: str
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """Counts of working days (terms) and other limits of a procedure."""

    invite_working_days: int
    correction_working_days: int
    max_rounds: int
    max_no_shows: int
    call_minutes: int
    call_checks: int
    minimum_call_seconds: int


@dataclass(frozen=True, slots=True)
class Procedure:
    """Everything the program knows of one procedure on one date.

    Attributes:
        request_label: as published, to be compared with what the portal sends.
        legal_base: as the laws are named, for the record.
        language: of what staff read.
    """

    code: str
    version: str
    valid_from: date
    title: str
    short_title: str
    request_label: str
    requirements: tuple[Requirement, ...]
    fields: tuple[FormField, ...]
    declaration: tuple[DeclarationSlot, ...]
    reasons: tuple[Reason, ...]
    call_checks: tuple[CallCheck, ...]
    terms: Terms
    legal_base: tuple[str, ...]
    rules: tuple[str, ...]
    notes: tuple[ChecklistItem, ...] = ()
    language: str = "es"

    def requirement(self, code: str) -> Requirement:
        """Return the requirement with that code.

        Raises:
            KeyError: no such requirement.
        """
        for item in self.requirements:
            if item.code == code:
                return item
        raise KeyError(code)

    def with_passport(self) -> Procedure:
        """The same with the names its requirements have where the document is a passport (R-071)."""
        named = (
            replace(item, short_title=item.passport_title or item.short_title)
            for item in self.requirements
        )
        return replace(self, requirements=tuple(named))

    def reason(self, code: str) -> Reason:
        """Return the reason with that code.

        Raises:
            KeyError: no such reason.
        """
        for item in self.reasons:
            if item.code == code:
                return item
        raise KeyError(code)

    def call_check(self, code: str) -> CallCheck:
        """Return the guided check with that code.

        Raises:
            KeyError: no such check.
        """
        for item in self.call_checks:
            if item.code == code:
                return item
        raise KeyError(code)

    def fields_of(self, identifier_kind: str) -> tuple[FormField, ...]:
        """Fields that can exist on the form of somebody with that kind of identifier (I-22)."""
        return tuple(item for item in self.fields if identifier_kind not in item.unless_identifier)

    def reasons_for(self, requirement: str, on: date) -> tuple[Reason, ...]:
        """Reasons that fit a requirement and are in force that day, in catalogue order."""
        return tuple(
            reason
            for reason in self.reasons
            if requirement in reason.requirements and reason.in_force(on)
        )

    def suggested(
        self, requirement: str, findings: Collection[str], on: date
    ) -> tuple[Reason, ...]:
        """Reasons for a requirement that some of these inspection findings speak for."""
        return tuple(
            reason
            for reason in self.reasons_for(requirement, on)
            if not set(findings).isdisjoint(reason.suggested_for)
        )
