"""Settings, accounts and agencies against the events of those who set them.

Only the last word of an event counts. A row that no event names is not judged: a program before
this one, or whoever has SQL, may have put it there. Of an account's number, login, name and address
an event says a hash; events before the program kept one say nothing of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import select

from app.domain.audit import ChainFault, staff_chain
from app.domain.staff import account_seal
from db.link import Link, Row
from db.readers.told import Told
from db.tables import agencies, settings, staff

_AGENCIES: Final = frozenset({"agency.added", "agency.changed"})
_SWITCHES: Final = {"staff.enabled": True, "staff.disabled": False}
TOLD_OF_OFFICE: Final = frozenset(
    {"setting.changed", "staff.added", "staff.changed", *_AGENCIES, *_SWITCHES}
)

_Chains = Mapping[str, Sequence[Told]]


@dataclass(slots=True)
class _Said:
    """The last word on each: chain, position and value."""

    settings: dict[tuple[str, str], tuple[str, int, str]] = field(default_factory=dict)
    agencies: dict[str, tuple[str, int, tuple[Any, Any]]] = field(default_factory=dict)
    accounts: dict[str, dict[str, tuple[str, int, Any]]] = field(default_factory=dict)


def office_faults(link: Link, told: _Chains) -> Iterator[ChainFault]:
    """Events that settings, accounts or agencies contradict.

    Args:
        link: the database.
        told: what the chain of the office and those of the staff tell, by chain.
    """
    said = _Said()
    # An account is added on the chain of the office, before its own chain says anything.
    for chain in sorted(told, key=lambda name: (name.startswith(staff_chain("")), name)):
        _hear(said, chain, told[chain])
    rows = link.rows(select(settings))
    values = {(row["key"], row["valid_from"].isoformat()): row["value"] for row in rows}
    yield from _differing("SETTING_ALTERED", said.settings, values)
    offices = {row["code"]: (row["name"], row["province"]) for row in link.rows(select(agencies))}
    yield from _differing("AGENCY_ALTERED", said.agencies, offices)
    members = {row["id"]: row for row in link.rows(select(staff))}
    for key, words in said.accounts.items():
        member = members.get(key)
        stored = {} if member is None else {**member, "account": _seal(member)}
        yield from _differing("ACCOUNT_ALTERED", words, stored)


def _hear(said: _Said, chain: str, events: Iterable[Told]) -> None:
    for one in events:
        details, here = one.details, (chain, one.sequence)
        if one.action == "setting.changed" and {"key", "valid_from", "value"} <= details.keys():
            key = str(details["key"]), str(details["valid_from"])
            said.settings[key] = (*here, details["value"])
        elif one.action in _AGENCIES and "code" in details:
            whole = details.get("name"), details.get("province")
            said.agencies[str(details["code"])] = (*here, whole)
        elif one.action == "staff.added" and "added" in details:
            words = said.accounts.setdefault(str(details["added"]), {})
            words |= {"duty": (*here, details.get("duty")), "active": (*here, True)}
            if "account" in details:
                words["account"] = (*here, details["account"])
            if "agency" in details:
                words["agency_code"] = (*here, details["agency"])
        elif chain.startswith(staff_chain("")):
            words = said.accounts.setdefault(chain.removeprefix(staff_chain("")), {})
            words |= {name: (*here, value) for name, value in _changed(one).items()}


def _changed(one: Told) -> dict[str, object]:
    if one.action in _SWITCHES:
        return {"active": _SWITCHES[one.action]}
    if one.action != "staff.changed":
        return {}
    columns = {"duty": "duty", "agency": "agency_code"}
    moved = {columns[name]: one.details[name][-1] for name in columns if name in one.details}
    whose = {"account": one.details["account"]} if "account" in one.details else {}
    # Another duty or agency leaves the account disabled until somebody enables it.
    return {**moved, **whose, "active": False} if moved else whose


def _seal(member: Row) -> str:
    names = ("id", "login", "cedula", "full_name", "email")
    return account_seal(*(member[name] for name in names))


def _differing(
    code: str, said: Mapping[Any, tuple[str, int, Any]], stored: Mapping[Any, Any]
) -> Iterator[ChainFault]:
    for key, (chain, sequence, value) in said.items():
        if key not in stored or stored[key] != value:
            yield ChainFault(chain, sequence, code)
