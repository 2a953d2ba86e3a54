"""From a draft to the parameters of the message it sends."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from app.domain.case import Case
from app.domain.correction_letter import correction_letter, refusal_letter
from app.domain.declaration import DeclarationWords
from app.domain.errors import RuleViolationError
from app.domain.notices import CORRECTION, DOCUMENTS_REFUSED
from app.domain.office_time import OfficeTime
from app.domain.procedure import Procedure
from app.domain.reason_texts import LetterFacts
from app.domain.review import ReviewDraft, ReviewOutcome
from app.ports.countries import CountryNames

TEMPLATES: Mapping[ReviewOutcome, str] = {
    ReviewOutcome.RETURN: CORRECTION,
    ReviewOutcome.REFUSE: DOCUMENTS_REFUSED,
}
"""Template of the message an outcome sends; the others send none yet."""


def declaration_words(case: Case, countries: CountryNames) -> DeclarationWords:
    """This person's words for the places of the declaration (always Spanish, R-111)."""
    declared = case.declared
    return DeclarationWords(
        names=f"{declared.given_names} {declared.family_names}",
        number=declared.identifier.value,
        country=countries.name(declared.contact.country, "es"),
        state=declared.contact.state,
        city=declared.contact.city,
        document=declared.identifier.kind,
    )


def correction_due(office: OfficeTime, procedure: Procedure, now: datetime) -> datetime:
    """When the citizen's term to correct ends.

    Raises:
        RuleViolationError: ``TERM_LENGTH`` when the procedure gives none.
    """
    due_at = office.deadline(now, procedure.terms.correction_working_days).due_at
    if due_at is None:
        raise RuleViolationError("TERM_LENGTH", working_days=0)
    return due_at


def letter_parameters(
    procedure: Procedure,
    case: Case,
    draft: ReviewDraft,
    outcome: ReviewOutcome,
    office: OfficeTime,
    countries: CountryNames,
    now: datetime,
) -> Mapping[str, object]:
    """Parameters of the template for that outcome; plain values only.

    Raises:
        RuleViolationError: as :mod:`app.domain.correction_letter`.
    """
    facts = LetterFacts(
        on=now.astimezone(office.zone).date(),
        language=case.language,
        words=declaration_words(case, countries),
        fields={
            reason: named
            for review in draft.requirements.values()
            for reason, named in review.fields.items()
        },
    )
    compose = correction_letter if outcome is ReviewOutcome.RETURN else refusal_letter
    letter = compose(procedure, draft, facts).parameters()
    return {
        "case_number": case.number,
        "person_name": f"{case.declared.given_names} {case.declared.family_names}",
        "respond_by": correction_due(office, procedure, now)
        .astimezone(office.zone)
        .date()
        .isoformat(),
        **letter,
    }
