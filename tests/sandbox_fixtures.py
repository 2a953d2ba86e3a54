"""One sandbox for all tests that only look at files; tests of dying children make their own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import pytest

from app.domain.file_kind import FileClass, FileKind
from app.domain.inspection import InspectionLimits, InspectionReport
from app.infra.sandbox import roster
from app.infra.sandbox.inspector import SandboxInspector
from app.infra.sandbox.pool import SandboxPool
from app.infra.sandbox.reader import SandboxMediaReader
from app.ports.inspector import InspectionRequest, Priority
from app.ports.media import MediaSource

ANY_KIND = InspectionLimits(
    FileClass.DOCUMENT,
    frozenset({FileKind.JPEG, FileKind.PDF, FileKind.MP4}),
    max_bytes=20 * 1024 * 1024,
    needs_audio=False,
)


@pytest.fixture(scope="session")
def sandbox_pool() -> Iterator[SandboxPool]:
    with pytest.MonkeyPatch.context() as patch:
        # A child costs a second to start; that it wears out is seen where children die.
        patch.setattr(roster, "FILES_PER_WORKER", 500)
        with SandboxPool(size=2, background=2, spare=False) as pool:
            yield pool


@pytest.fixture(scope="session")
def inspector(sandbox_pool: SandboxPool) -> SandboxInspector:
    return SandboxInspector(sandbox_pool)


class KeptReports:
    """The real sandbox, asked once about the same bytes, named and limited alike.

    For tests of what is done with reports: most look at the same few files again and again.
    """

    def __init__(self, inspector: SandboxInspector) -> None:
        self._inspector = inspector
        self._kept: dict[InspectionRequest, InspectionReport] = {}

    def inspect(
        self, request: InspectionRequest, *, priority: Priority = Priority.BACKGROUND
    ) -> InspectionReport:
        if request not in self._kept:
            self._kept[request] = self._inspector.inspect(request, priority=priority)
        return self._kept[request]


@pytest.fixture(scope="session")
def kept_reports(sandbox_pool: SandboxPool) -> KeptReports:
    return KeptReports(SandboxInspector(sandbox_pool))


@pytest.fixture(scope="session")
def media(sandbox_pool: SandboxPool) -> SandboxMediaReader:
    return SandboxMediaReader(sandbox_pool)


def look(
    inspector: SandboxInspector, data: bytes, limits: InspectionLimits = ANY_KIND, **more: Any
) -> InspectionReport:
    return inspector.inspect(InspectionRequest(data, "test", limits, timeout_s=60.0, **more))


def codes(report: InspectionReport) -> set[str]:
    return {finding.code.value for finding in report.findings}


def source(data: bytes) -> MediaSource:
    return MediaSource(data, hashlib.sha256(data).hexdigest())
