"""Remember who gave power over an account, and the code with which its member first comes in.

Accounts that can act already are kept as they are. Those that are disabled have no hands in them.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

INSTANT = sa.BigInteger().with_variant(postgresql.TIMESTAMP(timezone=True), "postgresql")
ORDERED = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
CODE = "ACCOUNT_HAND_FROZEN"
ACTS = ("kept", "added", "moved", "password", "factor", "offered", "enabled", "activated")
DUTIES = ("clerk", "validator", "director", "administrator", "auditor")
NEW = ("is_one_time", "code_hash", "code_until", "code_failures")

# One try of an activation code: kept by one transaction, judged by a later one.
CODE_OFFERS = """
    CREATE TABLE guard.code_offers (
        id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_code_offers PRIMARY KEY,
        staff_id text COLLATE "C" NOT NULL REFERENCES public.staff (id),
        code_hash text NOT NULL,
        xid xid8 NOT NULL,
        at timestamptz NOT NULL,
        is_right boolean
    )
"""


# The guard of this revision does not fit the tables of the one before, which installs its own.
TAKE_GUARD_AWAY = """
    DO $$
    DECLARE
        found record;
    BEGIN
        FOR found IN SELECT oid::regprocedure AS called FROM pg_proc
                     WHERE pronamespace = 'guard'::regnamespace LOOP
            EXECUTE format('DROP FUNCTION IF EXISTS %s CASCADE', found.called);
        END LOOP;
        DELETE FROM guard.installed;
    END $$
"""


def upgrade() -> None:
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    for column in (
        sa.Column("is_one_time", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("code_hash", sa.Text(), nullable=False, server_default=""),
        sa.Column("code_until", INSTANT, nullable=True),
        sa.Column("code_failures", sa.Integer(), nullable=False, server_default="0"),
    ):
        op.add_column("staff_credentials", column)
    op.create_table(
        "account_hands",
        sa.Column("staff_id", ORDERED, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("duty", sa.Text(), nullable=False),
        sa.Column("actor", ORDERED, nullable=True),
        sa.Column("cedula", ORDERED, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("staff_id", "position", name="pk_account_hands"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_account_hands_staff_id"),
        sa.ForeignKeyConstraint(["actor"], ["staff.id"], name="fk_account_hands_actor"),
        sa.CheckConstraint(_one_of("act", ACTS), name="ck_account_hands_act"),
        sa.CheckConstraint(_one_of("duty", DUTIES), name="ck_account_hands_duty"),
    )
    now = "now()" if is_postgresql else "CAST(strftime('%s', 'now') AS INTEGER) * 1000000"
    kept = f"SELECT id, 0, 'kept', duty, NULL, cedula, {now} FROM staff WHERE active"  # noqa: S608  # our own word
    op.execute(
        f"INSERT INTO account_hands (staff_id, position, act, duty, actor, cedula, at) {kept}"
    )
    for event in ("update", "delete", "truncate") if is_postgresql else ("update", "delete"):
        op.execute(_refusing(event, is_postgresql=is_postgresql))
    if is_postgresql:
        op.execute(CODE_OFFERS)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(TAKE_GUARD_AWAY)
        op.execute("DROP TABLE guard.code_offers")
    op.drop_table("account_hands")
    for name in NEW:
        # In place: rebuilding the table would lose its triggers.
        op.execute(f"ALTER TABLE staff_credentials DROP COLUMN {name}")


def _one_of(column: str, values: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


def _refusing(event: str, *, is_postgresql: bool) -> str:
    begin = f"CREATE TRIGGER account_hands_no_{event} BEFORE {event.upper()} ON account_hands"
    if not is_postgresql:
        return f"{begin} BEGIN SELECT RAISE(ABORT, '{CODE}'); END"
    unit = "STATEMENT" if event == "truncate" else "ROW"
    return f"{begin} FOR EACH {unit} EXECUTE FUNCTION refuse_change('{CODE}', '{{}}')"
