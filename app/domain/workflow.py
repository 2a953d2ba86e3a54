"""States of a case and the only list of transitions between them.

Who may make each move is in :mod:`app.domain.duties`; part 2 generates the guards of the
central database from both tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import RuleViolationError


class CaseState(StrEnum):
    """Where a case stands; the value is what the database stores."""

    RECEIVED = "received"
    TO_REVIEW = "to_review"
    SECOND_REVIEW = "second_review"
    AWAITING_CITIZEN = "awaiting_citizen"
    TO_SCHEDULE = "to_schedule"
    CALL_SCHEDULED = "call_scheduled"
    ESCALATED = "escalated"
    TO_DECIDE = "to_decide"
    ON_HOLD = "on_hold"
    APPROVED = "approved"
    REFUSED = "refused"
    ABANDONED = "abandoned"
    WITHDRAWN = "withdrawn"


class Move(StrEnum):
    """A named step; each is one use case."""

    INSPECT = "inspect"
    ACCEPT_DOCUMENTS = "accept_documents"
    RETURN_FOR_CORRECTION = "return_for_correction"
    REFUSE_DOCUMENTS = "refuse_documents"
    ASK_SECOND_REVIEW = "ask_second_review"
    UNDO_REVIEW = "undo_review"
    RESUBMIT = "resubmit"
    INVITE = "invite"
    CALL_AGAIN = "call_again"
    ESCALATE = "escalate"
    VALIDATE_IDENTITY = "validate_identity"
    FAIL_IDENTITY = "fail_identity"
    VALIDATE_AGAIN = "validate_again"
    APPROVE = "approve"
    APPROVE_WITH_HOLD = "approve_with_hold"
    APPLY_AFTER_HOLD = "apply_after_hold"
    REFUSE = "refuse"
    STOP_BY_PERSON = "stop_by_person"
    ABANDON = "abandon"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Transition:
    """``move`` takes a case from ``source`` to ``target``."""

    move: Move
    source: CaseState
    target: CaseState


_S = CaseState
_M = Move

TRANSITIONS: tuple[Transition, ...] = (
    Transition(_M.INSPECT, _S.RECEIVED, _S.TO_REVIEW),
    *(
        Transition(move, source, target)
        for source in (_S.TO_REVIEW, _S.SECOND_REVIEW)
        for move, target in (
            (_M.ACCEPT_DOCUMENTS, _S.TO_SCHEDULE),
            (_M.RETURN_FOR_CORRECTION, _S.AWAITING_CITIZEN),
            (_M.REFUSE_DOCUMENTS, _S.REFUSED),
        )
    ),
    Transition(_M.ASK_SECOND_REVIEW, _S.TO_REVIEW, _S.SECOND_REVIEW),
    *(
        Transition(_M.UNDO_REVIEW, source, target)
        for source in (_S.TO_SCHEDULE, _S.AWAITING_CITIZEN, _S.REFUSED, _S.SECOND_REVIEW)
        for target in (_S.TO_REVIEW, _S.SECOND_REVIEW)
        if source is not target
    ),
    Transition(_M.RESUBMIT, _S.AWAITING_CITIZEN, _S.RECEIVED),
    Transition(_M.ABANDON, _S.AWAITING_CITIZEN, _S.ABANDONED),
    Transition(_M.INVITE, _S.TO_SCHEDULE, _S.CALL_SCHEDULED),
    Transition(_M.CALL_AGAIN, _S.CALL_SCHEDULED, _S.TO_SCHEDULE),
    Transition(_M.ABANDON, _S.CALL_SCHEDULED, _S.ABANDONED),
    Transition(_M.ESCALATE, _S.CALL_SCHEDULED, _S.ESCALATED),
    Transition(_M.INVITE, _S.ESCALATED, _S.CALL_SCHEDULED),
    Transition(_M.VALIDATE_IDENTITY, _S.CALL_SCHEDULED, _S.TO_DECIDE),
    Transition(_M.FAIL_IDENTITY, _S.CALL_SCHEDULED, _S.TO_DECIDE),
    Transition(_M.VALIDATE_AGAIN, _S.TO_DECIDE, _S.TO_SCHEDULE),
    Transition(_M.APPROVE, _S.TO_DECIDE, _S.APPROVED),
    Transition(_M.APPROVE_WITH_HOLD, _S.TO_DECIDE, _S.ON_HOLD),
    Transition(_M.REFUSE, _S.TO_DECIDE, _S.REFUSED),
    Transition(_M.APPLY_AFTER_HOLD, _S.ON_HOLD, _S.APPROVED),
    Transition(_M.STOP_BY_PERSON, _S.ON_HOLD, _S.REFUSED),
    *(
        Transition(_M.WITHDRAW, source, _S.WITHDRAWN)
        for source in (
            _S.RECEIVED,
            _S.TO_REVIEW,
            _S.SECOND_REVIEW,
            _S.AWAITING_CITIZEN,
            _S.TO_SCHEDULE,
            _S.CALL_SCHEDULED,
            _S.ESCALATED,
            _S.TO_DECIDE,
        )
    ),
)

CLOSED: frozenset[CaseState] = frozenset({_S.APPROVED, _S.REFUSED, _S.ABANDONED, _S.WITHDRAWN})
"""States in which nobody has work to do."""

PAUSING: frozenset[CaseState] = frozenset({_S.AWAITING_CITIZEN})
"""States in which the office's term does not run (D18)."""

_TARGETS: dict[tuple[Move, CaseState], tuple[CaseState, ...]] = {}
for _t in TRANSITIONS:
    _TARGETS[_t.move, _t.source] = (*_TARGETS.get((_t.move, _t.source), ()), _t.target)


def target_of(move: Move, source: CaseState) -> CaseState:
    """Return where ``move`` leads from ``source``.

    Raises:
        RuleViolationError: ``MOVE_NOT_ALLOWED`` when the table has no such row, or
            ``MOVE_AMBIGUOUS`` when the target has to be named (only undo).
    """
    targets = _TARGETS.get((move, source), ())
    if not targets:
        raise RuleViolationError("MOVE_NOT_ALLOWED", move=move.value, state=source.value)
    if len(targets) > 1:
        raise RuleViolationError("MOVE_AMBIGUOUS", move=move.value, state=source.value)
    return targets[0]


def check_transition(move: Move, source: CaseState, target: CaseState) -> None:
    """Raise ``MOVE_NOT_ALLOWED`` unless the table lists exactly this transition."""
    if target not in _TARGETS.get((move, source), ()):
        raise RuleViolationError(
            "MOVE_NOT_ALLOWED", move=move.value, state=source.value, target=target.value
        )
