"""Packages of the demonstration, made once on two threads and inspected ahead of time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from app.cli.demo.plan import Part
from app.domain.finding import ReasonCode
from app.domain.inspection import InspectionReport
from app.domain.inspection_limits import limits_of
from app.domain.procedure import Procedure
from app.infra.demo_media import make_evidence, people, write_package
from app.infra.demo_media.evidence import Evidence, EvidenceVariant
from app.infra.demo_media.manifest_data import manifest_bytes
from app.infra.demo_media.people import Person
from app.ports.inspector import InspectionRequest, Inspector, Priority
from app.stages.inspection.inspecting import PATIENCE_S

_WORKERS = 2
_SECTORS = ("Chillogallo", "Calderón", "Conocoto", "Cotocollao", "Sangolquí")
"""Where those of Pichincha say they lived."""
_DIED = (ReasonCode.WORKER_TIMEOUT, ReasonCode.WORKER_CRASH)


class RememberingInspector:
    """An :class:`Inspector` that asks the real one once for each file; safe from several threads."""

    def __init__(self, inspector: Inspector, procedure: Procedure) -> None:
        self._inspector = inspector
        self._procedure = procedure
        self._reports: dict[tuple[str, bytes], InspectionReport] = {}
        self._late: set[tuple[str, bytes]] = set()
        self._has_died = False

    def inspect(
        self, request: InspectionRequest, *, priority: Priority = Priority.BACKGROUND
    ) -> InspectionReport:
        """Report on a file, from memory when it was seen before."""
        key = (request.declared, hashlib.sha256(request.data).digest())
        known = self._reports.get(key)
        if known is None:
            # No person waits for an act that is played: also a picture of a call takes its turn.
            patient = replace(request, timeout_s=max(request.timeout_s, PATIENCE_S))
            known = self._inspector.inspect(patient, priority=priority)
            self._has_died |= any(finding.code in _DIED for finding in known.findings)
            if known.is_looked_at:
                self._reports[key] = known
                self._late.discard(key)
            else:
                self._late.add(key)
        return known

    @property
    def is_whole(self) -> bool:
        """Whether every file had its time and no reader died: all that is drawn can be read."""
        return not self._late and not self._has_died

    def look_ahead(self, evidence: Evidence) -> None:
        """Inspect a person's files before their package is played, as the stage will ask."""
        for code, files in evidence.items():
            limits = limits_of(self._procedure.requirement(code))
            if limits is None:
                continue
            declared = f"{self._procedure.code}/{code}"
            for file in files:
                data = file.data[: limits.max_bytes + 1]
                request = InspectionRequest(data, declared, limits, len(file.data), PATIENCE_S)
                # Nobody sits at a window yet, so both children may work on what lies behind.
                self.inspect(request, priority=Priority.INTERACTIVE)


class PackageMaker:
    """Writes packages of the virtual window into a folder of its own."""

    def __init__(
        self, folder: Path, look_ahead: Callable[[Evidence], None] = lambda _evidence: None
    ) -> None:
        self._folder = folder
        self._look_ahead = look_ahead
        self._people = people()
        self._threads = ThreadPoolExecutor(_WORKERS, thread_name_prefix="demo-evidence")
        self._evidence: dict[int, Future[Evidence]] = {}

    def prepare(self, parts: tuple[Part, ...]) -> None:
        """Begin to draw everybody's evidence."""
        for part in parts:
            self._evidence[part.person] = self._threads.submit(self._make, part)

    def person_of(self, part: Part) -> Person:
        """Who sends it: born in the province whose office gets the case, in every paper alike."""
        person = self._people[part.person]
        if part.elsewhere or not person.cedula:
            return person
        sector = _SECTORS[part.person % len(_SECTORS)]
        return replace(person, birth_province="Pichincha", birth_province_code="17", sector=sector)

    def _make(self, part: Part) -> Evidence:
        evidence = make_evidence(self.person_of(part), part.variant)
        self._look_ahead(evidence)
        return evidence

    def first(self, part: Part, number: str) -> Path:
        """The first package of a part."""
        evidence = self._evidence.pop(part.person).result()
        return self._write(part, number, evidence, part.variant, part.submitted, corrects=None)

    def correction(
        self, part: Part, number: str, corrects: str, only: tuple[str, ...], at: datetime
    ) -> Path:
        """A package that brings only what failed, this time good."""
        evidence = make_evidence(self.person_of(part), EvidenceVariant.GOOD, only=only)
        return self._write(part, number, evidence, EvidenceVariant.GOOD, at, corrects=corrects)

    def close(self) -> None:
        """Stop the threads."""
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _write(
        self,
        part: Part,
        number: str,
        evidence: Evidence,
        variant: EvidenceVariant,
        at: datetime,
        *,
        corrects: str | None,
    ) -> Path:
        def manifest(name: str, person: Person, files: Evidence) -> bytes:
            return manifest_bytes(
                name, person, files, submitted_at=at, corrects=corrects, variant=variant
            )

        target = self._folder / f"{number}.zip"
        return write_package(target, number, self.person_of(part), variant, manifest, evidence)
