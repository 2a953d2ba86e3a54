"""What is formally wrong with the declared data, computed anew whenever a case is opened."""

from __future__ import annotations

from dataclasses import fields

from app.domain.case import Declared
from app.domain.codigo_dactilar import check_codigo_dactilar
from app.domain.contact import ContactData
from app.domain.contact_form import ContactForm, ContactReadings, assess_contact
from app.domain.countries import HOME
from app.domain.duties import Operation, require
from app.domain.field_finding import FieldFinding
from app.domain.ids import CaseId
from app.domain.person import IdentifierKind
from app.domain.staff import Session
from app.ports.clock import Clock
from app.ports.emails import EmailReader
from app.ports.phones import PhoneReader
from app.ports.unit_of_work import Store
from app.trail.refusals import on_record


@on_record
class AssessDeclared:
    """Checks the fields of the signed form as typed (R-093 … R-102); suggests, never refuses.

    It reads the declaration itself: a screen has no whole código dactilar to check.
    """

    def __init__(
        self, store: Store, read_phone: PhoneReader, read_email: EmailReader, clock: Clock
    ) -> None:
        self._store = store
        self._clock = clock
        self._read_phone = read_phone
        self._read_email = read_email

    def __call__(self, session: Session, case_id: CaseId) -> tuple[FieldFinding, ...]:
        """Findings in the order of the form; empty when nothing is to be looked at.

        Raises:
            AccessDeniedError: as for opening the case.
            RuleViolationError: ``CASE_UNKNOWN``.
        """
        with self._store.look() as stored:
            require(session, Operation.OPEN_CASE, stored.cases.hands(case_id))
            declared = stored.cases.declared(case_id)
        return self._assess(declared)

    def _assess(self, declared: Declared) -> tuple[FieldFinding, ...]:
        contact = declared.contact
        form = ContactForm(**{one.name: str(getattr(contact, one.name)) for one in fields(contact)})
        found = assess_contact(form, self._readings(contact)).findings
        secret = declared.codigo_dactilar
        if not secret and declared.identifier.kind is not IdentifierKind.CEDULA:
            # Only a cédula carries the code (I-22).
            return found
        return (*found, *check_codigo_dactilar(secret))

    def _readings(self, contact: ContactData) -> ContactReadings:
        phone = self._read_phone
        abroad, home = contact.phone_abroad, HOME
        return ContactReadings(
            email=self._read_email(contact.email) if contact.email else None,
            mobile_ec=phone(contact.mobile_ec, home) if contact.mobile_ec else None,
            landline_ec=phone(contact.landline_ec, home) if contact.landline_ec else None,
            phone_abroad=phone(abroad, contact.country) if abroad else None,
        )
