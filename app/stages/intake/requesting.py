"""From a well-formed package to a request: its procedure, and what it declares as stored."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from app.domain.case import Declared
from app.domain.errors import RuleViolationError
from app.domain.foreigner_code import DEFAULT_PATTERN
from app.domain.package import Package, PackageProblem
from app.domain.procedure import Procedure
from app.domain.working_days import local_day
from app.ports.emails import EmailReader
from app.ports.office import Offices
from app.ports.phones import PhoneReader
from app.ports.procedures import ProcedureCatalogue
from app.ports.repositories import Settings
from app.stages.intake.contact_values import normalised
from app.stages.intake.rules import impossible_identifier, request_problems
from app.stages.intake.storing import ABROAD_OFFICE

FOREIGNER_CODES: Final = "foreigner_code.pattern"


@dataclass(frozen=True, slots=True)
class Request:
    """A package that is a request.

    Attributes:
        procedure: the version in force, which a new case begins with.
        declared: with the identifier and the contact data as they are stored and compared.
    """

    package: Package
    procedure: Procedure
    declared: Declared


@dataclass(frozen=True, slots=True)
class RequestDesk:
    """What is needed to tell whether a package is a request."""

    procedures: ProcedureCatalogue
    offices: Offices
    read_phone: PhoneReader
    read_email: EmailReader

    def judge(
        self, package: Package, now: datetime, stored: Settings
    ) -> Request | tuple[PackageProblem, ...]:
        """The request, or every reason why it is none."""
        today = local_day(now, self.offices.time_of(ABROAD_OFFICE).zone)
        try:
            procedure = self.procedures.current(package.procedure, today)
        except RuleViolationError:
            facts = {"procedure": package.procedure}
            return (PackageProblem("PROCEDURE_UNKNOWN", facts=facts),)
        problems = request_problems(package, procedure, now)
        pattern = stored.get(FOREIGNER_CODES, today)
        codes = re.compile(pattern) if pattern else DEFAULT_PATTERN
        identifier = impossible_identifier(package.declared.identifier, codes)
        if isinstance(identifier, PackageProblem):
            return (identifier, *problems)
        if problems:
            return problems
        contact = normalised(package.declared.contact, self.read_phone, self.read_email)
        declared = replace(package.declared, identifier=identifier, contact=contact)
        return Request(package, procedure, declared)
