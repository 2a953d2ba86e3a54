"""Names of events that several rooms look for on a chain; whoever writes one and reads it means it."""

from __future__ import annotations

from typing import Final

RECEIVED: Final = "case.received"
RESUBMITTED: Final = "case.resubmitted"
ARRIVALS: Final = frozenset({RECEIVED, RESUBMITTED})
"""Acts that bring papers of a case."""

APPROVED: Final = "case.approved"

EVIDENCE_READ: Final = "evidence.read"
EVIDENCE_PREFETCHED: Final = "evidence.prefetched"
EVIDENCE_GIVEN: Final = frozenset({EVIDENCE_READ, EVIDENCE_PREFETCHED})
"""Acts by which the bytes of a file leave the store for somebody."""
