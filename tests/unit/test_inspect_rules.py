"""Types by content, strict conversion, sentences, and limits from requirements."""

from __future__ import annotations

import dataclasses
import string
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.file_kind import FileClass, FileKind, detect_kind
from app.domain.finding import Finding, ReasonCode, Severity, Verdict, verdict_of
from app.domain.inspection import FaceBox, FaceSample
from app.domain.inspection_limits import GENERAL_LIMITS, limits_of
from app.domain.inspection_rules import envelope_findings
from app.domain.procedure import EvidenceKind, ReadMark, Requirement
from app.domain.wire import WireError, from_plain, to_plain
from app.infra.procedure_files import ProcedureFiles
from app.infra.sandbox.jpeg_structure import read_jpeg_structure
from app.infra.sandbox.mp4_structure import read_mp4_structure
from app.infra.sandbox.protocol import (
    SEGMENT_BYTES,
    ProtocolError,
    encode,
    read_reply,
)
from app.infra.sandbox.reasons import known_codes, reason_sentence
from tests import sandbox_files as files

REASONS = Path(__file__).parents[2] / "resources" / "inspection_reasons.toml"
PUBLISHED = ProcedureFiles(Path(__file__).parents[2] / "resources" / "procedures").get(
    "ADC", "2026.1"
)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"", FileKind.EMPTY),
        (b"\xff\xd8\xff\xe1", FileKind.JPEG),
        (b"%PDF-1.4", FileKind.PDF),
        (b"\n\n%PDF-1.4", FileKind.PDF),
        (b"\x00\x00\x00\x20ftypisom", FileKind.MP4),
        (b"\x00\x00\x00\x20ftypqt  ", FileKind.QUICKTIME),
        (b"\x00\x00\x00\x20ftypheic", FileKind.HEIC),
        (b"RIFF\x00\x00\x00\x00WEBP", FileKind.WEBP),
        (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
        (b"PK\x03\x04", FileKind.ZIP),
        (b"<!DOCTYPE html>", FileKind.HTML),
        ("Señora".encode(), FileKind.TEXT),
        (files.FFCONCAT, FileKind.TEXT),
        (b"\x00\x01\x02", FileKind.UNKNOWN),
    ],
)
def test_kinds(head: bytes, kind: FileKind) -> None:
    assert detect_kind(head) is kind


@given(st.binary(max_size=5000))
def test_any_bytes_have_a_kind_and_a_structure(data: bytes) -> None:
    assert detect_kind(data) in FileKind
    end = read_jpeg_structure(b"\xff\xd8" + data).end
    assert end is None or end <= len(data) + 2
    assert 0 <= read_mp4_structure(data).trailing_bytes <= len(data)


@given(st.integers(0, 3), st.binary(max_size=300))
def test_jpeg_end_is_found_whatever_follows(scans: int, trailer: bytes) -> None:
    picture = files.photo(300)
    assert read_jpeg_structure(picture + trailer).end == len(picture)


def test_facts_survive_the_wire() -> None:
    face = FaceBox(1, 2, 3, 4, (5, 6), None)
    assert from_plain(FaceBox, to_plain(face)) == face


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        [],
        {},
        {"pts_us": 1, "faces": 1, "largest_px": 1},
        {"pts_us": 1, "faces": 1, "largest_px": 1, "sharpness": 1.0, "more": 1},
        {"pts_us": True, "faces": 1, "largest_px": 1, "sharpness": 1.0},
        {"pts_us": "1", "faces": 1, "largest_px": 1, "sharpness": 1.0},
        {"pts_us": 10**30, "faces": 1, "largest_px": 1, "sharpness": 1.0},
        {"pts_us": 1, "faces": 1, "largest_px": 1, "sharpness": float("nan")},
        {"pts_us": 1, "faces": 1, "largest_px": 1, "sharpness": float("inf")},
        {"pts_us": 1, "faces": [1], "largest_px": 1, "sharpness": 1.0},
    ],
)
def test_facts_of_another_form_are_refused(wrong: object) -> None:
    with pytest.raises(WireError):
        from_plain(FaceSample, wrong)


def _reply(**changes: object) -> bytes:
    block = {"offset": 0, "length": 300, "width": 10, "height": 10, "stride": 30}
    reply = {
        "failure": None,
        "facts": {},
        "blocks": [{**block, **changes}],
        "usage": {"cpu_ms": 1, "peak_kib": 1},
    }
    return encode(reply)


