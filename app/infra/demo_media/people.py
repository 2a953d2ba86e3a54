"""The synthetic people of the demo: seeded, complete, consistent, and nobody's data.

Every cédula has a sequence from 999900 on with a right check digit, every e-mail a reserved
example domain, every phone a number that fits its country's plan. The list never changes with
the clock.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

import numpy as np

from app.domain.mrz.layouts import MrzFormat
from app.domain.mrz.writer import write_mrz
from app.domain.mrz.zone import MachineReadableZone
from app.infra.demo_media.documents import cedula_with_sequence
from app.infra.demo_media.people_names import FEMALE, FOREIGNERS, MALE, PAIRS_OF_SURNAMES, Foreigner
from app.infra.demo_media.residences import PROVINCES, RESIDENCES

Group = Literal["afiliado", "jubilado", "derechohabiente"]
RiskTag = Literal[
    "shared_email", "shared_phone", "lookalike_domain", "prefix_mismatch", "recent_change"
]
PEOPLE_COUNT = 64
_SEED = 20260
_CIVIL = ("SOLTER", "CASAD", "DIVORCIAD", "VIUD")
_MAIL_HOSTS = ("correo.example.com", "mail.example.net", "buzon.example.org")
_TAGS: dict[int, tuple[RiskTag, ...]] = {
    9: ("shared_email",),
    21: ("shared_email",),
    14: ("shared_phone",),
    33: ("shared_phone",),
    26: ("lookalike_domain",),
    38: ("prefix_mismatch",),
    45: ("recent_change",),
}


@dataclass(frozen=True, slots=True)
class Contact:
    """Contact data as the request form asks for it (R-093 to R-097, R-100 to R-102)."""

    email: str
    mobile_ec: str
    landline_ec: str | None
    country: str
    country_code: str
    region: str
    city: str
    postal_code: str
    phones_abroad: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passport:
    """The passport of a person; `issuer` and `nationality` are ICAO three-letter codes."""

    number: str
    issuer: str
    nationality: str
    issued_on: date
    expires_on: date


@dataclass(frozen=True, slots=True)
class Person:
    """One synthetic insured person with everything their evidence shows.

    `cedula` is None for foreigners, who have `foreigner_code` instead (R-072). `old_contact` is
    None where the institute never had any. `seed` drives face, hand and camera.
    """

    index: int
    given_names: str
    surnames: str
    sex: Literal["F", "M"]
    birth_date: date
    cedula: str | None
    foreigner_code: str | None
    passport: Passport | None
    fingerprint_code: str
    issued_on: date
    expires_on: date
    birth_province: str
    birth_province_code: str
    sector: str
    nationality: str
    civil_status: str
    group: Group
    electronic_card: bool
    card_number: str
    old_contact: Contact | None
    new_contact: Contact
    time_zone: str
    tags: tuple[RiskTag, ...]
    photographed: bool
    seed: int

    @property
    def full_name(self) -> str:
        """Given names first, as spoken in the declaration."""
        return f"{self.given_names} {self.surnames}"

    @property
    def identifier(self) -> str:
        """The number typed into the virtual window: cédula or foreigner code (R-074)."""
        return self.cedula or self.foreigner_code or ""

    @property
    def age_years(self) -> int:
        """Age on 1 January 2026, for the drawing of the face."""
        return 2026 - self.birth_date.year

    def card_mrz(self) -> tuple[str, ...]:
        """The lines on the back of the electronic card; they carry the cédula too."""
        return write_mrz(
            MachineReadableZone(
                MrzFormat.TD1,
                document_code="I",
                issuing_state="ECU",
                surname=self.surnames,
                given_names=self.given_names,
                number=self.card_number,
                nationality="ECU",
                birth=self.birth_date,
                sex=self.sex,
                expiry=self.expires_on,
                optional_data=(self.cedula or "", ""),
            )
        )

    def passport_mrz(self) -> tuple[str, ...]:
        """The lines of the passport; none if the person has no passport."""
        if self.passport is None:
            return ()
        held = self.passport
        return write_mrz(
            MachineReadableZone(
                MrzFormat.TD3,
                document_code="P",
                issuing_state=held.issuer,
                surname=self.surnames,
                given_names=self.given_names,
                number=held.number,
                nationality=held.nationality,
                birth=self.birth_date,
                sex=self.sex,
                expiry=held.expires_on,
                optional_data=(self.cedula or "",),
            )
        )


@lru_cache(maxsize=1)
def people() -> tuple[Person, ...]:
    """All synthetic people, always the same ones in the same order."""
    return tuple(_person(index) for index in range(PEOPLE_COUNT))


def _plus_years(day: date, years: int) -> date:
    return day.replace(year=day.year + years, day=min(day.day, 28))


def _mail(given: str, surnames: str, index: int, host: str) -> str:
    flat = f"{given.split(maxsplit=1)[0]}.{surnames.split(maxsplit=1)[0]}".lower()
    flat = flat.translate(str.maketrans("áéíóúüñ", "aeiouun"))
    return f"{flat}{60 + index % 40}@{host}"


def _fingerprint_code(rng: np.random.Generator) -> str:
    """Letter, four digits, letter, four digits in the strict shape of domain 1.3."""

    def hand() -> str:
        return "AIEV"[int(rng.integers(4))] + "".join(str(d) for d in rng.integers(1, 5, 4))

    return hand() + hand()


def _new_contact(
    index: int, given: str, surnames: str, rng: np.random.Generator
) -> tuple[Contact, str]:
    place = RESIDENCES[(index * 7 + index // 24) % len(RESIDENCES)]
    tags = _TAGS.get(index, ())
    hashes = place.phone.count("#")
    phone = place.phone.rstrip("#") + f"{index + 100:03d}"[-hashes:]
    email = _mail(given, surnames, index, _MAIL_HOSTS[index % 3])
    mobile = f"+5939{91 + index % 8}{100000 + index * 1373:06d}"
    if "shared_email" in tags:
        email = "tramites.rapidos@mail.example.net"
    if "shared_phone" in tags:
        mobile = "+593999000111"
    if "lookalike_domain" in tags:
        email = _mail(given, surnames, index, "corre0.example.com")
    if "prefix_mismatch" in tags:
        phone = "+2348031234567"
    landline = f"+5932{2900000 + index * 911:07d}" if index % 3 == 0 else None
    phones: tuple[str, ...] = (phone,)
    if rng.random() < 0.25 and "prefix_mismatch" not in tags:
        phones = (phone, phone[:-1] + str((int(phone[-1]) + 3) % 10))
    contact = Contact(
        email,
        mobile,
        landline,
        place.country,
        place.country_code,
        place.region,
        place.city,
        place.postal_code,
        phones,
    )
    return contact, place.zone


def _old_contact(
    index: int, given: str, surnames: str, province: tuple[str, str, str]
) -> Contact | None:
    if index % 11 == 10:
        return None
    host = "correo.example.com" if index in _TAGS else _MAIL_HOSTS[(index + 1) % 3]
    return Contact(
        _mail(given, surnames, index + 17, host),
        f"+5939{84 + index % 6}{200000 + index * 917:06d}",
        None,
        "Ecuador",
        "EC",
        province[1],
        province[2],
        "",
        (),
    )


def _group(age: int, rng: np.random.Generator) -> Group:
    if age >= 60:
        return "jubilado"
    return "derechohabiente" if rng.random() < 0.16 else "afiliado"


def _passport(issuer: str, number: str, rng: np.random.Generator) -> Passport:
    issued = date(2019, 1, 1) + timedelta(days=int(rng.integers(0, 2200)))
    return Passport(number, issuer, issuer, issued, _plus_years(issued, 10))


def _passport_of(
    index: int, foreign: Foreigner | None, rng: np.random.Generator
) -> Passport | None:
    if foreign is not None:
        return _passport(foreign.issuer, foreign.passport, rng)
    if index % 5 == 3:
        return _passport("ECU", f"A{9990000 + index * 7:07d}", rng)
    return None


def _birth(index: int, rng: np.random.Generator) -> date:
    birth = date(1948, 1, 1) + timedelta(days=int(rng.triangular(0, 14500, 20100)))
    if index % 6 == 5:
        birth = date(1949, 2, 1) + timedelta(days=int(rng.integers(0, 4800)))
    return birth


def _person(index: int) -> Person:
    rng = np.random.default_rng(_SEED + index * 101)
    foreign = FOREIGNERS.get(index)
    sex: Literal["F", "M"] = "F" if index % 2 == 0 else "M"
    given = (FEMALE if sex == "F" else MALE)[index // 2]
    surnames = PAIRS_OF_SURNAMES[index]
    nationality = "ECUATORIANA"
    if foreign is not None:
        given, surnames, nationality = foreign.given, foreign.surnames, foreign.nationality
    province = PROVINCES[(index * 5 + 16) % 24]
    birth = _birth(index, rng)
    issued = date(2017, 3, 1) + timedelta(days=int(rng.integers(0, 3000)))
    contact, zone = _new_contact(index, given, surnames, rng)
    passport = _passport_of(index, foreign, rng)
    return Person(
        index=index,
        given_names=given,
        surnames=surnames,
        sex=sex,
        birth_date=birth,
        cedula=None if foreign else cedula_with_sequence(province[0], 5, 999900 + index),
        foreigner_code=f"EXT-{999900 + index}" if foreign else None,
        passport=passport,
        fingerprint_code=_fingerprint_code(rng),
        issued_on=issued,
        expires_on=_plus_years(issued, 10),
        birth_province=province[1],
        birth_province_code=province[0],
        sector=province[2],
        nationality=nationality,
        civil_status=_CIVIL[int(rng.integers(4))] + ("A" if sex == "F" else "O"),
        group=_group(2026 - birth.year, rng),
        electronic_card=issued >= date(2021, 2, 10),
        card_number=f"099{index:02d}{int(rng.integers(1000, 9999))}",
        old_contact=None if index % 11 == 10 else _old_contact(index, given, surnames, province),
        new_contact=contact,
        time_zone=zone,
        tags=_TAGS.get(index, ()),
        photographed=index == 40,
        seed=_SEED + index,
    )
