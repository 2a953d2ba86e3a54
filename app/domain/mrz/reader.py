"""Read a machine-readable zone and say exactly where it is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from app.domain.field_finding import Fact, FieldFinding, Weight
from app.domain.mrz.check_digits import CHARACTERS, FILLER, check_digit
from app.domain.mrz.dates import birth_date, expiry_date, is_open_date
from app.domain.mrz.layouts import LAYOUTS, TD1, CheckedField, Layout, MrzFormat, Span
from app.domain.mrz.zone import MachineReadableZone, MrzReading

_SINGLE_LINE_WIDTHS = {90: 30, 88: 44, 72: 36}
_STATE = re.compile(r"[A-Z]{3}|[A-Z]{2}<|[A-Z]<<")
_SEXES = frozenset("MFX<")
_NARROWEST_LARGE = 40


def read_mrz(untrusted_text: str, reference: date) -> MrzReading:
    """Read a zone as scanned or typed, in two or three lines or in one run.

    Args:
        untrusted_text: the characters; case does not matter, blanks around lines are dropped.
        reference: the day that decides the century of two-digit years, normally today.

    Returns:
        The zone, if the lines have the shape of TD1, TD3, MRV-A or MRV-B and hold legal
        characters only, and the findings. Lines and columns in findings count from 1.
        Errors: MRZ_SHAPE, MRZ_LINE_LENGTH, MRZ_CHARACTER, MRZ_CHECK_DIGIT, MRZ_STATE,
        MRZ_NAME, MRZ_NUMBER, MRZ_DATE. Warnings: MRZ_DATE_OPEN, MRZ_SEX, MRZ_NAME_CUT.
    """
    lines = _lines(untrusted_text)
    layout = _layout(lines)
    if layout is None:
        return MrzReading(None, _shape_findings(lines))
    illegal = tuple(_illegal_characters(lines))
    if illegal:
        return MrzReading(None, illegal)
    findings: list[FieldFinding] = []
    findings.extend(_check_digits(lines, layout))
    findings.extend(_states(lines, layout))
    findings.extend(_names(lines, layout))
    birth = _date(lines, layout.birth, "birth", birth_date, reference, findings)
    expiry = _date(lines, layout.expiry, "expiry", expiry_date, reference, findings)
    number, optional = _number_and_optional(lines, layout)
    if not number.strip(FILLER):
        findings.append(_finding("number", "MRZ_NUMBER", layout.number))
    sex = layout.sex.of(lines)
    if sex not in _SEXES:
        findings.append(_finding("sex", "MRZ_SEX", layout.sex, weight=Weight.WARNING))
    surname, _, given = layout.names.of(lines).strip(FILLER).partition(FILLER * 2)
    zone = MachineReadableZone(
        format=layout.format,
        document_code=layout.document_code.of(lines).rstrip(FILLER),
        issuing_state=layout.issuing_state.of(lines).rstrip(FILLER),
        surname=_words(surname),
        given_names=_words(given),
        number=number,
        nationality=layout.nationality.of(lines).rstrip(FILLER),
        birth=birth,
        sex=sex,
        expiry=expiry,
        optional_data=optional,
    )
    return MrzReading(zone, tuple(findings))


def _lines(untrusted_text: str) -> tuple[str, ...]:
    text = untrusted_text.upper() if untrusted_text.isascii() else untrusted_text
    lines = tuple(line.strip() for line in text.splitlines() if line.strip())
    if len(lines) != 1:
        return lines
    width = _SINGLE_LINE_WIDTHS.get(len(lines[0]))
    if width is None:
        return lines
    return tuple(lines[0][at : at + width] for at in range(0, len(lines[0]), width))


def _layout(lines: Sequence[str]) -> Layout | None:
    for layout in LAYOUTS:
        fits = len(lines) == layout.lines and all(len(line) == layout.width for line in lines)
        if fits and lines[0][0] in layout.first_letters:
            return layout
    return None


def _shape_findings(lines: Sequence[str]) -> tuple[FieldFinding, ...]:
    wanted = _intended_width(lines)
    wrong = [
        FieldFinding(
            "mrz",
            "MRZ_LINE_LENGTH",
            facts=(("line", number), ("length", len(line)), ("wanted", wanted)),
        )
        for number, line in enumerate(lines, start=1)
        if wanted and len(line) != wanted
    ]
    return tuple(wrong) or (FieldFinding("mrz", "MRZ_SHAPE", facts=(("lines", len(lines)),)),)


def _intended_width(lines: Sequence[str]) -> int:
    """Return the width the lines were probably meant to have, 0 when there is no telling."""
    if len(lines) == TD1.lines:
        return TD1.width
    if len(lines) == 2:
        return 44 if max(map(len, lines)) >= _NARROWEST_LARGE else 36
    return 0


def _illegal_characters(lines: Sequence[str]) -> Iterator[FieldFinding]:
    for number, line in enumerate(lines):
        for column, char in enumerate(line):
            if char not in CHARACTERS:
                yield _finding("mrz", "MRZ_CHARACTER", Span(number, column, column + 1))


def _check_digits(lines: Sequence[str], layout: Layout) -> Iterator[FieldFinding]:
    for checked in layout.checks:
        checked_now = _long_number(lines, layout, checked) or checked
        text = "".join(span.of(lines) for span in checked_now.covers)
        found, expected = checked_now.digit.of(lines), check_digit(text)
        is_blank = checked_now.blank_allowed and found == FILLER and not text.strip(FILLER)
        if found == expected or is_blank:
            continue
        extra: tuple[Fact, ...] = (("found", found), ("expected", expected))
        if len(checked_now.covers) == 1:
            covered = checked_now.covers[0]
            extra += (("from_column", covered.start + 1), ("to_column", covered.end))
        yield _finding(checked.field, "MRZ_CHECK_DIGIT", checked_now.digit, extra)


def _long_tail(lines: Sequence[str], layout: Layout) -> str:
    """Return what follows a TD1 number of more than nine characters: the rest and its digit."""
    marker = Span(0, layout.number.end, layout.number.end + 1)
    if layout.format is not MrzFormat.TD1 or marker.of(lines) != FILLER:
        return ""
    tail = layout.optional[0].of(lines).partition(FILLER)[0]
    return tail if len(tail) >= 2 else ""


def _long_number(
    lines: Sequence[str], layout: Layout, checked: CheckedField
) -> CheckedField | None:
    tail = _long_tail(lines, layout) if checked.field == "number" else ""
    if not tail:
        return None
    start = layout.optional[0].start
    digit_at = start + len(tail) - 1
    return CheckedField(
        checked.field,
        Span(0, digit_at, digit_at + 1),
        (layout.number, Span(0, start, digit_at)),
    )


def _number_and_optional(lines: Sequence[str], layout: Layout) -> tuple[str, tuple[str, ...]]:
    number = layout.number.of(lines)
    optional = [span.of(lines) for span in layout.optional]
    tail = _long_tail(lines, layout)
    if tail:
        number += tail[:-1]
        optional[0] = optional[0][len(tail) + 1 :]
    return number.rstrip(FILLER), tuple(text.rstrip(FILLER) for text in optional)


def _states(lines: Sequence[str], layout: Layout) -> Iterator[FieldFinding]:
    for field, span in (
        ("issuing_state", layout.issuing_state),
        ("nationality", layout.nationality),
    ):
        if _STATE.fullmatch(span.of(lines)) is None:
            yield _finding(field, "MRZ_STATE", span)


def _names(lines: Sequence[str], layout: Layout) -> Iterator[FieldFinding]:
    span = layout.names
    text = span.of(lines)
    for offset, char in enumerate(text):
        if char.isdigit():
            column = span.start + offset
            yield _finding("names", "MRZ_NAME", Span(span.line, column, column + 1))
    if text.startswith(FILLER):
        yield _finding("names", "MRZ_NAME", Span(span.line, span.start, span.start + 1))
    if not text.endswith(FILLER):
        yield _finding("names", "MRZ_NAME_CUT", span, weight=Weight.WARNING)


def _date(
    lines: Sequence[str],
    span: Span,
    field: str,
    century_rule: Callable[[str, date], date | None],
    reference: date,
    findings: list[FieldFinding],
) -> date | None:
    text = span.of(lines)
    value = century_rule(text, reference)
    if is_open_date(text):
        findings.append(_finding(field, "MRZ_DATE_OPEN", span, weight=Weight.WARNING))
    elif value is None:
        wrong = next((at for at, char in enumerate(text) if not char.isdigit()), None)
        at = span if wrong is None else Span(span.line, span.start + wrong, span.start + wrong + 1)
        findings.append(_finding(field, "MRZ_DATE", at))
    return value


def _words(text: str) -> str:
    return " ".join(text.replace(FILLER, " ").split())


def _finding(
    field: str,
    code: str,
    span: Span,
    extra: tuple[Fact, ...] = (),
    weight: Weight = Weight.ERROR,
) -> FieldFinding:
    place: tuple[Fact, ...] = (("line", span.line + 1), ("column", span.start + 1))
    return FieldFinding(field, code, weight, place + extra)
