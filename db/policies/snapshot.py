"""Compares who may do what in a central database with what this program installed, fact by fact.

The facts are those of ``snapshot.sql``; ``golden.txt`` has them as they must be, one a line, written
by ``make golden`` and read in review. A staff login can take the snapshot, so that a desktop refuses
to work on a database whose guard somebody has altered.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection

HERE: Final = Path(__file__).parent
GOLDEN: Final = HERE / "golden.txt"
_BETWEEN: Final = " | "

FOR_THE_DBA: Final = frozenset({"login setting", "login", "superuser", "extension", "setting"})
"""Kinds that the check names but that keep nobody from working: one login's own settings must not
lock everybody else out, and a DBA may add what watches the server."""


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """One line: what kind of thing, its name, and how it is."""

    kind: str
    name: str
    fact: str

    def line(self) -> str:
        """As ``golden.txt`` has it."""
        return _BETWEEN.join((self.kind, self.name, " ".join(self.fact.split())))


@dataclass(frozen=True, slots=True, order=True)
class Drift:
    """A thing that is not as it must be.

    Attributes:
        change: ``missing``, ``added`` or ``altered``.
        kind: ``policy``, ``trigger``, ``function`` …
        name: which one.
    """

    change: str
    kind: str
    name: str


def take(connection: Connection) -> tuple[Fact, ...]:
    """Every fact of a database."""
    # The driver itself, for which % means % where no values are given.
    driver: Any = connection.connection.driver_connection
    found = driver.execute((HERE / "snapshot.sql").read_text(encoding="utf-8"))
    return tuple(Fact(*row) for row in found.fetchall())


def golden() -> tuple[str, ...]:
    """The lines as they must be."""
    return tuple(GOLDEN.read_text(encoding="utf-8").splitlines())


def drifts(connection: Connection) -> tuple[Drift, ...]:
    """Everything in which a database differs from what was installed; empty when nothing does."""
    return compared(golden(), [fact.line() for fact in take(connection)])


def compared(wanted: Iterable[str], found: Iterable[str]) -> tuple[Drift, ...]:
    """The differences of two lists of lines, each thing named once."""
    expected, present = set(wanted), set(found)
    missing = {_thing(line) for line in expected - present}
    added = {_thing(line) for line in present - expected}
    return tuple(
        sorted(
            [
                *(Drift("altered", *thing) for thing in missing & added),
                *(Drift("missing", *thing) for thing in missing - added),
                *(Drift("added", *thing) for thing in added - missing),
            ]
        )
    )


def _thing(line: str) -> tuple[str, str]:
    kind, name, *_fact = line.split(_BETWEEN, 2)
    return kind, name
