"""Making the PDFs we issue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.domain.ids import Sha256


@dataclass(frozen=True, slots=True)
class RecordedCheck:
    """One line of the record: what was checked, by whom, with what outcome.

    ``round`` counts what the person handed in: 1 the first time; 0 for what is of no round. What
    has one was judged until ``at``, when its review was resolved.
    """

    what: str
    outcome: str
    by: str
    at: datetime | None
    round: int = 0


@dataclass(frozen=True, slots=True)
class RecordedEvidence:
    """One file with its hash; never the file itself.

    ``is_replaced`` when a later round brought another file for the same requirement.
    """

    requirement: str
    name: str
    sha256: Sha256
    size: int
    is_replaced: bool = False


@dataclass(frozen=True, slots=True)
class RecordedAnchor:
    """The newest seal of the audit kept away from the database when the record was issued."""

    number: int
    at: datetime
    digest: Sha256


@dataclass(frozen=True, slots=True)
class ValidationRecordView:
    """Everything printed on the record (*acta*) of validation.

    ``changes`` are (field label, masked before, masked after).
    """

    number: str
    case_number: str
    procedure_title: str
    person_name: str
    masked_identifier: str
    issued_at: datetime
    place: str
    outcome: str
    reviewers: tuple[str, ...]
    validator: str
    checks: Sequence[RecordedCheck]
    changes: Sequence[tuple[str, str, str]]
    evidence: Sequence[RecordedEvidence]
    reasons: tuple[str, ...]
    audit_chain: str
    audit_sequence: int
    audit_head: Sha256
    legal_base: tuple[str, ...]
    template_version: str
    anchor: RecordedAnchor | None = None


class RecordRenderer(Protocol):
    """Draws the record."""

    def validation_record(self, view: ValidationRecordView) -> bytes:
        """Return a PDF/A-2b, validated; the same view gives the same bytes.

        Raises:
            RuleViolationError: ``PDFA_INVALID`` when the result does not validate.
        """
        ...


@dataclass(frozen=True, slots=True)
class RecoverySheetView:
    """What stands on the paper from which a lost key is typed again.

    ``rows`` are the key itself, as people copy it.
    """

    key_id: str
    rows: tuple[str, ...]
    file: str
    machine: str
    made_at: datetime


class SheetRenderer(Protocol):
    """Draws the recovery sheet."""

    def recovery_sheet(self, view: RecoverySheetView) -> bytes:
        """Return a PDF of one page."""
        ...
