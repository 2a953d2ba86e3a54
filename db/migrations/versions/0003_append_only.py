"""Let the database itself refuse to change what must stay as it was written."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# table: columns that may still change, each once, from NULL to a value
FROZEN = {
    "audit_events": (),
    "reviews": ("undone_at",),
    "decisions": ("applied_at",),
    "documents": (),
    "blobs": (),
    "blob_chunks": (),
}
CODES = {
    "audit_events": "AUDIT_APPEND_ONLY",
    "reviews": "REVIEW_FROZEN",
    "decisions": "DECISION_FROZEN",
    "documents": "DOCUMENT_FROZEN",
    "blobs": "BLOB_FROZEN",
    "blob_chunks": "BLOB_FROZEN",
}
HEAD_CODE = "AUDIT_HEAD_APPEND_ONLY"


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        _guard_postgresql()
    else:
        _guard_sqlite()


def downgrade() -> None:
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    for table in (*FROZEN, "audit_heads"):
        for event in ("update", "delete", "truncate") if is_postgresql else ("update", "delete"):
            suffix = f" ON {table}" if is_postgresql else ""
            op.execute(f"DROP TRIGGER {table}_no_{event}{suffix}")
    if is_postgresql:
        op.execute("DROP FUNCTION refuse_change()")
        op.execute("DROP FUNCTION follow_head()")


def _guard_sqlite() -> None:
    columns = {
        row[0]: [
            column[1] for column in op.get_bind().exec_driver_sql(f"PRAGMA table_info({row[0]})")
        ]
        for row in ((table,) for table in FROZEN)
    }
    for table, free in FROZEN.items():
        code = CODES[table]
        changed = [f"NEW.{name} IS NOT OLD.{name}" for name in columns[table] if name not in free]
        changed += [f"(OLD.{name} IS NOT NULL AND NEW.{name} IS NOT OLD.{name})" for name in free]
        # Without a column that may change, even an UPDATE that changes nothing is refused.
        when = f"WHEN {' OR '.join(changed)} " if free else ""
        op.execute(
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {when}"
            f"BEGIN SELECT RAISE(ABORT, '{code}'); END"
        )
        op.execute(
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{code}'); END"
        )
    op.execute(
        "CREATE TRIGGER audit_heads_no_update BEFORE UPDATE ON audit_heads "
        "WHEN NEW.chain IS NOT OLD.chain OR NEW.sequence <> OLD.sequence + 1 "
        f"BEGIN SELECT RAISE(ABORT, '{HEAD_CODE}'); END"
    )
    op.execute(
        "CREATE TRIGGER audit_heads_no_delete BEFORE DELETE ON audit_heads "
        f"BEGIN SELECT RAISE(ABORT, '{HEAD_CODE}'); END"
    )


def _guard_postgresql() -> None:
    op.execute(
        """
        CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            free text[] := TG_ARGV[1]::text[];
            before jsonb;
            name text;
        BEGIN
            IF TG_OP = 'UPDATE' AND cardinality(free) > 0 THEN
                before := to_jsonb(OLD);
                FOREACH name IN ARRAY free LOOP
                    IF before -> name <> 'null'::jsonb
                       AND before -> name IS DISTINCT FROM to_jsonb(NEW) -> name THEN
                        RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'restrict_violation';
                    END IF;
                END LOOP;
                IF before - free = to_jsonb(NEW) - free THEN
                    RETURN NEW;
                END IF;
            END IF;
            RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'restrict_violation';
        END $$
        """
    )
    op.execute(
        f"""
        CREATE FUNCTION follow_head() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NEW.chain <> OLD.chain OR NEW.sequence <> OLD.sequence + 1 THEN
                RAISE EXCEPTION '{HEAD_CODE}' USING ERRCODE = 'restrict_violation';
            END IF;
            RETURN NEW;
        END $$
        """
    )
    for table, free in FROZEN.items():
        _refuse(table, "update", CODES[table], free)
        _refuse(table, "delete", CODES[table], ())
        _refuse(table, "truncate", CODES[table], ())
    op.execute(
        "CREATE TRIGGER audit_heads_no_update BEFORE UPDATE ON audit_heads "
        "FOR EACH ROW EXECUTE FUNCTION follow_head()"
    )
    _refuse("audit_heads", "delete", HEAD_CODE, ())
    _refuse("audit_heads", "truncate", HEAD_CODE, ())


def _refuse(table: str, event: str, code: str, free: tuple[str, ...]) -> None:
    unit = "STATEMENT" if event == "truncate" else "ROW"
    op.execute(
        f"CREATE TRIGGER {table}_no_{event} BEFORE {event.upper()} ON {table} "
        f"FOR EACH {unit} EXECUTE FUNCTION refuse_change('{code}', '{{{','.join(free)}}}')"
    )
