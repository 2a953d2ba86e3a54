"""Audit events and the hash chain that makes them tamper-evident (D24).

Events belong to a *chain* (one per case, one per member of staff, one for the system). Each
event's hash covers its canonical bytes, which name chain, position and the hash before it; the
head of each chain is stored apart, so that a cut tail is seen. What is hashed is the stored text,
never a re-rendering of it (security.md, Audit).
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
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
        code: ``ALTERED``, ``MISSING``, ``REORDERED``, ``TAIL_MISSING``, ``HEAD_MISSING``, or
            ``TRACE_MISSING`` for a chain that is whole and silent about what a table holds.
        sequence: the position that is wrong; the first one when there are several. Of a missing
            trace the position after the last event.
    """

    chain: str
    sequence: int
    code: str


@dataclass(frozen=True, slots=True)
class Trace:
    """What a table holds and the chain therefore has to tell.

    Attributes:
        action: of the events; "" for any event at all.
        count: how many there must be at least.
    """

    chain: str
    action: str
    count: int = 1


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
    canonical = canonical_text(
        {
            "action": entry.action,
            "actor": entry.actor,
            "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "chain": entry.chain,
            "details": dict(entry.details or {}),
            "previous": previous_hash,
            "sequence": sequence,
            "workstation": entry.workstation,
        }
    )
    return AuditEvent(entry.chain, sequence, canonical, previous_hash, digest(canonical))


def canonical_text(value: Mapping[str, object]) -> str:
    """JSON as it is hashed: sorted keys, no blanks, every letter as it is."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(canonical: str) -> Sha256:
    """SHA-256 of a canonical text."""
    return Sha256(hashlib.sha256(canonical.encode()).hexdigest())


def details_of(event: AuditEvent) -> Mapping[str, object]:
    """What an event says; nothing when its text is not what was sealed."""
    details = (_body(event) or {}).get("details")
    return details if isinstance(details, dict) else {}


def actor_of(event: AuditEvent) -> str | None:
    """Who did it; None for the program, and when its text is not what was sealed."""
    actor = (_body(event) or {}).get("actor")
    return actor if isinstance(actor, str) else None


def _body(event: AuditEvent) -> dict[str, object] | None:
    """What was sealed, or None when the text is not what its hash was made of."""
    try:
        # The hash first: hardly anything that was tampered with gets as far as the parser.
        if digest(event.canonical) != event.hash:
            return None
        body = json.loads(event.canonical)
    except (ValueError, RecursionError):
        return None
    return body if isinstance(body, dict) else None


def _fault_of(
    event: AuditEvent, expected: int, previous: Sha256, following: Sha256 | None
) -> tuple[str, int] | None:
    """Code and position of what is wrong when ``event`` stands at ``expected``, if anything.

    Args:
        event: the event found there.
        expected: the position it should have.
        previous: hash of the event before it, as stored.
        following: hash that what comes after it (the next event, or the head) gives for it.
    """
    body = _body(event)
    if body is None:
        return "ALTERED", expected
    if body.get("chain") != event.chain or body.get("sequence") != event.sequence:
        return "REORDERED", expected
    if event.sequence != expected:
        return "MISSING", expected
    if body.get("previous") != previous:
        # Either of the two was sealed anew. This one is vouched for when what follows names it.
        return "ALTERED", expected - 1 if following == event.hash and expected > 1 else expected
    return ("ALTERED", expected) if event.previous_hash != previous else None


def verify_chain(
    events: Iterable[AuditEvent], head: ChainHead | None, traces: Iterable[Trace] = ()
) -> ChainFault | None:
    """Walk one chain in stored order and return its first fault, if any.

    What it cannot see, because nothing in the database contradicts it: everything from some event
    on sealed anew with the head, and events that no table knows of (readings, refusals) cut off at
    the end together with their trace in the head. For these the heads are kept outside (part 2).

    Args:
        events: events of one chain ordered by ``sequence``.
        head: the stored head; None when the head row itself is gone.
        traces: what the tables say of this chain.
    """
    actions: Counter[str] = Counter()
    wanted = tuple(traces)
    expected, last, chain = 1, GENESIS, head.chain if head else ""
    stream = iter(events)
    event = next(stream, None)
    while event is not None:
        after = next(stream, None)
        if after is not None:
            following: Sha256 | None = after.previous_hash
        else:
            following = head.hash if head else None
        chain = event.chain
        found = _fault_of(event, expected, last, following)
        if found is not None:
            return ChainFault(chain, found[1], found[0])
        if wanted:
            actions[_action_of(event)] += 1
        expected, last, event = expected + 1, event.hash, after
    return _fault_of_end(chain, expected, last, head) or _untold(wanted, actions, expected)


def _action_of(event: AuditEvent) -> str:
    """The action of an event found whole: its text was parsed once already, and begins with it."""
    return event.canonical.removeprefix('{"action":"').partition('"')[0]


def _untold(traces: Iterable[Trace], actions: Counter[str], end: int) -> ChainFault | None:
    for trace in traces:
        found = actions[trace.action] if trace.action else actions.total()
        if found < trace.count:
            return ChainFault(trace.chain, end, "TRACE_MISSING")
    return None


def _fault_of_end(
    chain: str, expected: int, last: Sha256, head: ChainHead | None
) -> ChainFault | None:
    """What the head says against a chain that ended before ``expected`` with the hash ``last``."""
    if head is None:
        return ChainFault(chain, expected, "HEAD_MISSING") if expected > 1 else None
    if head.sequence >= expected:
        return ChainFault(chain, expected, "TAIL_MISSING")
    if head.sequence != expected - 1 or head.hash != last:
        return ChainFault(chain, max(expected - 1, 1), "ALTERED")
    return None
