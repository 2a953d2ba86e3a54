"""Accounts against their events: who each is, what it may, and that two people let it in (ADR 0019).

An account whose hands were told of is told whole. Of one that is older its duty is known and, where
an event says so, whether it can act.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import or_, select

from app.domain.account import CLOSING, GIVING, AccountHand, HandAct, identity_hash
from app.domain.audit import SYSTEM_CHAIN, staff_chain
from app.domain.staff import Duty, account_seal
from db.link import Link, Row
from db.mapping.trail_rows import event_from
from db.readers.told import Told, read_told
from db.repositories.accounts import hand_from
from db.tables import account_hands, audit_events, staff

_ADDED: Final = "staff.added"
_ENABLED: Final = "staff.enabled"
_ACTIVE: Final = {_ENABLED: True, "staff.activated": True, "staff.disabled": False}
_ACTS: Final = {
    _ADDED: HandAct.ADDED,
    "staff.changed": HandAct.MOVED,
    "staff.password_given": HandAct.PASSWORD,
    "staff.factor_given": HandAct.FACTOR,
    "staff.activated": HandAct.ACTIVATED,
}
_OF_OLD: Final = datetime.min.replace(tzinfo=UTC)
"""Before every instant that an event tells."""
_TOLD: Final = sorted({*_ACTIVE, *_ACTS})


class Account(NamedTuple):
    """What the events of one account say in the end; None where they do not."""

    added: Told | None = None
    duty: str | None = None
    agency: str | None = None
    active: bool | None = None
    seal: str | None = None
    last: int = 0


def account_faults(link: Link) -> Iterator[tuple[str, int, str]]:
    """``(account, position of the event, code)`` for whatever contradicts the events."""
    told = _told(link)
    hands = _hands(link)
    rows = {row["id"]: row for row in link.rows(select(staff).order_by(staff.c.id))}
    numbers = {staff_id: row["cedula"] for staff_id, row in rows.items()}
    for staff_id, row in rows.items():
        events = told.get(staff_id, [])
        account = _retold(events)
        if account.added is None:
            yield staff_id, 0, "ACCOUNT_UNTOLD"
        elif _is_altered(row, account):
            yield staff_id, account.last, "ACCOUNT_ALTERED"
        yield from _hand_faults(staff_id, events, hands.get(staff_id, []), numbers)
    for staff_id in told.keys() - rows.keys():
        if any("hand" in one.details for one in told[staff_id]):
            yield staff_id, told[staff_id][-1].sequence, "ACCOUNT_ALTERED"
    yield from _enabled_alone(told, hands, numbers)


def _told(link: Link) -> dict[str, list[Told]]:
    """Events of each account in order; those of earlier programs tell of an addition elsewhere."""
    starts = [audit_events.c.canonical.startswith(f'{{"action":"{action}"') for action in _TOLD]
    of_staff = or_(
        audit_events.c.chain.startswith(staff_chain("")), audit_events.c.chain == SYSTEM_CHAIN
    )
    query = (
        select(audit_events)
        .where(of_staff, or_(*starts))
        .order_by(audit_events.c.chain.desc(), audit_events.c.sequence)
    )
    found: dict[str, list[Told]] = {}
    for event in map(event_from, link.rows(query)):
        one = read_told(event)
        if one is None:
            continue
        owner = event.chain.partition(":")[2] or str(one.details.get("added"))
        of_each = found.setdefault(owner, [])
        # Before everything on the account's own chain.
        of_each.insert(0, one) if event.chain == SYSTEM_CHAIN else of_each.append(one)
    return found


def _hands(link: Link) -> dict[str, list[AccountHand]]:
    ordered = select(account_hands).order_by(account_hands.c.staff_id, account_hands.c.position)
    found: dict[str, list[AccountHand]] = {}
    for hand in map(hand_from, link.rows(ordered)):
        found.setdefault(hand.staff_id, []).append(hand)
    return found


def _retold(events: list[Told]) -> Account:
    now = Account()
    for one in events:
        details = one.details
        if one.action == _ADDED:
            active = details.get("active", True)
            words = (details.get("duty"), details.get("agency"), active, details.get("account"))
            now = Account(one, *words, one.sequence)
        elif one.action == "staff.changed":
            now = now._replace(seal=details.get("account", now.seal), last=one.sequence)
            duty, agency = (_after(details, key) for key in ("duty", "agency"))
            if duty or agency:
                now = now._replace(duty=duty or now.duty, agency=agency or now.agency, active=False)
        elif one.action in _ACTIVE:
            now = now._replace(active=_ACTIVE[one.action], last=one.sequence)
        else:
            is_active = bool(details.get("active", False))
            now = now._replace(active=is_active, last=one.sequence)
    return now


def _after(details: Mapping[str, Any], key: str) -> str | None:
    pair = details.get(key)
    return pair[1] if isinstance(pair, list) and len(pair) == 2 else None  # before and after


def _is_altered(row: Row, account: Account) -> bool:
    added = account.added.details if account.added else {}
    identity = identity_hash(row["id"], row["login"], row["cedula"])
    names = ("id", "login", "cedula", "full_name", "email")
    whose = account_seal(*(row[name] for name in names))
    told = (account.duty, account.agency, account.active, account.seal, added.get("identity"))
    stored = (row["duty"], row["agency_code"], row["active"], whose, identity)
    return any(said is not None and said != kept for said, kept in zip(told, stored, strict=True))


def _hand_faults(
    staff_id: str, events: list[Told], hands: list[AccountHand], numbers: Mapping[str, str]
) -> Iterator[tuple[str, int, str]]:
    """What was told and what was put down are the same, one for one."""
    kept = {hand.position: hand for hand in hands}
    is_new = False
    for one in events:
        position = one.details.get("hand")
        if not isinstance(position, int):
            continue
        is_new |= one.action == _ADDED
        hand = kept.pop(position, None)
        cedula = numbers.get(one.actor, "") if one.actor else ""
        if hand is None or (hand.act, hand.actor, hand.cedula) != (_act(one), one.actor, cedula):
            yield staff_id, one.sequence, "ACCOUNT_HAND_ALTERED"
    if any(hand.act is not HandAct.KEPT or is_new for hand in kept.values()):
        yield staff_id, events[-1].sequence if events else 0, "ACCOUNT_HAND_ALTERED"


def _act(one: Told) -> HandAct:
    if one.action == _ENABLED:
        return HandAct.OFFERED if one.details.get("code") else HandAct.ENABLED
    return _ACTS[one.action]


def _enabled_alone(
    told: Mapping[str, list[Told]],
    hands: Mapping[str, list[AccountHand]],
    numbers: Mapping[str, str],
) -> Iterator[tuple[str, int, str]]:
    """Accounts that somebody enabled who had a hand in them, but for the first ones of all."""
    began = {
        (_OF_OLD, staff_id)
        for staff_id, acts in hands.items()
        for hand in acts
        if hand.act is HandAct.KEPT and hand.duty is Duty.ADMINISTRATOR
    }
    began |= {
        (one.written or _OF_OLD, staff_id)
        for staff_id, events in told.items()
        for place, one in enumerate(events)
        if _closes(one) and _retold(events[: place + 1]).duty == Duty.ADMINISTRATOR
    }
    for staff_id, events in told.items():
        inside: set[str] = set()
        for one in events:
            if "hand" not in one.details:
                continue
            who = numbers.get(one.actor or "", "")
            if _act(one) in GIVING:
                inside.add(who)
            elif one.action == _ENABLED and who in inside and not _was_alone(one, began):
                yield staff_id, one.sequence, "ACCOUNT_ENABLED_ALONE"
            if _closes(one):
                inside.clear()


def _was_alone(one: Told, began: set[tuple[datetime, str]]) -> bool:
    """Whether nobody but whoever acted had administered until then."""
    return not any(
        (one.written is None or at < one.written) and other != one.actor for at, other in began
    )


def _closes(one: Told) -> bool:
    return "hand" in one.details and _act(one) in CLOSING
