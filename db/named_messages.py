"""The outbox against the audit events that name its messages.

The chains are sealed, the outbox is not. What an act queued, and what left, is named in its event;
a message that is gone or says something else now is found here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, select

from app.domain.audit import AuditEvent
from app.domain.message import ALTERED, content_hash
from db.json_columns import UNREADABLE
from db.link import in_portions
from db.mapping.trail_rows import event_from, message_from
from db.tables import audit_events, outbox

_AT_ONCE: Final = 400


class Stored(NamedTuple):
    """What a row of the outbox says of itself."""

    content: str
    template: str
    body: str | None


@dataclass(slots=True)
class Named:
    """What one chain says of one message, the last word first.

    Attributes:
        place: chain and position of the first event that names it.
        content: hash of what it tells; "" in events of an act before the program kept it.
        template: "" where no event says it.
        body: hash of the e-mail the server took last; "" when none did.
        withheld: place of the event that kept it back as altered; "" since it was repeated.
    """

    place: str
    content: str = ""
    template: str = ""
    body: str = ""
    withheld: str = ""

    def is_of(self, stored: Stored) -> bool:
        """Whether the stored message is the one that was named."""
        return (
            self.content in {"", stored.content}
            and self.template in {"", stored.template}
            and self.body in {"", stored.body}
        )


def unkept_messages(connection: Connection) -> Iterator[tuple[str, str]]:
    """Code and place (message, chain, position) of each that is missing or altered, once."""
    told: set[tuple[str, str]] = set()
    for chain in _chains(connection):
        for code, message, place in _compared(connection, chain):
            if (code, message) not in told:
                told.add((code, message))
                yield code, f"{message} {place}"


def _compared(connection: Connection, named: dict[str, Named]) -> Iterator[tuple[str, str, str]]:
    wanted = list(named)
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        stored = _stored(connection, some)
        for message in some:
            found, place = stored.get(message), named[message].place
            if message not in stored:
                yield "MESSAGE_MISSING", message, place
            elif found is None or not named[message].is_of(found):
                yield "MESSAGE_ALTERED", message, place
            elif named[message].withheld:
                # Put right again since; that somebody had changed it stays to be looked into.
                yield "MESSAGE_WITHHELD", message, named[message].withheld


def _stored(connection: Connection, wanted: list[str]) -> dict[str, Stored | None]:
    """The messages there are; None for a row that cannot be read any more."""
    chosen = select(outbox).where(outbox.c.id.in_(wanted))
    try:
        messages = [message_from(row) for row in connection.execute(chosen).mappings()]
        return {one.id: Stored(content_hash(one), one.template, one.body_hash) for one in messages}
    except UNREADABLE:
        if len(wanted) == 1:
            return {wanted[0]: None}
    return {key: found for one in wanted for key, found in _stored(connection, [one]).items()}


def _chains(connection: Connection) -> Iterator[dict[str, Named]]:
    """The messages named in each chain; events that cannot be read are the chain's own fault."""
    stored = (
        select(audit_events)
        .where(audit_events.c.canonical.contains('"message'))
        .order_by(audit_events.c.chain, audit_events.c.sequence)
    )
    rows = connection.execute(in_portions(stored)).mappings()
    for _, events in groupby((event_from(row) for row in rows), lambda event: event.chain):
        yield _named(events)


def _named(events: Iterable[AuditEvent]) -> dict[str, Named]:
    named: dict[str, Named] = {}
    for event in events:
        details = _details(event)
        place = f"{event.chain}#{event.sequence}"
        messages = details.get("messages")
        for message in messages if isinstance(messages, dict | list) else ():
            one = named.setdefault(str(message), Named(place))
            one.content = str(messages[message]) if isinstance(messages, dict) else one.content
        if "message" in details:
            one = named.setdefault(str(details["message"]), Named(place))
            if details.get("code") == ALTERED:
                # What this event says of it is what was found, not what was queued.
                one.withheld = place
                continue
            one.template = str(details.get("template", one.template))
            one.body = str(details.get("body_hash", one.body))
        if details.get("repeats") in named:
            named[details["repeats"]].withheld = ""
    return named


def _details(event: AuditEvent) -> dict[str, Any]:
    try:
        details = json.loads(event.canonical)["details"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}
    return details if isinstance(details, dict) else {}
