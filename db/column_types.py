"""Column types shared by all tables: instants, JSON text, enumerations, ordered text.

Both databases must sort every one of them the same way, or paging by row value breaks.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import TIMESTAMP, BigInteger, Dialect, Text
from sqlalchemy.types import TypeDecorator, TypeEngine
from typing_extensions import override

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
FAR_FUTURE: Final = datetime(9999, 12, 31, tzinfo=UTC)
"""Sort instant of cases whose term does not run; NULL would break row-value comparison."""

_MICROSECOND: Final = timedelta(microseconds=1)
_EXACT: Final = 2**52


def as_microseconds(instant: datetime) -> int:
    """Whole microseconds since 1970 of an aware instant."""
    return (instant - EPOCH) // _MICROSECOND


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant: integer microseconds on SQLite, ``timestamptz`` on PostgreSQL.

    Naive values are refused when written; values read are always aware and in UTC.
    """

    impl = BigInteger
    cache_ok = True

    @override
    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(TIMESTAMP(timezone=True))
        return dialect.type_descriptor(BigInteger())

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant without time zone cannot be stored")
        if dialect.name == "postgresql":
            return value.astimezone(UTC)
        return as_microseconds(value)

    @override
    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        # Called for every instant of every row: without the wrapping of process_result_value.
        return read_aware if dialect.name == "postgresql" else read_microseconds


def read_aware(value: datetime | None) -> datetime | None:
    """An instant as PostgreSQL's driver gives it, in UTC."""
    # The driver gives UTC itself while the connection's zone is what we asked for.
    return value if value is None or value.tzinfo is UTC else value.astimezone(UTC)


def read_microseconds(value: int | None) -> datetime | None:
    """An instant as SQLite's driver gives it, in UTC."""
    if value is None:
        return None
    if 0 <= value < _EXACT:
        # Twice as fast; a float still tells the microseconds of this century apart.
        return datetime.fromtimestamp(value / 1_000_000, UTC)
    return EPOCH + timedelta(0, 0, value)


class JsonText(TypeDecorator[Any]):
    """JSON kept as text on both databases, so that both hand back the very same characters."""

    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        if value is None:
            return None
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @override
    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


class EnumText(TypeDecorator[StrEnum]):
    """A member of a ``StrEnum`` as its value; the table adds the named CHECK."""

    impl = Text
    cache_ok = True

    def __init__(self, members: type[StrEnum]) -> None:
        super().__init__()
        self.members = members

    @override
    def process_bind_param(self, value: StrEnum | str | None, dialect: Dialect) -> str | None:
        return None if value is None else self.members(value).value

    @override
    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        known: dict[str | None, StrEnum | None] = {item.value: item for item in self.members}
        known[None] = None
        return known.__getitem__


def ordered_text() -> Text:
    """Text compared byte by byte on both databases (identifiers, numbers, search words).

    PostgreSQL would otherwise sort by the language of the server and could not use an index for
    a prefix.
    """
    text = Text()
    return text.with_variant(Text(collation="C"), "postgresql")
