"""The single table *role x operation x separation*.

Part 2 generates the grants, policies and triggers of the central database from it; in a local
file the use cases ask it through :func:`require`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from app.domain.errors import AccessDeniedError
from app.domain.person import number_key
from app.domain.staff import Duty, Session
from app.domain.workflow import CaseState, Move


class Operation(StrEnum):
    """Everything a member of staff can ask the program to do."""

    BROWSE_QUEUE = "browse_queue"
    CLAIM_REVIEW = "claim_review"
    CLAIM_SECOND_REVIEW = "claim_second_review"
    CLAIM_VALIDATION = "claim_validation"
    RENEW_CLAIM = "renew_claim"
    RELEASE_CLAIM = "release_claim"
    BREAK_CLAIM = "break_claim"
    OPEN_CASE = "open_case"
    READ_EVIDENCE = "read_evidence"
    SAVE_REVIEW_DRAFT = "save_review_draft"
    COMMIT_REVIEW = "commit_review"
    SCHEDULE_CALL = "schedule_call"
    HOLD_CALL = "hold_call"
    TAKE_OVER_VALIDATION = "take_over_validation"
    REASSIGN_VALIDATION = "reassign_validation"
    DECIDE = "decide"
    WITHDRAW_CASE = "withdraw_case"
    READ_REGISTRY = "read_registry"
    READ_LEDGER = "read_ledger"
    RESEND_MESSAGE = "resend_message"
    ISSUE_DOCUMENT = "issue_document"
    EXPORT_DOCUMENT = "export_document"
    MANAGE_STAFF = "manage_staff"
    ENABLE_ACCOUNT = "enable_account"
    MANAGE_SETTINGS = "manage_settings"
    UNFREEZE_PERSON = "unfreeze_person"
    READ_AUDIT = "read_audit"
    READ_CASE_EVENTS = "read_case_events"
    PACK_EVIDENCE = "pack_evidence"


class Separation(StrEnum):
    """Which people an operation keeps apart.

    ``OF_THE_SAME_PROVINCE``: a case belongs to the office that intake gave it to, and its staff
    work on it and read it, by choice as by *take next*; its director lifts the freeze of a change
    reported there. An auditor reads the whole country. Free
    of it are giving back what one holds, looking at the queue, and what a person may ask for at
    any counter: the register, their documents, «no fui yo».
    """

    NOT_THE_PERSON_CONCERNED = "not_the_person_concerned"
    NOT_A_DOCUMENT_REVIEWER = "not_a_document_reviewer"
    NOT_AN_EARLIER_REVIEWER = "not_an_earlier_reviewer"
    NOT_A_HAND_OF_THE_CHANGE = "not_a_hand_of_the_change"
    NOT_THE_IDENTITY_VALIDATOR = "not_the_identity_validator"
    THE_IDENTITY_VALIDATOR = "the_identity_validator"
    HOLDS_THE_CASE = "holds_the_case"
    OF_THE_SAME_PROVINCE = "of_the_same_province"
    NOT_A_HAND_OF_THE_ACCOUNT = "not_a_hand_of_the_account"


@dataclass(frozen=True, slots=True)
class Permission:
    """Who may do an operation and which separations it keeps."""

    operation: Operation
    duties: frozenset[Duty]
    separations: frozenset[Separation] = frozenset()


def _row(operation: Operation, duties: set[Duty], *separations: Separation) -> Permission:
    return Permission(operation, frozenset(duties), frozenset(separations))


_O, _D, _S = Operation, Duty, Separation
_WORKERS = {_D.CLERK, _D.VALIDATOR}

PERMISSIONS: dict[Operation, Permission] = {
    row.operation: row
    for row in (
        _row(_O.BROWSE_QUEUE, {*_WORKERS, _D.DIRECTOR, _D.AUDITOR}),
        _row(
            _O.CLAIM_REVIEW,
            {_D.CLERK},
            _S.NOT_THE_PERSON_CONCERNED,
            _S.NOT_THE_IDENTITY_VALIDATOR,
            _S.OF_THE_SAME_PROVINCE,
        ),
        _row(
            _O.CLAIM_SECOND_REVIEW,
            {_D.CLERK},
            _S.NOT_THE_PERSON_CONCERNED,
            _S.NOT_AN_EARLIER_REVIEWER,
            _S.NOT_THE_IDENTITY_VALIDATOR,
            _S.OF_THE_SAME_PROVINCE,
        ),
        _row(
            _O.CLAIM_VALIDATION,
            {_D.VALIDATOR},
            _S.NOT_THE_PERSON_CONCERNED,
            _S.NOT_A_DOCUMENT_REVIEWER,
            _S.OF_THE_SAME_PROVINCE,
        ),
        _row(_O.RENEW_CLAIM, _WORKERS, _S.HOLDS_THE_CASE),
        _row(_O.RELEASE_CLAIM, _WORKERS, _S.HOLDS_THE_CASE),
        _row(
            _O.BREAK_CLAIM,
            {_D.DIRECTOR},
            _S.NOT_THE_PERSON_CONCERNED,
            _S.OF_THE_SAME_PROVINCE,
        ),
        _row(
            _O.OPEN_CASE,
            {*_WORKERS, _D.DIRECTOR, _D.AUDITOR},
            _S.NOT_THE_PERSON_CONCERNED,
            _S.OF_THE_SAME_PROVINCE,
        ),
        _row(
            _O.READ_EVIDENCE,
            {*_WORKERS, _D.AUDITOR},
            _S.NOT_THE_PERSON_CONCERNED,
            _S.OF_THE_SAME_PROVINCE,
        ),
        _row(
            _O.SAVE_REVIEW_DRAFT,
            {_D.CLERK},
            _S.NOT_THE_PERSON_CONCERNED,
            _S.OF_THE_SAME_PROVINCE,
        ),
        _row(
            _O.COMMIT_REVIEW,
            {_D.CLERK},
            _S.HOLDS_THE_CASE,
            _S.NOT_THE_PERSON_CONCERNED,
            _S.NOT_THE_IDENTITY_VALIDATOR,
            _S.OF_THE_SAME_PROVINCE,
        ),
        _row(
            _O.SCHEDULE_CALL,
            {_D.VALIDATOR},
            _S.HOLDS_THE_CASE,
            _S.NOT_THE_PERSON_CONCERNED,
            _S.NOT_A_DOCUMENT_REVIEWER,
            _S.OF_THE_SAME_PROVINCE,
        ),
        _row(
            _O.HOLD_CALL,
            {_D.VALIDATOR},
            _S.HOLDS_THE_CASE,
            _S.NOT_THE_PERSON_CONCERNED,
            _S.NOT_A_DOCUMENT_REVIEWER,
            _S.OF_THE_SAME_PROVINCE,
        ),
        _row(
            _O.TAKE_OVER_VALIDATION,
            {_D.VALIDATOR},
            _S.HOLDS_THE_CASE,
            _S.NOT_THE_PERSON_CONCERNED,
            _S.NOT_A_DOCUMENT_REVIEWER,
            _S.OF_THE_SAME_PROVINCE,
        ),
        _row(
            _O.REASSIGN_VALIDATION,
            {_D.DIRECTOR},
            _S.NOT_THE_PERSON_CONCERNED,
            _S.OF_THE_SAME_PROVINCE,
        ),
        _row(
            _O.DECIDE,
            {_D.VALIDATOR},
            _S.HOLDS_THE_CASE,
            _S.THE_IDENTITY_VALIDATOR,
            _S.NOT_THE_PERSON_CONCERNED,
            _S.NOT_A_DOCUMENT_REVIEWER,
            _S.OF_THE_SAME_PROVINCE,
        ),
        _row(
            _O.WITHDRAW_CASE,
            _WORKERS,
            _S.HOLDS_THE_CASE,
            _S.NOT_THE_PERSON_CONCERNED,
            _S.OF_THE_SAME_PROVINCE,
        ),
        _row(_O.READ_REGISTRY, {*_WORKERS, _D.DIRECTOR}),
        _row(
            _O.READ_LEDGER,
            {*_WORKERS, _D.DIRECTOR, _D.AUDITOR},
            _S.NOT_THE_PERSON_CONCERNED,
            _S.OF_THE_SAME_PROVINCE,
        ),
        _row(
            _O.RESEND_MESSAGE,
            {*_WORKERS, _D.DIRECTOR},
            _S.NOT_THE_PERSON_CONCERNED,
            _S.OF_THE_SAME_PROVINCE,
        ),
        _row(_O.ISSUE_DOCUMENT, {*_WORKERS, _D.DIRECTOR}),
        _row(_O.EXPORT_DOCUMENT, {*_WORKERS, _D.DIRECTOR, _D.AUDITOR}),
        _row(_O.MANAGE_STAFF, {_D.ADMINISTRATOR}),
        _row(
            _O.ENABLE_ACCOUNT,
            {_D.ADMINISTRATOR},
            _S.NOT_THE_PERSON_CONCERNED,
            _S.NOT_A_HAND_OF_THE_ACCOUNT,
        ),
        _row(_O.MANAGE_SETTINGS, {_D.ADMINISTRATOR}),
        _row(
            _O.UNFREEZE_PERSON,
            {_D.DIRECTOR},
            _S.NOT_THE_PERSON_CONCERNED,
            _S.NOT_A_HAND_OF_THE_CHANGE,
            _S.OF_THE_SAME_PROVINCE,
        ),
        _row(_O.READ_AUDIT, {_D.AUDITOR}),
        _row(
            _O.READ_CASE_EVENTS,
            {_D.DIRECTOR, _D.AUDITOR},
            _S.NOT_THE_PERSON_CONCERNED,
            _S.OF_THE_SAME_PROVINCE,
        ),
        _row(_O.PACK_EVIDENCE, {_D.AUDITOR}, _S.NOT_THE_PERSON_CONCERNED),
    )
}

CLAIMING: dict[CaseState, Operation] = {
    CaseState.TO_REVIEW: Operation.CLAIM_REVIEW,
    CaseState.SECOND_REVIEW: Operation.CLAIM_SECOND_REVIEW,
    CaseState.TO_SCHEDULE: Operation.CLAIM_VALIDATION,
    CaseState.CALL_SCHEDULED: Operation.CLAIM_VALIDATION,
    CaseState.ESCALATED: Operation.CLAIM_VALIDATION,
    CaseState.TO_DECIDE: Operation.CLAIM_VALIDATION,
}
"""By which operation a case in that state is claimed; its separations decide whom to skip."""

MOVING: dict[Move, tuple[Operation, ...]] = {
    Move.INSPECT: (),
    Move.RESUBMIT: (),
    Move.APPLY_AFTER_HOLD: (),
    Move.STOP_BY_PERSON: (),
    Move.ACCEPT_DOCUMENTS: (Operation.COMMIT_REVIEW,),
    Move.RETURN_FOR_CORRECTION: (Operation.COMMIT_REVIEW,),
    Move.REFUSE_DOCUMENTS: (Operation.COMMIT_REVIEW,),
    Move.ASK_SECOND_REVIEW: (Operation.COMMIT_REVIEW,),
    Move.UNDO_REVIEW: (Operation.COMMIT_REVIEW,),
    Move.INVITE: (Operation.SCHEDULE_CALL,),
    Move.CALL_AGAIN: (Operation.HOLD_CALL, Operation.REASSIGN_VALIDATION),
    Move.ESCALATE: (Operation.HOLD_CALL,),
    Move.VALIDATE_IDENTITY: (Operation.HOLD_CALL,),
    Move.FAIL_IDENTITY: (Operation.HOLD_CALL,),
    Move.VALIDATE_AGAIN: (Operation.TAKE_OVER_VALIDATION, Operation.REASSIGN_VALIDATION),
    Move.APPROVE: (Operation.DECIDE,),
    Move.APPROVE_WITH_HOLD: (Operation.DECIDE,),
    Move.REFUSE: (Operation.DECIDE,),
    Move.ABANDON: (Operation.HOLD_CALL,),
    Move.WITHDRAW: (Operation.WITHDRAW_CASE,),
}
"""By which operations somebody makes a move; none for what no member of staff does by hand.

