"""A package of the virtual window after its form has been checked (docs/intake.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from app.domain.case import Declared, Reception
from app.domain.ids import CaseId, Sha256

NOT_HASHED: Final = Sha256("")


class PackageStatus(StrEnum):
    """What became of a package."""

    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class PackageProblem:
    """Why a package is refused: stable code, file concerned, facts for the sentence."""

    code: str
    file: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PackageFile:
    """One file of a package with its bytes."""

    requirement: str
    name: str
    data: bytes = field(repr=False)
    sha256: Sha256 = NOT_HASHED


@dataclass(frozen=True, slots=True)
class Package:
    """A well-formed package.

    Attributes:
        number: number given by the portal (R-116).
        corrects: package or case number of the request this one corrects, or empty (D8).
        content_hash: SHA-256 over the manifest and every file, independent of zip or folder.
        zone: IANA zone where the citizen lives, for invitations.
    """

    number: str
    procedure: str
    submitted_at: datetime
    declared: Declared
    reception: Reception
    files: tuple[PackageFile, ...]
    content_hash: Sha256
    corrects: str = ""
    language: str = "es"
    zone: str = "America/Guayaquil"


@dataclass(frozen=True, slots=True)
class PackageRecord:
    """What is kept of every package that was seen."""

    number: str
    content_hash: Sha256
    status: PackageStatus
    received_at: datetime
    case_id: CaseId | None
    problems: tuple[PackageProblem, ...] = ()
    source_name: str = ""
