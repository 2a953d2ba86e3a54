"""Calls against the events of their case: who held them, what was checked, how they ended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from app.domain.call import CallStatus, asked_seal
from app.domain.workflow import CaseState
from db.link import Row
from db.readers.told import Told
from db.row_seals import CALL, seal_of

_APPOINTED: Final = frozenset({"call.scheduled", "call.rescheduled", "call.started"})
_ENDED: Final = "call.outcome_recorded"
_RESTARTED: Final = frozenset({"case.validation_taken_over", "case.validation_reassigned"})
CALLS: Final = frozenset(
    {
        *_APPOINTED, *_RESTARTED, _ENDED, "call.check_recorded", "call.snapshot_added",
        "call.cancelled",
    }
)  # fmt: skip


@dataclass(slots=True)
class _Call:
    """What the events say of one call; None where they say nothing."""

    last: Told
    validator: str | None = None
    checks: dict[str, str | None] | None = None
    asked: str | None = None
    pictures: dict[str, str | None] = field(default_factory=dict)
    end: Told | None = None
    is_cancelled: bool = False


def call_faults(
    told: Sequence[Told], rows: Sequence[Row], validated_by: str | None
) -> Iterator[tuple[int, str]]:
    """Position and code of each event that the calls of one case contradict."""
    kept = {row["id"]: row for row in rows}
    calls = _calls(told)
    for key, call in calls.items():
        if key not in kept or not _is_told(kept[key], call):
            yield (call.end or call.last).sequence, "CALL_ALTERED"
    # An outcome nobody recorded: the call that counts in a decision may be one put there.
    unheard = [row for key, row in kept.items() if row["outcome"] and key not in calls]
    if unheard and told:
        yield told[-1].sequence, "CALL_ALTERED"
    yield from _other_validator(told, validated_by)


def _calls(told: Sequence[Told]) -> dict[str, _Call]:
    calls: dict[str, _Call] = {}
    for one in told:
        key = one.details.get("call")
        if one.action not in CALLS - _RESTARTED or not isinstance(key, str):
            continue
        call = calls.setdefault(key, _Call(one))
        call.last = one
        _tell(call, one, one.details)
    return calls


def _tell(call: _Call, one: Told, details: Mapping[str, Any]) -> None:
    if one.action in _APPOINTED:
        call.validator = one.actor
    if one.action == "call.started" and "checks" in details:
        call.checks = dict.fromkeys(details["checks"])
        call.asked = details.get("asked")
    elif one.action == "call.check_recorded" and call.checks is not None:
        call.checks[details.get("check", "")] = details.get("result")
    elif one.action == "call.snapshot_added":
        call.pictures[details.get("sha256", "")] = details.get("label")
    elif one.action == "call.cancelled":
        call.is_cancelled = True
    elif one.action == _ENDED:
        call.end = one


def _is_told(row: Row, call: _Call) -> bool:
    """Whether the stored call is the one the events tell of."""
    outcome = call.end.details.get("outcome") if call.end else None
    reasons = call.end.details.get("reasons", row["reasons"]) if call.end else row["reasons"]
    sealed = call.end.details.get("seal") if call.end else None
    checks = {check["code"]: check.get("result") for check in row["checks"]}
    return (
        (sealed is None or seal_of(row, CALL) == sealed)
        and (call.asked is None or _asked(row) == call.asked)
        and (row["outcome"] or None) == (outcome or None)
        and list(row["reasons"]) == list(reasons)
        and call.validator in {None, row["validator_id"]}
        and (call.checks is None or checks == call.checks)
        and _are_kept(row["snapshots"], call)
        and (row["status"] == CallStatus.CANCELLED) == call.is_cancelled
        and (row["status"] == CallStatus.DONE) == (call.end is not None)
    )


def _asked(row: Row) -> str:
    return asked_seal(
        (one["code"], one["group"], one["prompt"], one["expected"]) for one in row["checks"]
    )


def _are_kept(pictures: Sequence[Mapping[str, Any]], call: _Call) -> bool:
    """Whether the pictures are those that were told of, and of a call whose start was told no more."""
    stored = {one["sha256"]: one.get("label") for one in pictures}
    if any(
        stored.get(key, label) != label for key, label in call.pictures.items() if label is not None
    ):
        return False
    told = call.pictures.keys()
    return told <= stored.keys() if call.checks is None else told == stored.keys()


def _other_validator(told: Sequence[Told], stored: str | None) -> Iterator[tuple[int, str]]:
    last: Told | None = None
    validator: str | None = None
    for one in told:
        if one.action == _ENDED and one.details.get("state") == CaseState.TO_DECIDE:
            last, validator = one, one.actor
        elif one.action in _RESTARTED and not one.details.get("call"):
            last, validator = one, None
    if last is not None and stored != validator:
        yield last.sequence, "VALIDATOR_ALTERED"
