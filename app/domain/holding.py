"""What every change of a case by a member of staff has to pass, in one fixed order."""

from __future__ import annotations

from datetime import datetime

from app.domain.case import Case
from app.domain.duties import PERMISSIONS, Hands, Operation, Separation, require
from app.domain.errors import AccessDeniedError, StaleCaseError
from app.domain.staff import Session


def require_touch(
    session: Session,
    operation: Operation,
    case: Case,
    hands: Hands,
    seen_version: int,
    at: datetime,
) -> None:
    """Allow one change of one case or say why not.

    The version comes first: on a stale screen every later answer would be about another case
    than the one the person looks at.

    Args:
        session: who asks.
        operation: what they ask for.
        case: as stored now.
        hands: who has touched it.
        seen_version: version on the screen of whoever asks.
        at: the present instant, by which a lease is judged.

    Raises:
        StaleCaseError: ``CASE_CHANGED``.
        AccessDeniedError: ``DUTY_NOT_ALLOWED``, ``SEPARATION_<name>``, or ``CLAIM_EXPIRED`` when
            the holder's lease ran out.
    """
    if case.version != seen_version:
        raise StaleCaseError(
            "CASE_CHANGED", version=case.version, seen=seen_version, state=case.state.value
        )
    require(session, operation, hands)
    if Separation.HOLDS_THE_CASE in PERMISSIONS[operation].separations:
        require_held(case, session, at)


def require_held(case: Case, session: Session, at: datetime) -> None:
    """Raise unless that very account holds the case and its lease still runs (D1)."""
    claim = case.claim
    if claim is None or claim.staff_id != session.staff_id:
        raise AccessDeniedError("SEPARATION_HOLDS_THE_CASE", case=case.number)
    if claim.lease_until <= at:
        raise AccessDeniedError("CLAIM_EXPIRED", case=case.number)
