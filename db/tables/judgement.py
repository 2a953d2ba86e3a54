"""What people decided: drafts, reviews, calls, decisions, documents."""

from __future__ import annotations

from sqlalchemy import Boolean, CheckConstraint, Column, Index, Integer, Table, Text, text

from app.domain.call import CallOutcome, CallStatus
from app.domain.decision import DecisionOutcome
from app.domain.record import DocumentKind
from app.domain.review import ReviewOutcome
from app.domain.workflow import CaseState
from db.column_types import JsonText, ordered_text
from db.tables.base import choice, identifier, instant, is_one_of, metadata, reference

review_drafts = Table(
    "review_drafts",
    metadata,
    reference("cases.id", "case_id", primary_key=True),
    reference("staff.id", "staff_id", primary_key=True),
    Column("draft", JsonText, nullable=False),
    Column("is_stale", Boolean, nullable=False),
)

reviews = Table(
    "reviews",
    metadata,
    identifier(primary_key=True),
    reference("cases.id", "case_id"),
    reference("staff.id", "staff_id"),
    Column("round", Integer, nullable=False),
    choice("outcome", ReviewOutcome),
    choice("came_from", CaseState),
    Column("catalogue_version", Text, nullable=False),
    instant("committed_at"),
    instant("undo_until"),
    Column("draft", JsonText, nullable=False),
    Column("messages", JsonText, nullable=False),
    instant("undone_at", nullable=True),
    instant("due_before", nullable=True),
    is_one_of("outcome", ReviewOutcome),
    is_one_of("came_from", CaseState),
    Index("ix_reviews_case", "case_id", "committed_at"),
    Index("ix_reviews_staff", "staff_id", "committed_at"),
)

calls = Table(
    "calls",
    metadata,
    identifier(primary_key=True),
    reference("cases.id", "case_id"),
    reference("staff.id", "validator_id"),
    instant("starts_at"),
    instant("ends_at"),
    Column("minutes", Integer, nullable=False),
    Column("link", Text, nullable=False),
    choice("status", CallStatus),
    Column("checks", JsonText, nullable=False),
    Column("sequence", Integer, nullable=False),
    instant("started_at", nullable=True),
    instant("ended_at", nullable=True),
    choice("outcome", CallOutcome, nullable=True),
    Column("reasons", JsonText, nullable=False),
    Column("note", Text, nullable=False),
    Column("snapshots", JsonText, nullable=False),
    Column("version", Integer, nullable=False),
    is_one_of("status", CallStatus),
    is_one_of("outcome", CallOutcome),
    CheckConstraint("minutes > 0 AND ends_at > starts_at", name="length"),
    Index("ix_calls_case", "case_id", "starts_at"),
    Index("ix_calls_day", "starts_at", "validator_id"),
    Index(
        "uq_calls_slot",
        "validator_id",
        "starts_at",
        unique=True,
        sqlite_where=text("status <> 'cancelled'"),
        postgresql_where=text("status <> 'cancelled'"),
    ),
)

decisions = Table(
    "decisions",
    metadata,
    reference("cases.id", "case_id", primary_key=True),
    choice("outcome", DecisionOutcome),
    reference("staff.id", "decided_by"),
    instant("decided_at"),
    Column("reasons", JsonText, nullable=False),
    Column("note", Text, nullable=False),
    Column("before", JsonText, nullable=True),
    Column("after", JsonText, nullable=True),
    instant("applied_at", nullable=True),
    instant("hold_until", nullable=True),
    Column("not_me_hash", ordered_text(), nullable=True, unique=True),
    is_one_of("outcome", DecisionOutcome),
)

documents = Table(
    "documents",
    metadata,
    identifier(primary_key=True),
    reference("cases.id", "case_id"),
    choice("kind", DocumentKind),
    Column("number", ordered_text(), nullable=False, unique=True),
    reference("blobs.sha256", "sha256"),
    instant("issued_at"),
    reference("staff.id", "issued_by", nullable=True),
    Column("template_version", Text, nullable=False),
    is_one_of("kind", DocumentKind),
    Index("ix_documents_case", "case_id", "issued_at"),
)
