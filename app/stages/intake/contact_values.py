"""Contact data of a package as they are stored and compared."""

from __future__ import annotations

import re
from dataclasses import fields, replace

from app.domain.contact import ContactData
from app.domain.contact_form import ContactForm, ContactReadings, assess_contact
from app.domain.countries import HOME
from app.ports.emails import EmailReader
from app.ports.phones import PhoneReader

_SEVERAL = re.compile(r"[/;,]")


def normalised(typed: ContactData, read_phone: PhoneReader, read_email: EmailReader) -> ContactData:
    """Tidy up typed contact data; what cannot be read stays as typed, for the reviewer.

    The form asks for "teléfonos" abroad (R-097): of several the first is the one kept, and what
    was written stays in the declaration's ``phone_abroad``.
    """
    typed = replace(typed, phone_abroad=_SEVERAL.split(typed.phone_abroad)[0].strip())
    form = ContactForm(**{item.name: str(getattr(typed, item.name)) for item in fields(typed)})
    readings = ContactReadings(
        email=read_email(typed.email) if typed.email else None,
        mobile_ec=read_phone(typed.mobile_ec, HOME) if typed.mobile_ec else None,
        landline_ec=read_phone(typed.landline_ec, HOME) if typed.landline_ec else None,
        phone_abroad=read_phone(typed.phone_abroad, typed.country) if typed.phone_abroad else None,
    )
    return assess_contact(form, readings).value
