"""Content-addressed bytes in chunks of 1 MiB, checked whenever they are read (design §4)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from sqlalchemy import select

from app.domain.errors import UntrustedInputError
from app.domain.ids import Sha256
from db.errors import translated
from db.link import Link
from db.tables import blob_chunks, blobs
from db.tables.content import CHUNK_BYTES


class SqlBlobs:
    """``app.ports.repositories.Blobs`` on either database."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def put(self, data: bytes) -> Sha256:
        """Store bytes once."""
        (sha256,) = self.put_all([data])
        return sha256

    def put_all(self, files: Sequence[bytes]) -> tuple[Sha256, ...]:
        """Store several at once, in two statements however many they are."""
        hashes = tuple(Sha256(hashlib.sha256(data).hexdigest()) for data in files)
        # In one order for everybody: two who store the same files wait for each other, not both.
        named = sorted(dict(zip(hashes, files, strict=True)).items())
        if not named:
            return ()
        rows = [
            {"sha256": sha256, "size": len(data), "chunks": len(_chunked(data))}
            for sha256, data in named
        ]
        # On PostgreSQL this waits for a transaction that is storing the same bytes right now.
        # RETURNING tells which were new: the row count of an INSERT is unknown (-1) there.
        insert = self._link.upsert(blobs).on_conflict_do_nothing().returning(blobs.c.sha256)
        new = set(self._link.column(insert, rows))
        chunks = [
            {"sha256": sha256, "position": position, "data": chunk}
            for sha256, data in named
            if sha256 in new
            for position, chunk in enumerate(_chunked(data))
        ]
        self._link.insert(blob_chunks, chunks)
        return hashes

    def get(self, sha256: Sha256) -> bytes:
        """Return the bytes, checked; ``BLOB_MISSING`` or ``BLOB_DAMAGED``."""
        self.size(sha256)
        data = b"".join(self._chunks(sha256))
        if not data and self._link.admit("admit_file", sha256):
            data = b"".join(self._chunks(sha256))
        if hashlib.sha256(data).hexdigest() != sha256:
            raise UntrustedInputError("BLOB_DAMAGED", sha256=sha256)
        return data

    def size(self, sha256: Sha256) -> int:
        """Size in bytes; ``BLOB_MISSING``."""
        size = self._link.value(select(blobs.c.size).where(blobs.c.sha256 == sha256))
        if size is None:
            raise UntrustedInputError("BLOB_MISSING", sha256=sha256)
        return int(size)

    def _chunks(self, sha256: Sha256) -> list[bytes]:
        if not self._link.is_postgresql:
            return self._link.column(
                select(blob_chunks.c.data)
                .where(blob_chunks.c.sha256 == sha256)
                .order_by(blob_chunks.c.position)
            )
        # Binary results: as text every byte would travel as two hexadecimal digits.
        driver = self._link.connection.connection.driver_connection
        with translated(self._link.dialect), driver.cursor(binary=True) as cursor:  # type: ignore[union-attr]  # DB-API connection, untyped in SQLAlchemy
            cursor.execute(
                "SELECT data FROM blob_chunks WHERE sha256 = %s ORDER BY position", (sha256,)
            )
            return [row[0] for row in cursor.fetchall()]


def _chunked(data: bytes) -> list[bytes]:
    return [data[start : start + CHUNK_BYTES] for start in range(0, len(data), CHUNK_BYTES)]
