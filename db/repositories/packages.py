"""Packages of the virtual window, accepted or not."""

from __future__ import annotations

from sqlalchemy import select

from app.domain.ids import Sha256, fresh_id
from app.domain.package import PackageRecord, PackageStatus
from db.link import Link
from db.mapping.trail_rows import package_from, package_values
from db.tables import packages


class SqlPackages:
    """``app.ports.repositories.Packages`` on either database."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def find(self, number: str) -> PackageRecord | None:
        """The accepted package with that number."""
        row = self._link.row(
            select(packages).where(
                packages.c.number == number, packages.c.status == PackageStatus.ACCEPTED
            )
        )
        return None if row is None else package_from(row)

    def find_content(self, content_hash: Sha256) -> PackageRecord | None:
        """The latest record of exactly this content."""
        row = self._link.row(
            select(packages)
            .where(packages.c.content_hash == content_hash)
            .order_by(packages.c.received_at.desc(), packages.c.id.desc())
            .limit(1)
        )
        return None if row is None else package_from(row)

    def add(self, record: PackageRecord) -> None:
        """Store a record; ``PACKAGE_NUMBER_TAKEN`` when one was accepted under the number."""
        self._link.insert(packages, package_values(record, fresh_id()))
