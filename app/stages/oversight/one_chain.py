"""The state of one chain, walked as ``audit verify`` walks all of them, and held against the seals."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.audit import AuditEvent, ChainFault, ChainHead, verify_chain
from app.domain.duties import Operation, require, require_duty
from app.domain.errors import UnavailableError
from app.domain.staff import Session
from app.ports.anchors import Anchors
from app.ports.clock import Clock
from app.ports.unit_of_work import Look, Store
from app.stages.oversight.searching import case_of_chain
from app.stages.oversight.series import AnchorFault, AnchorSeries, Standing
from app.trail.refusals import on_record


@dataclass(frozen=True, slots=True)
class ChainStanding:
    """What one chain and the seals say.

    Attributes:
        events: how many it has.
        head: its stored end.
        fault: its first fault in itself.
        sealed: the last sealed position that is as it was; None without one.
        refuted: what a seal says against it.
        has_anchors: whether seals were there to be asked.
        is_reachable: whether the place of the seals, if the profile names one, could be read.
    """

    chain: str
    events: int
    head: ChainHead | None
    fault: ChainFault | None
    sealed: Standing | None = None
    refuted: AnchorFault | None = None
    has_anchors: bool = False
    is_reachable: bool = True

    @property
    def is_whole(self) -> bool:
        """Whether nothing contradicts it."""
        return self.fault is None and self.refuted is None


@on_record
class CheckChain:
    """Verifies one chain; nothing of its events is handed out.

    Args:
        store: the database.
        clock: for what is refused.
        anchors: where seals are kept, if they can be reached.
    """

    def __init__(self, store: Store, clock: Clock, anchors: Anchors | None = None) -> None:
        self._store = store
        self._clock = clock
        self._anchors = anchors

    def __call__(self, session: Session, chain: str) -> ChainStanding:
        """Return how it stands.

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED``, ``SEPARATION_…``.
        """
        require_duty(session, Operation.READ_CASE_EVENTS)
        case_id = case_of_chain(chain)
        if case_id is None:
            require(session, Operation.READ_AUDIT)
        with self._store.look() as stored:
            if case_id is not None:
                # On a server this is also what asks for leave to see the chain.
                require(session, Operation.READ_CASE_EVENTS, stored.cases.hands(case_id))
            stored.audit.require_active(session.staff_id)
            return standing_of(stored, chain, self._anchors)


def standing_of(stored: Look, chain: str, anchors: Anchors | None) -> ChainStanding:
    """How a chain stands, by itself and by the seals."""
    events, head = stored.audit.whole(chain)
    fault = verify_chain(events, head)
    try:
        found = _sealed(chain, events, anchors) if anchors is not None else None
    except UnavailableError:
        return ChainStanding(chain, len(events), head, fault, is_reachable=False)
    if found is None:
        return ChainStanding(chain, len(events), head, fault)
    return ChainStanding(chain, len(events), head, fault, *found, has_anchors=True)


def _sealed(
    chain: str, events: tuple[AuditEvent, ...], anchors: Anchors
) -> tuple[Standing | None, AnchorFault | None] | None:
    series = AnchorSeries(anchors, None)
    series.read()
    if not series.count:
        return None
    with series.heads() as listed:
        marks = [mark for mark in listed if mark.head.chain == chain]
    series.compare(chain, marks, events)
    refuted = next((fault for fault in series.faults if fault.chain == chain), None)
    if refuted is not None:
        return refuted.stands, refuted
    last = marks[-1] if marks else None
    if last is None:
        return None, None
    return Standing(last.head.sequence, last.number, series.seals[last.number].at), None
