"""Finding events over all chains by what their sealed text says.

Nothing of an event is repeated in columns: who acted, what and when are expressions over its text,
which three indexes hold (migration 0009). On a server a function of the guard asks them, because
row policies keep such expressions from using an index.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import TextClause, select, text

from app.domain.audit import AuditEvent, digest
from app.domain.audit_time import written_at
from app.domain.ids import CaseId, PersonId
from app.ports.audit_search import EventCursor, EventFacts, EventFilter, EventLine, EventPage
from db.link import Link
from db.mapping.trail_rows import event_from
from db.readers.audit_log import any_text
from db.tables import audit_events, cases, person_identifiers, staff

_AT: Final = 'substr(canonical, instr(canonical, \',"at":"\') + 7, 32)'
_REST: Final = 'substr(canonical, instr(canonical, \',"actor":"\') + 10)'
_ACTOR: Final = f"substr({_REST}, 1, instr({_REST}, '\"') - 1)"
_ACTION: Final = "substr(substr(canonical, 12), 1, instr(substr(canonical, 12), '\"') - 1)"
"""As the indexes of a local file have them, letter for letter, or they are not used."""

_COLUMNS: Final = "chain, sequence, canonical, previous_hash, hash"
_FOUND: Final = text(
    f"SELECT {_COLUMNS} FROM guard.events_found(CAST(:actor AS text), CAST(:action AS text),"  # noqa: S608  # our own words
    " CAST(:since AS text), CAST(:until AS text), CAST(:at AS text), CAST(:chain AS text),"
    " CAST(:sequence AS integer), CAST(:limit AS integer))"
)
_CHAINS_AT_ONCE: Final = 500


class SqlAuditSearch:
    """``app.ports.audit_search.AuditSearch`` on either database."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def page(self, wanted: EventFilter, after: EventCursor | None, limit: int) -> EventPage:
        """At most ``limit`` events behind a cursor, the newest first."""
        # One more tells whether there is another page; it is not shown.
        with any_text(self._link.connection):
            if wanted.chains:
                found = self._of_chains(wanted, after)[: limit + 1]
            else:
                statement, values = self.question(wanted, after, limit + 1)
                rows = self._link.rows(statement.bindparams(**values))
                found = [event_from(row) for row in rows]
        shown = found[:limit]
        more = len(found) > limit
        return EventPage(self._lines(shown), _cursor_of(shown[-1]) if more else None)

    def question(
        self, wanted: EventFilter, after: EventCursor | None, limit: int
    ) -> tuple[TextClause, dict[str, Any]]:
        """The statement that finds a page over all chains, with its values."""
        values: dict[str, Any] = {
            "actor": wanted.actor,
            "action": wanted.action or None,
            "since": _written(wanted.since),
            "until": _written(wanted.until),
            "at": after.at if after else None,
            "chain": after.chain if after else None,
            "sequence": after.sequence if after else None,
            "limit": limit,
        }
        if self._link.is_postgresql:
            return _FOUND, values
        conditions = {
            "actor": f"{_ACTOR} = :actor",
            "action": f"{_ACTION} = :action",
            "since": f"{_AT} >= :since",
            "until": f"{_AT} < :until",
            "at": f"{_AT} <= :at AND ({_AT} < :at OR (chain, sequence) < (:chain, :sequence))",
        }
        asked = [condition for key, condition in conditions.items() if values[key] is not None]
        # Whatever is asked for, an index of its own ends in the instant.
        where = " AND ".join(asked) or "1"
        said = (
            f"SELECT {_COLUMNS} FROM audit_events WHERE {where}"  # noqa: S608  # our own words
            f" ORDER BY {_AT} DESC, chain DESC, sequence DESC LIMIT :limit"
        )
        named = {key: value for key, value in values.items() if f":{key}" in said}
        return text(said), named

    def event(self, chain: str, sequence: int) -> EventFacts | None:
        """One event; None when there is none."""
        stored = select(audit_events).where(
            audit_events.c.chain == chain, audit_events.c.sequence == sequence
        )
        with any_text(self._link.connection):
            row = self._link.row(stored)
        if row is None:
            return None
        event = event_from(row)
        (line,) = self._lines([event])
        details = (_body(event) or {}).get("details")
        return EventFacts(
            line,
            details if isinstance(details, dict) else {},
            event.canonical,
            event.previous_hash,
            event.hash,
        )

    def people_with(self, number: str) -> tuple[PersonId, ...]:
        """People with exactly that identification number."""
        query = select(person_identifiers.c.person_id).where(person_identifiers.c.value == number)
        return tuple(PersonId(found) for found in sorted(set(self._link.column(query))))

    def cases_of(self, people: tuple[PersonId, ...]) -> tuple[CaseId, ...]:
        """Their cases."""
        query = select(cases.c.id).where(cases.c.person_id.in_(people)).order_by(cases.c.id)
        return tuple(CaseId(found) for found in self._link.column(query))

    def province_of(self, case_id: CaseId) -> str:
        """DPA code of the office a case belongs to; "" for none that is seen."""
        return self._link.value(select(cases.c.province).where(cases.c.id == case_id)) or ""

    def _of_chains(self, wanted: EventFilter, after: EventCursor | None) -> list[AuditEvent]:
        """All that is wanted of a few chains: tens of events each, sorted here."""
        found: list[AuditEvent] = []
        for begin in range(0, len(wanted.chains), _CHAINS_AT_ONCE):
            some = wanted.chains[begin : begin + _CHAINS_AT_ONCE]
            query = select(audit_events).where(audit_events.c.chain.in_(some))
            found += map(event_from, self._link.rows(query))
        limit = (after.at, after.chain, after.sequence) if after else None
        return sorted(
            (
                event
                for event in found
                if _is_wanted(event, wanted) and (limit is None or _place(event) < limit)
            ),
            key=_place,
            reverse=True,
        )

    def _lines(self, events: Sequence[AuditEvent]) -> tuple[EventLine, ...]:
        bodies = [_body(event) for event in events]
        actors = {_text(body, "actor") for body in bodies}
        subjects = {_subject(event.chain) for event in events}
        accounts = {key for kind, key in subjects if kind in {"staff", "access"}}
        names = self._names(actors | accounts)
        numbers = self._numbers(key for kind, key in subjects if kind == "case")
        return tuple(
            EventLine(
                event.chain,
                event.sequence,
                written_at(event.canonical) if body else None,
                _text(body, "action"),
                names.get(_text(body, "actor"), ""),
                (numbers | names).get(_subject(event.chain)[1], ""),
                _text(body, "workstation"),
                _at_text(event.canonical),
            )
            for event, body in zip(events, bodies, strict=True)
        )

    def _names(self, ids: Iterable[str]) -> dict[str, str]:
        wanted = sorted(set(ids) - {""})
        rows = self._link.rows(select(staff.c.id, staff.c.full_name).where(staff.c.id.in_(wanted)))
        return {row["id"]: row["full_name"] for row in rows}

    def _numbers(self, ids: Iterable[str]) -> dict[str, str]:
        query = select(cases.c.id, cases.c.number).where(cases.c.id.in_(sorted(set(ids))))
        return {row["id"]: row["number"] for row in self._link.rows(query)}


