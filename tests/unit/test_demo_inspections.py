"""A demonstration in which files found no time is told apart, so that it is not kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.cli.demo.packages import RememberingInspector
from app.domain.file_kind import FileClass, FileKind
from app.domain.finding import Finding, ReasonCode, Severity, Verdict
from app.domain.inspection import InspectionReport
from app.domain.inspection_limits import GENERAL_LIMITS
from app.ports.inspector import InspectionRequest, Priority
from tests.adc import adc

LIMITS = GENERAL_LIMITS[FileClass.PHOTO]
REQUEST = InspectionRequest(b"x", "ADC/id_front", LIMITS)
GOOD = InspectionReport(
    "ADC/id_front", FileKind.JPEG, 1, 1, "0" * 64, Verdict.ACCEPTED, (), None, None, None, LIMITS, 1
)
LATE = replace(GOOD, findings=(Finding(ReasonCode.NOT_INSPECTED, Severity.REVIEW),))


class Answers:
    """An inspector that answers what it is told to, one after the other."""

    def __init__(self, *reports: InspectionReport) -> None:
        self._reports = list(reports)

    def inspect(
        self, request: InspectionRequest, *, priority: Priority = Priority.BACKGROUND
    ) -> InspectionReport:
        return self._reports.pop(0)


def test_a_file_that_found_no_time_is_asked_for_again() -> None:
    remembering = RememberingInspector(Answers(LATE, GOOD), adc())
    assert remembering.inspect(REQUEST) is LATE
    assert not remembering.is_whole
    assert remembering.inspect(REQUEST) is GOOD
    assert remembering.inspect(REQUEST) is GOOD
    assert remembering.is_whole


@pytest.mark.parametrize("code", [ReasonCode.WORKER_TIMEOUT, ReasonCode.WORKER_CRASH])
def test_a_reader_that_died_spoils_the_filling(code: ReasonCode) -> None:
    died = replace(GOOD, findings=(Finding(code, Severity.UNREADABLE),))
    remembering = RememberingInspector(Answers(died), adc())
    remembering.inspect(REQUEST)
    assert not remembering.is_whole
