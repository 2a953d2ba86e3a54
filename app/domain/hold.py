"""How long a change on hold waits: from when the person could know of it (ADR 0015)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from app.domain.contact import is_same_address
from app.domain.decision import Decision
from app.domain.message import MessageStatus, OutboxMessage
from app.domain.notices import HOLD_TO_NEW, HOLD_TO_OLD

UNSEEN: Final = timedelta(minutes=5)
"""A notice leaves seconds after the decision: that much later a hold ends without being told anew."""

HOLD_NOTICES: Final = frozenset({HOLD_TO_OLD, HOLD_TO_NEW})


def told_at(decision: Decision, messages: Iterable[OutboxMessage]) -> datetime | None:
    """When the notice of the hold first was handed over; None while it never left.

    The notice that counts is the one to the old address, which somebody who asks for a change in
    another's name cannot read; the one to the new address only where there is no other. Where
    nobody had to be told it is the instant of the decision.

    Args:
        decision: the approval.
        messages: all messages of the case.
    """
    notices = [message for message in messages if message.template in HOLD_NOTICES]
    to_old = [message for message in notices if message.template == HOLD_TO_OLD]
    # Addresses replaced earlier are told as well; the person reads the one in force.
    in_force = decision.before.email.strip() if decision.before else ""
    to_one_in_force = [m for m in to_old if is_same_address(m.recipient, in_force)]
    counting = to_one_in_force or to_old or notices
    if not counting:
        return decision.decided_at
    left = (m.handed_over_at for m in counting if m.status is MessageStatus.HANDED_OVER)
    return min((at for at in left if at is not None), default=None)


def held_until(decision: Decision, told: datetime) -> datetime:
    """When the hold ends for a person who was told at that instant: they get the whole of it."""
    return max(decision.hold_until or told, told + hold_length(decision))


def as_it_leaves(message: OutboxMessage, decision: Decision | None, at: datetime) -> OutboxMessage:
    """The message, where it is a late notice of a hold with the time the person really has."""
    if message.template not in HOLD_NOTICES or decision is None or decision.hold_until is None:
        return message
    until = held_until(decision, at)
    if decision.applied_at is not None or until - decision.hold_until <= UNSEEN:
        return message
    parameters = {**message.parameters, "applies_at": until.isoformat()}
    return replace(message, parameters=parameters)


def hold_length(decision: Decision) -> timedelta:
    """How long was decided."""
    return (decision.hold_until or decision.decided_at) - decision.decided_at
