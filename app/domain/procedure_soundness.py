"""Whether a procedure's parts fit together; asked once, when its files are read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from string import Formatter
from typing import Protocol

from app.domain.call_facts import CALL_FACTS
from app.domain.declaration import PLACES
from app.domain.finding import ReasonCode
from app.domain.languages import LANGUAGES
from app.domain.procedure import EvidenceKind, Procedure, Reason, Severity

WHOLE_CASE = "case"
"""Stands for the request as a whole where a reason names its requirements."""

CALL = "call"
"""Stands for the identity call where a reason names its requirements."""

REASON_PLACES = frozenset({"requirement", "detail", "limit", "formats"})

_REASON_CODE = re.compile(r"[A-Z]{3}-[0-9]{2}")
_PLAIN_CODE = re.compile(r"[a-z][a-z0-9_]*")
_RULE = re.compile(r"R-[0-9]{3}")


class _Coded(Protocol):
    @property
    def code(self) -> str: ...


class _Ruled(Protocol):
    @property
    def rules(self) -> tuple[str, ...]: ...


def unsound_parts(procedure: Procedure) -> tuple[str, ...]:
    """Return one short line for each thing that does not fit; empty when all is well."""
    return (
        *_doubles(procedure),
        *_odd_codes(procedure),
        *_odd_requirements(procedure),
        *_odd_fields(procedure),
        *_odd_declaration(procedure),
        *(line for reason in procedure.reasons for line in _odd_reason(reason, procedure)),
        *_odd_checks(procedure),
        *_odd_rules(procedure),
        *_odd_terms(procedure),
    )


def rules_of(procedure: Procedure) -> frozenset[str]:
    """Every R-number some part of the procedure carries."""
    return frozenset(_all_rules(procedure))


def places_in(text: str) -> frozenset[str]:
    """Names of the ``{places}`` in a text."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def _all_rules(procedure: Procedure) -> Iterator[str]:
    yield from procedure.rules
    for requirement in procedure.requirements:
        yield from requirement.rules
        for item in requirement.checklist:
            yield from item.rules
    parts: tuple[_Ruled, ...] = (
        *procedure.fields, *procedure.declaration, *procedure.reasons, *procedure.notes,
    )  # fmt: skip
    for part in parts:
        yield from part.rules


def _doubles(procedure: Procedure) -> Iterator[str]:
    lists: tuple[tuple[str, Iterable[str]], ...] = (
        ("requirement", (item.code for item in procedure.requirements)),
        ("field", (item.code for item in procedure.fields)),
        ("slot", (item.code for item in procedure.declaration)),
        ("reason", (item.code for item in procedure.reasons)),
        ("call check", (item.code for item in procedure.call_checks)),
        ("note", (item.code for item in procedure.notes)),
    )
    for name, codes in lists:
        seen: set[str] = set()
        for code in codes:
            if code in seen:
                yield f"{name} {code} twice"
            seen.add(code)


def _odd_codes(procedure: Procedure) -> Iterator[str]:
    parts: tuple[_Coded, ...] = (
        *procedure.requirements, *procedure.fields, *procedure.declaration,
        *procedure.call_checks, *procedure.notes,
    )  # fmt: skip
    for part in parts:
        if _PLAIN_CODE.fullmatch(part.code) is None:
            yield f"code {part.code} is not of the form id_front"
    for reason in procedure.reasons:
        if _REASON_CODE.fullmatch(reason.code) is None:
            yield f"reason {reason.code} is not of the form SOL-04"


def _odd_requirements(procedure: Procedure) -> Iterator[str]:
    for item in procedure.requirements:
        is_file = item.kind is not EvidenceKind.DATA
        if is_file and not (item.formats and 0 < item.warn_bytes <= item.max_bytes):
            yield f"requirement {item.code} lacks formats or limits"
        if item.kind is EvidenceKind.VIDEO and item.max_seconds <= 0:
            yield f"requirement {item.code} lacks its length"
        if not set(LANGUAGES) <= set(item.citizen_title):
            yield f"requirement {item.code} lacks what citizens call it in some language"


def _odd_fields(procedure: Procedure) -> Iterator[str]:
    for item in procedure.fields:
        if not set(LANGUAGES) <= set(item.citizen_label):
            yield f"field {item.code} lacks what citizens call it in some language"


def _odd_declaration(procedure: Procedure) -> Iterator[str]:
    known = {reason.code for reason in procedure.reasons}
    for slot in procedure.declaration:
        if slot.reason not in known:
            yield f"slot {slot.code} names the unknown reason {slot.reason}"
        if not places_in(slot.template) <= PLACES:
            yield f"slot {slot.code} has an unknown place"


def _odd_reason(reason: Reason, procedure: Procedure) -> Iterator[str]:
    known = {item.code for item in procedure.requirements} | {WHOLE_CASE, CALL}
    if not reason.requirements or not set(reason.requirements) <= known:
        yield f"reason {reason.code} names an unknown requirement"
    if not set(reason.suggested_for) <= set(ReasonCode):
        yield f"reason {reason.code} names an unknown finding"
    if reason.suggested_for and reason.severity is Severity.FINAL:
        yield f"reason {reason.code} would end a request on an automatic finding"
    if reason.names_fields and not procedure.fields:
        yield f"reason {reason.code} names fields, but there is no form"
    if not reason.rules:
        yield f"reason {reason.code} stands on no rule"
    if reason.valid_to is not None and reason.valid_to < reason.valid_from:
        yield f"reason {reason.code} ends before it begins"
    for language in LANGUAGES:
        for texts in (reason.paragraph, reason.next_step):
            if not places_in(texts.get(language, "{?}")) <= REASON_PLACES:
                yield f"reason {reason.code} lacks its text in {language} or has an unknown place"


def _odd_checks(procedure: Procedure) -> Iterator[str]:
    for check in procedure.call_checks:
        if not set(check.needs) <= CALL_FACTS:
            yield f"call check {check.code} needs an unknown fact"
        if not places_in(check.expected) <= set(check.needs):
            yield f"call check {check.code} has a place it does not need"
        if places_in(check.prompt):
            yield f"call check {check.code} tells a fact in its question"


def _odd_rules(procedure: Procedure) -> Iterator[str]:
    for rule in sorted(rules_of(procedure)):
        if _RULE.fullmatch(rule) is None:
            yield f"rule {rule} is not of the form R-063"


def _odd_terms(procedure: Procedure) -> Iterator[str]:
    terms = procedure.terms
    counts: Collection[int] = (
        terms.invite_working_days, terms.correction_working_days, terms.max_rounds,
        terms.max_no_shows, terms.call_minutes, terms.minimum_call_seconds,
    )  # fmt: skip
    if min(counts) < 1:
        yield "a term is below one"
    if not 0 <= terms.call_checks <= len(procedure.call_checks):
        yield "more call checks are drawn than exist"
