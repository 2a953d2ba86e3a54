"""The anchors as witnesses: whether they hang together, and what of today's chains they refute."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.anchor import (
    AnchoredHead,
    HeadsDigest,
    RememberedSeal,
    Seal,
    head_line,
    remembered,
)
from app.domain.audit import GENESIS, AuditEvent
from app.domain.errors import UnavailableError
from app.domain.ids import Sha256
from app.ports.anchors import Anchors, FoundAnchor, SignatureCheck


@dataclass(frozen=True, slots=True)
class Standing:
    """The last anchored position of a chain that is still there as it was sealed."""

    sequence: int
    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class AnchorFault:
    """What an anchor says against today's database, or what is wrong with an anchor.

    Attributes:
        code: ``ANCHORED_EVENT_CHANGED``, ``ANCHORED_EVENT_MISSING``, ``ANCHORED_CHAIN_MISSING`` or
            ``ANCHORED_CHAIN_WENT_BACK`` of a chain; ``ANCHOR_ALTERED``, ``ANCHOR_FORGED``,
            ``ANCHOR_REPLAYED``, ``ANCHOR_UNLINKED``, ``ANCHOR_MISSING``, ``ANCHOR_UNKNOWN`` (the
            database remembers another) or ``ANCHOR_INCOMPLETE`` of an anchor; ``TOTALS_SHRANK``.
        number: of the first anchor that speaks of it.
        at: instant of that anchor, where it can be believed.
        chain: the chain, for faults of one.
        sequence: the anchored position that is wrong; what happened lies behind ``stands``.
        stands: the last anchored position of the chain that is as it was, if any.
    """

    code: str
    number: int
    at: datetime | None = None
    chain: str = ""
    sequence: int = 0
    stands: Standing | None = None


@dataclass(frozen=True, slots=True)
class AnchorReport:
    """What the anchors said.

    Attributes:
        count: how many there are.
        last: the newest sound seal.
        last_good: the newest seal before anything that is wrong.
        is_signed: whether signatures were checked.
        events_since: events today beyond those of ``last``; for them the chains alone speak.
    """

    count: int
    last: Seal | None
    last_good: Seal | None
    is_signed: bool
    events_since: int
    faults: tuple[AnchorFault, ...]


@dataclass(slots=True)
class AnchorSeries:
    """Every anchor looked through; sound ones are believed about chains, others are not."""

    anchors: Anchors
    is_signed: SignatureCheck | None
    seals: dict[int, Seal] = field(default_factory=dict)
    count: int = 0
    faults: list[AnchorFault] = field(default_factory=list)
    _after: int = 0
    _remembered: list[RememberedSeal] = field(default_factory=list)
    _at_last: HeadsDigest = field(default_factory=HeadsDigest)

    def read(self) -> None:
        """Look through all of them."""
        for found in self.anchors.found():
            self.count += 1
            if found.number != self._after + 1:
                # One line for a gap, however long somebody made it.
                self.faults.append(AnchorFault("ANCHOR_MISSING", self._after + 1))
            code = self._fault_of(found)
            if code:
                self.faults.append(AnchorFault(code, found.number))
            elif found.signed is not None:
                self._believe(found.signed.seal)
            self._after = found.number

    def _fault_of(self, found: FoundAnchor) -> str:
        signed = found.signed
        if signed is None or not found.is_intact:
            return "ANCHOR_ALTERED"
        if self.is_signed is not None and not self.is_signed(signed.seal.text, signed.signature):
            return "ANCHOR_FORGED"
        if signed.seal.number != found.number:
            return "ANCHOR_REPLAYED"
        before = self.seals.get(found.number - 1)
        if before is not None:
            is_linked = signed.seal.previous == before.digest
            return "" if is_linked and signed.seal.series == before.series else "ANCHOR_UNLINKED"
        is_first = found.number == 1
        return "ANCHOR_UNLINKED" if is_first and signed.seal.previous != GENESIS else ""

    def _believe(self, seal: Seal) -> None:
        before = self.seals.get(seal.number - 1)
        if before and (seal.chains < before.chains or seal.events < before.events):
            self.faults.append(AnchorFault("TOTALS_SHRANK", seal.number, seal.at))
        self.seals[seal.number] = seal

    def heads(self) -> AbstractContextManager[Iterator[AnchoredHead]]:
        """What the sound anchors list, sorted by chain."""
        return self.anchors.heads_of(self.seals.keys())

    def compare(
        self, chain: str, marks: Sequence[AnchoredHead], events: Sequence[AuditEvent]
    ) -> None:
        """Hold today's events of one chain against everything that was sealed of it."""
        if not marks:
            return
        if marks[-1].head.sequence:
            self._at_last.add(head_line(marks[-1].head), marks[-1].head.sequence)
        stored = {event.sequence: event.hash for event in events}
        fault = self._first_fault(chain, marks, stored)
        if fault is not None:
            self.faults.append(fault)

    def _first_fault(
        self, chain: str, marks: Sequence[AnchoredHead], stored: Mapping[int, Sha256]
    ) -> AnchorFault | None:
        stands: Standing | None = None
        for mark in marks:
            at, sequence = self.seals[mark.number].at, mark.head.sequence
            if stands is not None and sequence < stands.sequence:
                code = "ANCHORED_CHAIN_WENT_BACK"
            elif sequence and stored.get(sequence) != mark.head.hash:
                code = _code_of(sequence, stored)
            else:
                stands = Standing(sequence, mark.number, at)
                continue
            return AnchorFault(code, mark.number, at, chain, sequence, stands)
        return None

    def remember(self, events: Iterable[AuditEvent]) -> None:
        """Take from the system chain what the database itself remembers of its seals."""
        self._remembered.extend(remembered(events))

    def report(self, chains: int, events: int) -> AnchorReport:
        """The answer, once every chain was compared."""
        self._check_end(chains, events)
        self._check_remembered()
        last = self.seals.get(max(self.seals, default=0))
        bad = min((fault.number for fault in self.faults), default=self._after + 1)
        good = max((number for number in self.seals if number < bad), default=0)
        faults = tuple(sorted(self.faults, key=lambda fault: (fault.number, fault.chain)))
        since = events - last.events if last else events
        return AnchorReport(
            self.count, last, self.seals.get(good), self.is_signed is not None, since, faults
        )

    def _check_end(self, chains: int, events: int) -> None:
        last = self.seals.get(self._after)
        if last is None:
            return
        if chains < last.chains or events < last.events:
            self.faults.append(AnchorFault("TOTALS_SHRANK", last.number, last.at))
        is_complete = len(self.seals) == self._after
        if is_complete and self._at_last.value != last.heads:
            self.faults.append(AnchorFault("ANCHOR_INCOMPLETE", last.number, last.at))

    def _check_remembered(self) -> None:
        series = {seal.series for seal in self.seals.values()}
        # With no anchor left at all, whatever was ever sealed is missing.
        notes = [note for note in self._remembered if not series or note.series in series]
        if any(note.number > self._after for note in notes) and not self._came_since():
            self.faults.append(AnchorFault("ANCHOR_MISSING", self._after + 1))
        for note in notes:
            seal = self.seals.get(note.number)
            if seal is not None and seal.digest != note.digest:
                self.faults.append(AnchorFault("ANCHOR_UNKNOWN", note.number, seal.at))

    def _came_since(self) -> bool:
        """Whether somebody sealed after the anchors were looked through, before the chains were."""
        try:
            last = self.anchors.last()
        except UnavailableError:
            return False
        return last is not None and last.seal.number > self._after


def _code_of(sequence: int, stored: Mapping[int, Sha256]) -> str:
    if not stored:
        return "ANCHORED_CHAIN_MISSING"
    return "ANCHORED_EVENT_CHANGED" if sequence in stored else "ANCHORED_EVENT_MISSING"
