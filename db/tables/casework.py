"""Cases with their claims, files, findings, risk marks, hands and pauses."""

from __future__ import annotations

from sqlalchemy import Boolean, CheckConstraint, Column, Index, Integer, Table, Text, text

from app.domain.finding import Severity
from app.domain.workflow import CaseState
from db.column_types import JsonText, ordered_text
from db.tables.base import choice, identifier, instant, is_one_of, metadata, reference

_OPEN = text("is_open = 1")
_OPEN_PG = text("is_open = true")
_HELD = text("claimed_by IS NOT NULL")

cases = Table(
    "cases",
    metadata,
    identifier(primary_key=True),
    Column("number", ordered_text(), nullable=False, unique=True),
    Column("procedure", ordered_text(), nullable=False),
    Column("procedure_version", Text, nullable=False),
    Column("province", ordered_text(), nullable=False),
    choice("state", CaseState),
    reference("people.id", "person_id"),
    Column("package_number", ordered_text(), nullable=False),
    instant("submitted_at"),
    instant("received_at"),
    instant("state_since"),
    instant("due_at", nullable=True),
    # due_at while a term runs, else the far future: never NULL, so that row values compare.
    instant("sort_at"),
    Column("is_open", Boolean, nullable=False),
    Column("round", Integer, nullable=False),
    Column("no_shows", Integer, nullable=False),
    Column("language", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("place", Text, nullable=False),
    reference("staff.id", "reviewed_by", nullable=True),
    reference("staff.id", "validated_by", nullable=True),
    reference("staff.id", "decided_by", nullable=True),
    reference("staff.id", "preferred_reviewer", nullable=True),
    instant("hold_until", nullable=True),
    reference("staff.id", "claimed_by", nullable=True),
    instant("claimed_at", nullable=True),
    instant("lease_until", nullable=True),
    Column("warnings", Integer, nullable=False),
    Column("top_warning", Text, nullable=False),
    Column("version", Integer, nullable=False),
    is_one_of("state", CaseState),
    CheckConstraint(
        "validated_by IS NULL OR reviewed_by IS NULL OR validated_by <> reviewed_by",
        name="validator_is_not_reviewer",
    ),
    CheckConstraint(
        "(claimed_by IS NULL) = (lease_until IS NULL)"
        " AND (claimed_by IS NULL) = (claimed_at IS NULL)",
        name="claim_is_whole",
    ),
    # The procedure comes last so that filtering by it, and counting, read the index alone.
    Index(
        "ix_cases_open",
        "sort_at",
        "id",
        "procedure",
        sqlite_where=_OPEN,
        postgresql_where=_OPEN_PG,
    ),
    Index("ix_cases_state", "state", "sort_at", "id", "procedure"),
    Index("ix_cases_province", "province", "state", "sort_at", "id", "procedure"),
    Index("ix_cases_waiting", "state", "state_since"),
    Index("ix_cases_person", "person_id"),
    Index("ix_cases_package", "package_number"),
    Index("ix_cases_claimed", "claimed_by", sqlite_where=_HELD, postgresql_where=_HELD),
    Index(
        "ix_cases_preferred",
        "preferred_reviewer",
        "state",
        sqlite_where=text("preferred_reviewer IS NOT NULL"),
        postgresql_where=text("preferred_reviewer IS NOT NULL"),
    ),
)

# Apart from the case, because every claim and move rewrites the narrow row on PostgreSQL.
case_papers = Table(
    "case_papers",
    metadata,
    reference("cases.id", "case_id", primary_key=True),
    Column("declared", JsonText, nullable=False),
    Column("reception", JsonText, nullable=False),
)

# E-mail and phones that a case asks for, also once it is over: who else asks for them.
declared_keys = Table(
    "declared_keys",
    metadata,
    Column("value", ordered_text(), primary_key=True),
    reference("cases.id", "case_id", primary_key=True),
    reference("people.id", "person_id"),
    Index("ix_declared_keys_case", "case_id"),
)

case_files = Table(
    "case_files",
    metadata,
    identifier(primary_key=True),
    reference("cases.id", "case_id"),
    Column("requirement", Text, nullable=False),
    Column("round", Integer, nullable=False),
    # Place among the files of the case, so that they are listed as they were handed in.
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    reference("blobs.sha256", "sha256"),
    Column("size", Integer, nullable=False),
    instant("received_at"),
    Column("report", Text, nullable=False),
    Index("ix_case_files_case", "case_id", "round", "position"),
    Index("ix_case_files_sha256", "sha256"),
)

findings = Table(
    "findings",
    metadata,
    reference("case_files.id", "file_id", primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("code", Text, nullable=False),
    choice("severity", Severity),
    Column("facts", JsonText, nullable=False),
    is_one_of("severity", Severity),
)

risk_marks = Table(
    "risk_marks",
    metadata,
    reference("cases.id", "case_id", primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("code", Text, nullable=False),
    Column("mark", JsonText, nullable=False),
)

case_hands = Table(
    "case_hands",
    metadata,
    reference("cases.id", "case_id", primary_key=True),
    Column("role", ordered_text(), primary_key=True),
    Column("cedula", ordered_text(), primary_key=True),
    reference("staff.id", "staff_id"),
    instant("at"),
    CheckConstraint("role IN ('reviewer', 'validator', 'decider')", name="role"),
)

term_pauses = Table(
    "term_pauses",
    metadata,
    identifier(primary_key=True),
    reference("cases.id", "case_id"),
    instant("starts_at"),
    instant("ends_at", nullable=True),
    CheckConstraint("ends_at IS NULL OR ends_at >= starts_at", name="order"),
    Index("ix_term_pauses_case", "case_id", "starts_at"),
    Index(
        "uq_term_pauses_open",
        "case_id",
        unique=True,
        sqlite_where=text("ends_at IS NULL"),
        postgresql_where=text("ends_at IS NULL"),
    ),
)
