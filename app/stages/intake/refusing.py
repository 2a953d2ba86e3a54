"""Refusing a package: recorded once for each content and set of reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.ids import Sha256
from app.domain.package import PackageProblem, PackageRecord, PackageStatus
from app.domain.station import Station
from app.ports.unit_of_work import UnitOfWork
from app.stages.intake.outcome import PackageOutcome
from app.stages.intake.storing import trace_refusal


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is refused and why; without a content hash it cannot be recorded."""

    number: str
    content_hash: Sha256
    problems: tuple[PackageProblem, ...]
    source_name: str


def refuse(uow: UnitOfWork, station: Station, refusal: Refusal, now: datetime) -> PackageOutcome:
    """Record the refusal unless it is recorded already, and answer it."""
    outcome = PackageOutcome(
        PackageStatus.REJECTED, refusal.number, refusal.content_hash, refusal.problems
    )
    if not refusal.content_hash or _is_recorded(uow, refusal):
        return outcome
    uow.packages.add(
        PackageRecord(
            number=refusal.number,
            content_hash=refusal.content_hash,
            status=PackageStatus.REJECTED,
            received_at=now,
            case_id=None,
            problems=refusal.problems,
            source_name=refusal.source_name,
        )
    )
    trace_refusal(uow, station, refusal.number, refusal.content_hash, refusal.problems, now)
    return outcome


def _is_recorded(uow: UnitOfWork, refusal: Refusal) -> bool:
    known = uow.packages.find_content(refusal.content_hash)
    if known is None or known.status is not PackageStatus.REJECTED:
        return False
    return _reasons(known.problems) == _reasons(refusal.problems)


def _reasons(problems: tuple[PackageProblem, ...]) -> list[tuple[str, str]]:
    return [(problem.code, problem.file) for problem in problems]
