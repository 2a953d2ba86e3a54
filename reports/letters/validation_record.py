"""The record (*acta*) of validation: who, what was checked, outcome, evidence, audit head."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer, Table

from app.domain.ids import Sha256
from app.domain.review import FACES
from app.infra.country_names import CldrCountryNames
from app.ports.renderer import RecordedCheck, RecordedEvidence, ValidationRecordView
from reports.flowables import (
    CELL_EDGE,
    FONT,
    Cell,
    banner,
    facts,
    grid,
    grouped,
    name_lines,
    section,
    text,
)
from reports.qr_code import QrCode
from reports.record_words import RecordWords
from reports.styles import (
    BODY,
    CELL,
    CELL_BOLD,
    CELL_QUIET,
    CELL_RIGHT,
    COLUMN_RIGHT,
    DONE,
    DONE_SOFT,
    FAILED,
    FAILED_SOFT,
    HASH,
    INK,
    INSTITUTION,
    OUTCOME,
    QR_SIDE,
    SECTION,
    SMALL,
    SUBTITLE,
    TITLE,
    WIDTH,
)

_APPROVED = "approved"
_CALL = "call"
_SOME_FACES = "faces:"
_EVIDENCE_SHARES = (0.33, 0.2, 0.1, 0.37)
_SHORT = 16
_BAD_RESULTS = frozenset({"fails", "failed", "different", "not_validated"})


def record_digest(view: ValidationRecordView) -> Sha256:
    """SHA-256 of everything the record says, as canonical JSON; printed and put in the QR."""
    text_of = json.dumps(
        asdict(view), default=_plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return Sha256(hashlib.sha256(text_of.encode()).hexdigest())


def qr_payload(view: ValidationRecordView) -> str:
    """What the QR holds: a scheme, the number and the digest; nothing personal."""
    return f"VENTANILLA/1;{view.number};{record_digest(view)}"


def story(view: ValidationRecordView, words: RecordWords) -> list[Flowable]:
    """The record as flowables, top to bottom."""
    return [
        _head(view, words),
        Spacer(1, 6),
        _outcome(view, words),
        Spacer(1, 4),
        _people(view, words),
        *_checks(view, words),
        *_changes(view, words),
        *_reasons(view, words),
        *_evidence(view, words),
        *_closing(view, words),
    ]


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    raise TypeError


def _head(view: ValidationRecordView, words: RecordWords) -> Table:
    left = [
        text(words["institution"], INSTITUTION),
        text(words["title"], TITLE),
        text(view.procedure_title, SUBTITLE),
    ]
    code = QrCode(qr_payload(view), QR_SIDE, INK)
    table = Table([[left, code]], colWidths=[WIDTH - QR_SIDE - 12, QR_SIDE + 12])
    table.setStyle([
        FONT,
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("ALIGN", (1, 0), (1, 0), "RIGHT"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ])  # fmt: skip
    return table


def _outcome(view: ValidationRecordView, words: RecordWords) -> Table:
    is_done = view.outcome == _APPROVED
    edge, ground = (DONE, DONE_SOFT) if is_done else (FAILED, FAILED_SOFT)
    style = ParagraphStyle("outcome-tone", parent=OUTCOME, textColor=edge)
    return banner(text(words.outcomes.get(view.outcome, view.outcome), style), ground, edge)


def _people(view: ValidationRecordView, words: RecordWords) -> Table:
    nobody = words["nobody"]
    left = [
        (words["number"], view.number),
        (words["case"], view.case_number),
        (words["issued"], words.instant(view.issued_at)),
        (words["place"], view.place),
    ]
    right = [
        (words["person"], view.person_name),
        (words["identifier"], view.masked_identifier),
        (words["reviewers"], ", ".join(view.reviewers) or nobody),
        (words["validator"], view.validator or nobody),
    ]
    half = WIDTH / 2 - 4
    table = Table(
        [[facts(left, half, 0.26), facts(right, half, 0.42)]], colWidths=[WIDTH / 2, WIDTH / 2]
    )
    table.setStyle([
        FONT,
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ])  # fmt: skip
    return table


def _checks(view: ValidationRecordView, words: RecordWords) -> Iterator[Flowable]:
    if not view.checks:
        return
    yield from section(words["checks"])
    head = [words[f"check_{name}"] for name in ("what", "outcome", "by", "at")]
    rows = [_check_row(check, words) for check in view.checks]
    yield grid(head, rows, (0.41, 0.17, 0.2, 0.22))
    if any(check.round for check in view.checks):
        yield Spacer(1, 2)
        yield text(words["checks_note"], SMALL)


def _check_row(check: RecordedCheck, words: RecordWords) -> list[Flowable]:
    result = words.results.get(check.outcome, check.outcome)
    style = CELL_BOLD if check.outcome in _BAD_RESULTS else CELL
    return [
        text(_what(check, words), CELL),
        text(result, style),
        text(check.by, CELL),
        text(words.instant(check.at), CELL_QUIET),
    ]


def _what(check: RecordedCheck, words: RecordWords) -> str:
    what = _faces(check.what, words) or words.subjects.get(check.what, check.what)
    if not check.round:
        return what
    kind = "check_round_first" if check.round == 1 else "check_round"
    return words[kind].format(what=what, number=check.round - 1)


def _faces(what: str, words: RecordWords) -> str:
    """How many faces were compared and which were not found; empty for everything else."""
    if not what.startswith(_SOME_FACES):
        return ""
    shown = what.removeprefix(_SOME_FACES).split(",")
    found = [words.subjects[f"face_{place}"] for place in FACES if place in shown]
    missing = [words.subjects[f"face_{place}"] for place in FACES if place not in shown]
    return words.subjects["faces_some"].format(
        count=len(found), found=", ".join(found) or words["none"], missing=", ".join(missing)
    )


def _changes(view: ValidationRecordView, words: RecordWords) -> Iterator[Flowable]:
    yield from section(words["changes"])
    if not view.changes:
        yield text(words["no_changes"], BODY)
        return
    none = words["none"]
    rows = [
        [
            text(words.fields.get(field, field), CELL_QUIET),
            text(_contact_value(field, before) or none, CELL),
            text(_contact_value(field, after) or none, CELL_BOLD),
        ]
        for field, before, after in view.changes
    ]
    head = [words["change_field"], words["change_before"], words["change_after"]]
    yield grid(head, rows, (0.3, 0.35, 0.35))
    yield Spacer(1, 2)
    yield text(words["changes_note"], SMALL)


def _contact_value(field: str, value: str) -> str:
    """The value as people read it: a country by its name."""
    return CldrCountryNames().name(value, "es") if field == "country" and value else value


def _reasons(view: ValidationRecordView, words: RecordWords) -> Iterator[Flowable]:
    if view.reasons:
        lines = [text(f"• {reason}", BODY) for reason in view.reasons]
        yield KeepTogether([text(words["reasons"], SECTION), *lines])


def _evidence(view: ValidationRecordView, words: RecordWords) -> Iterator[Flowable]:
    if not view.evidence:
        return
    yield from section(words["evidence"])
    head: list[str | Paragraph] = [
        words["evidence_what"],
        words["evidence_name"],
        text(words["evidence_size"], COLUMN_RIGHT),
        words["evidence_hash"],
    ]
    rows, pictures = [], 0
    for item in view.evidence:
        pictures += item.requirement == _CALL
        name = _picture(item.name, pictures, words) if item.requirement == _CALL else item.name
        rows.append(_evidence_row(item, name, words))
    yield grid(head, rows, _EVIDENCE_SHARES)


def _picture(label: str, number: int, words: RecordWords) -> str:
    """A picture of the call by what was being checked; words written as they are stay so."""
    known = words.subjects.get(f"picture_{label}" if label else "picture")
    return known.format(number=number) if known else label


def _evidence_row(item: RecordedEvidence, shown: str, words: RecordWords) -> list[Cell]:
    room = WIDTH * _EVIDENCE_SHARES[1] - 2 * CELL_EDGE
    name: list[Flowable] = [text(line, CELL) for line in name_lines(shown, room)]
    if item.is_replaced:
        name.append(text(words["replaced"], CELL_QUIET))
    return [
        text(words.subjects.get(item.requirement, item.requirement), CELL),
        name,
        text(words.size(item.size), CELL_RIGHT),
        text(grouped(item.sha256), HASH),
    ]


def _anchor(view: ValidationRecordView, words: RecordWords) -> Iterator[Flowable]:
    if view.anchor is not None:
        at, short = words.instant(view.anchor.at), view.anchor.digest[:_SHORT]
        said = words["anchor_text"].format(number=view.anchor.number, at=at)
        yield Spacer(1, 3)
        yield text(said, SMALL)
        yield text(grouped(Sha256(short)), HASH)


def _closing(view: ValidationRecordView, words: RecordWords) -> Iterator[Flowable]:
    yield from section(words["legal_base"])
    for line in view.legal_base:
        yield text(f"• {line}", SMALL)
    where = words["audit_text"].format(chain=view.audit_chain, sequence=view.audit_sequence)
    yield KeepTogether([
        text(words["audit"], SECTION),
        text(where, SMALL),
        text(grouped(view.audit_head), HASH),
        *_anchor(view, words),
        Spacer(1, 3),
        text(words["digest"], SMALL),
        text(grouped(record_digest(view)), HASH),
        Spacer(1, 3),
        text(f"{words['qr_note']} {words['hour_note']}", SMALL),
    ])  # fmt: skip
