"""Messages to be sent, written in the transaction of what they tell (D19)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Select, func, or_, select, text, update

from app.domain.errors import RuleViolationError
from app.domain.ids import CaseId, MessageId, Sha256
from app.domain.message import MessageStatus, OutboxMessage
from db.link import Link
from db.mapping.trail_rows import due_instant, message_from, message_values
from db.tables import outbox

_WAITING: Final = (MessageStatus.HELD, MessageStatus.QUEUED)


class SqlOutbox:
    """``app.ports.repositories.Outbox`` on either database."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def add(self, message: OutboxMessage) -> None:
        """Store a message."""
        self._link.insert(outbox, message_values(message))

    def get(self, message_id: MessageId) -> OutboxMessage:
        """Return the message or raise ``MESSAGE_UNKNOWN``."""
        row = self._link.row(select(outbox).where(outbox.c.id == message_id))
        if row is None:
            raise RuleViolationError("MESSAGE_UNKNOWN", message=message_id)
        return message_from(row)

    def of_case(self, case_id: CaseId) -> tuple[OutboxMessage, ...]:
        """All messages of a case, oldest first."""
        return tuple(message_from(row) for row in self._link.rows(select_messages(case_id)))

    def cancel(self, message_ids: Iterable[MessageId]) -> int:
        """Cancel those that did not leave yet; one being sent right now has left."""
        return self._link.run(
            update(outbox)
            .where(outbox.c.id.in_(list(message_ids)), outbox.c.status.in_(_WAITING))
            .values(status=MessageStatus.CANCELLED)
        )

    def take_due(
        self, at: datetime, limit: int, stuck_after: timedelta
    ) -> tuple[OutboxMessage, ...]:
        """Mark what is due as being sent and return it, longest waiting first.

        Held messages count once their ``not_before`` has come; a message whose sender died is due
        again after ``stuck_after``. Each taking counts as an attempt.
        """
        stuck = (outbox.c.status == MessageStatus.SENDING) & (outbox.c.due_at <= at - stuck_after)
        ready = outbox.c.status.in_(_WAITING) & (outbox.c.due_at <= at)
        # The plain comparison lets the partial index serve both halves.
        due = self._link.column(
            select(outbox.c.id)
            .where(IN_FLIGHT, outbox.c.due_at <= at, or_(ready, stuck))
            .order_by(outbox.c.due_at, outbox.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        if not due:
            return ()
        self._link.run(
            update(outbox)
            .where(outbox.c.id.in_(due))
            .values(status=MessageStatus.SENDING, attempts=outbox.c.attempts + 1, due_at=at)
        )
        rows = {
            row["id"]: row for row in self._link.rows(select(outbox).where(outbox.c.id.in_(due)))
        }
        return tuple(message_from(rows[message_id]) for message_id in due)

    def mark(
        self,
        message_id: MessageId,
        status: MessageStatus,
        at: datetime,
        *,
        error: str = "",
        next_try_at: datetime | None = None,
        body_hash: Sha256 | None = None,
    ) -> None:
        """Note how a sending ended; a known ``body_hash`` is never forgotten."""
        message = self.get(message_id)
        waits = status in _WAITING
        values: dict[str, Any] = {
            "status": status,
            "last_error": error,
            "next_try_at": next_try_at,
            "due_at": due_instant(message.not_before, next_try_at) if waits else at,
        }
        if body_hash is not None:
            values["body_hash"] = body_hash
        if status is MessageStatus.HANDED_OVER:
            values["handed_over_at"] = at
        self._link.run(update(outbox).where(outbox.c.id == message_id).values(values))

    def drop(self, message_id: MessageId, at: datetime, error: str) -> None:
        """Cancel what was just taken and take the attempt back; earlier ones stay on record."""
        self.mark(message_id, MessageStatus.CANCELLED, at, error=error)
        this = outbox.c.id == message_id
        self._link.run(update(outbox).where(this).values(attempts=outbox.c.attempts - 1))

    def redact(self, message_id: MessageId, parameters: Iterable[str]) -> None:
        """Empty these parameters for good, keeping their names; raises ``MESSAGE_UNKNOWN``."""
        hidden = set(parameters)
        kept = self.get(message_id).parameters
        emptied = {name: "" if name in hidden else value for name, value in kept.items()}
        this = outbox.c.id == message_id
        self._link.run(update(outbox).where(this).values(parameters=emptied))


IN_FLIGHT: Final = text("outbox.status IN ('held', 'queued', 'sending')")
"""Messages that did not leave yet, word for word as the partial index has them: SQLite does not
recognise the condition of an index in bound parameters."""


def select_messages(case_id: CaseId) -> Select[Any]:
    """The messages of a case, oldest first."""
    order = (outbox.c.created_at, outbox.c.id)
    return select(outbox).where(outbox.c.case_id == case_id).order_by(*order)


def count_waiting() -> Select[Any]:
    """How many messages did not leave yet."""
    return select(func.count()).select_from(outbox).where(IN_FLIGHT)
