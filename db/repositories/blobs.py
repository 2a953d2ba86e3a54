"""Content-addressed bytes in chunks of 1 MiB, checked whenever they are read (design §4)."""

from __future__ import annotations

import hashlib

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
        sha256 = Sha256(hashlib.sha256(data).hexdigest())
        chunks = [data[start : start + CHUNK_BYTES] for start in range(0, len(data), CHUNK_BYTES)]
        blob = {"sha256": sha256, "size": len(data), "chunks": len(chunks)}
        # On PostgreSQL this waits for a transaction that is storing the same bytes right now.
        # RETURNING tells whether it was new: the row count of an INSERT is unknown (-1) there.
        insert = self._link.upsert(blobs).values(blob).on_conflict_do_nothing()
        is_new = self._link.value(insert.returning(blobs.c.sha256)) is not None
        if is_new and chunks:
            rows = [
                {"sha256": sha256, "position": position, "data": chunk}
                for position, chunk in enumerate(chunks)
            ]
            self._link.insert(blob_chunks, rows)
        return sha256

    def get(self, sha256: Sha256) -> bytes:
        """Return the bytes, checked; ``BLOB_MISSING`` or ``BLOB_DAMAGED``."""
        self.size(sha256)
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
        with translated(), driver.cursor(binary=True) as cursor:  # type: ignore[union-attr]  # DB-API connection, untyped in SQLAlchemy
            cursor.execute(
                "SELECT data FROM blob_chunks WHERE sha256 = %s ORDER BY position", (sha256,)
            )
            return [row[0] for row in cursor.fetchall()]
