"""Statements made into the driver's own text once, for readings somebody waits for at every key.

SQLAlchemy takes longer to run a statement than SQLite takes to find one case by its number. A
statement prepared here is still written, checked and translated by SQLAlchemy, only not each time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from sqlalchemy import Dialect, Select

Values = Mapping[str, Any]
NOTHING: Final[Values] = {}


class Prepared:
    """A SELECT in the words of one dialect, with the values it was written with.

    Values that change from run to run are bind parameters with names; each run brings them.
    """

    def __init__(self, statement: Select[Any], dialect: Dialect) -> None:
        # The type of a statement compiled for a real dialect is not public.
        compiled: Any = statement.compile(dialect=dialect)
        expanded = compiled.construct_expanded_state()
        stored: dict[str, Callable[[Any], Any] | None] = {
            name: bound.type.dialect_impl(dialect).bind_processor(dialect)
            for name, bound in compiled.binds.items()
        }
        self._stored = stored | dict(expanded.processors)
        self._order: tuple[str, ...] | None = (
            tuple(expanded.positiontup) if expanded.positiontup is not None else None
        )
        self._kept = self._as_stored(expanded.parameters)
        self.text: str = expanded.statement

    def values(self, changing: Values = NOTHING) -> tuple[Any, ...] | dict[str, Any]:
        """What goes to the driver beside the text."""
        values = self._kept | self._as_stored(changing) if changing else self._kept
        if self._order is None:
            return values
        return tuple([values[name] for name in self._order])

    def _as_stored(self, values: Values) -> dict[str, Any]:
        stored = self._stored
        return {
            name: value if (process := stored.get(name)) is None else process(value)
            for name, value in values.items()
        }
