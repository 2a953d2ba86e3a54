"""Reviews and kept pictures against the events of their case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from app.domain.event_names import ARRIVALS, RECEIVED
from db.link import Row
from db.readers.told import Told
from db.row_seals import REVIEW, seal_of

_COMMITTED: Final = "review.committed"
_UNDONE: Final = "review.undone"
_KEPT: Final = "review.snapshot_kept"
_REMOVED: Final = "review.snapshot_removed"
_PICTURES: Final = frozenset({"call.snapshot_added", _KEPT})
REVIEWS: Final = frozenset({_COMMITTED, _UNDONE, _REMOVED, *_PICTURES})
_AFTERWARDS: Final = ("silent", "faces_compared")
"""What events of an older program do not say of a review: of them it is not compared."""

_Frame = tuple[Any, Any, Any]


def review_faults(told: Sequence[Told], rows: Sequence[Row]) -> Iterator[tuple[int, str]]:
    """Position and code of each event that the reviews of one case contradict.

    An event of a program that did not name its review says nothing of it.
    """
    kept = {row["id"]: row for row in rows}
    undone = {one.details.get("review") for one in told if one.action == _UNDONE}
    frames: dict[str | None, set[_Frame]] = {}
    for one in told:
        mine = frames.setdefault(one.actor, set())
        if one.action == _KEPT:
            mine.add(_told_frame(one.details))
        elif one.action == _REMOVED:
            mine.discard(_told_frame(one.details))
        elif one.action in ARRIVALS:
            # The frames of a round stay with its reviews; the next one begins with none.
            frames.clear()
        named = one.details.get("review")
        if one.action != _COMMITTED or named is None:
            continue
        row = kept.get(named)
        if (
            row is None
            or not _is_told(one, row)
            or _frames(row) != mine
            or (row["undone_at"] is not None) != (named in undone)
        ):
            yield one.sequence, "REVIEW_ALTERED"


def reviewer_faults(told: Sequence[Told], case: Row) -> Iterator[tuple[int, str]]:
    """The case in another round, or reviewed by another one, than its events say."""
    brought: Told | None = None
    last: Told | None = None
    for one in told:
        if one.action in ARRIVALS:
            brought = last = one
        elif one.action == _COMMITTED:
            # Whose review was undone stays named: they may do it anew.
            last = one
    if brought is not None:
        first = 1 if brought.action == RECEIVED else case["round"]
        if case["round"] != brought.details.get("round", first):
            yield brought.sequence, "ROUND_ALTERED"
    if last is not None and case["reviewed_by"] != (None if last is brought else last.actor):
        yield last.sequence, "REVIEWER_ALTERED"


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


def _is_told(one: Told, row: Row) -> bool:
    """Whether the stored review is the one that was committed, as far as its event says."""
    details, draft = one.details, _draft(row)
    if "seal" in details and seal_of(row, REVIEW) != details["seal"]:
        return False
    judged = draft.get("requirements", {})
    afterwards = {
        "silent": {code: item["silent"] for code, item in judged.items() if item.get("silent")},
        "faces_compared": draft.get("faces_compared"),
    }
    return (
        details.get("outcome") == row["outcome"]
        and details.get("faces") == draft.get("faces")
        and _words(details.get("verdicts")) == _words(judged)
        and details.get("snapshots", []) == [item.get("sha256") for item in _kept_in(draft)]
        and all(details.get(name, afterwards[name]) == afterwards[name] for name in _AFTERWARDS)
    )


def _draft(row: Row) -> Mapping[str, Any]:
    return row["draft"] if isinstance(row["draft"], dict) else {}


def _kept_in(draft: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    kept: Sequence[Mapping[str, Any]] = draft.get("snapshots", ())
    return kept


def _frames(row: Row) -> set[_Frame]:
    kept = _kept_in(_draft(row))
    return {(item.get("sha256"), item.get("file_id"), item.get("position_us")) for item in kept}


def _told_frame(details: Mapping[str, Any]) -> _Frame:
    return details.get("sha256"), details.get("file"), details.get("position_us")


def _words(judged: Any) -> dict[str, tuple[Any, Any]] | None:
    if not isinstance(judged, dict):
        return None
    return {code: (item.get("verdict"), item.get("reasons")) for code, item in judged.items()}
