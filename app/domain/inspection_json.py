"""The published form of an inspection report, schema `inspect/1`: printed and stored."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.finding import Finding
from app.domain.inspection import (
    DocumentFacts,
    InspectionReport,
    PhotoFacts,
    PictureQuality,
    VideoFacts,
)
from app.domain.wire import to_plain

Plain = dict[str, object]


def report_as_plain(
    report: InspectionReport, sentence: Callable[[Finding], str], *, file: str = ""
) -> Plain:
    """The report as JSON values; `file` is the name to show, left empty in storage."""
    plain: Plain = {
        "schema": report.schema,
        "file": file,
        "bytes": report.total_bytes,
        "sha256": report.sha256,
        "hashed_bytes": report.hashed_bytes,
        "declared": report.declared,
        "detected": report.detected.value,
        "accepted": report.accepted,
        "verdict": report.verdict.value,
        "reasons": [_reason(finding, sentence) for finding in report.findings],
        "limits": to_plain(report.limits),
        "elapsed_ms": report.elapsed_ms,
    }
    if report.photo is not None:
        plain["photo"] = _photo(report.photo)
    if report.document is not None:
        plain["document"] = _document(report.document)
    if report.video is not None:
        plain["video"] = _video(report.video)
    return plain


def _reason(finding: Finding, sentence: Callable[[Finding], str]) -> Plain:
    return {
        "code": finding.code.value,
        "severity": finding.severity.value,
        "values": dict(finding.values),
        "text": sentence(finding),
    }


def _photo(facts: PhotoFacts) -> Plain:
    megapixels = round(facts.width * facts.height / 1_000_000, 2)
    return {**_flat(facts), "megapixels": megapixels, **_quality(facts.quality)}


def _document(facts: DocumentFacts) -> Plain:
    return {**_flat(facts), **_quality(facts.quality)}


def _video(facts: VideoFacts) -> Plain:
    return {**_flat(facts), **_quality(facts.quality)}


def _flat(facts: PhotoFacts | DocumentFacts | VideoFacts) -> Plain:
    plain = to_plain(facts)
    if not isinstance(plain, dict):
        raise TypeError("facts are a dataclass")
    return {name: value for name, value in plain.items() if name != "quality"}


def _quality(quality: PictureQuality | None) -> Plain:
    if quality is None:
        return {}
    plain = to_plain(quality)
    if not isinstance(plain, dict):
        raise TypeError("quality is a dataclass")
    return {**plain, "faces": len(quality.faces), "face_boxes": plain["faces"]}
