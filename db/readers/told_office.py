"""Settings and agencies against the events of those who set them.

Only the last word of an event counts. A row that no event names is not judged: a program before
this one, or whoever has SQL, may have put it there. Accounts: :mod:`db.readers.told_accounts`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import select

from app.domain.audit import ChainFault
from db.link import Link
from db.readers.told import Told
from db.tables import agencies, settings

_AGENCIES: Final = frozenset({"agency.added", "agency.changed"})
TOLD_OF_OFFICE: Final = frozenset({"setting.changed", *_AGENCIES})

_Chains = Mapping[str, Sequence[Told]]


@dataclass(slots=True)
class _Said:
    """The last word on each: chain, position and value."""

    settings: dict[tuple[str, str], tuple[str, int, str]] = field(default_factory=dict)
    agencies: dict[str, tuple[str, int, tuple[Any, Any]]] = field(default_factory=dict)


def office_faults(link: Link, told: _Chains) -> Iterator[ChainFault]:
    """Events that settings or agencies contradict.

    Args:
        link: the database.
        told: what the chain of the office tells, by chain.
    """
    said = _Said()
    for chain in sorted(told):
        _hear(said, chain, told[chain])
    rows = link.rows(select(settings))
    values = {(row["key"], row["valid_from"].isoformat()): row["value"] for row in rows}
    yield from _differing("SETTING_ALTERED", said.settings, values)
    offices = {row["code"]: (row["name"], row["province"]) for row in link.rows(select(agencies))}
    yield from _differing("AGENCY_ALTERED", said.agencies, offices)


def _hear(said: _Said, chain: str, events: Iterable[Told]) -> None:
    for one in events:
        details, here = one.details, (chain, one.sequence)
        if one.action == "setting.changed" and {"key", "valid_from", "value"} <= details.keys():
            key = str(details["key"]), str(details["valid_from"])
            said.settings[key] = (*here, details["value"])
        elif one.action in _AGENCIES and "code" in details:
            whole = details.get("name"), details.get("province")
            said.agencies[str(details["code"])] = (*here, whole)


def _differing(
    code: str, said: Mapping[Any, tuple[str, int, Any]], stored: Mapping[Any, Any]
) -> Iterator[ChainFault]:
    for key, (chain, sequence, value) in said.items():
        if key not in stored or stored[key] != value:
            yield ChainFault(chain, sequence, code)
