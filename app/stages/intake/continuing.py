"""A package that corrects an open case: which case it is, and what it has to bring (D8)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from app.domain.case import FORM, Case, Declared
from app.domain.contact import is_same_address
from app.domain.package import Package, PackageProblem
from app.domain.person import Person
from app.domain.procedure import EvidenceKind, Procedure
from app.domain.reason_texts import requirement_title
from app.domain.review import RequirementState, ReviewDraft, state_of
from app.domain.workflow import CLOSED, CaseState
from app.stages.intake.rules import missing

VIDEO: Final = "video"

_OPEN_TO_CORRECTION: Final = frozenset({CaseState.AWAITING_CITIZEN})


def continuation_problem(
    case: Case | None, package: Package, declared: Declared, person: Person | None
) -> PackageProblem | None:
    """Why the case named by ``corrects`` cannot be continued with this package.

    Another e-mail asks for a case of its own: numbers of cases are in sequence, and whoever
    guesses one must not put their address beside what somebody else had accepted.

    Codes: CORRECTS_UNKNOWN, CORRECTS_OTHER_PERSON, CORRECTS_OTHER_PROCEDURE, CASE_CLOSED,
    CASE_NOT_WAITING, CORRECTS_OTHER_EMAIL.
    """
    facts = {"corrects": package.corrects}
    if case is None:
        return PackageProblem("CORRECTS_UNKNOWN", facts=facts)
    if person is None or person.id != case.person_id:
        return PackageProblem("CORRECTS_OTHER_PERSON", facts=facts)
    is_same_email = is_same_address(case.declared.contact.email, declared.contact.email)
    in_the_way = (
        ("CORRECTS_OTHER_PROCEDURE", case.procedure != package.procedure),
        ("CASE_CLOSED", case.state in CLOSED),
        ("CASE_NOT_WAITING", case.state not in _OPEN_TO_CORRECTION),
        ("CORRECTS_OTHER_EMAIL", not is_same_email),
    )
    found = next((code for code, holds in in_the_way if holds), None)
    return None if found is None else PackageProblem(found, facts=facts)


def is_continued_by(case: Case, package: Package, declared: Declared) -> bool:
    """Tell whether a package without ``corrects`` continues this case of the same person.

    Only with the very e-mail of the open case: whoever merely knows somebody's number must not
    have their papers mixed with what was accepted from that person already. Such a package
    opens a case of its own, which then carries a mark.
    """
    return (
        case.procedure == package.procedure
        and case.state in _OPEN_TO_CORRECTION
        and is_same_address(case.declared.contact.email, declared.contact.email)
    )


def asked_again(procedure: Procedure, draft: ReviewDraft | None) -> tuple[str, ...]:
    """Requirements with a file that the last review asked for again, in their order."""
    if draft is None:
        return ()
    return tuple(
        item.code
        for item in procedure.requirements
        if item.kind is not EvidenceKind.DATA
        and state_of(draft, item.code) is RequirementState.ASK_AGAIN
    )


def correction_problems(
    package: Package,
    procedure: Procedure,
    before: Declared,
    after: Declared,
    draft: ReviewDraft | None,
) -> tuple[PackageProblem, ...]:
    """What a correction lacks: REQUIREMENT_MISSING, CHANGE_NEEDS_FILE.

    A changed datum has to stand in a form that is signed anew, and a changed name, number or
    residence has to be spoken anew; otherwise what was accepted would no longer be what is
    decided on.
    """
    present = {file.requirement for file in package.files}
    known = {item.code for item in procedure.requirements}
    found = list(missing(asked_again(procedure, draft), package))
    named = {str(problem.facts["requirement"]) for problem in found}
    for code, is_changed in (
        (FORM, _written(before) != _written(after)),
        (VIDEO, _spoken(before) != _spoken(after)),
    ):
        if is_changed and code in known and code not in present | named:
            found.append(PackageProblem("CHANGE_NEEDS_FILE", facts={"requirement": code}))
    return tuple(found)


def correction_facts(
    procedure: Procedure, package: Package, kept: Collection[str], language: str
) -> Mapping[str, object]:
    """What the receipt of a correction says, in the person's language: titles of requirements.

    Returns:
        ``arrived``: in this package; ``accepted``: settled by an earlier review;
        ``awaited``: handed in before and looked at again together with what arrived.
    """
    arrived = {file.requirement for file in package.files}
    titles: dict[str, list[str]] = {"arrived": [], "accepted": [], "awaited": []}
    for item in procedure.requirements:
        if item.kind is EvidenceKind.DATA:
            continue
        group = "arrived" if item.code in arrived else "awaited"
        if item.code in kept:
            group = "accepted"
        elif group == "awaited" and not item.mandatory:
            continue
        titles[group].append(requirement_title(item, language))
    return titles


def _written(declared: Declared) -> tuple[object, ...]:
    return (
        *_spoken(declared),
        declared.contact,
        declared.birth_date,
        declared.codigo_dactilar,
        declared.id_issue_date,
        declared.signature,
        declared.form_date,
        dict(declared.fields),
    )


def _spoken(declared: Declared) -> tuple[object, ...]:
    contact = declared.contact
    return (
        declared.given_names,
        declared.family_names,
        declared.identifier,
        contact.country,
        contact.state,
        contact.city,
    )
