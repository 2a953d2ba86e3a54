"""Messages from the templates shipped in ``resources/templates`` (Jinja2, text and HTML)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.environment import TemplateModule
from markupsafe import Markup

from app.domain.errors import RuleViolationError
from app.infra.country_names import CldrCountryNames
from app.infra.message_parameters import READERS, read_parameter
from app.infra.message_words import INVALID, LEGAL_ZONE, MessageWords, ShownTime, read_words
from app.infra.toml_table import TomlTable, read_toml
from app.ports.composer import ComposedMessage

FALLBACK_LANGUAGE = "es"
_COUNTRIES = CldrCountryNames()
# No-break blanks stay: they hold telephone numbers together.
_BLANKS = re.compile(r"[ \t\r\n]+")
_EMPTY_LINES = re.compile(r"\n{3,}")
# The plain text says itself where a line ends only for want of room: nobody has to guess it.
_SOFT_BREAK = "\x1f\n"
_SOFT = re.compile(_SOFT_BREAK + " *")


class MessageTemplates:
    """Composes messages (implements ``MessageComposer``).

    One source per message and language gives both the plain text and the HTML, so that they
    cannot say different things. In HTML every value is escaped; nothing remote is referred to.

    Attributes:
        version: of the wording; raised with every change.
        needs: the parameters each template cannot do without.
    """

    def __init__(self, folder: Path) -> None:
        """Read the list of messages and the words; templates are compiled when first used.

        Raises:
            RuleViolationError: ``TEMPLATE_DATA_INVALID``.
        """
        self._words = read_words(folder / "words.toml")
        listed = _read_list(folder / "messages.toml")
        self.version, self._kinds, self.needs, self._may_have = listed
        self._text = {key: _environment(folder, word) for key, word in self._words.items()}
        self._html = {
            key: _environment(folder, word, escaping=True) for key, word in self._words.items()
        }

    def compose(
        self, template: str, language: str, parameters: Mapping[str, object]
    ) -> ComposedMessage:
        """Compose subject, text and HTML; an unknown language is answered in Spanish.

        Raises:
            RuleViolationError: ``TEMPLATE_UNKNOWN``, ``TEMPLATE_PARAMETER_MISSING``,
                ``TEMPLATE_PARAMETER_INVALID`` or ``TEMPLATE_PARAMETER_UNMASKED``.
        """
        words = self._words.get(language) or self._words[FALLBACK_LANGUAGE]
        values = self._values(template, parameters, words)
        texts, pages = self._text[words.language], self._html[words.language]
        text_subject, text = _render(texts, "blocks.text.j2", template, values, words)
        _, html = _render(pages, "blocks.html.j2", template, values, words)
        marked = _EMPTY_LINES.sub("\n\n", text).strip("\n") + "\n"
        return ComposedMessage(
            subject=_BLANKS.sub(" ", text_subject).strip(),
            text=marked.replace(_SOFT_BREAK, "\n"),
            html=_EMPTY_LINES.sub("\n", html).strip() + "\n",
            flow=_SOFT.sub(" ", marked),
        )

    def _values(
        self, template: str, parameters: Mapping[str, object], words: MessageWords
    ) -> dict[str, object]:
        if template not in self.needs:
            raise RuleViolationError("TEMPLATE_UNKNOWN", template=template)
        values: dict[str, object] = {}
        for name in self.needs[template]:
            if name not in parameters:
                raise RuleViolationError(
                    "TEMPLATE_PARAMETER_MISSING", template=template, parameter=name
                )
            values[name] = read_parameter(template, name, self._kinds[name], parameters[name])
        for name in self._may_have.get(template, ()):
            values[name] = read_parameter(
                template, name, self._kinds[name], parameters.get(name, "")
            )
        office = values.get("office_zone", LEGAL_ZONE)
        return {
            **values,
            "office": office,
            "times": _times(values, office, words),
            "language": words.language,
            "words": words,
        }


def _times(
    values: Mapping[str, object], office: object, words: MessageWords
) -> tuple[ShownTime, ...]:
    starts_at, citizen = values.get("starts_at"), values.get("citizen_zone")
    if isinstance(starts_at, datetime) and isinstance(office, ZoneInfo):
        where = citizen if isinstance(citizen, ZoneInfo) else office
        return words.both_clocks(starts_at, office, where)
    return ()


def _render(
    environment: Environment,
    blocks_name: str,
    template: str,
    values: Mapping[str, object],
    words: MessageWords,
) -> tuple[str, str]:
    blocks = environment.get_template(blocks_name).module
    shared = _module(environment, f"{words.language}/shared.j2", values)
    message = _module(environment, f"{words.language}/{template}.j2", values)
    subject = _call(message, "subject")
    body = _call(message, "body", blocks)
    footer = getattr(shared, "footer")  # noqa: B009 - a name of the template, not of the class
    return subject, _call(blocks, "page", words.language, subject, body, words, footer)


def _module(environment: Environment, name: str, values: Mapping[str, object]) -> TemplateModule:
    return environment.get_template(name).make_module(dict(values))


def _call(module: TemplateModule, macro: str, *arguments: object) -> str:
    result: str = getattr(module, macro)(*arguments)
    return result


def _filters(words: MessageWords) -> dict[str, object]:
    return {
        "day": partial(_day_words, words.day),
        "long_day": partial(_day_words, words.long_day),
        "moment": partial(_moment_words, words),
        "changed": _changed_rows,
    }


def _day_words(write: object, day: date, zone: ZoneInfo = LEGAL_ZONE) -> str:
    local = day.astimezone(zone).date() if isinstance(day, datetime) else day
    if not callable(write):
        raise TypeError
    return str(write(local))


def _moment_words(words: MessageWords, at: datetime, zone: ZoneInfo) -> str:
    shown = words.shown(at, zone)
    return f"{shown.day}, {shown.clock}, {shown.place}"


def _changed_rows(
    changes: list[tuple[str, str, str]], words: MessageWords
) -> list[tuple[str, str]]:
    def side(field: str, text: str) -> str:
        known = _COUNTRIES.name(text, words.language) if field == "country" and text else text
        return known or words.none

    return [
        (words.fields.get(field, field), f"{side(field, before)} → {side(field, after)}")
        for field, before, after in changes
    ]


def _squeeze(text: str) -> str:
    squeezed = _BLANKS.sub(" ", text).strip()
    # What was escaped stays marked as such; blanks add nothing that needs escaping.
    return Markup(squeezed) if isinstance(text, Markup) else squeezed  # noqa: S704


def _environment(folder: Path, words: MessageWords, *, escaping: bool = False) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=escaping,  # noqa: S701 - off for the plain text only, where signs are signs
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals["soft_break"] = _SOFT_BREAK
    environment.filters["squeeze"] = _squeeze
    environment.filters |= _filters(words)
    return environment


_Wanted = dict[str, tuple[str, ...]]


def _read_list(path: Path) -> tuple[str, dict[str, str], _Wanted, _Wanted]:
    root = TomlTable(read_toml(path, INVALID), INVALID, path.name)
    version, kinds = root.text("version"), root.languages("parameters")
    names = root.table("messages")
    needs = {name: names.texts(name) for name in names.names()}
    names.finish()
    names = root.table("optional")
    may_have = {name: names.texts(name) for name in names.names()}
    names.finish()
    root.finish()
    unknown = {kind for kind in kinds.values() if kind not in READERS}
    listed = [*needs.values(), *may_have.values()]
    unknown |= {name for wanted in listed for name in wanted if name not in kinds}
    unknown |= may_have.keys() - needs.keys()
    if unknown:
        raise RuleViolationError(
            INVALID, place=path.name, key=min(unknown), problem="unknown parameter or kind"
        )
    return version, kinds, needs, may_have