``ABANDON`` is also what becomes, of itself, of a case whose citizen never answered.
"""


SECOND_FACTOR: frozenset[Duty] = frozenset({Duty.VALIDATOR, Duty.DIRECTOR, Duty.ADMINISTRATOR})
"""Duties whose sessions on a central database count only once a code was given."""


@dataclass(frozen=True, slots=True)
class Hands:
    """Who has touched a case, as cédulas of people, so that a second account does not help.

    Attributes:
        person_numbers: every number under which the person concerned may be one of the staff.
        reviewers: whoever ever committed a review, undone or not.
        undone_reviewers: those of them whose every review was taken back.
        province: two-digit code of the province the case belongs to.
        account: who gave power over the account in question since it was last its member's alone.
    """

    person_numbers: frozenset[str] = frozenset()
    reviewers: frozenset[str] = frozenset()
    undone_reviewers: frozenset[str] = frozenset()
    validators: frozenset[str] = frozenset()
    deciders: frozenset[str] = frozenset()
    holder: str = ""
    province: str = ""
    account: frozenset[str] = frozenset()


def _broken(separation: Separation, session: Session, hands: Hands) -> bool:
    cedula = session.staff.cedula
    match separation:
        case Separation.NOT_THE_PERSON_CONCERNED:
            is_broken = number_key(cedula) in hands.person_numbers
        case Separation.NOT_A_DOCUMENT_REVIEWER:
            is_broken = cedula in hands.reviewers
        case Separation.NOT_AN_EARLIER_REVIEWER:
            # A review taken back gives no opinion: its author may give the second one again.
            is_broken = cedula in hands.reviewers - hands.undone_reviewers
        case Separation.NOT_A_HAND_OF_THE_CHANGE:
            is_broken = cedula in hands.reviewers | hands.validators | hands.deciders
        case Separation.NOT_THE_IDENTITY_VALIDATOR:
            is_broken = cedula in hands.validators
        case Separation.THE_IDENTITY_VALIDATOR:
            is_broken = cedula not in hands.validators
        case Separation.HOLDS_THE_CASE:
            is_broken = cedula != hands.holder
        case Separation.NOT_A_HAND_OF_THE_ACCOUNT:
            is_broken = cedula in hands.account
        case Separation.OF_THE_SAME_PROVINCE:
            is_elsewhere = session.staff.agency.province != hands.province
            is_broken = is_elsewhere and session.staff.duty is not Duty.AUDITOR
        case _:
            assert_never(separation)
    return is_broken


def may(session: Session, operation: Operation) -> bool:
    """Tell whether the duty alone allows the operation (to show or hide a button)."""
    return session.staff.active and session.staff.duty in PERMISSIONS[operation].duties


def require_duty(session: Session, operation: Operation) -> None:
    """Allow by the duty alone, before anything is read; separations are for :func:`require`.

    Raises:
        AccessDeniedError: ``DUTY_NOT_ALLOWED``.
    """
    if not may(session, operation):
        raise AccessDeniedError(
            "DUTY_NOT_ALLOWED", operation=operation.value, duty=session.staff.duty.value
        )


def require(session: Session, operation: Operation, hands: Hands | None = None) -> None:
    """Allow the operation or say why not.

    Args:
        session: who asks.
        operation: what they ask for.
        hands: who has touched the case; needed by every operation with a separation.

    Raises:
        AccessDeniedError: ``DUTY_NOT_ALLOWED``, or ``SEPARATION_<name>`` for the first
            separation that is broken.
    """
    permission = PERMISSIONS[operation]
    require_duty(session, operation)
    if not permission.separations:
        return
    if hands is None:
        raise AccessDeniedError("SEPARATION_UNKNOWN", operation=operation.value)
    for separation in sorted(permission.separations):
        if _broken(separation, session, hands):
            raise AccessDeniedError(f"SEPARATION_{separation.name}", operation=operation.value)
