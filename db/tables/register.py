"""The register: people, their numbers, search words, contact history, keys of contact in force."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from app.domain.person import IdentifierKind, Insured
from db.column_types import JsonText, ordered_text
from db.tables.base import choice, identifier, instant, is_one_of, metadata, reference

people = Table(
    "people",
    metadata,
    identifier(primary_key=True),
    Column("given_names", Text, nullable=False),
    Column("family_names", Text, nullable=False),
    # Accent-free name, so that lists page in the same order on both databases.
    Column("sort_name", ordered_text(), nullable=False),
    # The number lists show; a copy of one of person_identifiers, so that a page needs no join.
    Column("main_identifier", ordered_text(), nullable=False),
    choice("insured", Insured),
    Column("in_register", Boolean, nullable=False),
    instant("frozen_at", nullable=True),
    Column("frozen_reason", Text, nullable=False),
    Column("version", Integer, nullable=False),
    is_one_of("insured", Insured),
    Index("ix_people_sort_name_id", "sort_name", "id"),
)

# Apart from the names lists show: on a server, leave to read is given row by row.
person_details = Table(
    "person_details",
    metadata,
    reference("people.id", "person_id", primary_key=True),
    Column("birth_date", Date, nullable=True),
    Column("id_issue_date", Date, nullable=True),
)

person_identifiers = Table(
    "person_identifiers",
    metadata,
    reference("people.id", "person_id", primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    choice("kind", IdentifierKind),
    Column("country", ordered_text(), nullable=False),
    Column("value", ordered_text(), nullable=False),
    UniqueConstraint("kind", "country", "value", name="uq_person_identifiers_number"),
    is_one_of("kind", IdentifierKind),
    Index("ix_person_identifiers_value", "value", "person_id"),
)

# One row a word: any word order is an intersection of prefix ranges of the primary key, which both
# databases do without an extension.
person_words = Table(
    "person_words",
    metadata,
    Column("word", ordered_text(), primary_key=True),
    reference("people.id", "person_id", primary_key=True),
    Index("ix_person_words_person", "person_id", "word"),
)

person_contacts = Table(
    "person_contacts",
    metadata,
    identifier(primary_key=True),
    reference("people.id", "person_id"),
    Column("contact", JsonText, nullable=False),
    instant("valid_from"),
    instant("valid_to", nullable=True),
    Column("source", Text, nullable=False),
    reference("cases.id", "case_id", nullable=True),
    CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="order"),
    Index("ix_person_contacts_person", "person_id", "valid_from"),
    Index(
        "uq_person_contacts_open",
        "person_id",
        unique=True,
        sqlite_where=text("valid_to IS NULL"),
        postgresql_where=text("valid_to IS NULL"),
    ),
)

# E-mail and phones in force only: who else can be reached there.
contact_keys = Table(
    "contact_keys",
    metadata,
    Column("value", ordered_text(), primary_key=True),
    reference("people.id", "person_id", primary_key=True),
    Index("ix_contact_keys_person", "person_id"),
)
