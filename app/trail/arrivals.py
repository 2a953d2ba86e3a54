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
from app.domain.person import Identifier, Person, number_key
from app.ports.unit_of_work import Look


def last_arrival(stored: Look, case: Case) -> Mapping[str, object]:
    """What the event of the last papers says; nothing where there is none."""
    last = max(_arrivals(stored, case), key=lambda one: one.sequence, default=None)
    return details_of(last) if last is not None else {}


def round_began(stored: Look, case: Case) -> int:
    """Sequence of the correction that began this round; 0 in the first."""
    again = stored.audit.latest(case_chain(case.id), RESUBMITTED)
    return again.sequence if again is not None else 0


def require_own(stored: Look, case: Case, person: Person) -> None:
    """Raise unless the papers of the case bear a number of the person, who is the one they reached.

    The row of a case only points at a person, and what it points at can be changed by hand; the
    number is in what was declared, which the events vouch for, and the numbers of the person are
    those that the last arrival sealed: one lent to another entry for a while is noticed.

    Raises:
        RuleViolationError: ``CASE_OF_ANOTHER_PERSON`` or ``PERSON_ALTERED``.
    """
    if _key(case.declared.identifier) not in {_key(one) for one in person.identifiers}:
        raise RuleViolationError("CASE_OF_ANOTHER_PERSON", number=case.number)
    if last_arrival(stored, case).get("entry", person.seal) != person.seal:
        raise RuleViolationError("PERSON_ALTERED", number=case.number)


def require_own_papers(stored: Look, case: Case) -> None:
    """Raise ``PAPERS_ALTERED`` unless the papers are those whose seal the last arrival left.

    Put in force is what they declare; a row changed by hand and put back afterwards would else leave
    nothing to be found.
    """
    sealed = last_arrival(stored, case).get("papers")
    if sealed is not None and sealed != stored.cases.papers_seal(case.id):
        raise RuleViolationError("PAPERS_ALTERED", number=case.number)


def require_own_files(stored: Look, case: Case) -> None:
    """Raise ``FILES_ALTERED`` unless the files of the case are those that its packages brought."""
    for number, files in brought(stored, case).items():
        rows = (file for file in stored.cases.files(case.id) if file.round == number)
        if {file.requirement: file.sha256 for file in rows} != files:
            raise RuleViolationError("FILES_ALTERED", number=case.number)


def require_true_readings(stored: Look, case: Case, readers: Iterable[StaffId | None]) -> None:
    """Raise ``EVIDENCE_ALTERED`` where one of these was given another file than what arrived.

    Whoever was given it since the last arrival judges no more; somebody else may begin anew.
    """
    arrived = brought(stored, case)
    if not arrived:
        return
    true = {(code, sha256) for files in arrived.values() for code, sha256 in files.items()}
    since, wanted = round_began(stored, case), set(readers) - {None}
    for action in EVIDENCE_GIVEN:
        for event in stored.audit.told(case_chain(case.id), action):
            is_theirs = event.sequence > since and actor_of(event) in wanted
            if is_theirs and not _is_true(event, true):
                raise RuleViolationError("EVIDENCE_ALTERED", number=case.number)


def _key(identifier: Identifier) -> tuple[str, str, str]:
    return identifier.kind, identifier.country, number_key(identifier.value)


def brought(stored: Look, case: Case) -> Mapping[object, Mapping[object, object]]:
    """By round the hash of each file by requirement, as far as the arrivals say it."""
    told = (details_of(one) for one in _arrivals(stored, case))
    found = ((one.get("round", 1), one.get("files")) for one in told)
    return {number: files for number, files in found if isinstance(files, Mapping)}


def _arrivals(stored: Look, case: Case) -> list[AuditEvent]:
    chain = case_chain(case.id)
    return [one for action in ARRIVALS for one in stored.audit.told(chain, action)]


def _is_true(event: AuditEvent, true: set[tuple[object, object]]) -> bool:
    details = details_of(event)
    # A kept frame that is looked at again is no file that arrived.
    if "position_us" in details or not {"requirement", "sha256"} <= details.keys():
        return True
    return (details["requirement"], details["sha256"]) in true
