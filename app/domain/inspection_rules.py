"""Holds measured facts against limits: which findings follow, and how much each weighs.

Only what makes a file unusable weighs as a rejection, and even that is a suggestion to the person
who decides (D9).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.domain.file_kind import FileKind
from app.domain.finding import Finding, ReasonCode, Severity
from app.domain.inspection import (
    AudioFacts,
    DocumentFacts,
    InspectionLimits,
    PhotoFacts,
    PictureQuality,
    SignaturePresence,
    VideoFacts,
)

MAX_PICTURE_PIXELS: Final = 40_000_000
MAX_PICTURE_SIDE: Final = 12_000
MAX_PICTURE_SCANS: Final = 30
MAX_PAGE_SIDE_PT: Final = 14_400.0
MIN_PAGE_SIDE_PT: Final = 72.0

BLURRED_BELOW: Final = 40.0
DARK_BELOW: Final = 0.2
BRIGHT_ABOVE: Final = 0.92
FLAT_BELOW: Final = 0.08
GLARE_ABOVE: Final = 0.01
PAPER_ABOVE: Final = 0.8
SILENT_LUFS: Final = -55.0
SILENT_ACTIVE_RATIO: Final = 0.05
LITTLE_SPEECH_RATIO: Final = 0.25
LOST_FRAMES_RATIO: Final = 0.95

_REVIEW: Final = Severity.REVIEW
_REJECT: Final = Severity.REJECT


def envelope_findings(
    detected: FileKind, total_bytes: int, limits: InspectionLimits
) -> tuple[Finding, ...]:
    """What size and type alone say; a file with any of these is not opened."""
    if total_bytes == 0:
        return (Finding(ReasonCode.EMPTY, _REJECT),)
    findings = []
    if total_bytes > limits.max_bytes:
        sizes = {"bytes": total_bytes, "max_bytes": limits.max_bytes}
        findings.append(Finding(ReasonCode.TOO_LARGE, _REJECT, sizes))
    if detected not in limits.kinds:
        allowed = ", ".join(sorted(kind.value for kind in limits.kinds))
        kinds = {"detected": detected.value, "allowed": allowed}
        findings.append(Finding(ReasonCode.TYPE_MISMATCH, _REJECT, kinds))
    return tuple(findings)


def photo_findings(facts: PhotoFacts, limits: InspectionLimits) -> tuple[Finding, ...]:
    """What a JPEG's facts say."""
    return tuple(_photo(facts, limits))


def _photo(facts: PhotoFacts, limits: InspectionLimits) -> Iterator[Finding]:
    if is_bomb(facts):
        values = {"width": facts.width, "height": facts.height, "scans": facts.progressive_scans}
        yield Finding(ReasonCode.DECOMPRESSION_BOMB, _REJECT, values)
        return
    if facts.truncated:
        yield Finding(ReasonCode.TRUNCATED, _REJECT)
    if facts.quality is None:
        yield Finding(ReasonCode.UNDECODABLE, Severity.UNREADABLE)
        return
    if facts.damaged:
        yield Finding(ReasonCode.DAMAGED, _REVIEW)
    if facts.trailing_bytes:
        # Phones put a second JPEG after the first; anything else has no business there.
        weight = Severity.NOTE if facts.trailing_kind is FileKind.JPEG else _REVIEW
        yield Finding(ReasonCode.TRAILING_DATA, weight, {"bytes": facts.trailing_bytes})
    shortest = min(facts.display_width, facts.display_height)
    if shortest < limits.min_picture_side:
        values = {"side": shortest, "min_side": limits.min_picture_side}
        yield Finding(ReasonCode.LOW_RESOLUTION, _REVIEW, values)
    yield from _quality(facts.quality, limits)


def is_bomb(facts: PhotoFacts) -> bool:
    """Whether a picture claims more pixels or passes than are ever decoded."""
    return (
        facts.width * facts.height > MAX_PICTURE_PIXELS
        or max(facts.width, facts.height) > MAX_PICTURE_SIDE
        or facts.progressive_scans > MAX_PICTURE_SCANS
    )


def document_findings(facts: DocumentFacts, limits: InspectionLimits) -> tuple[Finding, ...]:
    """What a PDF's facts say."""
    return tuple(_document(facts, limits))


def _document(facts: DocumentFacts, limits: InspectionLimits) -> Iterator[Finding]:
    if facts.needs_password:
        yield Finding(ReasonCode.ENCRYPTED, _REJECT)
        return
    if facts.truncated:
        yield Finding(ReasonCode.TRUNCATED, _REJECT)
    if facts.pages == 0:
        broken = Finding(ReasonCode.UNDECODABLE, Severity.UNREADABLE)
        yield broken if facts.damaged else Finding(ReasonCode.NO_PAGES, _REJECT)
        return
    if facts.pages > limits.max_pages:
        values = {"pages": facts.pages, "max_pages": limits.max_pages}
        yield Finding(ReasonCode.TOO_MANY_PAGES, _REJECT, values)
    yield from _page_size(facts)
    yield from _document_traits(facts)
    if facts.quality is not None and facts.is_scan:
        yield from _scan_quality(facts.quality, limits)
    elif facts.quality is not None and limits.needs_face and not facts.quality.faces:
        yield Finding(ReasonCode.NO_FACE, _REVIEW)


def _scan_quality(quality: PictureQuality, limits: InspectionLimits) -> Iterator[Finding]:
    """As a picture's; but the boxes of a form on clean paper are as white as a reflection."""
    is_paper = quality.brightness > PAPER_ABOVE
    for finding in _quality(quality, limits):
        if not (is_paper and finding.code is ReasonCode.GLARE):
            yield finding


