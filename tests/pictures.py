"""Small pictures kept as evidence, really JPEGs, and inspectors that open them in tests."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from functools import cache

from PIL import Image
from typing_extensions import override

from app.domain.file_kind import FileClass, detect_kind
from app.domain.finding import Finding, ReasonCode, Severity, verdict_of
from app.domain.inspection import InspectionReport, PhotoFacts
from app.domain.inspection_rules import envelope_findings, photo_findings
from app.infra.sandbox.photo import inspect_photo
from app.ports.inspector import InspectionRequest, Inspector, Priority


@cache
def small_jpeg(mark: str = "") -> bytes:
    """A JPEG of some hundred bytes; with another mark another file of the same picture."""
    out = io.BytesIO()
    Image.new("RGB", (48, 32), (24, 96, 160)).save(out, "JPEG", comment=mark.encode())
    return out.getvalue()


@cache
def _facts(data: bytes) -> PhotoFacts:
    return inspect_photo(data)


class QuickInspector:
    """Opens pictures as the child does, in the process of the test: no child has to be started."""

    def __init__(self) -> None:
        self.asked: list[InspectionRequest] = []

    def inspect(
        self, request: InspectionRequest, *, priority: Priority = Priority.BACKGROUND
    ) -> InspectionReport:
        del priority
        self.asked.append(request)
        kind = detect_kind(request.data)
        findings = envelope_findings(kind, len(request.data), request.limits)
        facts = None
        if not findings and kind.file_class is FileClass.PHOTO:
            facts = _facts(request.data)
            findings = photo_findings(facts, request.limits)
        return InspectionReport(
            declared=request.declared,
            detected=kind,
            total_bytes=len(request.data),
            hashed_bytes=len(request.data),
            sha256=hashlib.sha256(request.data).hexdigest(),
            verdict=verdict_of(findings),
            findings=findings,
            photo=facts,
            document=None,
            video=None,
            limits=request.limits,
            elapsed_ms=0,
        )


class LateInspector(QuickInspector):
    """Never finds time, as the real one on a busy machine."""

    @override
    def inspect(
        self, request: InspectionRequest, *, priority: Priority = Priority.BACKGROUND
    ) -> InspectionReport:
        seen = super().inspect(request, priority=priority)
        late = (Finding(ReasonCode.NOT_INSPECTED, Severity.REVIEW),)
        return replace(seen, findings=late, verdict=verdict_of(late), photo=None)


class PatientInspector:
    """Another one with all the time a loaded machine of tests may need."""

    def __init__(self, inspector: Inspector, seconds: float = 100.0) -> None:
        self._inspector, self._seconds = inspector, seconds

    def inspect(
        self, request: InspectionRequest, *, priority: Priority = Priority.BACKGROUND
    ) -> InspectionReport:
        patient = replace(request, timeout_s=self._seconds)
        return self._inspector.inspect(patient, priority=priority)
