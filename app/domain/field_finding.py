"""What a check of one typed or read value found: a code, a weight and plain facts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

Fact = tuple[str, str | int]


class Weight(StrEnum):
    """Whether a finding stops the value (error) or only asks a person to look (warning)."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class FieldFinding:
    """One finding about one field.

    Attributes:
        field: name of the field looked at, for placing the sentence beside it.
        code: stable upper-case code; the sentence is looked up from it.
        weight: error or warning.
        facts: pairs the sentence may mention (lengths, positions); never the value itself.
    """

    field: str
    code: str
    weight: Weight = Weight.ERROR
    facts: tuple[Fact, ...] = ()


def has_errors(findings: Iterable[FieldFinding]) -> bool:
    """Return whether any finding stops the value."""
    return any(finding.weight is Weight.ERROR for finding in findings)


def first_error(findings: Iterable[FieldFinding]) -> FieldFinding | None:
    """Return the first finding that stops the value, or None."""
    return next((item for item in findings if item.weight is Weight.ERROR), None)
