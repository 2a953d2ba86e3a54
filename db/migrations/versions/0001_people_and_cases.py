"""Create staff, register and cases."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

INSTANT = sa.BigInteger().with_variant(postgresql.TIMESTAMP(timezone=True), "postgresql")
ORDERED = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

TABLES = (
    "agencies",
    "staff",
    "staff_credentials",
    "settings",
    "counters",
    "saved_views",
    "people",
    "person_identifiers",
    "person_words",
    "contact_keys",
    "cases",
    "case_papers",
    "case_hands",
    "term_pauses",
    "risk_marks",
    "person_contacts",
)


def upgrade() -> None:
    _office()
    _register()
    _cases()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _office() -> None:
    op.create_table(
        "agencies",
        sa.Column("code", ORDERED, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("province", ORDERED, nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_agencies"),
    )
    op.create_table(
        "staff",
        sa.Column("id", ORDERED, nullable=False),
        sa.Column("login", ORDERED, nullable=False),
        sa.Column("full_name", sa.Text(), nullable=False),
        sa.Column("cedula", ORDERED, nullable=False),
        sa.Column("duty", sa.Text(), nullable=False),
        sa.Column("agency_code", ORDERED, nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "duty IN ('clerk', 'validator', 'director', 'administrator', 'auditor')",
            name="ck_staff_duty",
        ),
        sa.ForeignKeyConstraint(["agency_code"], ["agencies.code"], name="fk_staff_agency_code"),
        sa.PrimaryKeyConstraint("id", name="pk_staff"),
        sa.UniqueConstraint("cedula", name="uq_staff_cedula"),
        sa.UniqueConstraint("login", name="uq_staff_login"),
    )
    op.create_table(
        "staff_credentials",
        sa.Column("staff_id", ORDERED, nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_staff_credentials_staff_id"),
        sa.PrimaryKeyConstraint("staff_id", name="pk_staff_credentials"),
    )
    op.create_table(
        "settings",
        sa.Column("key", ORDERED, nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("set_by", ORDERED, nullable=True),
        sa.Column("set_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["set_by"], ["staff.id"], name="fk_settings_set_by"),
        sa.PrimaryKeyConstraint("key", "valid_from", name="pk_settings"),
    )
    op.create_table(
        "counters",
        sa.Column("name", ORDERED, nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_counters"),
    )
    op.create_table(
        "saved_views",
        sa.Column("staff_id", ORDERED, nullable=False),
        sa.Column("screen", ORDERED, nullable=False),
        sa.Column("name", ORDERED, nullable=False),
        sa.Column("view", sa.Text(), nullable=False),
        sa.Column("saved_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_saved_views_staff_id"),
        sa.PrimaryKeyConstraint("staff_id", "screen", "name", name="pk_saved_views"),
    )


def _register() -> None:
    op.create_table(
        "people",
        sa.Column("id", ORDERED, nullable=False),
        sa.Column("given_names", sa.Text(), nullable=False),
        sa.Column("family_names", sa.Text(), nullable=False),
        sa.Column("sort_name", ORDERED, nullable=False),
        sa.Column("main_identifier", ORDERED, nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("insured", sa.Text(), nullable=False),
        sa.Column("in_register", sa.Boolean(), nullable=False),
        sa.Column("id_issue_date", sa.Date(), nullable=True),
        sa.Column("frozen_at", INSTANT, nullable=True),
        sa.Column("frozen_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "insured IN ('affiliate', 'pensioner', 'beneficiary', 'unknown')",
            name="ck_people_insured",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
    )
    op.create_index("ix_people_sort_name_id", "people", ["sort_name", "id"])
    op.create_table(
        "person_identifiers",
        sa.Column("person_id", ORDERED, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("country", ORDERED, nullable=False),
        sa.Column("value", ORDERED, nullable=False),
        sa.CheckConstraint(
            "kind IN ('cedula', 'foreigner_code', 'passport')", name="ck_person_identifiers_kind"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_person_identifiers_person_id"
        ),
        sa.PrimaryKeyConstraint("person_id", "position", name="pk_person_identifiers"),
        sa.UniqueConstraint("kind", "country", "value", name="uq_person_identifiers_number"),
    )
    op.create_index("ix_person_identifiers_value", "person_identifiers", ["value", "person_id"])
    op.create_table(
        "person_words",
        sa.Column("word", ORDERED, nullable=False),
        sa.Column("person_id", ORDERED, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_person_words_person_id"),
        sa.PrimaryKeyConstraint("word", "person_id", name="pk_person_words"),
    )
    op.create_index("ix_person_words_person", "person_words", ["person_id", "word"])
    op.create_table(
        "contact_keys",
        sa.Column("value", ORDERED, nullable=False),
        sa.Column("person_id", ORDERED, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_contact_keys_person_id"),
        sa.PrimaryKeyConstraint("value", "person_id", name="pk_contact_keys"),
    )
    op.create_index("ix_contact_keys_person", "contact_keys", ["person_id"])


def _cases() -> None:
    op.create_table(
        "cases",
        sa.Column("id", ORDERED, nullable=False),
        sa.Column("number", ORDERED, nullable=False),
        sa.Column("procedure", ORDERED, nullable=False),
        sa.Column("procedure_version", sa.Text(), nullable=False),
        sa.Column("province", ORDERED, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("person_id", ORDERED, nullable=False),
        sa.Column("package_number", ORDERED, nullable=False),
        sa.Column("submitted_at", INSTANT, nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("state_since", INSTANT, nullable=False),
        sa.Column("due_at", INSTANT, nullable=True),
        sa.Column("sort_at", INSTANT, nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("no_shows", sa.Integer(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("reviewed_by", ORDERED, nullable=True),
        sa.Column("validated_by", ORDERED, nullable=True),
        sa.Column("decided_by", ORDERED, nullable=True),
        sa.Column("preferred_reviewer", ORDERED, nullable=True),
        sa.Column("hold_until", INSTANT, nullable=True),
        sa.Column("claimed_by", ORDERED, nullable=True),
        sa.Column("claimed_at", INSTANT, nullable=True),
        sa.Column("lease_until", INSTANT, nullable=True),
        sa.Column("warnings", sa.Integer(), nullable=False),
        sa.Column("top_warning", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('received', 'to_review', 'second_review', 'awaiting_citizen', 'to_schedule', 'call_scheduled', 'escalated', 'to_decide', 'on_hold', 'approved', 'refused', 'abandoned', 'withdrawn')",
            name="ck_cases_state",
        ),
        sa.CheckConstraint(
            "(claimed_by IS NULL) = (lease_until IS NULL) AND (claimed_by IS NULL) = (claimed_at IS NULL)",
            name="ck_cases_claim_is_whole",
        ),
        sa.CheckConstraint(
            "validated_by IS NULL OR reviewed_by IS NULL OR validated_by <> reviewed_by",
            name="ck_cases_validator_is_not_reviewer",
        ),
        sa.ForeignKeyConstraint(["claimed_by"], ["staff.id"], name="fk_cases_claimed_by"),
        sa.ForeignKeyConstraint(["decided_by"], ["staff.id"], name="fk_cases_decided_by"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_cases_person_id"),
        sa.ForeignKeyConstraint(
            ["preferred_reviewer"], ["staff.id"], name="fk_cases_preferred_reviewer"
        ),
        sa.ForeignKeyConstraint(["reviewed_by"], ["staff.id"], name="fk_cases_reviewed_by"),
        sa.ForeignKeyConstraint(["validated_by"], ["staff.id"], name="fk_cases_validated_by"),
        sa.PrimaryKeyConstraint("id", name="pk_cases"),
        sa.UniqueConstraint("number", name="uq_cases_number"),
    )
    op.create_index(
        "ix_cases_claimed",
        "cases",
        ["claimed_by"],
        sqlite_where=sa.text("claimed_by IS NOT NULL"),
        postgresql_where=sa.text("claimed_by IS NOT NULL"),
    )
    op.create_index(
        "ix_cases_open",
        "cases",
        ["sort_at", "id", "procedure"],
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open = true"),
    )
    op.create_index("ix_cases_package", "cases", ["package_number"])
    op.create_index("ix_cases_person", "cases", ["person_id"])
    op.create_index(
        "ix_cases_preferred",
        "cases",
        ["preferred_reviewer", "state"],
        sqlite_where=sa.text("preferred_reviewer IS NOT NULL"),
        postgresql_where=sa.text("preferred_reviewer IS NOT NULL"),
    )
    op.create_index(
        "ix_cases_province", "cases", ["province", "state", "sort_at", "id", "procedure"]
    )
    op.create_index("ix_cases_state", "cases", ["state", "sort_at", "id", "procedure"])
    op.create_index("ix_cases_waiting", "cases", ["state", "state_since"])
    op.create_table(
        "case_papers",
        sa.Column("case_id", ORDERED, nullable=False),
        sa.Column("declared", sa.Text(), nullable=False),
        sa.Column("reception", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_papers_case_id"),
        sa.PrimaryKeyConstraint("case_id", name="pk_case_papers"),
    )
    op.create_table(
        "case_hands",
        sa.Column("case_id", ORDERED, nullable=False),
        sa.Column("role", ORDERED, nullable=False),
        sa.Column("cedula", ORDERED, nullable=False),
        sa.Column("staff_id", ORDERED, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.CheckConstraint(
            "role IN ('reviewer', 'validator', 'decider')", name="ck_case_hands_role"
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_hands_case_id"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_case_hands_staff_id"),
        sa.PrimaryKeyConstraint("case_id", "role", "cedula", name="pk_case_hands"),
    )
    op.create_table(
        "term_pauses",
        sa.Column("id", ORDERED, nullable=False),
        sa.Column("case_id", ORDERED, nullable=False),
        sa.Column("starts_at", INSTANT, nullable=False),
        sa.Column("ends_at", INSTANT, nullable=True),
        sa.CheckConstraint("ends_at IS NULL OR ends_at >= starts_at", name="ck_term_pauses_order"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_term_pauses_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_term_pauses"),
    )
    op.create_index("ix_term_pauses_case", "term_pauses", ["case_id", "starts_at"])
    op.create_index(
        "uq_term_pauses_open",
        "term_pauses",
        ["case_id"],
        unique=True,
        sqlite_where=sa.text("ends_at IS NULL"),
        postgresql_where=sa.text("ends_at IS NULL"),
    )
    op.create_table(
        "risk_marks",
        sa.Column("case_id", ORDERED, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_risk_marks_case_id"),
        sa.PrimaryKeyConstraint("case_id", "position", name="pk_risk_marks"),
    )
    op.create_table(
        "person_contacts",
        sa.Column("id", ORDERED, nullable=False),
        sa.Column("person_id", ORDERED, nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("valid_from", INSTANT, nullable=False),
        sa.Column("valid_to", INSTANT, nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("case_id", ORDERED, nullable=True),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from", name="ck_person_contacts_order"
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_person_contacts_case_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_person_contacts_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_person_contacts"),
    )
    op.create_index("ix_person_contacts_person", "person_contacts", ["person_id", "valid_from"])
    op.create_index(
        "uq_person_contacts_open",
        "person_contacts",
        ["person_id"],
        unique=True,
        sqlite_where=sa.text("valid_to IS NULL"),
        postgresql_where=sa.text("valid_to IS NULL"),
    )
