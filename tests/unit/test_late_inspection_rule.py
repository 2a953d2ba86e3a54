"""When a file that found no time is taken up again, and that this ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.finding import Finding, ReasonCode, Severity
from app.domain.late_inspection import (
    ATTEMPTS,
    LATER_ATTEMPTS,
    REST,
    attempts_at,
    counted,
    is_due,
    next_attempt,
)
from tests.casework import START as NOW

LATE = Finding(ReasonCode.NOT_INSPECTED, Severity.REVIEW)


@pytest.mark.parametrize("attempt", range(1, ATTEMPTS))
def test_while_the_case_waits_a_finding_only_counts(attempt: int) -> None:
    assert dict(counted(LATE, attempt, NOW).values) == {"attempt": attempt}
    assert attempts_at([LATE, counted(LATE, attempt, NOW)]) == attempt


@pytest.mark.parametrize("attempt", range(ATTEMPTS, ATTEMPTS + LATER_ATTEMPTS))
def test_a_file_given_up_rests_before_it_is_taken_up_again(attempt: int) -> None:
    found = counted(LATE, attempt, NOW)
    assert next_attempt(found) == NOW + REST
    assert not is_due([found], NOW + REST - timedelta(seconds=1))
    assert is_due([found], NOW + REST)


def test_after_the_last_attempt_there_is_none() -> None:
    found = counted(LATE, ATTEMPTS + LATER_ATTEMPTS, NOW)
    assert next_attempt(found) is None
    assert not is_due([found], NOW + timedelta(days=999))


def test_a_finding_without_number_or_instant_is_of_an_earlier_program_and_due() -> None:
    assert is_due([LATE], NOW)


@pytest.mark.parametrize("again", ["", "mañana", "2026-13-45", "2020-11-02T08:00:00"])
def test_an_instant_that_nobody_can_read_stops_nothing(again: str) -> None:
    assert is_due([replace(LATE, values={"attempt": ATTEMPTS, "again_at": again})], NOW)


def test_other_findings_ask_for_no_attempt() -> None:
    assert not is_due([Finding(ReasonCode.BLURRED, Severity.REVIEW)], NOW)
    assert not is_due([], NOW)
