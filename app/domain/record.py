"""Documents we issue; in this part the record (*acta*) of validation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.ids import CaseId, Sha256, StaffId


class DocumentKind(StrEnum):
    """Kinds of issued documents."""

    VALIDATION_RECORD = "validation_record"


@dataclass(frozen=True, slots=True)
class IssuedDocument:
    """A document kept as a blob; ``template_version`` is printed on it."""

    id: str
    case_id: CaseId
    kind: DocumentKind
    number: str
    sha256: Sha256
    issued_at: datetime
    issued_by: StaffId | None
    template_version: str
