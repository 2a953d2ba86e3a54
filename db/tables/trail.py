"""The outbox, and the audit events with the heads of their chains."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, Table, Text, text

from app.domain.message import MessageStatus
from db.column_types import JsonText, ordered_text
from db.tables.base import choice, identifier, instant, is_one_of, metadata, reference

_TO_SEND = text("status IN ('held', 'queued', 'sending')")

outbox = Table(
    "outbox",
    metadata,
    identifier(primary_key=True),
    reference("cases.id", "case_id", nullable=True),
    Column("template", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("parameters", JsonText, nullable=False),
    Column("attachments", JsonText, nullable=False),
    instant("created_at"),
    reference("staff.id", "created_by", nullable=True),
    instant("not_before"),
    # The later of not_before and next_try_at; while sending, when it was taken.
    instant("due_at"),
    choice("status", MessageStatus),
    Column("attempts", Integer, nullable=False),
    instant("next_try_at", nullable=True),
    Column("last_error", Text, nullable=False),
    Column("body_hash", ordered_text(), nullable=True),
    instant("handed_over_at", nullable=True),
    Column("valid_while", Text, nullable=False),
    is_one_of("status", MessageStatus),
    Index("ix_outbox_due", "due_at", "id", sqlite_where=_TO_SEND, postgresql_where=_TO_SEND),
    Index("ix_outbox_case", "case_id", "created_at"),
)

audit_events = Table(
    "audit_events",
    metadata,
    Column("chain", ordered_text(), primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    # What was hashed, as it was hashed; nothing is repeated in other columns that nobody hashed.
    Column("canonical", Text, nullable=False),
    Column("previous_hash", ordered_text(), nullable=False),
    Column("hash", ordered_text(), nullable=False),
    CheckConstraint("sequence > 0", name="sequence"),
)

audit_heads = Table(
    "audit_heads",
    metadata,
    Column("chain", ordered_text(), primary_key=True),
    Column("sequence", Integer, nullable=False),
    Column("hash", ordered_text(), nullable=False),
)
