"""Reading what happened: verification of the audit chains."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.audit import ChainFault, verify_chain
from app.domain.duties import Operation, require
from app.domain.staff import Session
from app.ports.clock import Clock
from app.ports.unit_of_work import Store
from app.trail.refusals import on_record


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What verification found: how much was walked and where it breaks."""

    chains: int
    events: int
    faults: tuple[ChainFault, ...]

    @property
    def is_whole(self) -> bool:
        return not self.faults


@on_record
class VerifyAudit:
    """Walks every chain from its beginning to its head, and holds it against the tables."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def __call__(self, session: Session | None) -> AuditReport:
        """Return the first fault of each broken chain, then what contradicts the whole ones.

        Args:
            session: who asks; None for the command line, whose user has the whole file anyway.

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED``.
        """
        if session is not None:
            require(session, Operation.READ_AUDIT)
        faults: list[ChainFault] = []
        events = 0
        with self._store.read() as readers:
            heads = {head.chain: head for head in readers.audit.heads()}
            traces = readers.audit.traces()
            chains = sorted({*readers.audit.chains(), *traces})
            for chain in chains:
                stored = readers.audit.events(chain)
                events += len(stored)
                fault = verify_chain(stored, heads.get(chain), traces.get(chain, ()))
                if fault is not None:
                    faults.append(fault)
            broken = {fault.chain for fault in faults}
            faults += [one for one in readers.audit.contradictions() if one.chain not in broken]
        return AuditReport(len(chains), events, tuple(faults))
