"""Give PostgreSQL what its guard remembers: sessions, second factors, tickets, acts.

The functions, policies and rights that use these tables are no step: they are installed anew by
``db.policies.install`` whenever they differ. A local file has none of this.
"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TABLES = (
    """
    CREATE TABLE guard.installed (
        is_only boolean CONSTRAINT pk_installed PRIMARY KEY DEFAULT true,
        fingerprint text NOT NULL,
        at timestamptz NOT NULL,
        CONSTRAINT ck_installed_only CHECK (is_only)
    )
    """,
    """
    CREATE TABLE guard.moves (
        move text NOT NULL,
        source text NOT NULL,
        target text NOT NULL,
        duty text NOT NULL,
        separations text[] NOT NULL,
        CONSTRAINT pk_moves PRIMARY KEY (source, target, duty, move)
    )
    """,
    """
    CREATE TABLE guard.claims (
        state text NOT NULL,
        duty text NOT NULL,
        separations text[] NOT NULL,
        CONSTRAINT pk_claims PRIMARY KEY (state, duty)
    )
    """,
    # One row for each connection of a person whose second factor was given.
    """
    CREATE TABLE guard.sessions (
        pid integer NOT NULL,
        backend_start timestamptz NOT NULL,
        login text NOT NULL,
        token bytea NOT NULL,
        since timestamptz NOT NULL,
        CONSTRAINT pk_sessions PRIMARY KEY (pid, backend_start)
    )
    """,
    # A sign-in with second factor: further connections of the same desktop show its token.
    """
    CREATE TABLE guard.sign_ins (
        token_hash bytea CONSTRAINT pk_sign_ins PRIMARY KEY,
        login text NOT NULL,
        since timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        ended_at timestamptz,
        stepped_up_at timestamptz
    )
    """,
    """
    CREATE TABLE guard.factors (
        staff_id text COLLATE "C" CONSTRAINT pk_factors PRIMARY KEY REFERENCES public.staff (id),
        secret bytea NOT NULL,
        last_step bigint NOT NULL,
        enrolled_at timestamptz NOT NULL,
        confirmed_at timestamptz,
        CONSTRAINT ck_factors_secret CHECK (length(secret) >= 20)
    )
    """,
    # A code that was given, kept before it is looked at: rolling back the answer takes no try back.
    """
    CREATE TABLE guard.offers (
        id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_offers PRIMARY KEY,
        staff_id text COLLATE "C" NOT NULL REFERENCES public.staff (id),
        code text NOT NULL,
        xid xid8 NOT NULL,
        at timestamptz NOT NULL,
        is_right boolean,
        is_forgiven boolean NOT NULL DEFAULT false
    )
    """,
    "CREATE INDEX ix_offers_staff ON guard.offers (staff_id, at)",
    # Leave to read what is personal, valid only once the transaction that asked has committed.
    """
    CREATE TABLE guard.tickets (
        id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_tickets PRIMARY KEY,
        staff_id text COLLATE "C" NOT NULL REFERENCES public.staff (id),
        kind text NOT NULL,
        subject text COLLATE "C" NOT NULL,
        xid xid8 NOT NULL,
        at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        CONSTRAINT ck_tickets_kind CHECK (kind IN ('case', 'evidence', 'person'))
    )
    """,
    "CREATE INDEX ix_tickets_staff ON guard.tickets (staff_id, kind, expires_at)",
    # What a transaction did to a case, so that what goes with it may follow in the same one.
    """
    CREATE TABLE guard.acts (
        xid xid8 NOT NULL,
        case_id text COLLATE "C" NOT NULL REFERENCES public.cases (id),
        staff_id text COLLATE "C" NOT NULL,
        move text NOT NULL,
        at timestamptz NOT NULL,
        CONSTRAINT pk_acts PRIMARY KEY (xid, case_id, move)
    )
    """,
)


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute("CREATE SCHEMA guard")
    for statement in TABLES:
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        # With it go the functions, and with those the triggers and policies that call them.
        op.execute("DROP SCHEMA guard CASCADE")
