"""Looks at files in the sandbox and reports on them: the `Inspector` of the program."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from typing import Final

from app.domain.errors import UnavailableError
from app.domain.file_kind import FileKind, detect_kind
from app.domain.finding import Finding, ReasonCode, Severity, verdict_of
from app.domain.inspection import DocumentFacts, InspectionReport, PhotoFacts, VideoFacts
from app.domain.inspection_rules import (
    document_findings,
    envelope_findings,
    photo_findings,
    video_findings,
)
from app.domain.wire import from_plain
from app.infra.sandbox.pool import (
    Job,
    SandboxCrashError,
    SandboxLateError,
    SandboxPool,
    SandboxTimeoutError,
)
from app.infra.sandbox.protocol import Failure, OperationError
from app.ports.inspector import InspectionRequest, Priority

_PROCESSOR_S: Final = {FileKind.JPEG: 5.0, FileKind.PDF: 10.0, FileKind.MP4: 15.0}
_CLOCK_S: Final = 60.0
_LATE: Final = Finding(ReasonCode.NOT_INSPECTED, Severity.REVIEW)
_Facts = PhotoFacts | DocumentFacts | VideoFacts
_FORMS: Final[dict[FileKind, type[PhotoFacts | DocumentFacts | VideoFacts]]] = {
    FileKind.JPEG: PhotoFacts,
    FileKind.PDF: DocumentFacts,
    FileKind.MP4: VideoFacts,
}


@dataclass(frozen=True, slots=True)
class _Outcome:
    """Facts when the file could be opened, else the finding that says why not."""

    facts: _Facts | None
    failure: Finding | None = None


class SandboxInspector:
    """Implements the `Inspector` role with a pool of sandboxed children."""

    def __init__(self, pool: SandboxPool) -> None:
        self._pool = pool

    def inspect(
        self, request: InspectionRequest, *, priority: Priority = Priority.BACKGROUND
    ) -> InspectionReport:
        """Report on any bytes whatsoever."""
        began = time.monotonic()
        data, limits = request.data, request.limits
        total = len(data) if request.total_bytes is None else request.total_bytes
        sha256 = hashlib.sha256(data).hexdigest()
        detected = detect_kind(data)
        findings = envelope_findings(detected, total, limits)
        outcome = _Outcome(None)
        if not findings:
            outcome = self._open(request, detected, sha256, priority)
            findings = _judge(outcome, request)
        facts = outcome.facts
        return InspectionReport(
            declared=request.declared,
            detected=detected,
            total_bytes=total,
            hashed_bytes=len(data),
            sha256=sha256,
            verdict=verdict_of(findings),
            findings=findings,
            photo=facts if isinstance(facts, PhotoFacts) else None,
            document=facts if isinstance(facts, DocumentFacts) else None,
            video=facts if isinstance(facts, VideoFacts) else None,
            limits=limits,
            elapsed_ms=round((time.monotonic() - began) * 1000),
        )

    def _open(
        self, request: InspectionRequest, detected: FileKind, sha256: str, priority: Priority
    ) -> _Outcome:
        form = _FORMS.get(detected)
        if form is None:
            return _Outcome(None, Finding(ReasonCode.UNDECODABLE, Severity.UNREADABLE))
        job: Job[_Facts] = Job(
            key=sha256,
            data=request.data,
            operation="inspect",
            check=lambda plain: from_plain(form, plain),
            processor_s=_PROCESSOR_S[detected],
            clock_s=min(_CLOCK_S, request.timeout_s),
            wait_s=request.timeout_s,
        )
        try:
            return _Outcome(self._pool.run(job, priority).facts)
        except OperationError as error:
            return _Outcome(None, _finding_of(error.failure))
        except SandboxTimeoutError:
            return _Outcome(None, Finding(ReasonCode.WORKER_TIMEOUT, Severity.UNREADABLE))
        except SandboxCrashError:
            return _Outcome(None, Finding(ReasonCode.WORKER_CRASH, Severity.UNREADABLE))
        except (SandboxLateError, UnavailableError) as error:
            if isinstance(error, UnavailableError) and error.code != "SANDBOX_BUSY":
                raise
            # Nothing was learnt about the file, so it is not counted against it.
            return _Outcome(None, _LATE)


def _finding_of(failure: Failure) -> Finding:
    if failure is Failure.MEMORY:
        return Finding(ReasonCode.DECOMPRESSION_BOMB, Severity.REJECT)
    return Finding(ReasonCode.UNDECODABLE, Severity.UNREADABLE)


def _judge(outcome: _Outcome, request: InspectionRequest) -> tuple[Finding, ...]:
    match outcome.facts:
        case PhotoFacts():
            return photo_findings(outcome.facts, request.limits)
        case DocumentFacts():
            return document_findings(outcome.facts, request.limits)
        case VideoFacts():
            return video_findings(outcome.facts, request.limits)
    return () if outcome.failure is None else (outcome.failure,)
