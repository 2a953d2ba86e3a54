"""Contact data: the values in force, their history, and how they differ."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from dataclasses import field as attribute
from datetime import datetime
from typing import Final

from app.domain.errors import RuleViolationError
from app.domain.ids import CaseId
from app.domain.masking import mask_email, mask_keeping_end, mask_words

NO_POSTAL_CODE = "S/N"
"""What stands for the postal code of a place that has none (I-35)."""

CONTACT_FIELDS = (
    "email",
    "mobile_ec",
    "landline_ec",
    "phone_abroad",
    "country",
    "state",
    "city",
    "postal_code",
)
"""The fields of the form in its order of sections, as they are compared and shown."""

_PHONES = frozenset({"mobile_ec", "landline_ec", "phone_abroad"})
_VISIBLE_DIGITS = 3


@dataclass(frozen=True, slots=True)
class ContactData:
    """Contact data as stored, normalised; an empty text means "none known".

    Old register entries may lack anything; what a new request must have is checked by
    `app.domain.contact_form`.

    Attributes:
        email: address (R-100).
        mobile_ec: Ecuadorian mobile in E.164 (R-101).
        landline_ec: Ecuadorian fixed line in E.164 (R-102).
        phone_abroad: phone abroad in E.164 (R-097).
        country: ISO 3166-1 alpha-2 code of residence (R-093).
        state: state or province of residence (R-094).
        city: city of residence (R-095).
        postal_code: postal code, or S/N (R-096, I-35).
        postal_code_reason: why there is no postal code.
        mobile_reason: why there is no Ecuadorian mobile (I-25).
    """

    email: str = attribute(default="", repr=False)
    mobile_ec: str = attribute(default="", repr=False)
    landline_ec: str = attribute(default="", repr=False)
    phone_abroad: str = attribute(default="", repr=False)
    country: str = ""
    state: str = attribute(default="", repr=False)
    city: str = attribute(default="", repr=False)
    postal_code: str = attribute(default="", repr=False)
    postal_code_reason: str = attribute(default="", repr=False)
    mobile_reason: str = attribute(default="", repr=False)

    @property
    def phones(self) -> tuple[str, ...]:
        """Every known phone, each once."""
        known = (self.mobile_ec, self.landline_ec, self.phone_abroad)
        return tuple(dict.fromkeys(phone for phone in known if phone))

    @property
    def email_domain(self) -> str:
        """The part of the address after the last @, lower case; empty without address."""
        return self.email.rpartition("@")[2].lower() if "@" in self.email else ""


@dataclass(frozen=True, slots=True)
class ContactVersion:
    """Contact data and the time in which they were in force.

    Attributes:
        value: the data.
        valid_from: UTC instant from which they hold, inclusive.
        valid_to: UTC instant until which they held, exclusive; None while in force.
        source: code of where they come from (a procedure's code, a register's import).
        case_id: the case that brought them; None when no case did.
    """

    value: ContactData
    valid_from: datetime
    valid_to: datetime | None
    source: str
    case_id: CaseId | None = None

    def __post_init__(self) -> None:
        """Refuse a version that ends before it begins."""
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise RuleViolationError("CONTACT_VERSION_ORDER")


@dataclass(frozen=True, slots=True)
class ContactDifference:
    """One row of before and after (D17)."""

    field: str
    before: str = attribute(repr=False)
    after: str = attribute(repr=False)

    @property
    def changed(self) -> bool:
        """Whether the two sides differ."""
        return self.before != self.after


def supersede(
    current: ContactVersion | None,
    value: ContactData,
    at: datetime,
    source: str,
    case_id: CaseId | None = None,
) -> tuple[ContactVersion | None, ContactVersion]:
    """Return the current version closed at `at`, and the new one opened then.

    Raises:
        RuleViolationError: CONTACT_VERSION_CLOSED when `current` is no longer in force,
            CONTACT_VERSION_ORDER when it began after `at`.
    """
    opened = ContactVersion(value, at, None, source, case_id)
    if current is None:
        return None, opened
    if current.valid_to is not None:
        raise RuleViolationError("CONTACT_VERSION_CLOSED")
    return replace(current, valid_to=at), opened


def contact_difference(
    before: ContactData | None, after: ContactData
) -> tuple[ContactDifference, ...]:
    """Return one row for each field, changed or not; without `before` that side is empty."""
    old = before if before is not None else ContactData()
    return tuple(
        ContactDifference(name, contact_field(old, name), contact_field(after, name))
        for name in CONTACT_FIELDS
    )


def contact_field(data: ContactData, name: str) -> str:
    """Return one field by its name in `CONTACT_FIELDS`."""
    return _values(data)[name]


def masked_contact(data: ContactData) -> tuple[tuple[str, str], ...]:
    """Return each field as it may stand on a screen nobody unlocked; the country stays readable."""
    return tuple((name, mask_field(name, contact_field(data, name))) for name in CONTACT_FIELDS)


def mask_field(name: str, text: str) -> str:
    """Return the masked form of one field's text: mailbox, last digits, first letters."""
    if name == "country":
        return text
    if name == "email":
        return mask_email(text)
    if name in _PHONES:
        return mask_keeping_end(text, _VISIBLE_DIGITS)
    return mask_words(text)


def _values(data: ContactData) -> dict[str, str]:
    return {item.name: str(getattr(data, item.name)) for item in fields(data)}


def is_same_address(one: str, other: str) -> bool:
    """Tell whether two e-mail addresses are one: equal once A to Z are written small.

    Other letters are never folded: "ß" and "ss" are different domains with different owners.
    """
    return one.translate(_ASCII_SMALL) == other.translate(_ASCII_SMALL)


_ASCII_SMALL: Final = {ord(char): ord(char.lower()) for char in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
