"""From what a person typed to contact data: tidy up, check each field, say what is wrong where."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, fields

from app.domain.contact import NO_POSTAL_CODE, ContactData
from app.domain.countries import HOME, is_country
from app.domain.field_finding import FieldFinding, Weight
from app.domain.phone_facts import EmailFacts, PhoneFacts

MAX_LENGTH = 120
MAX_POSTAL_CODE = 16

_MOBILE_EC = re.compile(r"\+5939[0-9]{8}")
_LANDLINE_EC = re.compile(r"\+593[2-7][0-9]{7}")
_NO_NUMBER = re.compile(r"S\W*N\W*")
_POSTAL_CODE = re.compile(r"[0-9A-Z][0-9A-Z -]*")


@dataclass(frozen=True, slots=True)
class ContactForm:
    """The contact fields as typed; names and meanings as in `ContactData`."""

    email: str = field(default="", repr=False)
    mobile_ec: str = field(default="", repr=False)
    landline_ec: str = field(default="", repr=False)
    phone_abroad: str = field(default="", repr=False)
    country: str = ""
    state: str = field(default="", repr=False)
    city: str = field(default="", repr=False)
    postal_code: str = field(default="", repr=False)
    postal_code_reason: str = field(default="", repr=False)
    mobile_reason: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ContactReadings:
    """What the libraries say about the same fields; None where nothing was typed."""

    email: EmailFacts | None = None
    mobile_ec: PhoneFacts | None = None
    landline_ec: PhoneFacts | None = None
    phone_abroad: PhoneFacts | None = None


@dataclass(frozen=True, slots=True)
class ContactAssessment:
    """Normalised data, whole even when findings stop it, and the findings.

    `value` holds what could be read; fields in error keep the tidied text so that staff see
    what the person wrote.
    """

    value: ContactData
    findings: tuple[FieldFinding, ...]


def assess_contact(form: ContactForm, readings: ContactReadings) -> ContactAssessment:
    """Tidy up and check the contact fields of a request from abroad (R-093 to R-102).

    Errors are CONTACT_REQUIRED, CONTACT_TOO_LONG, CONTACT_CHARACTERS (any field) and
    CONTACT_EMAIL_INVALID, CONTACT_MOBILE_EC, CONTACT_LANDLINE_EC, CONTACT_PHONE_ABROAD,
    CONTACT_PHONE_ABROAD_IS_LOCAL, CONTACT_COUNTRY_UNKNOWN, CONTACT_COUNTRY_IS_HOME,
    CONTACT_POSTAL_CODE, CONTACT_POSTAL_CODE_REASON. Warnings are CONTACT_MOBILE_EXCEPTION
    (I-25), CONTACT_PHONE_UNASSIGNED and CONTACT_PHONE_COUNTRY (prefix of another country).
    """
    tidy = ContactForm(**{item.name: _tidy(str(getattr(form, item.name))) for item in fields(form)})
    value = _normalised(tidy, readings)
    findings = (
        *_texts(tidy),
        *_email(tidy, readings.email),
        *_mobile(value, readings.mobile_ec),
        *_landline(value, readings.landline_ec),
        *_phone_abroad(value, readings.phone_abroad),
        *_residence(value),
        *_postal_code(value),
    )
    return ContactAssessment(value, findings)


def _tidy(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _normalised(form: ContactForm, readings: ContactReadings) -> ContactData:
    email = readings.email
    return ContactData(
        email=email.address if email is not None and email.is_valid else form.email,
        mobile_ec=_number(form.mobile_ec, readings.mobile_ec),
        landline_ec=_number(form.landline_ec, readings.landline_ec),
        phone_abroad=_number(form.phone_abroad, readings.phone_abroad),
        country=form.country.upper(),
        state=form.state,
        city=form.city,
        postal_code=_postal_code_text(form.postal_code),
        postal_code_reason=form.postal_code_reason,
        mobile_reason=form.mobile_reason,
    )


def _number(typed: str, facts: PhoneFacts | None) -> str:
    return facts.e164 if facts is not None and facts.e164 else typed


def _postal_code_text(typed: str) -> str:
    upper = typed.upper()
    return NO_POSTAL_CODE if _NO_NUMBER.fullmatch(upper) else upper


def _texts(form: ContactForm) -> Iterator[FieldFinding]:
    for item in fields(form):
        text = str(getattr(form, item.name))
        if len(text) > MAX_LENGTH:
            facts = (("length", len(text)), ("limit", MAX_LENGTH))
            yield FieldFinding(item.name, "CONTACT_TOO_LONG", facts=facts)
        if any(unicodedata.category(char).startswith("C") for char in text):
            yield FieldFinding(item.name, "CONTACT_CHARACTERS")


def _email(form: ContactForm, facts: EmailFacts | None) -> Iterator[FieldFinding]:
    if not form.email:
        yield _required("email")
    elif facts is None or not facts.is_valid:
        yield FieldFinding("email", "CONTACT_EMAIL_INVALID")


def _mobile(value: ContactData, facts: PhoneFacts | None) -> Iterator[FieldFinding]:
    if not value.mobile_ec and value.mobile_reason:
        yield FieldFinding("mobile_ec", "CONTACT_MOBILE_EXCEPTION", Weight.WARNING)
    elif not value.mobile_ec:
        yield _required("mobile_ec")
    elif _MOBILE_EC.fullmatch(value.mobile_ec) is None:
        yield FieldFinding("mobile_ec", "CONTACT_MOBILE_EC")
    else:
        yield from _assigned("mobile_ec", facts)


def _landline(value: ContactData, facts: PhoneFacts | None) -> Iterator[FieldFinding]:
    if not value.landline_ec:
        return
    if _LANDLINE_EC.fullmatch(value.landline_ec) is None:
        yield FieldFinding("landline_ec", "CONTACT_LANDLINE_EC")
    else:
        yield from _assigned("landline_ec", facts)


def _assigned(name: str, facts: PhoneFacts | None) -> Iterator[FieldFinding]:
    # Only a warning: the library learns of new ranges later than the people who have them.
    if facts is not None and not facts.is_valid:
        yield FieldFinding(name, "CONTACT_PHONE_UNASSIGNED", Weight.WARNING)


def _phone_abroad(value: ContactData, facts: PhoneFacts | None) -> Iterator[FieldFinding]:
    if not value.phone_abroad:
        yield _required("phone_abroad")
    elif facts is None or not facts.is_possible:
        yield FieldFinding("phone_abroad", "CONTACT_PHONE_ABROAD")
    elif HOME in facts.regions:
        yield FieldFinding("phone_abroad", "CONTACT_PHONE_ABROAD_IS_LOCAL")
    else:
        yield from _assigned("phone_abroad", facts)
        yield from _prefix(value.country, facts.regions)


def _prefix(country: str, regions: tuple[str, ...]) -> Iterator[FieldFinding]:
    if regions and is_country(country) and country not in regions:
        pairs = (("country", country), ("regions", " ".join(regions)))
        yield FieldFinding("phone_abroad", "CONTACT_PHONE_COUNTRY", Weight.WARNING, pairs)


def _residence(value: ContactData) -> Iterator[FieldFinding]:
    if not value.country:
        yield _required("country")
    elif value.country == HOME:
        yield FieldFinding("country", "CONTACT_COUNTRY_IS_HOME")
    elif not is_country(value.country):
        yield FieldFinding("country", "CONTACT_COUNTRY_UNKNOWN")
    if not value.state:
        yield _required("state")
    if not value.city:
        yield _required("city")


def _postal_code(value: ContactData) -> Iterator[FieldFinding]:
    code = value.postal_code
    if not code:
        yield _required("postal_code")
    elif code == NO_POSTAL_CODE:
        if not value.postal_code_reason:
            yield FieldFinding("postal_code", "CONTACT_POSTAL_CODE_REASON")
    elif len(code) > MAX_POSTAL_CODE or _POSTAL_CODE.fullmatch(code) is None:
        yield FieldFinding("postal_code", "CONTACT_POSTAL_CODE")


def _required(name: str) -> FieldFinding:
    return FieldFinding(name, "CONTACT_REQUIRED")
