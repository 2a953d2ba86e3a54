"""Tables against the events that tell of them: what was changed by hand is contradicted here.

Only what an event says is compared. Events of a program that did not write a hash say nothing of
it, so an older database is not called damaged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import groupby, islice
from typing import Final

from sqlalchemy import or_, select

from app.domain.audit import AuditEvent, ChainFault, staff_chain
from app.domain.audit_time import TOLERANCE
from app.domain.event_names import ARRIVALS
from app.domain.hold_setting import SETTING_CHANGED
from app.domain.message import MessageStatus
from app.domain.person import FROZEN_BY_NOTICE
from app.trail.contacts import CONTACT_REPLACED
from db.json_columns import UNREADABLE
from db.link import Link, Row
from db.mapping.judgement_rows import decision_from
from db.mapping.people_rows import contact_from
from db.mapping.trail_rows import event_from
from db.readers.told import DECIDED, Told, read_told
from db.readers.told_accounts import account_faults
from db.readers.told_cases import TOLD_OF_CASES, case_faults
from db.readers.told_chains import ground_faults, head_faults
from db.readers.told_holds import Holds
from db.readers.told_office import TOLD_OF_OFFICE, office_faults
from db.row_seals import CONTACT, DECISION, PAPERS, decision_on, papers_of, seal_of
from db.tables import audit_events, case_hands, cases, outbox, people, person_contacts, staff

_HANDS: Final = {
    "review.committed": "reviewer",
    "call.started": "validator",
    "case.approved": "decider",
    "case.refused": "decider",
}
_CANCELLING: Final = frozenset(
    {
        "review.undone", "case.withdrawn", "case.closed_unanswered", "call.cancelled",
        "call.scheduled", "call.rescheduled", "call.outcome_recorded",
    }
)  # fmt: skip
_DROPPED: Final = "message.dropped"
_LIFTED: Final = "person.unfrozen"
_FREEZES: Final = frozenset({"person.not_me", _LIFTED})
_TOLD: Final = sorted(
    {*ARRIVALS, *_HANDS, *_CANCELLING, *_FREEZES, *TOLD_OF_CASES, _DROPPED, CONTACT_REPLACED}
)
_AT_ONCE: Final = 400
_Chain = tuple[tuple[str, str], list[Told]]


def contradictions(link: Link) -> Iterator[ChainFault]:
    """Where a table does not hold what an event of the chain tells; the event is named."""
    holds = Holds(event for _, events in _chains(link, [SETTING_CHANGED]) for event in events)
    chains = _chains(link, _TOLD)
    while some := list(islice(_told(chains), _AT_ONCE)):
        yield from _contradicted(link, some, holds)
    office = {
        chain: [told for told in map(read_told, events) if told is not None]
        for chain, events in _chains(link, sorted(TOLD_OF_OFFICE))
    }
    yield from office_faults(link, office)
    for account, sequence, code in account_faults(link):
        yield ChainFault(staff_chain(account), sequence, code)


def _chains(link: Link, actions: Sequence[str]) -> Iterator[tuple[str, Iterator[AuditEvent]]]:
    starts = [audit_events.c.canonical.startswith(f'{{"action":"{action}"') for action in actions]
    rows = link.rows(
        select(audit_events)
        .where(or_(*starts))
        .order_by(audit_events.c.chain, audit_events.c.sequence)
    )
    return groupby((event_from(row) for row in rows), lambda event: event.chain)


def _contradicted(link: Link, some: list[_Chain], holds: Holds) -> list[ChainFault]:
    """Faults of some chains; one whose rows nobody can read is no reason to leave the others."""
    faults: list[ChainFault] = []
    try:
        for faults_of, kind in ((_of_people, "person"), (partial(_of_cases, holds=holds), "case")):
            told = {owner: events for (of, owner), events in some if of == kind}
            for owner, sequence, code in faults_of(link, told):
                faults.append(ChainFault(f"{kind}:{owner}", sequence, code))
        faults += head_faults(link, (one for _, events in some for one in events))
    except UNREADABLE:
        if len(some) > 1:
            return [fault for one in some for fault in _contradicted(link, [one], holds)]
        ((kind, owner), events) = some[0]
        faults.append(ChainFault(f"{kind}:{owner}", events[-1].sequence, "NOT_COMPARED"))
    return faults


def _told(
    chains: Iterable[tuple[str, Iterable[AuditEvent]]],
) -> Iterator[_Chain]:
    for chain, events in chains:
        kind, _, owner = chain.partition(":")
        told = [one for one in map(read_told, events) if one is not None]
        if told:
            yield (kind, owner), told


def _of_people(link: Link, told: Mapping[str, list[Told]]) -> Iterator[tuple[str, int, str]]:
    if not told:
        return
    columns = (people.c.id, people.c.frozen_at, people.c.frozen_reason)
    frozen = link.rows(select(*columns).where(people.c.id.in_(list(told))))
    stands = {row["id"]: (row["frozen_at"], row["frozen_reason"]) for row in frozen}
    for person_id, events in told.items():
        freezes = [one for one in events if one.action in _FREEZES]
        if freezes and stands.get(person_id) not in _freezes_of(freezes):
            yield person_id, freezes[-1].sequence, "FREEZE_ALTERED"
        replaced = [one for one in events if one.action == CONTACT_REPLACED]
        for sequence, code in _of_person(link, person_id, replaced):
            yield person_id, sequence, code


def _freezes_of(told: list[Told]) -> list[tuple[datetime | None, str]]:
    """How the row of a person may stand after these: by one of the codes since the last lift."""
    standing: list[tuple[datetime | None, str]] = []
    for one in told:
        if one.action == _LIFTED:
            standing.clear()
        else:
            standing.append((one.at, f"{FROZEN_BY_NOTICE}{one.details.get('case', '')}"))
    return standing or [(None, "")]


def _of_cases(
    link: Link, told: Mapping[str, list[Told]], holds: Holds
) -> Iterator[tuple[str, int, str]]:
    if not told:
        return
    yield from case_faults(link, told)
    for case_id, events in told.items():
        for sequence, code in _of_case(link, case_id, events, holds):
            yield case_id, sequence, code


def _of_person(link: Link, person_id: str, told: list[Told]) -> Iterator[tuple[int, str]]:
    sealed = [one for one in told if "contact" in one.details]
    if not sealed:
        return
    mine = select(person_contacts).where(person_contacts.c.person_id == person_id)
    rows = link.rows(mine)
    kept = {seal_of(row, CONTACT): row["valid_to"] for row in rows}
    for one in sealed:
        was = one.details.get("was", "")
        # What it replaced ended at that very instant, or its address would be told too short a time.
        is_other = was in kept and kept[was] != one.at
        if not {one.details["contact"], was} - {""} <= kept.keys() or is_other:
            yield one.sequence, "CONTACT_ALTERED"
    in_force = [seal_of(row, CONTACT) for row in rows if row["valid_to"] is None]
    if told[-1] is sealed[-1] and in_force != [told[-1].details["contact"]]:
        yield told[-1].sequence, "CONTACT_ALTERED"


def _of_case(link: Link, case_id: str, told: list[Told], holds: Holds) -> Iterator[tuple[int, str]]:
    wanted = select(cases.c.decided_by, cases.c.province, cases.c.person_id)
    case = link.row(wanted.where(cases.c.id == case_id))
    if case is None:
        return
    yield from _changed_papers(link, case_id, told)
    yield from ground_faults(link, case_id, case["person_id"], told)
    for one in told:
        if one.action in DECIDED:
            row = link.row(decision_on(case_id))
            named = one.details.get("decision")
            # Events of an older program name no seal; that there is a decision, they say as well.
            is_other = row is None or (named is not None and seal_of(row, DECISION) != named)
            if is_other or case["decided_by"] != one.actor:
                yield one.sequence, "DECISION_ALTERED"
            elif row and row["after"] is not None and holds.is_short(row, case["province"]):
                yield one.sequence, "HOLD_ALTERED"
            if row is not None and not _was_in_force(link, case["person_id"], row):
                yield one.sequence, "CONTACT_ALTERED"
    yield from _missing_hands(link, case_id, told)
    yield from _silenced(link, case_id, told)


def _was_in_force(link: Link, person_id: str, decision: Row) -> bool:
    """Whether what a decision found in force stood in the register at that instant.

    The clocks of two workstations of one office may differ.
    """
    at: datetime = decision["decided_at"]
    mine = select(person_contacts).where(person_contacts.c.person_id == person_id)
    try:
        versions = [contact_from(row) for row in link.rows(mine)]
    except UNREADABLE:
        # Named on the chain of the person; nothing else of the case is left out for it.
        return True
    then = {
        version.value
        for version in versions
        if version.valid_from <= at + TOLERANCE
        and (version.valid_to is None or version.valid_to >= at - TOLERANCE)
    }
    before = decision_from(decision).before
    is_first = not any(version.valid_from < at - TOLERANCE for version in versions)
    return before in then or (before is None and is_first)


def _changed_papers(link: Link, case_id: str, told: list[Told]) -> Iterator[tuple[int, str]]:
    last = next((one for one in reversed(told) if one.action in ARRIVALS), None)
    if last is None or "papers" not in last.details:
        return
    row = link.row(papers_of(case_id))
    if row is None or seal_of(row, PAPERS) != last.details["papers"]:
        yield last.sequence, "PAPERS_ALTERED"


def _missing_hands(link: Link, case_id: str, told: list[Told]) -> Iterator[tuple[int, str]]:
    """Acts whose hand is gone, or stands there with another number than the account's."""
    hands = (
        select(case_hands.c.role, case_hands.c.staff_id)
        .join(
            staff, (staff.c.id == case_hands.c.staff_id) & (staff.c.cedula == case_hands.c.cedula)
        )
        .where(case_hands.c.case_id == case_id)
    )
    kept = {(row["role"], row["staff_id"]) for row in link.rows(hands)}
    for one in told:
        role = _HANDS.get(one.action)
        # An event that names nobody tells of no hand.
        if role is not None and one.actor is not None and (role, one.actor) not in kept:
            yield one.sequence, "HAND_ALTERED"


def _silenced(link: Link, case_id: str, told: list[Told]) -> Iterator[tuple[int, str]]:
    """Messages that are cancelled though no act after the one that named them cancels any."""
    cancelled = select(outbox.c.id).where(
        outbox.c.case_id == case_id, outbox.c.status == MessageStatus.CANCELLED
    )
    ids = set(link.column(cancelled))
    if not ids:
        return
    dropped = {one.details.get("message") for one in told if one.action == _DROPPED}
    last = max((one.sequence for one in told if one.action in _CANCELLING), default=0)
    for one in told:
        named = one.details.get("messages")
        silent = ids & set(named if isinstance(named, dict | list) else ()) - dropped
        if silent and one.sequence > last:
            yield one.sequence, "MESSAGE_SILENCED"
