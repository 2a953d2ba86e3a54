"""From the tables of a procedure file to the values of :mod:`app.domain.procedure`."""

from __future__ import annotations

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


def procedure_from(table: TomlTable) -> Procedure:
    """Shape the merged tables of one procedure.

    Raises:
        RuleViolationError: the table's code, with place and key.
    """
    valid_from = table.day("valid_from")
    procedure = Procedure(
        code=table.text("code"),
        version=table.text("version"),
        valid_from=valid_from,
        title=table.text("title"),
        short_title=table.text("short_title"),
        request_label=table.text("request_label"),
        requirements=tuple(_requirement(item) for item in table.tables("requirements")),
        fields=tuple(_field(item) for item in table.tables("fields")),
        declaration=tuple(_slot(item) for item in table.tables("declaration")),
        reasons=tuple(_reason(item, valid_from) for item in table.tables("reasons")),
        call_checks=tuple(_call_check(item) for item in table.tables("call_checks")),
        terms=_terms(table.table("terms")),
        legal_base=table.texts("legal_base"),
        contact=table.text("contact"),
        rules=table.texts("rules"),
        notes=tuple(_item(item) for item in table.tables("notes")),
    )
    table.finish()
    return procedure


def _choice(table: TomlTable, key: str, kind: type[E]) -> E:
    value = table.text(key)
    try:
        return kind(value)
    except ValueError as error:
        raise table.fault(f"{value} is not one of the choices", key) from error


def _item(table: TomlTable) -> ChecklistItem:
    item = ChecklistItem(table.text("code"), table.text("text"), table.texts("rules"))
    table.finish()
    return item


def _requirement(table: TomlTable) -> Requirement:
    requirement = Requirement(
        code=table.text("code"),
        title=table.text("title"),
        short_title=table.text("short_title"),
        kind=_choice(table, "kind", EvidenceKind),
        mandatory=table.switch("mandatory"),
        formats=table.texts("formats"),
        max_bytes=table.whole("max_bytes", 0),
        warn_bytes=table.whole("warn_bytes", 0),
        max_pages=table.whole("max_pages", 0),
        max_seconds=table.whole("max_seconds", 0),
        needs_audio=table.switch("needs_audio", default=False),
        read_mark=_choice(table, "read_mark", ReadMark),
        checklist=tuple(_item(item) for item in table.tables("checklist")),
        rules=table.texts("rules"),
        hint=table.text("hint", ""),
        citizen_title=table.languages("citizen_title"),
    )
    table.finish()
    return requirement


def _field(table: TomlTable) -> FormField:
    form_field = FormField(
        code=table.text("code"),
        label=table.text("label"),
        section=table.whole("section"),
        mandatory=table.switch("mandatory"),
        rules=table.texts("rules"),
        unless_identifier=table.texts("unless_identifier"),
        hint=table.text("hint", ""),
        citizen_label=table.languages("citizen_label"),
    )
    table.finish()
    return form_field


def _slot(table: TomlTable) -> DeclarationSlot:
    slot = DeclarationSlot(
        code=table.text("code"),
        template=table.text("template"),
        reason=table.text("reason"),
        rules=table.texts("rules"),
        title=table.text("title"),
    )
    table.finish()
    return slot


def _reason(table: TomlTable, since: date) -> Reason:
    reason = Reason(
        code=table.text("code"),
        requirements=table.texts("requirements"),
        severity=_choice(table, "severity", Severity),
        label=table.text("label"),
        paragraph=table.languages("paragraph", mandatory=True),
        next_step=table.languages("next_step", mandatory=True),
        hint=table.text("hint", ""),
        rules=table.texts("rules"),
        valid_from=table.day("valid_from", since),
        valid_to=table.optional_day("valid_to"),
        suggested_for=table.texts("suggested_for"),
        names_fields=table.switch("names_fields", default=False),
    )
    table.finish()
    return reason


def _call_check(table: TomlTable) -> CallCheck:
    check = CallCheck(
        code=table.text("code"),
        group=table.text("group"),
        prompt=table.text("prompt"),
        expected=table.text("expected"),
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
