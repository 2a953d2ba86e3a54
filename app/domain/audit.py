"""Audit events and the hash chain that makes them tamper-evident (D24).

Events belong to a *chain* (one per case, one per member of staff, one for the system). Each
event's hash covers its canonical bytes, which name chain, position and the hash before it; the
head of each chain is stored apart, so that a cut tail is seen. What is hashed is the stored text,
never a re-rendering of it (security.md, Audit).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from app.domain.ids import Sha256, StaffId

GENESIS = Sha256("0" * 64)
SYSTEM_CHAIN = "system"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """A fact to record; position and hashes are given when it is stored.

    Attributes:
        chain: ``case:<id>``, ``staff:<id>``, ``person:<id>`` or ``system``.
        action: dotted past fact, such as ``case.claimed`` or ``evidence.read``.
        details: plain JSON values; codes and hashes, never evidence or secrets.
    """

    chain: str
    action: str
    actor: StaffId | None
    at: datetime
    workstation: str = ""
    details: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """A stored entry: its canonical text and its place in the chain."""

    chain: str
    sequence: int
    canonical: str
    previous_hash: Sha256
    hash: Sha256


@dataclass(frozen=True, slots=True)
class ChainHead:
    """Last position of a chain and its hash."""

    chain: str
    sequence: int
    hash: Sha256


@dataclass(frozen=True, slots=True)
class ChainFault:
    """Where a chain breaks.

    Attributes:
        code: ``ALTERED``, ``MISSING``, ``REORDERED``, ``TAIL_MISSING`` or ``HEAD_MISSING``.
        sequence: first position that is wrong.
    """

    chain: str
    sequence: int
    code: str


def case_chain(case_id: str) -> str:
    """Name of the chain of a case."""
    return f"case:{case_id}"


def staff_chain(staff_id: str) -> str:
    """Name of the chain of a member of staff (sign-ins, searches)."""
    return f"staff:{staff_id}"


def person_chain(person_id: str) -> str:
    """Name of the chain of a person in the register."""
    return f"person:{person_id}"


def seal(entry: AuditEntry, sequence: int, previous_hash: Sha256) -> AuditEvent:
    """Give an entry its place: canonical JSON text (sorted keys, UTF-8) and SHA-256."""
    canonical = json.dumps(
        {
            "action": entry.action,
            "actor": entry.actor,
            "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "chain": entry.chain,
            "details": dict(entry.details or {}),
            "previous": previous_hash,
            "sequence": sequence,
            "workstation": entry.workstation,
        },
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return AuditEvent(entry.chain, sequence, canonical, previous_hash, digest(canonical))


def digest(canonical: str) -> Sha256:
    """SHA-256 of a canonical text."""
    return Sha256(hashlib.sha256(canonical.encode()).hexdigest())


def _fault_of(event: AuditEvent, expected: int, previous: Sha256) -> str | None:
    try:
        body = json.loads(event.canonical)
    except ValueError:
        return "ALTERED"
    if not isinstance(body, dict) or digest(event.canonical) != event.hash:
        return "ALTERED"
    if body.get("chain") != event.chain or body.get("sequence") != event.sequence:
        return "REORDERED"
    if event.sequence != expected:
        return "MISSING" if event.sequence > expected else "REORDERED"
    if event.previous_hash != previous or body.get("previous") != previous:
        return "ALTERED"
    return None


def verify_chain(events: Iterable[AuditEvent], head: ChainHead | None) -> ChainFault | None:
    """Walk one chain in stored order and return its first fault, if any.

    Args:
        events: events of one chain ordered by ``sequence``.
        head: the stored head; None when the head row itself is gone.
    """
    expected, previous, chain = 1, GENESIS, head.chain if head else ""
    for event in events:
        chain = event.chain
        code = _fault_of(event, expected, previous)
        if code is not None:
            return ChainFault(chain, min(event.sequence, expected), code)
        expected, previous = expected + 1, event.hash
    if head is None:
        return ChainFault(chain, expected, "HEAD_MISSING") if expected > 1 else None
    if head.sequence >= expected:
        return ChainFault(chain, expected, "TAIL_MISSING")
    if head.sequence != expected - 1 or head.hash != previous:
        return ChainFault(chain, expected - 1, "ALTERED")
    return None
