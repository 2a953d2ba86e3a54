"""Whether the person can be reached under the declared data: no change goes in force without."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from typing import Final

from app.domain.contact import ContactData, contact_field
from app.domain.contact_form import ContactForm, ContactReadings, assess_contact
from app.domain.countries import HOME
from app.domain.errors import RuleViolationError
from app.domain.field_finding import Weight
from app.domain.phone_facts import EmailFacts, PhoneFacts
from app.domain.procedure import FormField

_CODES: Final = {"email": "EMAIL_NOT_USABLE", "mobile_ec": "MOBILE_NOT_USABLE"}
MISMATCH: Final = "SOL-03"
MISSING: Final = "SOL-02"
"""Reasons with which a reviewer asks for the form again, naming the field."""


@dataclass(frozen=True, slots=True)
class ContactReaders:
    """What reads addresses and numbers; both take any text and ask nobody."""

    email: Callable[[str], EmailFacts]
    phone: Callable[[str, str], PhoneFacts]

    def readings(self, contact: ContactData) -> ContactReadings:
        """What the libraries say of the e-mail and the mobile number."""
        return ContactReadings(
            email=self.email(contact.email) if contact.email else None,
            mobile_ec=self.phone(contact.mobile_ec, HOME) if contact.mobile_ec else None,
        )


def require_reachable(
    contact: ContactData, wanted: Iterable[FormField], readers: ContactReaders
) -> None:
    """Raise unless e-mail and mobile number can be used as they would be stored.

    A field the procedure does not demand may be empty, never wrong. A mobile number that is
    missing for a noted reason is none that is unusable (I-25).

    Raises:
        RuleViolationError: ``EMAIL_NOT_USABLE`` or ``MOBILE_NOT_USABLE``, with the code of the
            finding and the reason that fits for asking again.
    """
    demanded = {field.code for field in wanted if field.mandatory}
    form = ContactForm(**{one.name: str(getattr(contact, one.name)) for one in fields(contact)})
    for finding in assess_contact(form, readers.readings(contact)).findings:
        if finding.field not in _CODES or finding.weight is not Weight.ERROR:
            continue
        is_missing = not contact_field(contact, finding.field).strip()
        if is_missing and finding.field not in demanded:
            continue
        reason = MISSING if is_missing else MISMATCH
        raise RuleViolationError(_CODES[finding.field], finding=finding.code, reason=reason)
