"""One's own desk: what was done today, what was left behind, what has not gone out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from app.domain.duties import Operation, may
from app.domain.ids import CaseId
from app.domain.review import ReviewOutcome
from app.domain.staff import Session
from app.domain.workflow import CLOSED, CaseState
from app.ports.clock import Clock
from app.ports.unit_of_work import Look, Store

RECENT: Final = timedelta(days=30)
"""How far back changes are looked at whose warning did not arrive."""

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class DraftLeft:
    """Work in progress on a case that is not in one's hands.

    Attributes:
        is_stale: somebody else went on with the case (D2).
    """

    case_id: CaseId
    number: str
    state: CaseState
    updated_at: datetime | None
    is_stale: bool


@dataclass(frozen=True, slots=True)
class OwnWork:
    """What a desk shows beside cases and calls.

    Attributes:
        reviews: own reviews since the instant asked for, by outcome, those undone left out;
            empty for a duty that reviews nothing.
        drafts: newest first.
        unsent: messages of the whole office that did not leave yet; None for who may not know.
        unwarned: numbers of recent changes whose warning to the old address was given up, and of
            those on hold whose time is over while the notice never left.
    """

    reviews: Mapping[ReviewOutcome, int]
    drafts: tuple[DraftLeft, ...]
    unsent: int | None
    unwarned: tuple[str, ...] = ()


class ShowOwnWork:
    """Gathers a person's own figures; nothing of a citizen but case numbers is in them."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def __call__(self, session: Session, since: datetime) -> OwnWork:
        """Return the figures; every duty has a desk, so none is refused.

        Args:
            session: whose desk.
            since: beginning of the day at the agency.
        """
        reviews: Mapping[ReviewOutcome, int] = {}
        drafts: tuple[DraftLeft, ...] = ()
        if may(session, Operation.SAVE_REVIEW_DRAFT):
            with self._store.look() as stored:
                reviews = stored.reviews.count_by_outcome(session.staff_id, since)
                drafts = _left(stored, session, self._clock.now())
        unsent: int | None = None
        unwarned: tuple[str, ...] = ()
        if may(session, Operation.READ_LEDGER):
            with self._store.read() as readers:
                unsent = readers.ledger.waiting()
                now = self._clock.now()
                unwarned = readers.ledger.unwarned(now - RECENT, now)
        return OwnWork(reviews, drafts, unsent, unwarned)


def _left(stored: Look, session: Session, at: datetime) -> tuple[DraftLeft, ...]:
    found = []
    for draft in stored.drafts.of_staff(session.staff_id):
        case = stored.cases.get(draft.case_id)
        claim = case.claim
        is_mine = (
            claim is not None and claim.staff_id == session.staff_id and claim.lease_until > at
        )
        if case.state not in CLOSED and not is_mine:
            found.append(
                DraftLeft(case.id, case.number, case.state, draft.updated_at, draft.is_stale)
            )
    return tuple(sorted(found, key=lambda one: one.updated_at or _LONG_AGO, reverse=True))
