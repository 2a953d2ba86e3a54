"""``tramite.json``, version ``tramite/1``: the form a manifest must have (docs/intake.md).

Field names are part of the published schema; a change of meaning is a new version.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.infra.packages.manifest_text import (
    Address,
    BirthDate,
    Code,
    Country,
    CountryOrBlank,
    Hash,
    Instant,
    Line,
    Message,
    Number,
    ProcedureCode,
    ProvinceCode,
    Word,
    Zone,
)

SCHEMA_VERSION = "tramite/1"


class _Part(BaseModel):
    """Unknown keys are refused: a misspelt optional key would silently lose what it says."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class ManifestIdentifier(_Part):
    """The number typed in the reception form (R-074); country matters for passports only."""

    kind: Literal["cedula", "foreigner_code", "passport"]
    value: Annotated[Word, Field(max_length=30)]
    country: Country = "ECU"


class ManifestPerson(_Part):
    """Who asks, as the portal knows them."""

    given_names: Word
    family_names: Word
    identifier: ManifestIdentifier
    birth_date: BirthDate | None = None
    insured: Literal["affiliate", "pensioner", "beneficiary", "unknown"] = "unknown"


class ManifestReception(_Part):
    """The *Recepción de trámites* form (R-075 … R-079)."""

    province: ProvinceCode
    sector: Line
    category: Word
    request: Annotated[Word, Field(max_length=200)]
    message: Message


class FormHeader(_Part):
    """Header of the signed form (R-090)."""

    given_names: Line
    family_names: Line


class FormSection1(_Part):
    """Apartado 1 of the signed form (R-091 … R-099); blank is an empty text or null."""

    cedula: Line
    birth_date: BirthDate | None
    country: CountryOrBlank
    state: Line
    city: Line
    postal_code: Line
    postal_code_reason: Line = ""
    phone_abroad: Line
    codigo_dactilar: Annotated[Line, Field(repr=False)]
    id_issue_date: date | None


class FormSection2(_Part):
    """Apartado 2 of the signed form (R-100 … R-102)."""

    email: Address
    mobile_ec: Line
    mobile_reason: Line = ""
    landline_ec: Line = ""


class FormSection3(_Part):
    """Apartado 3 of the signed form (R-089, R-103 … R-105) and the date written on it."""

    signature: Literal["handwritten", "electronic"]
    form_date: date | None = None


class ManifestForm(_Part):
    """The 16 fields of the signed form, transcribed by the portal."""

    header: FormHeader
    section_1: FormSection1
    section_2: FormSection2
    section_3: FormSection3


class ManifestFile(_Part):
    """A file and the requirement it is handed in for; one file may serve two requirements."""

    requirement: Code
    name: Word
    sha256: Hash | None = None


class Manifest(_Part):
    """A whole ``tramite.json``."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        strict=True,
        title="Package of the virtual window, tramite/1",
    )

    schema_version: Annotated[Literal["tramite/1"], Field(alias="schema")]
    number: Number
    procedure: ProcedureCode
    submitted_at: Instant
    language: Literal["es", "en"] = "es"
    zone: Zone = "America/Guayaquil"
    corrects: Number | None = None
    person: ManifestPerson
    reception: ManifestReception
    form: ManifestForm
    files: Annotated[list[ManifestFile], Field(max_length=32)]
