"""The shipped contact-data procedure and drafts of its review, for tests."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

from app.domain.declaration import DeclarationWords
from app.domain.ids import CaseId, StaffId
from app.domain.procedure import Procedure
from app.domain.review import RequirementReview, ReviewDraft, Verdict
from app.infra.procedure_files import ProcedureFiles

RESOURCES = Path(__file__).parent.parent / "resources"
ON = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
WORDS = DeclarationWords("Rosa Elena Quinde Morales", "1759999996", "España", "Madrid", "Madrid")


@lru_cache(maxsize=1)
def adc() -> Procedure:
    return ProcedureFiles(RESOURCES / "procedures").current("ADC", ON)


def draft(**verdicts: tuple[Verdict, tuple[str, ...]]) -> ReviewDraft:
    """A draft in which every requirement conforms unless named."""
    reviews = {}
    for requirement in adc().requirements:
        verdict, reasons = verdicts.get(requirement.code, (Verdict.CONFORMS, ()))
        reviews[requirement.code] = RequirementReview(
            requirement.code, verdict=verdict, reasons=reasons
        )
    return ReviewDraft(
        case_id=CaseId("c" * 32),
        staff_id=StaffId("s" * 32),
        case_version=1,
        round=1,
        requirements=reviews,
    )