def _page_size(facts: DocumentFacts) -> Iterator[Finding]:
    values = {"width_pt": facts.page_width_pt, "height_pt": facts.page_height_pt}
    if facts.largest_side_pt > MAX_PAGE_SIDE_PT:
        yield Finding(ReasonCode.PAGE_SIZE, _REJECT, values)
    elif min(facts.page_width_pt, facts.page_height_pt) < MIN_PAGE_SIDE_PT:
        yield Finding(ReasonCode.PAGE_SIZE, _REVIEW, values)


def _document_traits(facts: DocumentFacts) -> Iterator[Finding]:
    if facts.encrypted:
        yield Finding(ReasonCode.ENCRYPTED, _REVIEW)
    if facts.active_content:
        kinds = ", ".join(kind.value for kind in facts.active_content)
        yield Finding(ReasonCode.ACTIVE_CONTENT, _REVIEW, {"kinds": kinds})
    foreign = facts.trailing_bytes + facts.leading_bytes
    if foreign:
        yield Finding(ReasonCode.TRAILING_DATA, _REVIEW, {"bytes": foreign})
    if facts.damaged or facts.quality is None:
        yield Finding(ReasonCode.DAMAGED, _REVIEW)
    if facts.signature is SignaturePresence.PRESENT:
        values = {"signatures": facts.signature_fields}
        yield Finding(ReasonCode.SIG_PRESENT, Severity.NOTE, values)


def video_findings(facts: VideoFacts, limits: InspectionLimits) -> tuple[Finding, ...]:
    """What an MP4's facts say."""
    return tuple(_video(facts, limits))


def _video(facts: VideoFacts, limits: InspectionLimits) -> Iterator[Finding]:
    if facts.truncated:
        yield Finding(ReasonCode.TRUNCATED, _REJECT)
    if not facts.video_codec:
        missing = Finding(ReasonCode.NO_VIDEO, _REJECT)
        yield missing if facts.audio else Finding(ReasonCode.UNDECODABLE, Severity.UNREADABLE)
        return
    if max(facts.width, facts.height) > limits.max_video_side:
        values = {"width": facts.width, "height": facts.height, "max_side": limits.max_video_side}
        yield Finding(ReasonCode.VIDEO_TOO_BIG, _REJECT, values)
    elif facts.frames_decoded == 0:
        yield Finding(ReasonCode.UNDECODABLE, Severity.UNREADABLE)
        return
    if facts.duration_s > limits.max_duration_s:
        values = {"seconds": round(facts.duration_s), "max_seconds": round(limits.max_duration_s)}
        yield Finding(ReasonCode.TOO_LONG, _REJECT, values)
    if facts.trailing_bytes:
        yield Finding(ReasonCode.TRAILING_DATA, _REVIEW, {"bytes": facts.trailing_bytes})
    if facts.damaged or _has_lost_frames(facts):
        values = {"decoded": facts.frames_decoded, "declared": facts.frames_declared}
        yield Finding(ReasonCode.DAMAGED, _REVIEW, values)
    yield from _sound(facts.audio, limits)
    yield from _faces_over_time(facts, limits)


def _has_lost_frames(facts: VideoFacts) -> bool:
    expected = facts.frames_declared * LOST_FRAMES_RATIO
    return facts.decoded_fully and facts.frames_decoded < expected


def _sound(audio: AudioFacts | None, limits: InspectionLimits) -> Iterator[Finding]:
    if not limits.needs_audio:
        return
    if audio is None:
        yield Finding(ReasonCode.NO_AUDIO, _REJECT)
    elif audio.active_ratio < SILENT_ACTIVE_RATIO or audio.loudness_lufs < SILENT_LUFS:
        yield Finding(ReasonCode.SILENT_AUDIO, _REJECT, {"lufs": audio.loudness_lufs})
    elif audio.speech_ratio < LITTLE_SPEECH_RATIO:
        share = round(audio.speech_ratio * 100)
        yield Finding(ReasonCode.LITTLE_SPEECH, _REVIEW, {"percent": share})


def _faces_over_time(facts: VideoFacts, limits: InspectionLimits) -> Iterator[Finding]:
    if facts.quality is not None and facts.quality.turn:
        yield Finding(ReasonCode.SIDEWAYS, _REVIEW, {"degrees": facts.quality.turn})
    elif limits.needs_face and not any(sample.faces for sample in facts.face_samples):
        yield Finding(ReasonCode.NO_FACE, _REVIEW)


def _quality(quality: PictureQuality, limits: InspectionLimits) -> Iterator[Finding]:
    if quality.sharpness < BLURRED_BELOW:
        yield Finding(ReasonCode.BLURRED, _REVIEW, {"sharpness": quality.sharpness})
    if quality.brightness < DARK_BELOW:
        yield Finding(ReasonCode.TOO_DARK, _REVIEW, {"brightness": quality.brightness})
    if quality.brightness > BRIGHT_ABOVE and quality.contrast < FLAT_BELOW:
        yield Finding(ReasonCode.TOO_BRIGHT, _REVIEW, {"brightness": quality.brightness})
    if quality.glare > GLARE_ABOVE:
        yield Finding(ReasonCode.GLARE, _REVIEW, {"percent": round(quality.glare * 100, 1)})
    if quality.turn:
        yield Finding(ReasonCode.SIDEWAYS, _REVIEW, {"degrees": quality.turn})
    elif limits.needs_face and not quality.faces:
        yield Finding(ReasonCode.NO_FACE, _REVIEW)
