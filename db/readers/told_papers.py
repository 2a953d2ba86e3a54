"""Issued documents and taken packages against the events that name them: each has its row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from app.domain.event_names import ARRIVALS, RECEIVED
from app.domain.package import PackageStatus
from db.link import Row
from db.readers.told import Told

_TAKEN: Final = PackageStatus.ACCEPTED
ISSUED: Final = "document.issued"
_SAID: Final = {"number": "number", "sha256": "sha256", "template": "template_version"}


def document_faults(told: Sequence[Told], rows: Sequence[Row]) -> Iterator[tuple[int, str]]:
    """Documents that are gone, or are not the ones that were issued."""
    kept = {row["id"]: row for row in rows}
    for one in told:
        if one.action == ISSUED and "document" in one.details:
            row = kept.get(one.details["document"])
            if row is None or not _is_issued(one, row):
                yield one.sequence, "DOCUMENT_ALTERED"


def package_faults(
    told: Sequence[Told], case: Row, rows: Sequence[Row]
) -> Iterator[tuple[int, str]]:
    """Packages that are gone, or under which the case is not known any more; its own number too."""
    taken = {(row["number"], row["content_hash"]) for row in rows if row["status"] == _TAKEN}
    for one in told:
        # What an older program's arrival does not say of its package is not asked for.
        if one.action not in ARRIVALS or not {"package", "content"} <= one.details.keys():
            continue
        if (one.details["package"], one.details["content"]) not in taken:
            yield one.sequence, "PACKAGE_ALTERED"
        if one.action == RECEIVED:
            was = one.details["package"], one.details.get("number", case["number"])
            if (case["package_number"], case["number"]) != was:
                yield one.sequence, "CASE_NUMBER_ALTERED"


def _is_issued(one: Told, row: Row) -> bool:
    said = all(one.details.get(name, row[key]) == row[key] for name, key in _SAID.items())
    return said and (row["issued_at"], row["issued_by"]) == (one.at, one.actor)
