"""Verification of the audit: every chain in itself, and against what was sealed of it."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from app.domain.anchor import AnchoredHead, chain_order
from app.domain.audit import (
    SYSTEM_CHAIN,
    AuditEvent,
    ChainFault,
    ChainHead,
    Trace,
    verify_chain,
)
from app.domain.duties import Operation, require
from app.domain.staff import Session
from app.ports.anchors import Anchors, SignatureCheck
from app.ports.clock import Clock
from app.ports.readers import ChainWalk
from app.ports.unit_of_work import Store
from app.stages.oversight.series import AnchorReport, AnchorSeries
from app.trail.refusals import on_record


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What verification found: how much was walked and where it breaks.

    ``anchors`` is None when none were given: then cut tails, chains taken away or sealed anew
    together with their heads, and an older copy of the whole database were not looked for.
    """

    chains: int
    events: int
    faults: tuple[ChainFault, ...]
    anchors: AnchorReport | None = None

    @property
    def is_whole(self) -> bool:
        return not self.faults and not (self.anchors and self.anchors.faults)


@dataclass(slots=True)
class _Chain:
    """Everything known of one chain."""

    name: str
    head: ChainHead | None
    marks: list[AnchoredHead]
    traces: Sequence[Trace]
    events: list[AuditEvent]


@on_record
class VerifyAudit:
    """Walks every chain from its beginning to its head; tables and anchors are asked about it.

    Args:
        store: the database.
        clock: for what is refused.
        anchors: where seals of this database are kept, if they can be reached.
        signatures: whose seals are believed; None believes all that hang together.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        anchors: Anchors | None = None,
        signatures: SignatureCheck | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._anchors = anchors
        self._signatures = signatures

    def __call__(self, session: Session | None) -> AuditReport:
        """Return the first fault of each broken chain, then what contradicts the whole ones.

        Args:
            session: who asks; None for the command line, whose user has the whole file anyway.

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED``.
            UnavailableError: ``ANCHORS_UNREACHABLE``.
        """
        if session is not None:
            require(session, Operation.READ_AUDIT)
        series = AnchorSeries(self._anchors, self._signatures) if self._anchors else None
        if series is not None:
            # Before the chains: what is sealed meanwhile must not be missed in an older reading.
            series.read()
        faults: list[ChainFault] = []
        chains = begun = events = 0
        with (
            self._store.read() as readers,
            readers.audit.walk() as walk,
            series.heads() if series else nullcontext(iter(())) as anchored,
        ):
            for chain in _side_by_side(walk, anchored, readers.audit.traces()):
                fault = verify_chain(chain.events, chain.head, chain.traces)
                if fault is not None:
                    faults.append(fault)
                # A chain that only anchors know is missing, not there.
                chains += bool(chain.events or chain.head or chain.traces)
                begun += bool(chain.events)
                events += len(chain.events)
                if series is not None:
                    series.compare(chain.name, chain.marks, chain.events)
                    if chain.name == SYSTEM_CHAIN:
                        series.remember(chain.events)
            broken = {fault.chain for fault in faults}
            faults += [one for one in readers.audit.contradictions() if one.chain not in broken]
        report = series.report(begun, events) if series else None
        return AuditReport(chains, events, tuple(faults), report)


def _side_by_side(
    walk: ChainWalk, anchored: Iterable[AnchoredHead], traces: Mapping[str, Sequence[Trace]]
) -> Iterator[_Chain]:
    """Heads, anchors, traces and events chain by chain; no more than one chain is in memory."""
    told = sorted(traces.items(), key=lambda pair: chain_order(pair[0]))
    merged = heapq.merge(
        _placed(0, walk.heads, lambda head: head.chain),
        _placed(1, anchored, lambda mark: mark.head.chain),
        _placed(2, told, lambda pair: pair[0]),
        _placed(3, walk.events, lambda event: event.chain),
        key=itemgetter(0, 1),
    )
    for order, group in groupby(merged, itemgetter(0)):
        chain = _Chain(order.decode("utf-8", "surrogateescape"), None, [], (), [])
        for _, kind, item in group:
            if kind == 0:
                chain.head = item
            elif kind == 1:
                chain.marks.append(item)
            elif kind == 2:
                chain.traces = item[1]
            else:
                chain.events.append(item)
        yield chain


def _placed(
    kind: int, items: Iterable[Any], name: Callable[[Any], str]
) -> Iterator[tuple[bytes, int, Any]]:
    return ((chain_order(name(item)), kind, item) for item in items)
