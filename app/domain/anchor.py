"""Seals of all heads at an instant; kept away from the database they become its anchors (ADR 0018).

A chain shows what contradicts itself. Whoever owns the tables can make chain and head agree again;
what was sealed, signed and carried away before cannot be made to agree. Each seal lists the heads
that changed since the one before it, counts all of them, covers all of them with one digest, and
names the seal before it, so that seals are a chain too.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from json.encoder import encode_basestring_ascii as quoted
from typing import Final

from app.domain.audit import GENESIS, AuditEvent, ChainHead, canonical_text, digest
from app.domain.ids import Sha256

SEALED: Final = "audit.sealed"
"""Action of the entry that remembers a seal: an anchor taken away later is missed by its number."""

FORM: Final = "ventanilla.seal.1"
"""Stands in every signed text: a signature means a seal of this form and nothing else."""

_HASH: Final = re.compile(r"[0-9a-f]{64}")
_SERIES: Final = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Seal:
    """All heads of a database at one instant.

    Attributes:
        series: drawn at the first seal; a database restored from a copy begins another one.
        number: 1, 2, 3 … without a gap.
        previous: digest of the seal before it.
        at: never before the instant of the seal before it.
        chains: how many chains had events.
        events: how many events they had together.
        heads: SHA-256 over all heads in the order of their chains.
        changed: how many heads the anchor lists.
        changes: SHA-256 over those.
        contradictions: how many chains no longer agreed with the seal before it.
    """

    series: str
    number: int
    previous: Sha256
    at: datetime
    chains: int
    events: int
    heads: Sha256
    changed: int
    changes: Sha256
    contradictions: int = 0

    @property
    def text(self) -> str:
        """The canonical text, which is signed."""
        at = self.at.astimezone(UTC).isoformat(timespec="microseconds")
        return canonical_text({**asdict(self), "at": at, "form": FORM})

    @property
    def digest(self) -> Sha256:
        """What the next seal names, and what is printed."""
        return digest(self.text)


@dataclass(frozen=True, slots=True)
class SignedSeal:
    """A seal with the signature over its text, as hexadecimal digits."""

    seal: Seal
    signature: str


@dataclass(frozen=True, slots=True)
class AnchoredHead:
    """A head as listed by the anchor of a number; sequence 0 says that the chain was gone."""

    head: ChainHead
    number: int


@dataclass(frozen=True, slots=True)
class HeadStep:
    """One chain in two lists of heads: as sealed before, and as stored now."""

    before: ChainHead | None
    now: ChainHead | None

    @property
    def listed(self) -> ChainHead | None:
        """What a seal has to list: the head now, or that there is none any more."""
        if self.now is None and self.before is not None:
            return ChainHead(self.before.chain, 0, GENESIS)
        return None if self.now == self.before else self.now

    @property
    def is_contradiction(self) -> bool:
        """Whether the chain became shorter, or other at the same length."""
        if self.before is None:
            return False
        if self.now is None or self.now.sequence < self.before.sequence:
            return True
        return self.now.sequence == self.before.sequence and self.now.hash != self.before.hash


class HeadsDigest:
    """SHA-256 over heads fed one by one, with their number and the sum of their positions."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self.heads = 0
        self.events = 0

    def add(self, line: str, sequence: int) -> None:
        """Take in the line of one more head."""
        self._hash.update(line.encode())
        self.heads += 1
        self.events += sequence

    @property
    def value(self) -> Sha256:
        """The digest so far."""
        return Sha256(self._hash.hexdigest())


def head_line(head: ChainHead) -> str:
    """A head as it is hashed and listed: one JSON array a line, letters escaped."""
    # A tampered name or hash can hold what no encoding takes; escaped it still has its one form.
    return f"[{quoted(head.chain)},{head.sequence},{quoted(head.hash)}]\n"


def head_of(line: str) -> ChainHead:
    """Read a line again; raises ``ValueError`` for anything else."""
    found = json.loads(line)
    if not isinstance(found, list) or len(found) != 3:
        raise ValueError("no head")
    chain, sequence, hash_ = found
    # Any text is a hash here: what somebody left in the database is sealed whatever it is.
    is_text = isinstance(chain, str) and isinstance(hash_, str)
    if not is_text or type(sequence) is not int or sequence < 0:
        raise ValueError("no head")
    chain_order(chain)
    return ChainHead(chain, sequence, Sha256(hash_))


def seal_of(values: Mapping[str, object]) -> Seal:
    """Read a seal from its stored values; raises ``ValueError`` for anything else."""
    whole: dict[str, int] = {}
    for name in ("number", "chains", "events", "changed", "contradictions"):
        value = values.get(name)
        if type(value) is not int or value < 0:
            raise ValueError(name)
        whole[name] = value
    at = datetime.fromisoformat(str(values.get("at")))
    if values.get("form") != FORM or at.tzinfo is None:
        raise ValueError("form")
    series = values.get("series")
    if not isinstance(series, str) or not _SERIES.fullmatch(series):
        raise ValueError("series")
    previous, heads, changes = (_hash_of(values.get(n)) for n in ("previous", "heads", "changes"))
    return Seal(series=series, previous=previous, at=at, heads=heads, changes=changes, **whole)


def _hash_of(value: object) -> Sha256:
    if not isinstance(value, str) or not _HASH.fullmatch(value):
        raise ValueError("no hash")
    return Sha256(value)


def chain_order(chain: str) -> bytes:
    """What chains are sorted by: their bytes, as both databases sort them."""
    return chain.encode("utf-8", "surrogateescape")


def in_step(before: Iterable[ChainHead], now: Iterable[ChainHead]) -> Iterator[HeadStep]:
    """Walk two lists sorted by chain side by side; neither is ever in memory as a whole."""
    old, new = iter(before), iter(now)
    one, two = next(old, None), next(new, None)
    while one is not None or two is not None:
        first = _which(one, two)
        yield HeadStep(one if first <= 0 else None, two if first >= 0 else None)
        if first <= 0:
            one = next(old, None)
        if first >= 0:
            two = next(new, None)


def _which(one: ChainHead | None, two: ChainHead | None) -> int:
    """-1 when ``one`` comes first, 1 when ``two`` does, 0 when both are of one chain."""
    if one is None or two is None:
        return 1 if one is None else -1
    if one.chain == two.chain:
        return 0
    left, right = chain_order(one.chain), chain_order(two.chain)
    return 1 if left > right else -1


def newest(anchored: Iterable[AnchoredHead]) -> Iterator[ChainHead]:
    """The last head of each chain still there, of a list sorted by chain and number."""
    last: ChainHead | None = None
    for item in anchored:
        if last is not None and last.chain != item.head.chain and last.sequence:
            yield last
        last = item.head
    if last is not None and last.sequence:
        yield last


@dataclass(frozen=True, slots=True)
class RememberedSeal:
    """What the database itself says of a seal that was made of it."""

    series: str
    number: int
    digest: str


def remembered(events: Iterable[AuditEvent]) -> Iterator[RememberedSeal]:
    """The seals that events of the system chain speak of; what cannot be read is passed over."""
    for event in events:
        # Most are about something else, and parsing is what costs.
        if SEALED not in event.canonical:
            continue
        try:
            body = json.loads(event.canonical)
            details = body["details"]
            series, number, known = details["series"], details["number"], details["digest"]
        except (ValueError, RecursionError, LookupError, TypeError):
            continue
        if body["action"] == SEALED and type(number) is int:
            yield RememberedSeal(str(series), number, str(known))
