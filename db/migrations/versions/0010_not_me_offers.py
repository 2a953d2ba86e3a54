"""Give PostgreSQL where it remembers "no fui yo" codes told at a desk, and what is still to follow.

A local file has none of this: there the program judges the code and does the rest at once.
"""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

# One try: kept by one transaction, judged by a later one, followed by the service.
OFFERS = """
    CREATE TABLE guard.not_me_offers (
        id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_not_me_offers PRIMARY KEY,
        staff_id text COLLATE "C" NOT NULL REFERENCES public.staff (id),
        workstation text NOT NULL,
        code_hash text NOT NULL,
        xid xid8 NOT NULL,
        at timestamptz NOT NULL,
        is_right boolean,
        case_id text COLLATE "C",
        person_id text COLLATE "C",
        is_changed boolean NOT NULL DEFAULT false,
        is_lost boolean NOT NULL DEFAULT false,
        is_to_follow boolean NOT NULL DEFAULT false
    )
"""
INDEXES = (
    "CREATE INDEX ix_not_me_offers_staff ON guard.not_me_offers (staff_id, at)",
    "CREATE INDEX ix_not_me_offers_open ON guard.not_me_offers (id) WHERE is_to_follow",
)
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
    if op.get_bind().dialect.name == "postgresql":
        for statement in (OFFERS, *INDEXES):
            op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(TAKE_GUARD_AWAY)
        op.execute("DROP TABLE guard.not_me_offers")
