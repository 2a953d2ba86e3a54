"""Keep dates by which people are recognised apart from the names that lists show.

On a server a name is seen by whoever works in the province, a date of birth only by whoever has
opened a case of the person: two tables, because leave is given row by row.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

DATES = ("birth_date", "id_issue_date")


def upgrade() -> None:
    ordered = sa.Text()
    if op.get_bind().dialect.name == "postgresql":
        ordered = sa.Text(collation="C")
    op.create_table(
        "person_details",
        sa.Column("person_id", ordered, nullable=False),
        *(sa.Column(name, sa.Date(), nullable=True) for name in DATES),
        sa.PrimaryKeyConstraint("person_id", name="pk_person_details"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_person_details_person_id"),
    )
    op.execute(
        "INSERT INTO person_details (person_id, birth_date, id_issue_date)"
        " SELECT id, birth_date, id_issue_date FROM people"
    )
    for name in DATES:
        # In place: rebuilding the table would lose its triggers on a local file.
        op.execute(f"ALTER TABLE people DROP COLUMN {name}")


def downgrade() -> None:
    for name in DATES:
        op.execute(f"ALTER TABLE people ADD COLUMN {name} DATE")
    op.execute(
        "UPDATE people SET"
        " birth_date = (SELECT birth_date FROM person_details WHERE person_id = people.id),"
        " id_issue_date = (SELECT id_issue_date FROM person_details WHERE person_id = people.id)"
    )
    op.drop_table("person_details")
