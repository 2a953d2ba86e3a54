"""Reviews and kept pictures against the events of their case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from db.link import Row
from db.readers.told import Told

_COMMITTED: Final = "review.committed"
_PICTURES: Final = frozenset({"call.snapshot_added", "review.snapshot_kept"})
REVIEWS: Final = frozenset({_COMMITTED, *_PICTURES})


def review_faults(told: Sequence[Told], rows: Sequence[Row]) -> Iterator[tuple[int, str]]:
    """Position and code of each event that the reviews of one case contradict.

    An event of a program that did not name its review says nothing of it.
    """
    kept = {row["id"]: row for row in rows}
    for one in told:
        named = one.details.get("review")
        if one.action != _COMMITTED or named is None:
            continue
        row = kept.get(named)
        if row is None or _said(one.details) != _stored(row):
            yield one.sequence, "REVIEW_ALTERED"


def names_reviews(told: Sequence[Told]) -> bool:
    """Whether there is a review to look for at all."""
    return any(one.action == _COMMITTED and "review" in one.details for one in told)


def pictures_of(told: Sequence[Told]) -> frozenset[str]:
    """Hashes of the pictures that were kept as evidence, also of those left out again."""
    return frozenset(
        one.details["sha256"]
        for one in told
        if one.action in _PICTURES and isinstance(one.details.get("sha256"), str)
    )


def picture_faults(told: Sequence[Told], stored: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Pictures an event tells of whose bytes are not stored."""
    for one in told:
        if pictures_of([one]) - stored:
            yield one.sequence, "PICTURE_MISSING"


def _said(details: Mapping[str, Any]) -> tuple[Any, ...]:
    pictures = details.get("snapshots", [])
    return details.get("outcome"), details.get("faces"), _words(details.get("verdicts")), pictures


def _stored(row: Row) -> tuple[Any, ...]:
    draft = row["draft"] if isinstance(row["draft"], dict) else {}
    pictures = [item.get("sha256") for item in draft.get("snapshots", ())]
    return row["outcome"], draft.get("faces"), _words(draft.get("requirements")), pictures


def _words(judged: Any) -> dict[str, tuple[Any, Any]] | None:
    if not isinstance(judged, dict):
        return None
    return {code: (item.get("verdict"), item.get("reasons")) for code, item in judged.items()}
