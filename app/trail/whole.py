"""Chains walked before an act that relies on them, and where they stood then.

An event says little alone: one that was altered says nothing, and one put there says what it likes.
Only the whole chain, from its first event to its head, vouches for it. What was put back afterwards
is contradicted by the act, whose event names the head of each chain it was decided on.
"""

from __future__ import annotations

from typing import Final

from app.domain.audit import GENESIS, case_chain, person_chain, verify_chain
from app.domain.case import Case
from app.domain.errors import RuleViolationError
from app.ports.unit_of_work import Look

HEADS: Final = "heads"
"""Where an event names them: by chain the position of the last event and its hash."""

Heads = dict[str, list[object]]


def require_whole(stored: Look, case: Case) -> Heads:
    """Walk the chains of a case and of its person as ``audit verify`` does; return their heads.

    They are tens of events. The chain of the office is not walked: it grows for years.

    Raises:
        RuleViolationError: ``CHAIN_BROKEN`` with the chain and the position.
    """
    heads: Heads = {}
    for chain in (case_chain(case.id), person_chain(case.person_id)):
        events, head = stored.audit.whole(chain)
        fault = verify_chain(events, head)
        if fault is not None:
            raise RuleViolationError(
                "CHAIN_BROKEN", number=case.number, chain=chain, sequence=fault.sequence
            )
        heads[chain] = [head.sequence, head.hash] if head else [0, GENESIS]
    return heads
