"""Settings the program knows: their kinds, bounds and defaults; a key not listed is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain.errors import RuleViolationError
from app.domain.ids import StaffId
from app.domain.meeting_link import check_link_pattern

MAX_TEXT = 500

_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
_WHOLE = re.compile(r"-?[0-9]{1,9}")


class SettingKind(StrEnum):
    """How the text of a value is read."""

    WHOLE = "whole"
    TEXT = "text"
    SWITCH = "switch"
    CHOICE = "choice"
    PATTERN = "pattern"
    REGEX = "regex"
    LINK_PATTERN = "link_pattern"
    EMAIL = "email"
    HOST = "host"


@dataclass(frozen=True, slots=True)
class SettingDefinition:
    """One setting.

    Attributes:
        minimum: smallest number, or shortest text.
        maximum: greatest number, or longest text.
        choices: for ``choice``.
        pattern: whole-text regular expression, for ``pattern``.
        from_tomorrow: a change begins the day after at the earliest, so that what a day saw in
            force holds for all of that day and for good.
        label: for the screen, in the language of the catalogue; ``help`` the sentence under it.
    """

    key: str
    kind: SettingKind
    default: str
    label: str
    help: str
    minimum: int = 0
    maximum: int = MAX_TEXT
    choices: tuple[str, ...] = ()
    pattern: str = ""
    from_tomorrow: bool = False

    def check(self, text: str) -> str:
        """Return the value as it is stored.

        Raises:
            RuleViolationError: ``SETTING_VALUE`` with key, problem and bounds.
        """
        value = text.strip()
        problem = _problem(self, value)
        if problem:
            raise RuleViolationError(
                "SETTING_VALUE",
                key=self.key,
                problem=problem,
                minimum=self.minimum,
                maximum=self.maximum,
                choices=self.choices,
            )
        return value


@dataclass(frozen=True, slots=True)
class StoredSetting:
    """One value as it was set: in force from ``valid_from`` until a later one begins.

    Attributes:
        set_by: None when the program itself set it.
    """

    key: str
    value: str
    valid_from: date
    set_by: StaffId | None
    set_at: datetime


class SettingsCatalogue:
    """All settings the program knows, in the order they are shown."""

    def __init__(self, definitions: Iterable[SettingDefinition]) -> None:
        """Take the definitions; each default must pass its own check.

        Raises:
            RuleViolationError: ``SETTING_TWICE`` or ``SETTING_VALUE``.
        """
        self._definitions: dict[str, SettingDefinition] = {}
        for definition in definitions:
            if definition.key in self._definitions:
                raise RuleViolationError("SETTING_TWICE", key=definition.key)
            definition.check(definition.default)
            self._definitions[definition.key] = definition

    def __iter__(self) -> Iterator[SettingDefinition]:
        return iter(self._definitions.values())

    def definition(self, key: str) -> SettingDefinition:
        """Return one definition; raises ``SETTING_UNKNOWN``."""
        try:
            return self._definitions[key]
        except KeyError as error:
            raise RuleViolationError("SETTING_UNKNOWN", key=key) from error

    def check(self, key: str, text: str) -> str:
        """Return the value as it is stored; raises ``SETTING_UNKNOWN`` or ``SETTING_VALUE``."""
        return self.definition(key).check(text)

    def values(self, stored: Mapping[str, str]) -> SettingValues:
        """Combine what is stored with the defaults.

        Raises:
            RuleViolationError: ``SETTING_UNKNOWN`` or ``SETTING_VALUE`` for anything stored that
                this program would not have stored.
        """
        checked = {key: self.check(key, text) for key, text in stored.items()}
        defaults = {item.key: item.default for item in self._definitions.values()}
        return SettingValues(self, {**defaults, **checked})


@dataclass(frozen=True, slots=True)
class SettingValues:
    """The values in force on one day, read by kind."""

    catalogue: SettingsCatalogue
    texts: Mapping[str, str]

    def text(self, key: str) -> str:
        """Return any value as text; raises ``SETTING_UNKNOWN``."""
        self.catalogue.definition(key)
        return self.texts[key]

    def whole(self, key: str) -> int:
        """Return a whole number; raises ``SETTING_KIND`` for another kind."""
        self._require(key, SettingKind.WHOLE)
        return int(self.texts[key])

    def switch(self, key: str) -> bool:
        """Return a switch; raises ``SETTING_KIND`` for another kind."""
        self._require(key, SettingKind.SWITCH)
        return self.texts[key] == "true"

    def _require(self, key: str, kind: SettingKind) -> None:
        if self.catalogue.definition(key).kind is not kind:
            raise RuleViolationError("SETTING_KIND", key=key, kind=kind.value)


def _problem(item: SettingDefinition, value: str) -> str:
    """Name what is wrong, or return an empty text."""
    if not value.isprintable() or len(value) > MAX_TEXT:
        return "unprintable or too long"
    return _CHECKS[item.kind](item, value)


def _text_problem(item: SettingDefinition, value: str) -> str:
    return "" if item.minimum <= len(value) <= item.maximum else "length"


def _choice_problem(item: SettingDefinition, value: str) -> str:
    choices = ("true", "false") if item.kind is SettingKind.SWITCH else item.choices
    return "" if value in choices else "not a choice"


def _form_problem(item: SettingDefinition, value: str) -> str:
    form = _FORMS.get(item.kind) or re.compile(item.pattern)
    return "" if form.fullmatch(value) else "form"


def _whole_problem(item: SettingDefinition, value: str) -> str:
    if _WHOLE.fullmatch(value) is None:
        return "not a whole number"
    return "" if item.minimum <= int(value) <= item.maximum else "out of bounds"


def _regex_problem(item: SettingDefinition, value: str) -> str:
    try:
        re.compile(value)
        if item.kind is SettingKind.LINK_PATTERN:
            check_link_pattern(value)
    except (re.error, RuleViolationError):
        return "not a fitting regular expression"
    return "" if value else "empty"


_FORMS = {SettingKind.EMAIL: _EMAIL, SettingKind.HOST: _HOST}
_CHECKS: Mapping[SettingKind, Callable[[SettingDefinition, str], str]] = {
    SettingKind.WHOLE: _whole_problem,
    SettingKind.TEXT: _text_problem,
    SettingKind.SWITCH: _choice_problem,
    SettingKind.CHOICE: _choice_problem,
    SettingKind.PATTERN: _form_problem,
    SettingKind.EMAIL: _form_problem,
    SettingKind.HOST: _form_problem,
    SettingKind.REGEX: _regex_problem,
    SettingKind.LINK_PATTERN: _regex_problem,
}
