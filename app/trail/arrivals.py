"""What arrived against what stands there and what was handed out: files swapped for a while (D6).

An arrival seals the hash of each file it brought, and each reading the hash of what it gave. A row
pointed at a better picture, looked at and put back afterwards would else leave nothing to be found.
What an older program's arrival does not say is not held against anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.domain.audit import AuditEvent, actor_of, case_chain, details_of
from app.domain.case import Case
from app.domain.errors import RuleViolationError
from app.domain.event_names import ARRIVALS, EVIDENCE_GIVEN, RESUBMITTED
from app.domain.ids import StaffId
from app.ports.unit_of_work import Look, UnitOfWork


def last_arrival(uow: UnitOfWork, case: Case) -> Mapping[str, object]:
    """What the event of the last papers says; nothing where there is none."""
    last = max(_arrivals(uow, case), key=lambda one: one.sequence, default=None)
    return details_of(last) if last is not None else {}


def round_began(uow: UnitOfWork, case: Case) -> int:
    """Sequence of the correction that began this round; 0 in the first."""
    again = uow.audit.latest(case_chain(case.id), RESUBMITTED)
    return again.sequence if again is not None else 0


def require_own_files(uow: UnitOfWork, case: Case) -> None:
    """Raise ``FILES_ALTERED`` unless the files of the case are those that its packages brought."""
    for number, files in brought(uow, case).items():
        rows = (file for file in uow.cases.files(case.id) if file.round == number)
        if {file.requirement: file.sha256 for file in rows} != files:
            raise RuleViolationError("FILES_ALTERED", number=case.number)


def require_true_readings(uow: UnitOfWork, case: Case, readers: Iterable[StaffId | None]) -> None:
    """Raise ``EVIDENCE_ALTERED`` where one of these was given another file than what arrived.

    Whoever was given it since the last arrival judges no more; somebody else may begin anew.
    """
    arrived = brought(uow, case)
    if not arrived:
        return
    true = {(code, sha256) for files in arrived.values() for code, sha256 in files.items()}
    since, wanted = round_began(uow, case), set(readers) - {None}
    for action in EVIDENCE_GIVEN:
        for event in uow.audit.told(case_chain(case.id), action):
            is_theirs = event.sequence > since and actor_of(event) in wanted
            if is_theirs and not _is_true(event, true):
                raise RuleViolationError("EVIDENCE_ALTERED", number=case.number)


def brought(uow: Look, case: Case) -> Mapping[object, Mapping[object, object]]:
    """By round the hash of each file by requirement, as far as the arrivals say it."""
    told = (details_of(one) for one in _arrivals(uow, case))
    found = ((one.get("round", 1), one.get("files")) for one in told)
    return {number: files for number, files in found if isinstance(files, Mapping)}


def _arrivals(uow: Look, case: Case) -> list[AuditEvent]:
    chain = case_chain(case.id)
    return [one for action in ARRIVALS for one in uow.audit.told(chain, action)]


def _is_true(event: AuditEvent, true: set[tuple[object, object]]) -> bool:
    details = details_of(event)
    # A kept frame that is looked at again is no file that arrived.
    if "position_us" in details or not {"requirement", "sha256"} <= details.keys():
        return True
    return (details["requirement"], details["sha256"]) in true
