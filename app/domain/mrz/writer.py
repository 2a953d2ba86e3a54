"""Write a machine-readable zone with its check digits, for specimens and demonstration papers."""

from __future__ import annotations

from datetime import date

from app.domain.errors import RuleViolationError
from app.domain.mrz.check_digits import CHARACTERS, FILLER, check_digit
from app.domain.mrz.layouts import LAYOUT_OF, Layout, MrzFormat, Span
from app.domain.mrz.zone import MachineReadableZone
from app.domain.person_names import normalise_name


def write_mrz(zone: MachineReadableZone) -> tuple[str, ...]:
    """Return the lines of a zone; names are folded to A-Z and cut to the space there is.

    Raises:
        RuleViolationError: MRZ_FIELD, with `field`, when a value does not fit its place.
    """
    layout = LAYOUT_OF[zone.format]
    lines = [[FILLER] * layout.width for _ in range(layout.lines)]
    number, optional = _place_number(zone, layout)
    _put(lines, layout.document_code, zone.document_code, "document_code")
    _put(lines, layout.issuing_state, zone.issuing_state, "issuing_state")
    _put(lines, layout.names, _names(zone)[: layout.names.end - layout.names.start], "names")
    _put(lines, layout.number, number, "number")
    _put(lines, layout.nationality, zone.nationality, "nationality")
    _put(lines, layout.birth, _six_digits(zone.birth), "birth")
    _put(lines, layout.sex, zone.sex, "sex")
    _put(lines, layout.expiry, _six_digits(zone.expiry), "expiry")
    for span, text in zip(layout.optional, optional, strict=True):
        _put(lines, span, text, "optional_data")
    _put_check_digits(lines, layout, is_long=len(zone.number) > len(number))
    return tuple("".join(line) for line in lines)


def _put(lines: list[list[str]], span: Span, text: str, field: str) -> None:
    if len(text) > span.end - span.start or not CHARACTERS.issuperset(text):
        raise RuleViolationError("MRZ_FIELD", field=field)
    lines[span.line][span.start : span.start + len(text)] = text


def _place_number(zone: MachineReadableZone, layout: Layout) -> tuple[str, tuple[str, ...]]:
    """Return what stands in the number field and in the optional fields."""
    room = layout.number.end - layout.number.start
    if len(zone.number) <= room or zone.format is not MrzFormat.TD1:
        return zone.number, zone.optional_data
    if not CHARACTERS.issuperset(zone.number):
        raise RuleViolationError("MRZ_FIELD", field="number")
    tail = zone.number[room:] + check_digit(zone.number) + FILLER
    first, *others = zone.optional_data
    return zone.number[:room], (tail + first, *others)


def _put_check_digits(lines: list[list[str]], layout: Layout, *, is_long: bool) -> None:
    for checked in layout.checks:
        text = "".join("".join(lines[span.line][span.start : span.end]) for span in checked.covers)
        stays_blank = checked.blank_allowed and not text.strip(FILLER)
        if stays_blank or (is_long and checked.field == "number"):
            continue
        lines[checked.digit.line][checked.digit.start] = check_digit(text)


def _six_digits(day: date | None) -> str:
    return day.strftime("%y%m%d") if day else FILLER * 6


def _names(zone: MachineReadableZone) -> str:
    surname, given = (
        normalise_name(part).upper().replace(" ", FILLER)
        for part in (zone.surname, zone.given_names)
    )
    return f"{surname}{FILLER * 2}{given}" if given else surname
