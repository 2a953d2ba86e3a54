"""Reading the plain parameters of a message, as they come out of the outbox."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.domain.errors import RuleViolationError
from app.domain.masking import BULLET

_READABLE_FIELDS = frozenset({"country"})
"""Contact fields that are not masked; see ``app.domain.contact.mask_field``."""

Read = Callable[[object], object]


def read_parameter(template: str, name: str, kind: str, value: object) -> object:
    """Return the value a template works with.

    Raises:
        RuleViolationError: ``TEMPLATE_PARAMETER_INVALID`` when it is not of its kind, or
            ``TEMPLATE_PARAMETER_UNMASKED`` when a contact value would be shown whole.
    """
    try:
        return READERS[kind](value)
    except (ValueError, TypeError, ZoneInfoNotFoundError) as error:
        raise RuleViolationError(
            "TEMPLATE_PARAMETER_INVALID", template=template, parameter=name
        ) from error


def _text(value: object) -> str:
    if not isinstance(value, str) or any(ord(char) < 32 for char in value):
        raise ValueError
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return value


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _instant(value: object) -> datetime:
    instant = value if isinstance(value, datetime) else datetime.fromisoformat(_text(value))
    if instant.tzinfo is None:
        raise ValueError
    return instant


def _day(value: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    return date.fromisoformat(_text(value))


def _zone(value: object) -> ZoneInfo:
    return ZoneInfo(_text(value))


def _link(value: object) -> str:
    text = _text(value)
    if not text.startswith("https://") or not text.isascii() or not text.isprintable():
        raise ValueError
    return text


def _list(value: object) -> list[object]:
    if not isinstance(value, list | tuple):
        raise TypeError
    return list(value)


def _texts(value: object) -> list[str]:
    return [_text(item) for item in _list(value)]


def _parts(value: object) -> list[dict[str, object]]:
    parts: list[dict[str, object]] = []
    for item in _list(value):
        if not isinstance(item, Mapping):
            raise TypeError
        paragraphs = _texts(item.get("paragraphs"))
        if not paragraphs:
            raise ValueError
        steps = _texts(item.get("next_steps"))
        parts.append(
            {"title": _text(item.get("title")), "paragraphs": paragraphs, "next_steps": steps}
        )
    if not parts:
        raise ValueError
    return parts


def _changes(value: object) -> list[tuple[str, str, str]]:
    changes = []
    for item in _list(value):
        field, before, after = _texts(item)
        for text in (before, after):
            # Either address may be in the wrong hands; a whole value must not get out here.
            if text and field not in _READABLE_FIELDS and BULLET not in text:
                raise RuleViolationError("TEMPLATE_PARAMETER_UNMASKED", field=field)
        changes.append((field, before, after))
    return changes


READERS: Mapping[str, Read] = {
    "text": _text,
    "number": _number,
    "switch": _switch,
    "instant": _instant,
    "day": _day,
    "zone": _zone,
    "link": _link,
    "texts": _texts,
    "parts": _parts,
    "changes": _changes,
}
