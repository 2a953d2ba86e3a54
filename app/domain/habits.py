"""How a person at one workstation likes to work: keys, single letters, what follows a review."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class AfterReview(StrEnum):
    """Where a committed review leads (D4)."""

    NEXT = "next"
    STAY = "stay"
    QUEUE = "queue"


@dataclass(frozen=True, slots=True)
class Habits:
    """What a workstation's profile says about the desk.

    Attributes:
        keys: other sequences by the stable name of a shortcut, such as ``{"shell.lock": "F12"}``.
        single_keys: whether plain letters, digits and signs are keys when the program opens.
        after_review: where a committed review leads.
    """

    keys: Mapping[str, str] = field(default_factory=dict)
    single_keys: bool = True
    after_review: AfterReview = AfterReview.NEXT
