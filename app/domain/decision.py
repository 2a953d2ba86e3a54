"""The decision on a contact-data update and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.contact import ContactData
from app.domain.ids import CaseId, Sha256, StaffId


class DecisionOutcome(StrEnum):
    """What was decided."""

    APPROVED = "approved"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision; a case has at most one.

    Attributes:
        before: contact data in force when it was decided (None: none known).
        after: contact data that replaces it; None for a refusal.
        applied_at: when ``after`` came into force; None while on hold or refused.
        not_me_hash: SHA-256 of the code in the owner's notices with which they can stop it.
    """

    case_id: CaseId
    outcome: DecisionOutcome
    decided_by: StaffId
    decided_at: datetime
    reasons: tuple[str, ...]
    note: str
    before: ContactData | None
    after: ContactData | None
    applied_at: datetime | None
    hold_until: datetime | None
    not_me_hash: Sha256 | None
