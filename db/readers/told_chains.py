"""What an act says it was done on: where other chains stood, the papers, what was in force.

Whoever alters rows and events for a moment and puts them back afterwards leaves an act that names
what never was. Acts of an older program name nothing, and nothing is held against them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from sqlalchemy import select

from app.domain.audit import ChainFault
from app.trail.whole import HEADS
from db.json_columns import UNREADABLE
from db.link import Link
from db.readers.told import Told
from db.row_seals import CONTACT, PAPERS, decision_on, papers_of, seal_of
from db.tables import audit_events, person_contacts

LEANING: Final = frozenset(
    {"case.approved", "case.applied_after_hold", "contact.replaced", "message.handed_over"}
)
"""Acts that name the heads of the chains they were done on."""
_JUDGED: Final = frozenset({"case.approved", "case.applied_after_hold"})


def head_faults(link: Link, told: Iterable[Told]) -> Iterator[ChainFault]:
    """Where a chain is not what it was when an act named its head: the first place of each chain."""
    named: set[tuple[str, int, str]] = set()
    for one in told:
        if one.action in LEANING:
            named.update(_heads(one.details.get(HEADS)))
    if not named:
        return
    places = (audit_events.c.chain, audit_events.c.sequence, audit_events.c.hash)
    chains = sorted({chain for chain, _, _ in named})
    rows = link.rows(select(*places).where(audit_events.c.chain.in_(chains)))
    stands = {tuple(row.values()) for row in rows}
    for chain, missed in groupby(sorted(named - stands), lambda head: head[0]):
        yield ChainFault(chain, next(missed)[1], "HEAD_ALTERED")


def ground_faults(
    link: Link, case_id: str, person_id: str, told: Sequence[Told]
) -> Iterator[tuple[int, str]]:
    """Acts of a case on other papers, or over other contact data, than stand there."""
    judged = [one for one in told if one.action in _JUDGED and "papers" in one.details]
    if not judged:
        return
    papers, decision = link.row(papers_of(case_id)), link.row(decision_on(case_id))
    declared = papers["declared"].get("contact") if papers else None
    for one in judged:
        if papers is None or seal_of(papers, PAPERS) != one.details["papers"]:
            yield one.sequence, "PAPERS_ALTERED"
        if decision is not None and decision["after"] != declared:
            yield one.sequence, "DECISION_ALTERED"
        was = one.details.get("was")
        if was and not _stood(link, person_id, was):
            yield one.sequence, "CONTACT_ALTERED"


def _stood(link: Link, person_id: str, contact: str) -> bool:
    """Whether contact data with that seal are in the register, as those in force or before."""
    mine = select(person_contacts).where(person_contacts.c.person_id == person_id)
    try:
        return contact in {seal_of(row, CONTACT) for row in link.rows(mine)}
    except UNREADABLE:
        # Named on the chain of the person; nothing else of the case is left out for it.
        return True


def _heads(named: Any) -> Iterator[tuple[str, int, str]]:
    """Chain, position and hash of each; a chain named before its first event stands anywhere."""
    for chain, place in named.items() if isinstance(named, dict) else ():
        match place:
            case [int(sequence), str(digest)] if sequence > 0:
                yield chain, sequence, digest
