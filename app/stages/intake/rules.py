"""What a well-formed package must also satisfy to be a request for a procedure.

Only what makes the package no request at all is refused here. What the citizen filled in badly
is for the reviewer, who can say so and ask again (D9).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final

from app.domain.cedula import parse_cedula
from app.domain.errors import RuleViolationError
from app.domain.foreigner_code import parse_foreigner_code
from app.domain.package import Package, PackageProblem
from app.domain.passport import parse_passport
from app.domain.person import Identifier, IdentifierKind
from app.domain.person_names import normalise_name
from app.domain.procedure import EvidenceKind, Procedure

CLOCK_TOLERANCE: Final = timedelta(minutes=10)
"""How far the portal's clock may run ahead of ours."""

CATEGORY: Final = "Trámite"
"""The only category of the reception form that is a request (R-077)."""


def impossible_identifier(
    untrusted: Identifier, foreigner_codes: re.Pattern[str]
) -> Identifier | PackageProblem:
    """The identifier as stored, or IDENTIFIER_IMPOSSIBLE with the rule it breaks (R-074)."""
    try:
        if untrusted.kind is IdentifierKind.FOREIGNER_CODE:
            code = parse_foreigner_code(untrusted.value, foreigner_codes).value
            return Identifier(IdentifierKind.FOREIGNER_CODE, code)
        return _STORED[untrusted.kind](untrusted)
    except RuleViolationError as error:
        return PackageProblem("IDENTIFIER_IMPOSSIBLE", facts={"rule": error.code})


def request_problems(
    package: Package, procedure: Procedure, now: datetime
) -> tuple[PackageProblem, ...]:
    """Problems of time, reception form and list of requirements.

    Codes: SUBMITTED_IN_FUTURE, RECEPTION_OTHER, REQUIREMENT_UNKNOWN, REQUIREMENT_WITHOUT_FILE,
    REQUIREMENT_TWICE.
    """
    found: list[PackageProblem] = []
    if package.submitted_at > now + CLOCK_TOLERANCE:
        found.append(PackageProblem("SUBMITTED_IN_FUTURE"))
    found.extend(_reception(package, procedure))
    found.extend(_requirements(package, procedure))
    return tuple(found)


def missing(wanted: Iterable[str], package: Package) -> tuple[PackageProblem, ...]:
    """REQUIREMENT_MISSING for each requirement without a file in the package."""
    present = {file.requirement for file in package.files}
    return tuple(
        PackageProblem("REQUIREMENT_MISSING", facts={"requirement": code})
        for code in wanted
        if code not in present
    )


def wanted_files(procedure: Procedure) -> tuple[str, ...]:
    """Requirements that a first package must bring a file for, in their order."""
    return tuple(
        item.code
        for item in procedure.requirements
        if item.mandatory and item.kind is not EvidenceKind.DATA
    )


def _cedula(untrusted: Identifier) -> Identifier:
    return Identifier(IdentifierKind.CEDULA, parse_cedula(untrusted.value).number)


def _passport(untrusted: Identifier) -> Identifier:
    read = parse_passport(untrusted.country, untrusted.value)
    return Identifier(IdentifierKind.PASSPORT, read.number, read.issuing_state)


_STORED: Final[dict[IdentifierKind, Callable[[Identifier], Identifier]]] = {
    IdentifierKind.CEDULA: _cedula,
    IdentifierKind.PASSPORT: _passport,
}


def _reception(package: Package, procedure: Procedure) -> Iterator[PackageProblem]:
    reception = package.reception
    for field, said, wanted in (
        ("category", reception.category, CATEGORY),
        ("request", reception.request, procedure.request_label),
    ):
        if normalise_name(said) != normalise_name(wanted):
            facts = {"field": f"reception.{field}", "wanted": wanted}
            yield PackageProblem("RECEPTION_OTHER", facts=facts)


def _requirements(package: Package, procedure: Procedure) -> Iterator[PackageProblem]:
    kinds = {item.code: item.kind for item in procedure.requirements}
    for code, times in Counter(file.requirement for file in package.files).items():
        facts = {"requirement": code}
        if code not in kinds:
            yield PackageProblem("REQUIREMENT_UNKNOWN", facts=facts)
        elif kinds[code] is EvidenceKind.DATA:
            yield PackageProblem("REQUIREMENT_WITHOUT_FILE", facts=facts)
        elif times > 1:
            yield PackageProblem("REQUIREMENT_TWICE", facts=facts)
