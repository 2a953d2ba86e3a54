"""Marks of a review no window could have set: the caller's word held against what is known (D6).

The window notes what it really showed. Whoever calls the use case from elsewhere may write anything
into the draft, so what counts as seen is held against the procedure and what inspection found.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.domain.case import CaseFile
from app.domain.ids import FileId
from app.domain.mrz.document_check import MAX_ZONE
from app.domain.procedure import Procedure, ReadMark
from app.domain.review import (
    FACE_FILES,
    FEWEST_FACES,
    FaceVerdict,
    RequirementReview,
    ReviewDraft,
    Verdict,
)

MAX_PAGES: Final = 10_000
"""More pages than any requirement can have; for those inspection has not counted."""

MAX_SECONDS: Final = 24 * 3600.0
SLACK_SECONDS: Final = 1.0
"""A player may stand a little behind the end inspection measured."""


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What inspection knows of the newest files of a requirement; None where it does not."""

    pages: int | None = None
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class UnsoundMark:
    """One mark that cannot be true, of a requirement or of the draft as a whole."""

    mark: str
    requirement: str = ""


def handed_in(inspected: Iterable[tuple[CaseFile, str]]) -> Mapping[str, HandedIn]:
    """What is known by requirement.

    Args:
        inspected: the files of a case with their stored reports, empty before inspection.
    """
    reports = {file.id: (file, report) for file, report in inspected}
    newest = _newest(file for file, _ in reports.values())
    return {code: _known([reports[file.id] for file in files]) for code, files in newest.items()}


def _newest(files: Iterable[CaseFile]) -> Mapping[str, list[CaseFile]]:
    """By requirement the files that came last: those a verdict is about."""
    newest: dict[str, list[CaseFile]] = {}
    for file in files:
        before = newest.setdefault(file.requirement, [])
        if before and before[0].round < file.round:
            before.clear()
        if not before or before[0].round == file.round:
            before.append(file)
    return newest


def _known(files: list[tuple[CaseFile, str]]) -> HandedIn:
    reports = [_facts(report) for _, report in files]
    pages = [
        1 if facts.get("photo") else _number(facts.get("document"), "pages") for facts in reports
    ]
    seconds = [_number(facts.get("video"), "duration_s") for facts in reports]
    counted = [int(number) for number in pages if number is not None]
    lengths = [number for number in seconds if number is not None]
    return HandedIn(
        pages=sum(counted) if len(counted) == len(files) else None,
        seconds=max(lengths) if len(lengths) == len(files) else None,
    )


def _facts(report: str) -> Mapping[str, Any]:
    try:
        facts = json.loads(report) if report else {}
    except ValueError:
        return {}
    return facts if isinstance(facts, dict) else {}


def _number(facts: object, name: str) -> float | None:
    found = facts.get(name) if isinstance(facts, dict) else None
    return found if isinstance(found, int | float) and found > 0 else None


def first_unsound(
    draft: ReviewDraft, procedure: Procedure, known: Mapping[str, HandedIn]
) -> UnsoundMark | None:
    """The first mark that cannot be true, if any."""
    codes = {item.code for item in procedure.requirements}
    for code, review in draft.requirements.items():
        if code not in codes or review.requirement != code:
            return UnsoundMark("requirement")
        mark = _mark_of(review, procedure, known.get(code, HandedIn()))
        if mark:
            return UnsoundMark(mark, code)
    return UnsoundMark("zone") if len(draft.zone) > MAX_ZONE else None


def first_unread(
    draft: ReviewDraft, procedure: Procedure, known: Mapping[str, HandedIn]
) -> str | None:
    """The first requirement called conforming with fewer pages seen than inspection counted."""
    for item in procedure.requirements:
        review, pages = draft.of(item.code), known.get(item.code, HandedIn()).pages or 0
        is_whole = item.read_mark is ReadMark.ALL_PAGES and review.verdict is Verdict.CONFORMS
        if is_whole and len(review.pages_seen) < pages:
            return item.code
    return None


def first_unopened(
    draft: ReviewDraft,
    procedure: Procedure,
    files: Iterable[CaseFile],
    handed_out: frozenset[FileId],
) -> str | None:
    """The first requirement called conforming of which a newest file never was handed out.

    A file that comes again is another file: what was read of the one before does not count.

    Args:
        draft: what is to be committed.
        procedure: the definition the case began with.
        files: those of the case, of all rounds.
        handed_out: files of the case whose bytes this reviewer was given to look at.
    """
    newest = _newest(files)
    for item in procedure.requirements:
        wanted = {file.id for file in newest.get(item.code, ())}
        if draft.of(item.code).verdict is Verdict.CONFORMS and not wanted <= handed_out:
            return item.code
    return None


def faces_unseen(
    draft: ReviewDraft, files: Iterable[CaseFile], handed_out: frozenset[FileId]
) -> bool:
    """Whether the faces are called the same by somebody who was not given two of them to look at.

    Args:
        draft: what is to be committed.
        files: those of the case, of all rounds.
        handed_out: files whose bytes this reviewer was given to look at in this round.
    """
    if draft.faces is not FaceVerdict.SAME:
        return False
    newest = _newest(files)
    compared = set(draft.faces_compared or ()) & FACE_FILES.keys()
    there = [newest[FACE_FILES[face]] for face in compared if FACE_FILES[face] in newest]
    seen = [files for files in there if any(file.id in handed_out for file in files)]
    return len(seen) < min(FEWEST_FACES, len(there))


def _mark_of(review: RequirementReview, procedure: Procedure, known: HandedIn) -> str:
    slots = {slot.code for slot in procedure.declaration}
    fitting = {r.code for r in procedure.reasons if review.requirement in r.requirements}
    lines = (*procedure.requirement(review.requirement).checklist, *procedure.notes)
    found = (
        ("pages", not _are_pages(review, known)),
        ("slots", not slots.issuperset({*review.slots, *review.unheard})),
        ("slots", not set(review.slots).issuperset(review.silent)),
        ("slots", not all(_is_instant(at, known) for at in review.slots.values())),
        ("reasons", not fitting.issuperset({*review.reasons, *review.fields})),
        ("ticked", not {line.code for line in lines}.issuperset(review.ticked)),
    )
    return next((mark for mark, is_found in found if is_found), "")


def _are_pages(review: RequirementReview, known: HandedIn) -> bool:
    most = MAX_PAGES if known.pages is None else known.pages
    limit = review.pages_total or most
    return 0 <= review.pages_total <= most and all(0 <= page < limit for page in review.pages_seen)


def _is_instant(at: float, known: HandedIn) -> bool:
    limit = MAX_SECONDS if known.seconds is None else known.seconds + SLACK_SECONDS
    return math.isfinite(at) and 0 <= at <= limit
