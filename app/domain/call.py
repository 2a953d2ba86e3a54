"""The identity-validation call: slots, checks, outcomes and what each outcome needs (D13, D14)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from app.domain.ids import CallId, CaseId, Sha256, StaffId
from app.domain.workflow import Move


class CallStatus(StrEnum):
    """Life of a call."""

    SCHEDULED = "scheduled"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    CANCELLED = "cancelled"


class CallOutcome(StrEnum):
    """How a call ended."""

    VALIDATED = "validated"
    NOT_VALIDATED = "not_validated"
    NO_SHOW = "no_show"
    POSTPONED_BY_CITIZEN = "postponed_by_citizen"
    POSTPONED_BY_US = "postponed_by_us"
    TECHNICAL_FAILURE = "technical_failure"
    SCHEDULED_IN_ERROR = "scheduled_in_error"
    DOUBT = "doubt"


class CheckResult(StrEnum):
    """What the validator saw for one guided check."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_DONE = "not_done"


@dataclass(frozen=True, slots=True)
class OutcomeRule:
    """Required minimum of an outcome and its one follow-up.

    Attributes:
        needs_checks: every drawn check must have been passed or failed.
        needs_all_passed: none may have failed.
        needs_minimum_time: the call must have lasted the procedure's minimum.
        needs_snapshot: a picture of the call must have been kept, where the institute asks for it.
        needs_note: a reason in words is mandatory.
        needs_reason: a coded reason is mandatory.
        needs_wait: how long after the appointed time it may be recorded at the earliest.
        move: the single transition that follows.
    """

    outcome: CallOutcome
    move: Move
    needs_checks: bool = False
    needs_all_passed: bool = False
    needs_minimum_time: bool = False
    needs_snapshot: bool = False
    needs_note: bool = False
    needs_reason: bool = False
    needs_start: bool = True
    needs_wait: timedelta = timedelta()


_C = CallOutcome
OUTCOME_RULES: Mapping[CallOutcome, OutcomeRule] = {
    rule.outcome: rule
    for rule in (
        OutcomeRule(
            _C.VALIDATED,
            Move.VALIDATE_IDENTITY,
            needs_checks=True,
            needs_all_passed=True,
            needs_minimum_time=True,
            needs_snapshot=True,
        ),
        OutcomeRule(_C.NOT_VALIDATED, Move.FAIL_IDENTITY, needs_reason=True, needs_note=True),
        OutcomeRule(
            _C.NO_SHOW,
            Move.CALL_AGAIN,
            needs_start=False,
            needs_wait=timedelta(minutes=10),
        ),
        OutcomeRule(_C.POSTPONED_BY_CITIZEN, Move.CALL_AGAIN, needs_start=False),
        OutcomeRule(_C.POSTPONED_BY_US, Move.CALL_AGAIN, needs_start=False, needs_note=True),
        OutcomeRule(_C.TECHNICAL_FAILURE, Move.CALL_AGAIN, needs_note=True),
        OutcomeRule(_C.SCHEDULED_IN_ERROR, Move.CALL_AGAIN, needs_start=False, needs_note=True),
        OutcomeRule(_C.DOUBT, Move.ESCALATE, needs_note=True),
    )
}


@dataclass(frozen=True, slots=True)
class GuidedCheck:
    """A check drawn for this call, with its places filled.

    Attributes:
        answered_at: when the result was noted last; None before, and for results noted before
            the program kept it.
    """

    code: str
    group: str
    prompt: str
    expected: str = field(repr=False)
    result: CheckResult | None = None
    answered_at: datetime | None = None


def asked_seal(asked: Iterable[tuple[str, str, str, str]]) -> Sha256:
    """Hash of what was drawn to be asked: code, group, question and right answer of each check."""
    told = json.dumps([list(one) for one in asked], ensure_ascii=False)
    return Sha256(hashlib.sha256(told.encode(errors="surrogateescape")).hexdigest())


MAX_SNAPSHOTS: Final = 20
"""Pictures a call keeps at most."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A picture kept as evidence; the bytes are a blob.

    Attributes:
        label: group of the check being asked, empty for none. Windows and record have words for
            it, each in its language; what else stands here was written as it is.
    """

    sha256: Sha256
    taken_at: datetime
    label: str


@dataclass(frozen=True, slots=True)
class Call:
    """One appointed call.

    Attributes:
        sequence: SEQUENCE of the .ics, raised with each change of time.
        link: address of the meeting; checked for form only.
    """

    id: CallId
    case_id: CaseId
    validator_id: StaffId
    starts_at: datetime
    minutes: int
    link: str
    status: CallStatus
    checks: tuple[GuidedCheck, ...]
    sequence: int = 0
    started_at: datetime | None = None
    ended_at: datetime | None = None
    outcome: CallOutcome | None = None
    reasons: tuple[str, ...] = ()
    note: str = ""
    snapshots: tuple[Snapshot, ...] = ()
    version: int = 1

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


def without_answers(call: Call) -> Call:
    """The call as screens get it: two answers together may be a whole código dactilar."""
    return replace(call, checks=tuple(replace(check, expected="") for check in call.checks))


def outcome_blockers(
    call: Call,
    outcome: CallOutcome,
    note: str,
    reasons: tuple[str, ...],
    at: datetime,
    minimum_seconds: int,
    *,
    asks_for_snapshot: bool,
) -> tuple[str, ...]:
    """Codes of what is still missing for ``outcome``; empty when it can be recorded.

    Args:
        call: as stored.
        outcome: what is to be recorded.
        note: internal note.
        reasons: coded reasons.
        at: the present instant.
        minimum_seconds: shortest call that can validate somebody.
        asks_for_snapshot: whether the institute wants pictures of calls at all.
    """
    rule = OUTCOME_RULES[outcome]
    results = [check.result for check in call.checks]
    lasted = (at - call.started_at).total_seconds() if call.started_at else 0.0
    missing = (
        ("CALL_NOT_STARTED", rule.needs_start and call.started_at is None),
        ("CHECKS_MISSING", rule.needs_checks and (not results or None in results)),
        (
            "CHECKS_NOT_PASSED",
            rule.needs_all_passed and any(r is not CheckResult.PASSED for r in results if r),
        ),
        ("CALL_TOO_SHORT", rule.needs_minimum_time and lasted < minimum_seconds),
        (
            "SNAPSHOT_MISSING",
            rule.needs_snapshot and asks_for_snapshot and not call.snapshots,
        ),
        ("NOTE_MISSING", rule.needs_note and not note.strip()),
        ("REASON_MISSING", rule.needs_reason and not reasons),
        ("TOO_EARLY", at < call.starts_at + rule.needs_wait and rule.needs_wait > timedelta()),
    )
    return tuple(code for code, is_missing in missing if is_missing)


def doubters(calls: Iterable[Call]) -> frozenset[str]:
    """Validators who ended a call of the case in doubt; another one has to go on (D13)."""
    return frozenset(call.validator_id for call in calls if call.outcome is CallOutcome.DOUBT)
