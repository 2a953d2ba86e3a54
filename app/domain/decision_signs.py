"""What the stored events of a decided case say that somebody should look at (domain.md §10).

Told from events alone: the marks the program gave then, and what their instants and hands say by
themselves, whatever marks somebody wrote down.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final

from app.domain.audit import AuditEvent, actor_of, details_of
from app.domain.audit_time import acted_at
from app.domain.event_names import APPROVED
from app.domain.risk import RiskCode, RiskLimits

REFUSED: Final = "case.refused"
DECISIONS: Final = (APPROVED, REFUSED)
SIGNS_SEEN: Final = "case.events_seen"

SAME_HANDS: Final = "SAME_HANDS"
"""Whoever decided had reviewed the documents."""
NOT_ME: Final = "NOT_ME"
"""The person said "no fui yo" after it."""
ALTERED_EVENT: Final = "ALTERED_EVENT"
"""The event of the decision is not what was written."""

_NOT_ME: Final = frozenset({"case.stopped_by_person", "person.not_me", "person.not_me_again"})


def signs_of(
    decision: AuditEvent,
    of_case: Sequence[AuditEvent],
    of_person: Sequence[AuditEvent],
    limits: RiskLimits,
    is_open: Callable[[datetime], bool],
) -> tuple[str, ...]:
    """Codes of everything about a decision that asks to be looked at, in a fixed order.

    Args:
        decision: the event of the decision.
        of_case: the events of its chain.
        of_person: the events of the chain of its person.
        limits: what is fast.
        is_open: whether the office attends at an instant.
    """
    told, at = details_of(decision), acted_at(decision.canonical)
    if not told or at is None:
        return (ALTERED_EVENT,)
    marks = told.get("marks")
    found = {str(mark) for mark in marks} if isinstance(marks, list) else set()
    before = [event for event in of_case if event.sequence < decision.sequence]
    if _since_last(before, "call.outcome_recorded", at) < limits.shortest_decision:
        found.add(RiskCode.DECIDED_FAST.value)
    if not is_open(at):
        found.add(RiskCode.OUTSIDE_HOURS.value)
    reviews = [event for event in before if _action(event) == "review.committed"]
    if reviews and _review_time(before, reviews[-1]) < limits.shortest_review:
        found.add(RiskCode.REVIEWED_FAST.value)
    if actor_of(decision) in {actor_of(event) for event in reviews}:
        found.add(SAME_HANDS)
    if any(_says_not_me(event, decision, at) for event in (*of_case, *of_person)):
        found.add(NOT_ME)
    return tuple(sorted(found))


def seen_by(decision: AuditEvent, of_case: Sequence[AuditEvent]) -> str | None:
    """Who looked at the signs of a decision first, by account; None as long as nobody did."""
    for event in of_case:
        is_seen = _action(event) == SIGNS_SEEN
        if is_seen and details_of(event).get("sequence") == decision.sequence:
            return actor_of(event)
    return None


def _review_time(before: Sequence[AuditEvent], review: AuditEvent) -> timedelta:
    """From taking the case to the verdict of the same person."""
    earlier = [
        event
        for event in before
        if event.sequence < review.sequence and actor_of(event) == actor_of(review)
    ]
    at = acted_at(review.canonical)
    return _since_last(earlier, "case.claimed", at) if at is not None else timedelta.max


def _since_last(events: Sequence[AuditEvent], action: str, at: datetime) -> timedelta:
    for event in reversed(events):
        then = acted_at(event.canonical)
        if _action(event) == action and then is not None:
            return at - then
    return timedelta.max


def _says_not_me(event: AuditEvent, decision: AuditEvent, at: datetime) -> bool:
    if _action(event) not in _NOT_ME:
        return False
    if event.chain == decision.chain:
        return event.sequence > decision.sequence
    then = acted_at(event.canonical)
    return then is not None and then >= at


def _action(event: AuditEvent) -> str:
    """As it begins; of a text that somebody changed it is of no use, and nothing is built on it."""
    return event.canonical.removeprefix('{"action":"').partition('"')[0]
