"""What a test counts is printed at the end of the run, in whichever process it ran."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from _pytest.terminal import TerminalReporter

_COUNTED = "counted"


@pytest.fixture
def report_counts(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Give a line for the end of the run; a worker of pytest-xdist has no terminal of its own."""

    def report(line: str) -> None:
        record_property(_COUNTED, line)

    return report


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Print every such line under the name of its test."""
    counted = [
        (report.nodeid, line)
        for reports in terminalreporter.stats.values()
        for report in reports
        if isinstance(report, pytest.TestReport) and report.when == "call"
        for name, line in report.user_properties
        if name == _COUNTED
    ]
    if not counted:
        return
    terminalreporter.section("counted")
    for nodeid, line in sorted(counted):
        terminalreporter.write_line(f"{nodeid.partition('::')[2]}: {line}")
