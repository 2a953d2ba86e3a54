"""Which person of the demonstration sends what, when, and how far their case has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from app.cli.demo.clock import OPENING
from app.infra.demo_media.evidence import EvidenceVariant

V = EvidenceVariant


class Path(Enum):
    """How far a case is played."""

    ARRIVED = auto()
    TO_REVIEW = auto()
    RESUBMITTED = auto()
    SECOND_REVIEW = auto()
    AWAITING = auto()
    TO_SCHEDULE = auto()
    MISSED_ONCE = auto()
    CALL_TODAY = auto()
    CALL_LATER = auto()
    ESCALATED = auto()
    TO_DECIDE = auto()
    ON_HOLD = auto()
    APPROVED = auto()
    STOPPED = auto()
    REFUSED_DOCUMENTS = auto()
    REFUSED_CALL = auto()
    UNANSWERED = auto()
    MISSED_TWICE = auto()
    WITHDRAWN = auto()


@dataclass(frozen=True, slots=True)
class Part:
    """One person's part.

    Attributes:
        submitted: when the portal took the package.
        elsewhere: the case belongs to the person's own province instead of Pichincha.
    """

    person: int
    path: Path
    variant: EvidenceVariant
    submitted: datetime
    elsewhere: bool = False


def _at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return OPENING.replace(month=month, day=day, hour=hour, minute=minute)


_REVIEW_VARIANTS = (
    V.GOOD, V.GOOD, V.VIDEO_SILENT, V.ID_BLURRED, V.GOOD, V.FORM_PASTED_SIGNATURE,
    V.FORM_SIGNED_ELECTRONICALLY, V.VIDEO_CUT_SHORT, V.PHOTO_GLASSES, V.VIDEO_SIDEWAYS, V.GOOD,
    V.FORM_ALTERED, V.VIDEO_WRONG_NAME, V.ID_SIDEWAYS, V.PHOTO_NO_CARD, V.VIDEO_TOO_LARGE,
    V.FORM_JAVASCRIPT, V.ID_BOMB, V.PHOTO_DARK, V.FORM_AS_PDF, V.FORM_ENCRYPTED, V.ID_GLARE,
)  # fmt: skip

_LATER: tuple[tuple[Path, EvidenceVariant, int], ...] = (
    (Path.RESUBMITTED, V.FORM_UNSIGNED, 16),
    (Path.RESUBMITTED, V.VIDEO_CUT_SHORT, 17),
    (Path.SECOND_REVIEW, V.PHOTO_OTHER_PERSON, 19),
    (Path.SECOND_REVIEW, V.FORM_OTHER_SIGNATURE, 20),
    (Path.AWAITING, V.VIDEO_SILENT, 17),
    (Path.AWAITING, V.ID_BLURRED, 18),
    (Path.AWAITING, V.FORM_MISSING_FIELD, 18),
    (Path.AWAITING, V.PHOTO_CAP, 19),
    (Path.TO_SCHEDULE, V.GOOD, 19),
    (Path.TO_SCHEDULE, V.GOOD, 20),
    (Path.TO_SCHEDULE, V.FORM_AS_PDF, 20),
    (Path.TO_SCHEDULE, V.GOOD, 23),
    (Path.MISSED_ONCE, V.GOOD, 16),
    (Path.CALL_TODAY, V.GOOD, 19),
    (Path.CALL_TODAY, V.GOOD, 19),
    (Path.CALL_TODAY, V.ID_SIDEWAYS, 20),
    (Path.CALL_LATER, V.GOOD, 20),
    (Path.CALL_LATER, V.GOOD, 20),
    (Path.ESCALATED, V.GOOD, 17),
    (Path.TO_DECIDE, V.GOOD, 18),
    (Path.TO_DECIDE, V.GOOD, 18),
    (Path.ON_HOLD, V.GOOD, 18),
    (Path.APPROVED, V.GOOD, 9),
    (Path.APPROVED, V.GOOD, 10),
    (Path.APPROVED, V.FORM_AS_PDF, 11),
    (Path.APPROVED, V.GOOD, 12),
    (Path.STOPPED, V.GOOD, 17),
    (Path.REFUSED_DOCUMENTS, V.PHOTO_OTHER_PERSON, 12),
    (Path.REFUSED_CALL, V.GOOD, 12),
    (Path.UNANSWERED, V.VIDEO_NO_AUDIO, 5),
    (Path.MISSED_TWICE, V.GOOD, 5),
    (Path.WITHDRAWN, V.GOOD, 13),
)

_REVIEW_DAYS = (
    18,
    19,
    19,
    19,
    20,
    20,
    20,
    20,
    23,
    23,
    23,
    23,
    23,
    23,
    23,
    23,
    24,
    24,
    24,
    24,
    24,
    24,
)


def parts() -> tuple[Part, ...]:
    """Everybody's part: 64 people, most cases of Pichincha, some of other provinces."""
    review = [
        Part(index, Path.TO_REVIEW, variant, _at(day, 8 + index % 2, (index * 7) % 60))
        for index, (variant, day) in enumerate(zip(_REVIEW_VARIANTS, _REVIEW_DAYS, strict=True))
    ]
    first = len(review)
    later = [
        Part(first + place, path, variant, _at(day, 8 + place % 8, (place * 11) % 60))
        for place, (path, variant, day) in enumerate(_LATER)
    ]
    first += len(later)
    elsewhere = [
        Part(index, Path.TO_REVIEW, V.GOOD, _at(20 + index % 4, 9, index % 60), elsewhere=True)
        for index in range(first, 62)
    ]
    arrived = [
        Part(index, Path.ARRIVED, V.GOOD, OPENING - timedelta(minutes=64 - index))
        for index in range(62, 64)
    ]
    return (*review, *later, *elsewhere, *arrived)