def test_blocks_are_held_against_the_segment() -> None:
    assert read_reply(_reply()).blocks[0].width == 10
    for lie in (
        {"offset": SEGMENT_BYTES - 299},
        {"offset": -1},
        {"length": 299},
        {"width": 11},
        {"stride": 31},
        {"height": 10**9},
        {"width": 10**9, "stride": 3 * 10**9},
        {"width": 0, "stride": 0, "length": 0},
        {"height": 0},
        {"offset": "0"},
    ):
        with pytest.raises(ProtocolError):
            read_reply(_reply(**lie))
    for raw in (b"", b"[]", b"{}", b"\xff", b"[" * 100_000, b'{"failure":"other"}'):
        with pytest.raises(ProtocolError):
            read_reply(raw)


def test_the_heaviest_finding_decides() -> None:
    note = Finding(ReasonCode.SIG_PRESENT, Severity.NOTE)
    review = Finding(ReasonCode.GLARE, Severity.REVIEW)
    reject = Finding(ReasonCode.NO_AUDIO, Severity.REJECT)
    assert verdict_of(()) is Verdict.ACCEPTED
    assert verdict_of((note,)) is Verdict.ACCEPTED
    assert verdict_of((note, review)) is Verdict.REVIEW
    assert verdict_of((reject, review)) is Verdict.REJECTED


@pytest.mark.parametrize("code", ["id_front", "id_back", "face_photo", "request_form", "video"])
def test_published_formats_and_sizes_are_held_against_each_file(code: str) -> None:
    limits = limits_of(PUBLISHED.requirement(code))
    assert limits is not None
    wanted = {FileKind.MP4} if code == "video" else {FileKind.PDF, FileKind.JPEG}
    for kind in FileKind:
        found = {finding.code for finding in envelope_findings(kind, limits.max_bytes, limits)}
        assert (ReasonCode.TYPE_MISMATCH in found) is (kind not in wanted), kind
    for kind in wanted:
        (large,) = envelope_findings(kind, limits.max_bytes + 1, limits)
        assert large.code is ReasonCode.TOO_LARGE
    assert limits.max_bytes == (5 if code == "video" else 2) * 2**20


def test_size_and_type_need_no_opening() -> None:
    limits = GENERAL_LIMITS[FileClass.PHOTO]
    at_limit = envelope_findings(FileKind.JPEG, limits.max_bytes, limits)
    assert at_limit == ()
    (large,) = envelope_findings(FileKind.JPEG, limits.max_bytes + 1, limits)
    assert large.code is ReasonCode.TOO_LARGE
    (other,) = envelope_findings(FileKind.PDF, 10, limits)
    assert other.code is ReasonCode.TYPE_MISMATCH


def _requirement(**changes: Any) -> Requirement:
    base = Requirement(
        code="video", title="Video", short_title="Video", kind=EvidenceKind.VIDEO, mandatory=True,
        formats=("mp4",), max_bytes=5 * 1024 * 1024, warn_bytes=5_000_000, max_pages=0,
        max_seconds=120, needs_audio=True, read_mark=ReadMark.OPENED, checklist=(), rules=(),
    )  # fmt: skip
    return dataclasses.replace(base, **changes)


def test_limits_follow_the_requirement() -> None:
    limits = limits_of(_requirement())
    assert limits is not None
    assert limits.kinds == {FileKind.MP4}
    assert (limits.max_duration_s, limits.needs_audio, limits.needs_face) == (120.0, True, True)
    paper = limits_of(_requirement(kind=EvidenceKind.DOCUMENT, formats=("jpeg", "pdf")))
    assert paper is not None
    assert paper.kinds == {FileKind.JPEG, FileKind.PDF}
    assert not paper.needs_face
    assert limits_of(_requirement(kind=EvidenceKind.DATA)) is None


def test_every_code_has_both_sentences_and_known_places() -> None:
    table = tomllib.loads(REASONS.read_text("utf-8"))
    assert known_codes() == {code.value for code in ReasonCode} == set(table)
    for words in table.values():
        assert set(words) == {"es", "en"}
        places = [
            {name for _, name, _, _ in string.Formatter().parse(words[language]) if name}
            for language in ("es", "en")
        ]
        assert places[0] == places[1]


def test_sentences_are_filled_in() -> None:
    finding = Finding(
        ReasonCode.TOO_LARGE, Severity.REJECT, {"bytes": 3_000_000, "max_bytes": 2 * 1024 * 1024}
    )
    assert "2,86 MiB" in reason_sentence(finding)
    assert "2.86 MiB" in reason_sentence(finding, "en")
    assert "—" in reason_sentence(Finding(ReasonCode.TOO_LONG, Severity.REJECT))
