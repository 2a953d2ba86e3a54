"""Let the database refuse to rewrite who acted, what was handed in, calls and contact history."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

CODES = {
    "case_hands": "CASE_HAND_FROZEN",
    "case_files": "CASE_FILE_FROZEN",
    "person_contacts": "CONTACT_FROZEN",
    "calls": "CALL_FROZEN",
}

# A file's inspection may be repeated; contact data end once, when others follow.
FILE = (
    "id",
    "case_id",
    "requirement",
    "round",
    "position",
    "name",
    "sha256",
    "size",
    "received_at",
)
CONTACT = ("id", "person_id", "contact", "valid_from", "source", "case_id")

# A call: what it is of, never; when and with whom, until it begins; how it went, until it is over.
CALL = ("id", "case_id", "minutes")
APPOINTMENT = ("validator_id", "starts_at", "ends_at", "link", "sequence")
ONCE = ("started_at", "ended_at", "outcome")
WITH_THE_OUTCOME = ("reasons", "note")


def upgrade() -> None:
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    differs = "IS DISTINCT FROM" if is_postgresql else "IS NOT"
    conditions = {
        "case_hands": "",
        "case_files": _changed(FILE, differs),
        "person_contacts": f"{_changed(CONTACT, differs)} OR {_changed_again('valid_to', differs)}",
        "calls": _wrong_call(differs),
    }
    for table, condition in conditions.items():
        when = f"WHEN ({condition}) " if condition else ""
        if is_postgresql:
            _refuse(table, "update", when)
            _refuse(table, "delete")
            _refuse(table, "truncate")
        else:
            for event, only in (("update", when), ("delete", "")):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{event} BEFORE {event.upper()} ON {table} {only}"
                    f"BEGIN SELECT RAISE(ABORT, '{CODES[table]}'); END"
                )


def downgrade() -> None:
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    for table in CODES:
        for event in ("update", "delete", "truncate") if is_postgresql else ("update", "delete"):
            suffix = f" ON {table}" if is_postgresql else ""
            op.execute(f"DROP TRIGGER {table}_no_{event}{suffix}")


def _changed(columns: tuple[str, ...], differs: str) -> str:
    return " OR ".join(f"NEW.{name} {differs} OLD.{name}" for name in columns)


def _changed_again(column: str, differs: str) -> str:
    return f"(OLD.{column} IS NOT NULL AND NEW.{column} {differs} OLD.{column})"


def _wrong_call(differs: str) -> str:
    kept = "1, length(OLD.snapshots) - 1"
    return " OR ".join(
        (
            "OLD.status IN ('done', 'cancelled')",
            "NEW.version <> OLD.version + 1",
            "(NEW.status = 'scheduled' AND OLD.status <> 'scheduled')",
            _changed(CALL, differs),
            f"(OLD.status <> 'scheduled' AND ({_changed(APPOINTMENT, differs)}))",
            f"(NEW.status <> 'done' AND ({_changed(WITH_THE_OUTCOME, differs)}))",
            *(_changed_again(name, differs) for name in ONCE),
            # A JSON list: pictures are put at its end, the earlier ones stay.
            f"substr(NEW.snapshots, {kept}) <> substr(OLD.snapshots, {kept})",
        )
    )


def _refuse(table: str, event: str, when: str = "") -> None:
    unit = "STATEMENT" if event == "truncate" else "ROW"
    op.execute(
        f"CREATE TRIGGER {table}_no_{event} BEFORE {event.upper()} ON {table} "
        f"FOR EACH {unit} {when}EXECUTE FUNCTION refuse_change('{CODES[table]}', '{{}}')"
    )
