"""A case of a procedure, its files and what was declared with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final

from app.domain.codigo_dactilar import masked_codigo_dactilar
from app.domain.contact import ContactData
from app.domain.countries import HOME
from app.domain.ids import CaseId, FileId, PersonId, Sha256, StaffId
from app.domain.person import Identifier, Insured
from app.domain.provinces import ABROAD_CODE
from app.domain.workflow import CaseState

FORM: Final = "request_form"
"""The requirement that is the signed form."""

CEDULA_IN_FORM: Final = "cedula"
"""Where :attr:`Declared.fields` keeps the cédula as the signed form has it (R-094)."""


@dataclass(frozen=True, slots=True)
class Reception:
    """The fields of the portal's *Recepción de trámites* form (R-073 … R-079)."""

    province: str
    sector: str
    category: str
    request: str
    message: str


@dataclass(frozen=True, slots=True)
class Declared:
    """What the citizen typed: the 16 fields of the signed form and who they say they are.

    Attributes:
        codigo_dactilar: a shared secret, never logged. The store gives it as bullets with every
            case; only :meth:`app.ports.case_repository.Cases.declared` has it in clear.
        signature: ``handwritten`` or ``electronic``.
        fields: any further field of the form by its code.
    """

    given_names: str
    family_names: str
    identifier: Identifier
    birth_date: date | None
    insured: Insured
    contact: ContactData
    id_issue_date: date | None
    signature: str
    form_date: date | None
    codigo_dactilar: str = field(default="", repr=False)
    fields: Mapping[str, str] = field(default_factory=dict)


def masked_declared(declared: Declared) -> Declared:
    """The same with bullets for the código dactilar, the same for every code."""
    return replace(declared, codigo_dactilar=masked_codigo_dactilar(declared.codigo_dactilar))


def home_province(declared: Declared, reception: Reception) -> str:
    """The province that is a jurisdiction of the person (COA art. 159); empty for who lives abroad.

    Whether a holiday of a foreign country counts is unsettled: it shifts no term.
    """
    lives_here = declared.contact.country == HOME and reception.province != ABROAD_CODE
    return reception.province if lives_here else ""


@dataclass(frozen=True, slots=True)
class Claim:
    """Who holds a case and until when (D1)."""

    staff_id: StaffId
    since: datetime
    lease_until: datetime


@dataclass(frozen=True, slots=True)
class Case:
    """The aggregate that moves through the workflow.

    Attributes:
        number: shown to people, such as ``ADC-2026-000123``.
        submitted_at: when the portal took it; terms count from here.
        due_at: end of the running term, paused time added; None when no term runs.
        round: 1 for the first submission, one more for each resubmission.
        version: raised by every change; commands carry the version the user saw.
        reviewed_by: document reviewer of the current round.
        validated_by: identity validator.
        sensitive: no automatic meaning; True when a risk mark asks for attention.
    """

    id: CaseId
    number: str
    procedure: str
    procedure_version: str
    province: str
    state: CaseState
    person_id: PersonId
    package_number: str
    submitted_at: datetime
    received_at: datetime
    state_since: datetime
    due_at: datetime | None
    round: int
    no_shows: int
    declared: Declared
    reception: Reception
    language: str = "es"
    zone: str = "America/Guayaquil"
    reviewed_by: StaffId | None = None
    validated_by: StaffId | None = None
    decided_by: StaffId | None = None
    preferred_reviewer: StaffId | None = None
    hold_until: datetime | None = None
    claim: Claim | None = None
    version: int = 1

    @property
    def home_province(self) -> str:
        """See :func:`home_province`."""
        return home_province(self.declared, self.reception)


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One file handed in for a requirement in one round."""

    id: FileId
    case_id: CaseId
    requirement: str
    round: int
    name: str
    sha256: Sha256
    size: int
    received_at: datetime


def form_received_at(case: Case, files: Iterable[CaseFile]) -> datetime:
    """When the newest signed form came in; the case's reception when none of its files is known.

    The date on a form is held against this and not against the first reception, because a
    corrected form is written later than the case.
    """
    arrivals = [file.received_at for file in files if file.requirement == FORM]
    return max(arrivals, default=case.received_at)
