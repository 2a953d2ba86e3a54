"""What the tables hold of acts that leave an event, so that a cut or vanished chain is seen.

A chain whose last events and head were taken away together is whole in itself; the decision, the
review or the call that those events told of is still in its own table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, select

from app.domain.audit import Trace, case_chain, person_chain
from app.domain.message import MessageStatus
from db.link import Link
from db.tables import calls, cases, decisions, documents, outbox, people, person_contacts, reviews


def _each(owner: ColumnElement[Any], *conditions: ColumnElement[bool]) -> Select[Any]:
    """How many rows of that kind each case or person has."""
    counted = select(owner.label("owner"), func.count().label("count"))
    return counted.where(owner.is_not(None), *conditions).group_by(owner)


_OF_CASES: Final = {
    "review.committed": _each(reviews.c.case_id),
    "review.undone": _each(reviews.c.case_id, reviews.c.undone_at.is_not(None)),
    "call.scheduled": _each(calls.c.case_id),
    "call.started": _each(calls.c.case_id, calls.c.started_at.is_not(None)),
    "call.outcome_recorded": _each(calls.c.case_id, calls.c.outcome.is_not(None)),
    "case.approved": _each(decisions.c.case_id, decisions.c.outcome == "approved"),
    "case.refused": _each(decisions.c.case_id, decisions.c.outcome == "refused"),
    "case.applied_after_hold": _each(
        decisions.c.case_id,
        decisions.c.hold_until.is_not(None),
        decisions.c.applied_at.is_not(None),
    ),
    "message.handed_over": _each(outbox.c.case_id, outbox.c.status == MessageStatus.HANDED_OVER),
    "document.issued": _each(documents.c.case_id),
    "": _each(cases.c.id),
}
_OF_PEOPLE: Final = {
    "contact.replaced": _each(person_contacts.c.person_id, person_contacts.c.case_id.is_not(None)),
    "person.not_me": _each(people.c.id, people.c.frozen_at.is_not(None)),
}


def traces_of(link: Link) -> Mapping[str, Sequence[Trace]]:
    """By chain, in a fixed order."""
    found: dict[str, list[Trace]] = {}
    for trace in _all(link):
        found.setdefault(trace.chain, []).append(trace)
    return found


def _all(link: Link) -> Iterator[Trace]:
    for queries, chain_of in ((_OF_CASES, case_chain), (_OF_PEOPLE, person_chain)):
        for action, query in queries.items():
            for row in link.rows(query):
                yield Trace(chain_of(row["owner"]), action, row["count"])
