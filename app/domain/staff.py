"""Members of staff and their duties."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.ids import Sha256, StaffId


class Duty(StrEnum):
    """What a member of staff is there for (design §1)."""

    CLERK = "clerk"
    VALIDATOR = "validator"
    DIRECTOR = "director"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


@dataclass(frozen=True, slots=True)
class Agency:
    """An office.

    Attributes:
        code: short stable code, such as ``PIC-01``.
        province: two-digit DPA code (domain.md §8).
    """

    code: str
    name: str
    province: str


@dataclass(frozen=True, slots=True)
class StaffMember:
    """One human with one account; separation counts people through ``cedula``."""

    id: StaffId
    login: str
    full_name: str
    cedula: str
    duty: Duty
    agency: Agency
    active: bool
    email: str = ""

    @property
    def powers(self) -> tuple[Duty, str, str]:
        """What a session's rights come from; another name of the agency changes nothing."""
        return self.duty, self.agency.code, self.agency.province

    @property
    def seal(self) -> Sha256:
        """What the event of whoever added or changed the account says of it."""
        return account_seal(self.id, self.login, self.cedula, self.full_name, self.email)


def account_seal(key: str, login: str, cedula: str, full_name: str, email: str) -> Sha256:
    """Hash of who an account belongs to; duty, agency and standing are told in plain words."""
    told = json.dumps([key, login, cedula, full_name, email], ensure_ascii=False)
    return Sha256(hashlib.sha256(told.encode(errors="surrogateescape")).hexdigest())


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in member of staff at one workstation.

    Every command carries it; nothing in the program acts without one.
    """

    staff: StaffMember
    workstation: str
    signed_in_at: datetime

    @property
    def staff_id(self) -> StaffId:
        return self.staff.id


@dataclass(frozen=True, slots=True)
class StaffCredentials:
    """What the sign-in compares with: verifier, failures, lock-out.

    Attributes:
        is_one_time: the password was given by somebody else; good for choosing one's own only.
        code_hash: of the activation code that is needed for it; "" until somebody enables.
        code_until: until when that code is good.
        code_failures: wrong ones so far.
    """

    staff_id: StaffId
    password_hash: str
    failures: int
    locked_until: datetime | None
    is_one_time: bool = False
    code_hash: str = ""
    code_until: datetime | None = None
    code_failures: int = 0
