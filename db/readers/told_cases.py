"""Cases against their events, many at a time: person, office, state, files, hands, messages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Column, select

from app.domain.event_names import ARRIVALS, EVIDENCE_GIVEN, RECEIVED
from app.domain.message import MessageStatus
from app.domain.person import Identifier, Person, number_key
from app.domain.workflow import CaseState
from db.link import Link, Row
from db.mapping.people_rows import identifier_from, person_from
from db.readers.told import DECIDED, Told
from db.readers.told_calls import CALLS, call_faults
from db.readers.told_moves import MOVES, Stand, stand_of
from db.readers.told_papers import ISSUED, document_faults, package_faults
from db.readers.told_reviews import (
    REVIEWS,
    names_reviews,
    picture_faults,
    pictures_of,
    review_faults,
    reviewer_faults,
)
from db.tables import (
    blobs,
    calls,
    case_files,
    case_papers,
    cases,
    decisions,
    documents,
    outbox,
    packages,
    people,
    person_details,
    person_identifiers,
    reviews,
    staff,
)

_HELD: Final = frozenset({*DECIDED, "case.applied_after_hold", "case.stopped_by_person"})
_APPLIED: Final = frozenset({"case.approved", "case.applied_after_hold"})
_PROLONGED: Final = "case.hold_prolonged"
_LEFT: Final = {
    MessageStatus.FAILED: "message.failed",
    MessageStatus.HANDED_OVER: "message.handed_over",
}
TOLD_OF_CASES: Final = frozenset(
    {*MOVES, *CALLS, *REVIEWS, *_HELD, *EVIDENCE_GIVEN, ISSUED, _PROLONGED, *_LEFT.values()}
)

_Fault = tuple[int, str]
_Grouped = Mapping[str, Sequence[Row]]


def case_faults(link: Link, told: Mapping[str, Sequence[Told]]) -> Iterator[tuple[str, int, str]]:
    """Case, position and code of each event of these cases that a table contradicts."""
    wanted = list(told)
    found = _grouped(link, cases, cases.c.id, wanted)
    register = _register(link, [rows[0]["person_id"] for rows in found.values()])
    papers = _grouped(link, case_papers, case_papers.c.case_id, wanted)
    decided = _grouped(link, decisions, decisions.c.case_id, wanted)
    held = _grouped(link, calls, calls.c.case_id, wanted)
    files = _grouped(link, case_files, case_files.c.case_id, wanted)
    taken = _grouped(link, packages, packages.c.case_id, wanted)
    issued = _grouped(link, documents, documents.c.case_id, wanted)
    sent = _grouped(link, outbox, outbox.c.case_id, wanted, outbox.c.id, outbox.c.status)
    naming = [case_id for case_id, events in told.items() if names_reviews(events)]
    judged = _grouped(link, reviews, reviews.c.case_id, naming)
    named = frozenset[str]().union(*map(pictures_of, told.values()))
    pictures = frozenset(
        link.column(select(blobs.c.sha256).where(blobs.c.sha256.in_(sorted(named))))
    )
    members = {row["id"]: row["cedula"] for row in link.rows(select(staff.c.id, staff.c.cedula))}
    for case_id, events in told.items():
        if case_id not in found:
            arrival = next((one for one in events if one.action in ARRIVALS), None)
            if arrival is not None:
                yield case_id, arrival.sequence, "CASE_MISSING"
            continue
        (case,) = found[case_id]
        declared = papers[case_id][0]["declared"] if case_id in papers else {}
        decision = decided[case_id][0] if case_id in decided else None
        faults = [
            *_of_another(events, case, declared, register.get(case["person_id"])),
            *_elsewhere(events, case, decision),
            *_other_files(events, files.get(case_id, ())),
            *_swapped(events),
            *call_faults(events, held.get(case_id, ()), case["validated_by"]),
            *review_faults(events, judged.get(case_id, ())),
            *reviewer_faults(events, case),
            *picture_faults(events, pictures),
            *_one_hand(events, members),
            *_own_case(events, members, register.get(case["person_id"])),
            *package_faults(events, case, taken.get(case_id, ())),
            *document_faults(events, issued.get(case_id, ())),
            *_given_up(events, sent.get(case_id, ())),
        ]
        yield from ((case_id, sequence, code) for sequence, code in dict.fromkeys(faults))


def _grouped(link: Link, table: Any, key: Column[Any], wanted: list[str], *only: Any) -> _Grouped:
    grouped: dict[str, list[Row]] = defaultdict(list)
    chosen = select(*only, key) if only else select(table)
    for row in link.rows(chosen.where(key.in_(wanted))):
        grouped[row[key.name]].append(row)
    return grouped


def _register(link: Link, wanted: list[str]) -> Mapping[str, Person]:
    numbers: dict[str, list[Identifier]] = defaultdict(list)
    mine = person_identifiers.c.person_id.in_(sorted(set(wanted)))
    for row in link.rows(select(person_identifiers).where(mine)):
        numbers[row["person_id"]].append(identifier_from(row))
    # Somebody whose details were taken away is still in the register, and not as they were.
    details = (person_details.c.birth_date, person_details.c.id_issue_date)
    query = select(people, *details).outerjoin(
        person_details, person_details.c.person_id == people.c.id
    )
    rows = link.rows(query.where(people.c.id.in_(sorted(set(wanted)))))
    return {row["id"]: person_from(row, numbers[row["id"]]) for row in rows}


def _of_another(
    told: Sequence[Told],
    case: Row,
    declared: Mapping[str, Any],
    person: Person | None,
) -> Iterator[_Fault]:
    """The case of another person than the events name, or than the papers are of."""
    for one in told:
        named = one.details.get("person") if one.action in ARRIVALS | DECIDED else None
        if named is not None and named != case["person_id"]:
            yield one.sequence, "CASE_PERSON_ALTERED"
    mine = {(one.kind, one.country, one.value) for one in person.identifiers} if person else set()
    said = declared.get("identifier")
    if said and (said["kind"], said["country"], number_key(said["value"])) not in mine:
        yield told[0].sequence, "CASE_PERSON_ALTERED"
    for one in told:
        if person is not None and one.details.get("entry", person.seal) != person.seal:
            yield one.sequence, "PERSON_ALTERED"


def _elsewhere(told: Sequence[Told], case: Row, decision: Row | None) -> Iterator[_Fault]:
    first, stand = told[0], stand_of(told)
    if first.details.get("province", case["province"]) != case["province"]:
        yield first.sequence, "CASE_PROVINCE_ALTERED"
    if stand.by is not None and stand.state is not None and stand.state != case["state"]:
        yield stand.by.sequence, "CASE_STATE_ALTERED"
    missed = [one for one in told if one.details.get("outcome") == "no_show"]
    # Only a chain that begins with the case tells of every call.
    if first.action == RECEIVED and len(missed) != case["no_shows"]:
        yield (missed or [first])[-1].sequence, "NO_SHOWS_ALTERED"
    if decision is not None and stand.by is not None and stand.by.action in _HELD:
        yield from _other_hold(told, stand.by, stand, case, decision)


def _other_hold(
    told: Sequence[Told], by: Told, stand: Stand, case: Row, decision: Row
) -> Iterator[_Fault]:
    if stand.state is None:
        return
    if (decision["applied_at"] is not None) != (stand.state == CaseState.APPROVED):
        yield by.sequence, "DECISION_ALTERED"
    # It came into force by one of these, at that very instant.
    applied = decision["applied_at"] is not None and by.action in _APPLIED
    if applied and decision["applied_at"] != by.at:
        yield by.sequence, "DECISION_ALTERED"
    until = decision["hold_until"] if stand.state == CaseState.ON_HOLD else None
    for one in told:
        if one.action == _PROLONGED and stand.state == CaseState.ON_HOLD:
            by, until = one, datetime.fromisoformat(one.details["hold_until"])
    if case["hold_until"] != until:
        yield by.sequence, "HOLD_ALTERED"


def _other_files(told: Sequence[Told], rows: Sequence[Row]) -> Iterator[_Fault]:
    for one in told:
        if one.action in ARRIVALS and "files" in one.details:
            brought = one.details.get("round", 1)
            kept = {row["requirement"]: row["sha256"] for row in rows if row["round"] == brought}
            if kept != one.details["files"]:
                yield one.sequence, "FILES_ALTERED"


def _swapped(told: Sequence[Told]) -> Iterator[_Fault]:
    """Readings of a file no arrival brought: it was swapped when it was handed out."""
    arrivals = [one for one in told if one.action in ARRIVALS]
    if not arrivals or any(not isinstance(one.details.get("files"), dict) for one in arrivals):
        return
    true = {item for one in arrivals for item in one.details["files"].items()}
    for one in told:
        # A kept frame that is looked at again is no file that arrived.
        is_file = one.action in EVIDENCE_GIVEN and {"requirement", "sha256"} <= one.details.keys()
        if not is_file or "position_us" in one.details:
            continue
        if (one.details["requirement"], one.details["sha256"]) not in true:
            yield one.sequence, "FILES_ALTERED"


def _one_hand(told: Sequence[Told], people: Mapping[str, str]) -> Iterator[_Fault]:
    """Who reviewed the documents, under whatever account, validated or decided as well."""

    def person(one: Told) -> str | None:
        return people.get(one.actor, one.actor) if one.actor else None

    reviewers = {person(one) for one in told if one.action == "review.committed"} - {None}
    for one in told:
        if one.action in {*DECIDED, "call.started"} and person(one) in reviewers:
            yield one.sequence, "SEPARATION_BROKEN"


def _own_case(
    told: Sequence[Told], members: Mapping[str, str], person: Person | None
) -> Iterator[_Fault]:
    """Who began the call or decided is the person concerned, by the number of their account now."""
    for one in told:
        number = number_key(members.get(one.actor or "", ""))
        is_judge = one.action in {*DECIDED, "call.started"}
        if is_judge and person is not None and number and number in person.home_numbers:
            yield one.sequence, "SEPARATION_BROKEN"


def _given_up(told: Sequence[Told], rows: Sequence[Row]) -> Iterator[_Fault]:
    """Messages of an act that stand as failed or sent though no event says so."""
    ended = {(one.action, one.details.get("message")) for one in told}
    silent = {row["id"] for row in rows if _is_untold(row, ended)}
    waiting = {row["id"] for row in rows if row["status"] != MessageStatus.HANDED_OVER}
    for one in told:
        if one.action == _LEFT[MessageStatus.HANDED_OVER] and one.details.get("message") in waiting:
            # It would be sent a second time.
            yield one.sequence, "MESSAGE_REOPENED"
        named = one.details.get("messages")
        if silent & set(named if isinstance(named, dict | list) else ()):
            yield one.sequence, "MESSAGE_SILENCED"


def _is_untold(row: Row, ended: set[tuple[str, Any]]) -> bool:
    action = _LEFT.get(row["status"])
    return action is not None and (action, row["id"]) not in ended
