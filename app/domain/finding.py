"""What inspection saw in a file: coded, with a severity, without any sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Severity(StrEnum):
    """How much a finding weighs. Findings suggest; only a person rejects (D9)."""

    NOTE = "note"
    REVIEW = "review"
    REJECT = "reject"
    UNREADABLE = "unreadable"


class Verdict(StrEnum):
    """The sum of the findings of one file, as a suggestion."""

    ACCEPTED = "accepted"
    REVIEW = "review"
    REJECTED = "rejected"
    UNREADABLE = "unreadable"


class ReasonCode(StrEnum):
    """Stable codes; their sentences are in `resources/inspection_reasons.toml`."""

    # Any file
    TOO_LARGE = "TOO_LARGE"
    EMPTY = "EMPTY"
    TYPE_MISMATCH = "TYPE_MISMATCH"
    TRUNCATED = "TRUNCATED"
    DECOMPRESSION_BOMB = "DECOMPRESSION_BOMB"
    UNDECODABLE = "UNDECODABLE"
    TRAILING_DATA = "TRAILING_DATA"
    DAMAGED = "DAMAGED"
    UNREADABLE_FILE = "UNREADABLE_FILE"
    NOT_INSPECTED = "NOT_INSPECTED"
    WORKER_TIMEOUT = "WORKER_TIMEOUT"
    WORKER_CRASH = "WORKER_CRASH"
    # Documents
    ENCRYPTED = "ENCRYPTED"
    ACTIVE_CONTENT = "ACTIVE_CONTENT"
    NO_PAGES = "NO_PAGES"
    TOO_MANY_PAGES = "TOO_MANY_PAGES"
    PAGE_SIZE = "PAGE_SIZE"
    SIG_PRESENT = "SIG_PRESENT"
    SIG_BROKEN = "SIG_BROKEN"
    SIG_PARTIAL = "SIG_PARTIAL"
    SIGNED_THEN_CHANGED = "SIGNED_THEN_CHANGED"
    CERT_UNTRUSTED = "CERT_UNTRUSTED"
    CERT_EXPIRED = "CERT_EXPIRED"
    CERT_REVOKED = "CERT_REVOKED"
    REVOCATION_UNKNOWN = "REVOCATION_UNKNOWN"
    WEAK_ALGORITHM = "WEAK_ALGORITHM"
    # Pictures
    LOW_RESOLUTION = "LOW_RESOLUTION"
    BLURRED = "BLURRED"
    TOO_DARK = "TOO_DARK"
    TOO_BRIGHT = "TOO_BRIGHT"
    GLARE = "GLARE"
    NO_FACE = "NO_FACE"
    # Video
    NO_VIDEO = "NO_VIDEO"
    NO_AUDIO = "NO_AUDIO"
    SILENT_AUDIO = "SILENT_AUDIO"
    LITTLE_SPEECH = "LITTLE_SPEECH"
    TOO_LONG = "TOO_LONG"
    VIDEO_TOO_BIG = "VIDEO_TOO_BIG"
    SIDEWAYS = "SIDEWAYS"


_ORDER: Final = (Severity.NOTE, Severity.REVIEW, Severity.REJECT, Severity.UNREADABLE)
_VERDICTS: Final = {
    Severity.NOTE: Verdict.ACCEPTED,
    Severity.REVIEW: Verdict.REVIEW,
    Severity.REJECT: Verdict.REJECTED,
    Severity.UNREADABLE: Verdict.UNREADABLE,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing seen in a file.

    `values` fills the slots of the code's sentence (sizes, counts, limits): numbers and our own
    words only, never text out of the file.
    """

    code: ReasonCode
    severity: Severity
    values: Mapping[str, str | int | float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", MappingProxyType(dict(self.values)))


def verdict_of(findings: tuple[Finding, ...]) -> Verdict:
    """The verdict suggested by the heaviest finding."""
    heaviest = max((_ORDER.index(finding.severity) for finding in findings), default=0)
    return _VERDICTS[_ORDER[heaviest]]
