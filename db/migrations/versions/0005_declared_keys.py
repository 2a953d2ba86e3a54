"""Keep what each case asks for as keys, so that requests of several people for one mailbox are seen."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ORDERED = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
CONTACT = ("email", "mobile_ec", "landline_ec", "phone_abroad")
AT_ONCE = 1000

cases = sa.table("cases", sa.column("id"), sa.column("person_id"))
papers = sa.table("case_papers", sa.column("case_id"), sa.column("declared"))


def upgrade() -> None:
    made = op.create_table(
        "declared_keys",
        sa.Column("value", ORDERED, nullable=False),
        sa.Column("case_id", ORDERED, nullable=False),
        sa.Column("person_id", ORDERED, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_declared_keys_case_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_declared_keys_person_id"),
        sa.PrimaryKeyConstraint("value", "case_id", name="pk_declared_keys"),
    )
    _fill(made)
    op.create_index("ix_declared_keys_case", "declared_keys", ["case_id"])


def downgrade() -> None:
    op.drop_table("declared_keys")


def _fill(made: sa.Table) -> None:
    connection, last = op.get_bind(), ""
    declared = sa.select(cases.c.id, cases.c.person_id, papers.c.declared).join(
        papers, papers.c.case_id == cases.c.id
    )
    while True:
        page = declared.where(cases.c.id > last).order_by(cases.c.id).limit(AT_ONCE)
        rows = connection.execute(page).all()
        if not rows:
            return
        last = rows[-1][0]
        keys = [
            {"value": key, "case_id": case_id, "person_id": person_id}
            for case_id, person_id, text in rows
            for key in _keys(json.loads(text).get("contact", {}))
        ]
        if keys:
            connection.execute(made.insert(), keys)


def _keys(contact: dict[str, str]) -> list[str]:
    known = ((contact.get(name) or "").strip().casefold() for name in CONTACT)
    return list(dict.fromkeys(key for key in known if key))
