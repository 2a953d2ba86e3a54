"""Whether a person's changes are stopped, by the row or by the last event that tells of it.

A freeze is lifted by a director, and that leaves its event; a row emptied by hand lifts none.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from app.domain.audit import AuditEvent, person_chain
from app.domain.audit_time import acted_at
from app.domain.person import Person
from app.ports.audit_trail import AuditTrail

NOT_ME: Final = "not_me:"
"""What a freeze by a code is filed under, before the number of its case."""
_SOME_TIME: Final = datetime.fromtimestamp(0, UTC)
"""Since when, of a freeze whose event cannot be read any more."""


def as_told(audit: AuditTrail, person: Person) -> Person:
    """The person with the freeze that no event lifted, whatever became of their row.

    Since when and by whose code it stands, the event says too: a row that names another case, or
    none, would else let whoever decided that change lift it.
    """
    chain = person_chain(person.id)
    lifted = audit.latest(chain, "person.unfrozen")
    since = lifted.sequence if lifted is not None else 0
    standing = (one for one in audit.told(chain, "person.not_me") if one.sequence > since)
    # A code used while the changes are stopped already is told as well, and stops nothing anew.
    stopped = next(standing, None)
    if stopped is None:
        return person
    at = acted_at(stopped.canonical) or _SOME_TIME
    return replace(person, frozen_at=at, frozen_reason=f"{NOT_ME}{case_in(stopped)}")


def case_in(event: AuditEvent) -> str:
    """Number of the case whose code an event of a freeze tells of."""
    try:
        return str(json.loads(event.canonical)["details"]["case"])
    except (ValueError, RecursionError, KeyError, TypeError):
        return ""
