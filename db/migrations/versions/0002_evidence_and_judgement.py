"""Create evidence, what people decide about it, messages and the audit."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

INSTANT = sa.BigInteger().with_variant(postgresql.TIMESTAMP(timezone=True), "postgresql")
ORDERED = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

TABLES = (
    "blobs",
    "blob_chunks",
    "packages",
    "case_files",
    "findings",
    "picture_hashes",
    "review_drafts",
    "reviews",
    "calls",
    "decisions",
    "documents",
    "outbox",
    "audit_events",
    "audit_heads",
)


def upgrade() -> None:
    _content()
    _judgement()
    _trail()
    if op.get_bind().dialect.name == "postgresql":
        # Citizens' files are compressed already; compressing them again costs time only.
        op.execute("ALTER TABLE blob_chunks ALTER COLUMN data SET STORAGE EXTERNAL")


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _content() -> None:
    op.create_table(
        "blobs",
        sa.Column("sha256", ORDERED, nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("chunks", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(sha256) = 64", name="ck_blobs_sha256"),
        sa.PrimaryKeyConstraint("sha256", name="pk_blobs"),
    )
    op.create_table(
        "blob_chunks",
        sa.Column("sha256", ORDERED, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["sha256"], ["blobs.sha256"], name="fk_blob_chunks_sha256"),
        sa.PrimaryKeyConstraint("sha256", "position", name="pk_blob_chunks"),
    )
    op.create_table(
        "packages",
        sa.Column("id", ORDERED, nullable=False),
        sa.Column("number", ORDERED, nullable=False),
        sa.Column("content_hash", ORDERED, nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("case_id", ORDERED, nullable=True),
        sa.Column("problems", sa.Text(), nullable=False),
        sa.Column("source_name", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "status IN ('accepted', 'duplicate', 'rejected')", name="ck_packages_status"
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_packages_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_packages"),
    )
    op.create_index("ix_packages_case", "packages", ["case_id"])
    op.create_index("ix_packages_content_hash", "packages", ["content_hash", "received_at"])
    op.create_index(
        "uq_packages_accepted",
        "packages",
        ["number"],
        unique=True,
        sqlite_where=sa.text("status = 'accepted'"),
        postgresql_where=sa.text("status = 'accepted'"),
    )
    op.create_table(
        "case_files",
        sa.Column("id", ORDERED, nullable=False),
        sa.Column("case_id", ORDERED, nullable=False),
        sa.Column("requirement", sa.Text(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", ORDERED, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_files_case_id"),
        sa.ForeignKeyConstraint(["sha256"], ["blobs.sha256"], name="fk_case_files_sha256"),
        sa.PrimaryKeyConstraint("id", name="pk_case_files"),
    )
    op.create_index("ix_case_files_case", "case_files", ["case_id", "round", "position"])
    op.create_index("ix_case_files_sha256", "case_files", ["sha256"])
    op.create_table(
        "findings",
        sa.Column("file_id", ORDERED, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "severity IN ('note', 'review', 'reject', 'unreadable')", name="ck_findings_severity"
        ),
        sa.ForeignKeyConstraint(["file_id"], ["case_files.id"], name="fk_findings_file_id"),
        sa.PrimaryKeyConstraint("file_id", "position", name="pk_findings"),
    )
    op.create_table(
        "picture_hashes",
        sa.Column("file_id", ORDERED, nullable=False),
        sa.Column("person_id", ORDERED, nullable=False),
        sa.Column("bits", sa.BigInteger(), nullable=False),
        sa.Column("band0", sa.Integer(), nullable=False),
        sa.Column("band1", sa.Integer(), nullable=False),
        sa.Column("band2", sa.Integer(), nullable=False),
        sa.Column("band3", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["case_files.id"], name="fk_picture_hashes_file_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_picture_hashes_person_id"),
        sa.PrimaryKeyConstraint("file_id", name="pk_picture_hashes"),
    )
    op.create_index("ix_picture_hashes_band0", "picture_hashes", ["band0", "bits", "person_id"])
    op.create_index("ix_picture_hashes_band1", "picture_hashes", ["band1", "bits", "person_id"])
    op.create_index("ix_picture_hashes_band2", "picture_hashes", ["band2", "bits", "person_id"])
    op.create_index("ix_picture_hashes_band3", "picture_hashes", ["band3", "bits", "person_id"])


def _judgement() -> None:
    op.create_table(
        "review_drafts",
        sa.Column("case_id", ORDERED, nullable=False),
        sa.Column("staff_id", ORDERED, nullable=False),
        sa.Column("draft", sa.Text(), nullable=False),
        sa.Column("is_stale", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_review_drafts_case_id"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_review_drafts_staff_id"),
        sa.PrimaryKeyConstraint("case_id", "staff_id", name="pk_review_drafts"),
    )
    op.create_table(
        "reviews",
        sa.Column("id", ORDERED, nullable=False),
        sa.Column("case_id", ORDERED, nullable=False),
        sa.Column("staff_id", ORDERED, nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("came_from", sa.Text(), nullable=False),
        sa.Column("catalogue_version", sa.Text(), nullable=False),
        sa.Column("committed_at", INSTANT, nullable=False),
        sa.Column("undo_until", INSTANT, nullable=False),
        sa.Column("draft", sa.Text(), nullable=False),
        sa.Column("messages", sa.Text(), nullable=False),
        sa.Column("undone_at", INSTANT, nullable=True),
        sa.Column("due_before", INSTANT, nullable=True),
        sa.CheckConstraint(
            "came_from IN ('received', 'to_review', 'second_review', 'awaiting_citizen', 'to_schedule', 'call_scheduled', 'escalated', 'to_decide', 'on_hold', 'approved', 'refused', 'abandoned', 'withdrawn')",
            name="ck_reviews_came_from",
        ),
        sa.CheckConstraint(
            "outcome IN ('accept', 'return', 'refuse', 'second_review')", name="ck_reviews_outcome"
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_reviews_case_id"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_reviews_staff_id"),
        sa.PrimaryKeyConstraint("id", name="pk_reviews"),
    )
    op.create_index("ix_reviews_case", "reviews", ["case_id", "committed_at"])
    op.create_index("ix_reviews_staff", "reviews", ["staff_id", "committed_at"])
    op.create_table(
        "calls",
        sa.Column("id", ORDERED, nullable=False),
        sa.Column("case_id", ORDERED, nullable=False),
        sa.Column("validator_id", ORDERED, nullable=False),
        sa.Column("starts_at", INSTANT, nullable=False),
        sa.Column("ends_at", INSTANT, nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("checks", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("started_at", INSTANT, nullable=True),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("snapshots", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('validated', 'not_validated', 'no_show', 'postponed_by_citizen', 'postponed_by_us', 'technical_failure', 'scheduled_in_error', 'doubt')",
            name="ck_calls_outcome",
        ),
        sa.CheckConstraint(
            "status IN ('scheduled', 'in_progress', 'done', 'cancelled')", name="ck_calls_status"
        ),
        sa.CheckConstraint("minutes > 0 AND ends_at > starts_at", name="ck_calls_length"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_calls_case_id"),
        sa.ForeignKeyConstraint(["validator_id"], ["staff.id"], name="fk_calls_validator_id"),
        sa.PrimaryKeyConstraint("id", name="pk_calls"),
    )
    op.create_index("ix_calls_case", "calls", ["case_id", "starts_at"])
    op.create_index("ix_calls_day", "calls", ["starts_at", "validator_id"])
    op.create_index(
        "uq_calls_slot",
        "calls",
        ["validator_id", "starts_at"],
        unique=True,
        sqlite_where=sa.text("status <> 'cancelled'"),
        postgresql_where=sa.text("status <> 'cancelled'"),
    )
    op.create_table(
        "decisions",
        sa.Column("case_id", ORDERED, nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("decided_by", ORDERED, nullable=False),
        sa.Column("decided_at", INSTANT, nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("applied_at", INSTANT, nullable=True),
        sa.Column("hold_until", INSTANT, nullable=True),
        sa.Column("not_me_hash", ORDERED, nullable=True),
        sa.CheckConstraint("outcome IN ('approved', 'refused')", name="ck_decisions_outcome"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_decisions_case_id"),
        sa.ForeignKeyConstraint(["decided_by"], ["staff.id"], name="fk_decisions_decided_by"),
        sa.PrimaryKeyConstraint("case_id", name="pk_decisions"),
        sa.UniqueConstraint("not_me_hash", name="uq_decisions_not_me_hash"),
    )
    op.create_table(
        "documents",
        sa.Column("id", ORDERED, nullable=False),
        sa.Column("case_id", ORDERED, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", ORDERED, nullable=False),
        sa.Column("sha256", ORDERED, nullable=False),
        sa.Column("issued_at", INSTANT, nullable=False),
        sa.Column("issued_by", ORDERED, nullable=True),
        sa.Column("template_version", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('validation_record')", name="ck_documents_kind"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_documents_case_id"),
        sa.ForeignKeyConstraint(["issued_by"], ["staff.id"], name="fk_documents_issued_by"),
        sa.ForeignKeyConstraint(["sha256"], ["blobs.sha256"], name="fk_documents_sha256"),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
        sa.UniqueConstraint("number", name="uq_documents_number"),
    )
    op.create_index("ix_documents_case", "documents", ["case_id", "issued_at"])


def _trail() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", ORDERED, nullable=False),
        sa.Column("case_id", ORDERED, nullable=True),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("parameters", sa.Text(), nullable=False),
        sa.Column("attachments", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("created_by", ORDERED, nullable=True),
        sa.Column("not_before", INSTANT, nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_try_at", INSTANT, nullable=True),
        sa.Column("last_error", sa.Text(), nullable=False),
        sa.Column("body_hash", ORDERED, nullable=True),
        sa.Column("handed_over_at", INSTANT, nullable=True),
        sa.Column("valid_while", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "status IN ('held', 'queued', 'sending', 'handed_over', 'failed', 'cancelled')",
            name="ck_outbox_status",
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_outbox_case_id"),
        sa.ForeignKeyConstraint(["created_by"], ["staff.id"], name="fk_outbox_created_by"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
    )
    op.create_index("ix_outbox_case", "outbox", ["case_id", "created_at"])
    op.create_index(
        "ix_outbox_due",
        "outbox",
        ["due_at", "id"],
        sqlite_where=sa.text("status IN ('held', 'queued', 'sending')"),
        postgresql_where=sa.text("status IN ('held', 'queued', 'sending')"),
    )
    op.create_table(
        "audit_events",
        sa.Column("chain", ORDERED, nullable=False),
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("canonical", sa.Text(), nullable=False),
        sa.Column("previous_hash", ORDERED, nullable=False),
        sa.Column("hash", ORDERED, nullable=False),
        sa.CheckConstraint("sequence > 0", name="ck_audit_events_sequence"),
        sa.PrimaryKeyConstraint("chain", "sequence", name="pk_audit_events"),
    )
    op.create_table(
        "audit_heads",
        sa.Column("chain", ORDERED, nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("hash", ORDERED, nullable=False),
        sa.PrimaryKeyConstraint("chain", name="pk_audit_heads"),
    )
