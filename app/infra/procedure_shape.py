"""From the tables of a procedure's files to the values of :mod:`app.domain.procedure`.

What staff read is taken in one language. What citizens read keeps all of them: each letter is
written in the language of its request.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import TypeVar

from app.domain.procedure import (
    CallCheck,
    ChecklistItem,
    DeclarationSlot,
    EvidenceKind,
    FormField,
    Procedure,
    ReadMark,
    Reason,
    Requirement,
    Severity,
    Terms,
)
from app.infra.toml_table import TomlTable

E = TypeVar("E", bound=StrEnum)


def procedure_from(table: TomlTable, parts: Sequence[TomlTable], language: str) -> Procedure:
    """Shape one procedure, its staff texts in that language.

    Args:
        table: the procedure's own file.
        parts: the files it names, whose lists are joined to its own.
        language: of :data:`app.domain.languages.LANGUAGES`.

    Raises:
        RuleViolationError: the table's code, with place and key.
    """
    valid_from = table.day("valid_from")

    def listed(key: str) -> Iterator[TomlTable]:
        for file in (table, *parts):
            yield from file.tables(key)

    procedure = Procedure(
        code=table.text("code"),
        version=table.text("version"),
        valid_from=valid_from,
        title=table.said("title", language),
        short_title=table.said("short_title", language),
        # Compared with what the portal sends, so as it was published.
        request_label=table.text("request_label"),
        requirements=tuple(_requirement(item, language) for item in listed("requirements")),
        fields=tuple(_field(item, language) for item in listed("fields")),
        declaration=tuple(_slot(item, language) for item in listed("declaration")),
        reasons=tuple(_reason(item, valid_from, language) for item in listed("reasons")),
        call_checks=tuple(_call_check(item, language) for item in listed("call_checks")),
        terms=_terms(table.table("terms")),
        # Names of laws; printed on the record only.
        legal_base=table.texts("legal_base"),
        rules=table.texts("rules"),
        notes=tuple(_item(item, language) for item in listed("notes")),
        language=language,
    )
    for file in (table, *parts):
        file.finish()
    return procedure


def _choice(table: TomlTable, key: str, kind: type[E]) -> E:
    value = table.text(key)
    try:
        return kind(value)
    except ValueError as error:
        raise table.fault(f"{value} is not one of the choices", key) from error


def _item(table: TomlTable, language: str) -> ChecklistItem:
    text = table.said("text", language)
    item = ChecklistItem(table.text("code"), text, table.texts("rules"))
    table.finish()
    return item


def _requirement(table: TomlTable, language: str) -> Requirement:
    requirement = Requirement(
        code=table.text("code"),
        title=table.said("title", language),
        short_title=table.said("short_title", language),
        kind=_choice(table, "kind", EvidenceKind),
        mandatory=table.switch("mandatory"),
        formats=table.texts("formats"),
        max_bytes=table.whole("max_bytes", 0),
        warn_bytes=table.whole("warn_bytes", 0),
        max_pages=table.whole("max_pages", 0),
        max_seconds=table.whole("max_seconds", 0),
        needs_audio=table.switch("needs_audio", default=False),
        read_mark=_choice(table, "read_mark", ReadMark),
        checklist=tuple(_item(item, language) for item in table.tables("checklist")),
        rules=table.texts("rules"),
        hint=table.said("hint", language, ""),
        citizen_title=table.languages("citizen_title"),
        passport_title=table.said("passport_title", language, ""),
    )
    table.finish()
    return requirement


def _field(table: TomlTable, language: str) -> FormField:
    form_field = FormField(
        code=table.text("code"),
        label=table.said("label", language),
        section=table.whole("section"),
        mandatory=table.switch("mandatory"),
        rules=table.texts("rules"),
        unless_identifier=table.texts("unless_identifier"),
        hint=table.said("hint", language, ""),
        citizen_label=table.languages("citizen_label"),
    )
    table.finish()
    return form_field


def _slot(table: TomlTable, language: str) -> DeclarationSlot:
    slot = DeclarationSlot(
        code=table.text("code"),
        # Read aloud and judged word for word: Spanish, whoever looks at it.
        template=table.text("template"),
        reason=table.text("reason"),
        rules=table.texts("rules"),
        title=table.said("title", language),
    )
    table.finish()
    return slot


def _reason(table: TomlTable, since: date, language: str) -> Reason:
    reason = Reason(
        code=table.text("code"),
        requirements=table.texts("requirements"),
        severity=_choice(table, "severity", Severity),
        label=table.said("label", language),
        paragraph=table.languages("paragraph", mandatory=True),
        next_step=table.languages("next_step", mandatory=True),
        hint=table.said("hint", language, ""),
        rules=table.texts("rules"),
        valid_from=table.day("valid_from", since),
        valid_to=table.optional_day("valid_to"),
        suggested_for=table.texts("suggested_for"),
        names_fields=table.switch("names_fields", default=False),
    )
    table.finish()
    return reason


def _call_check(table: TomlTable, language: str) -> CallCheck:
    check = CallCheck(
        code=table.text("code"),
        group=table.text("group"),
        prompt=table.said("prompt", language),
        expected=table.said("expected", language),
        needs=table.texts("needs"),
    )
    table.finish()
    return check


def _terms(table: TomlTable) -> Terms:
    terms = Terms(
        invite_working_days=table.whole("invite_working_days"),
        correction_working_days=table.whole("correction_working_days"),
        max_rounds=table.whole("max_rounds"),
        max_no_shows=table.whole("max_no_shows"),
        call_minutes=table.whole("call_minutes"),
        call_checks=table.whole("call_checks"),
        minimum_call_seconds=table.whole("minimum_call_seconds"),
    )
    table.finish()
    return terms