def _written(at: datetime | None) -> str | None:
    """As :func:`app.domain.audit.seal` writes an instant; texts of one length sort as instants do."""
    return at.astimezone(UTC).isoformat(timespec="microseconds") if at else None


def _place(event: AuditEvent) -> tuple[str, str, int]:
    return _at_text(event.canonical), event.chain, event.sequence


def _at_text(canonical: str) -> str:
    """What the index holds of the instant, also of a text that somebody changed."""
    begin = canonical.find(',"at":"') + 7
    return canonical[begin : begin + 32] if begin >= 7 else canonical[6:38]


def _cursor_of(event: AuditEvent) -> EventCursor:
    return EventCursor(*_place(event))


def _is_wanted(event: AuditEvent, wanted: EventFilter) -> bool:
    body, at = _body(event), _at_text(event.canonical)
    if wanted.actor is not None and _text(body, "actor") != wanted.actor:
        return False
    if wanted.action and _text(body, "action") != wanted.action:
        return False
    since, until = _written(wanted.since), _written(wanted.until)
    return (since is None or at >= since) and (until is None or at < until)


def _body(event: AuditEvent) -> dict[str, Any] | None:
    """What was sealed; None when the text is not what its hash was made of."""
    try:
        body = json.loads(event.canonical) if digest(event.canonical) == event.hash else None
    except (ValueError, RecursionError):
        return None
    return body if isinstance(body, dict) else None


def _text(body: Mapping[str, Any] | None, key: str) -> str:
    value = (body or {}).get(key)
    return value if isinstance(value, str) else ""


def _subject(chain: str) -> tuple[str, str]:
    kind, _, key = chain.partition(":")
    return kind, key
