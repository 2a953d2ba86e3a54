"""Bytes in chunks, picture hashes, and packages as they arrived."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    text,
)

from app.domain.package import PackageStatus
from db.column_types import JsonText, ordered_text
from db.tables.base import choice, identifier, instant, is_one_of, metadata, reference

CHUNK_BYTES: Final = 1 << 20

blobs = Table(
    "blobs",
    metadata,
    Column("sha256", ordered_text(), primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("chunks", Integer, nullable=False),
    CheckConstraint("length(sha256) = 64", name="sha256"),
)

blob_chunks = Table(
    "blob_chunks",
    metadata,
    reference("blobs.sha256", "sha256", primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("data", LargeBinary, nullable=False),
)

# The 64 bits in four bands of 16: two hashes at most d bits apart agree in some band up to d // 4
# bits, so that near ones are found by looking up few values of each band.
picture_hashes = Table(
    "picture_hashes",
    metadata,
    reference("case_files.id", "file_id", primary_key=True),
    reference("people.id", "person_id"),
    Column("bits", BigInteger, nullable=False),
    *(Column(f"band{n}", Integer, nullable=False) for n in range(4)),
    *(Index(f"ix_picture_hashes_band{n}", f"band{n}", "bits", "person_id") for n in range(4)),
)

_ACCEPTED = text("status = 'accepted'")

packages = Table(
    "packages",
    metadata,
    identifier(primary_key=True),
    Column("number", ordered_text(), nullable=False),
    Column("content_hash", ordered_text(), nullable=False),
    choice("status", PackageStatus),
    instant("received_at"),
    reference("cases.id", "case_id", nullable=True),
    Column("problems", JsonText, nullable=False),
    Column("source_name", Text, nullable=False),
    is_one_of("status", PackageStatus),
    Index("ix_packages_content_hash", "content_hash", "received_at"),
    Index("ix_packages_case", "case_id"),
    Index(
        "uq_packages_accepted",
        "number",
        unique=True,
        sqlite_where=_ACCEPTED,
        postgresql_where=_ACCEPTED,
    ),
)
