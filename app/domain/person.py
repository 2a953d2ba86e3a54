"""People in the register, with every number they are known by."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from app.domain.ids import PersonId, Sha256


class IdentifierKind(StrEnum):
    """Kinds of numbers; one person may hold several (domain.md §1.5)."""

    CEDULA = "cedula"
    FOREIGNER_CODE = "foreigner_code"
    PASSPORT = "passport"


HOME: Final = "ECU"
"""Issuing State of cédulas, foreigner codes and the country's own passports."""

FROZEN_BY_NOTICE: Final = "not_me:"
"""What the reason of a freeze begins with when the code of a notice brought it; the number of the
case follows.
"""


def number_key(value: str) -> str:
    """How a number is stored and compared: no blanks, hyphens or dots, capital letters."""
    return "".join(char for char in value if char.isalnum()).upper()


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number; ``country`` is ISO alpha-3 for passports and ``ECU`` otherwise."""

    kind: IdentifierKind
    value: str
    country: str = HOME


class Insured(StrEnum):
    """In which quality the person is insured (R-064)."""

    AFFILIATE = "affiliate"
    PENSIONER = "pensioner"
    BENEFICIARY = "beneficiary"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Person:
    """One human in the register.

    Attributes:
        in_register: False for somebody only known from a package so far.
        frozen_at: since when contact changes are frozen by a "no fui yo" (None: not frozen).
        frozen_reason: where the freeze came from.
    """

    id: PersonId
    given_names: str
    family_names: str
    birth_date: date | None
    insured: Insured
    identifiers: tuple[Identifier, ...]
    in_register: bool = True
    id_issue_date: date | None = None
    frozen_at: datetime | None = None
    frozen_reason: str = ""
    version: int = 1

    @property
    def cedula(self) -> str:
        """The cédula, or an empty string."""
        return next((i.value for i in self.identifiers if i.kind is IdentifierKind.CEDULA), "")

    @property
    def home_numbers(self) -> frozenset[str]:
        """Every number of this country, as compared: by one of them staff are recognised.

        Of whatever kind: the digits of a cédula also stand in foreigner codes and passports.
        """
        return frozenset(number_key(i.value) for i in self.identifiers if i.country == HOME)

    @property
    def seal(self) -> Sha256:
        """Hash of who the person is by the register: numbers, names and what marks are read from.

        Nothing in the program changes it; a freeze and its version are told by other events.
        """
        numbers = sorted([i.kind.value, i.country, number_key(i.value)] for i in self.identifiers)
        days = [day.isoformat() if day else "" for day in (self.birth_date, self.id_issue_date)]
        names = [self.id, self.given_names, self.family_names, self.insured.value, self.in_register]
        told = json.dumps([*names, *days, numbers], ensure_ascii=False)
        return Sha256(hashlib.sha256(told.encode(errors="surrogateescape")).hexdigest())

    @property
    def display_name(self) -> str:
        """Surnames, then names, as staff lists show it."""
        return f"{self.family_names}, {self.given_names}"
