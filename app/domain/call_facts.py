"""Facts of a case that a guided check of the call can ask for, and only as much as it needs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.domain.case import Declared
from app.domain.contact import NO_POSTAL_CODE

CALL_FACTS = frozenset(
    {
        "number_end",
        "dactylar_first",
        "dactylar_last",
        "id_issue_date",
        "birth_day",
        "city",
        "state",
        "postal_code",
        "phone_abroad_end",
        "email_start",
        "zone",
    }
)
"""Names a check may need."""

_SHOWN = 3
_MONTHS = {
    "es": (
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
        "octubre", "noviembre", "diciembre",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ),
}  # fmt: skip
_DAY_AND_MONTH = {"es": "{day} de {month}", "en": "{day} {month}"}
_DACTILAR_LENGTH = 10


def call_facts(declared: Declared, zone: str, language: str = "es") -> Mapping[str, str]:
    """Return the facts we hold, by name, said in that language; what is missing is left out.

    Only the end of a number, four digits of the código dactilar or the start of an address are
    given: a check never needs the whole, and what is not there cannot be read over a shoulder.
    """
    contact = declared.contact
    secret = declared.codigo_dactilar
    halves = (secret[1:5], secret[6:10]) if len(secret) == _DACTILAR_LENGTH else ("", "")
    mailbox = contact.email.partition("@")[0]
    postal_code = "" if contact.postal_code == NO_POSTAL_CODE else contact.postal_code
    facts = {
        "number_end": declared.identifier.value[-_SHOWN:],
        "dactylar_first": halves[0],
        "dactylar_last": halves[1],
        "id_issue_date": _day(declared.id_issue_date),
        "birth_day": _day_and_month(declared.birth_date, language),
        "city": contact.city,
        "state": contact.state,
        "postal_code": postal_code,
        "phone_abroad_end": contact.phone_abroad[-_SHOWN:],
        "email_start": mailbox[:_SHOWN],
        "zone": zone,
    }
    return {name: text for name, text in facts.items() if text}


def _day(day: date | None) -> str:
    return day.strftime("%d-%m-%Y") if day is not None else ""


def _day_and_month(day: date | None, language: str) -> str:
    if day is None:
        return ""
    return _DAY_AND_MONTH[language].format(day=day.day, month=_MONTHS[language][day.month - 1])
