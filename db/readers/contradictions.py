"""Tables against the events that tell of them: what was changed by hand is contradicted here.

Only what an event says is compared. Events of a program that did not write a hash say nothing of
it, so an older database is not called damaged.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from sqlalchemy import or_, select

from app.domain.audit import AuditEvent, ChainFault
from app.domain.message import MessageStatus
from app.domain.workflow import CaseState
from db.link import Link
from db.mapping.trail_rows import event_from
from db.row_seals import CONTACT, DECISION, PAPERS, decision_on, papers_of, seal_of
from db.tables import audit_events, case_hands, cases, outbox, person_contacts, staff

_DECIDED: Final = frozenset({"case.approved", "case.refused"})
_BROUGHT: Final = frozenset({"case.received", "case.resubmitted"})
_HANDS: Final = {
    "review.committed": "reviewer",
    "call.started": "validator",
    "case.approved": "decider",
    "case.refused": "decider",
}
_ENDS: Final = {
    "case.approved": None,
    "case.refused": None,
    "case.applied_after_hold": None,
    "case.stopped_by_person": None,
    "case.withdrawn": CaseState.WITHDRAWN,
    "case.closed_unanswered": CaseState.ABANDONED,
}
"""After these only the others of them move a case; None where the event itself names the state."""

_CANCELLING: Final = frozenset(
    {
        "review.undone", "case.withdrawn", "case.closed_unanswered", "call.cancelled",
        "call.scheduled", "call.rescheduled", "call.outcome_recorded",
    }
)  # fmt: skip
_DROPPED: Final = "message.dropped"
_REPLACED: Final = "contact.replaced"
_TOLD: Final = sorted({*_BROUGHT, *_HANDS, *_ENDS, *_CANCELLING, _DROPPED, _REPLACED})


@dataclass(frozen=True, slots=True)
class _Told:
    """One event as far as it is compared."""

    sequence: int
    action: str
    actor: str | None
    details: Mapping[str, Any]


def contradictions(link: Link) -> Iterator[ChainFault]:
    """Where a table does not hold what an event of the chain tells; the event is named."""
    starts = [audit_events.c.canonical.startswith(f'{{"action":"{action}"') for action in _TOLD]
    rows = link.rows(
        select(audit_events)
        .where(or_(*starts))
        .order_by(audit_events.c.chain, audit_events.c.sequence)
    )
    for chain, events in groupby((event_from(row) for row in rows), lambda event: event.chain):
        kind, _, owner = chain.partition(":")
        told = [one for one in map(_read, events) if one is not None]
        found = {"person": _of_person, "case": _of_case}.get(kind)
        for sequence, code in found(link, owner, told) if found else ():
            yield ChainFault(chain, sequence, code)


def _read(event: AuditEvent) -> _Told | None:
    """None for an event that cannot be read: that is its chain's own fault."""
    try:
        body = json.loads(event.canonical)
        details = body["details"]
        told = _Told(event.sequence, body["action"], body["actor"], details)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return told if isinstance(details, dict) else None


def _of_person(link: Link, person_id: str, told: list[_Told]) -> Iterator[tuple[int, str]]:
    sealed = [one for one in told if "contact" in one.details]
    if not sealed:
        return
    mine = select(person_contacts).where(person_contacts.c.person_id == person_id)
    rows = link.rows(mine)
    kept = {seal_of(row, CONTACT) for row in rows}
    for one in sealed:
        named = {one.details["contact"], one.details.get("was", "")} - {""}
        if not named <= kept:
            yield one.sequence, "CONTACT_ALTERED"
    in_force = [seal_of(row, CONTACT) for row in rows if row["valid_to"] is None]
    if told[-1] is sealed[-1] and in_force != [told[-1].details["contact"]]:
        yield told[-1].sequence, "CONTACT_ALTERED"


def _of_case(link: Link, case_id: str, told: list[_Told]) -> Iterator[tuple[int, str]]:
    case = link.row(select(cases.c.state, cases.c.decided_by).where(cases.c.id == case_id))
    if case is None:
        return
    yield from _changed_papers(link, case_id, told)
    for one in told:
        if one.action in _DECIDED:
            row = link.row(decision_on(case_id))
            named = one.details.get("decision")
            is_sealed_otherwise = row and named and seal_of(row, DECISION) != named
            if is_sealed_otherwise or case["decided_by"] != one.actor:
                yield one.sequence, "DECISION_ALTERED"
    ended = next((one for one in reversed(told) if one.action in _ENDS), None)
    if ended is not None:
        state = _ENDS[ended.action] or ended.details.get("state")
        if state is not None and case["state"] != state:
            yield ended.sequence, "CASE_STATE_ALTERED"
    yield from _missing_hands(link, case_id, told)
    yield from _silenced(link, case_id, told)


def _changed_papers(link: Link, case_id: str, told: list[_Told]) -> Iterator[tuple[int, str]]:
    last = next((one for one in reversed(told) if one.action in _BROUGHT), None)
    if last is None or "papers" not in last.details:
        return
    row = link.row(papers_of(case_id))
    if row is None or seal_of(row, PAPERS) != last.details["papers"]:
        yield last.sequence, "PAPERS_ALTERED"


def _missing_hands(link: Link, case_id: str, told: list[_Told]) -> Iterator[tuple[int, str]]:
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


def _silenced(link: Link, case_id: str, told: list[_Told]) -> Iterator[tuple[int, str]]:
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
