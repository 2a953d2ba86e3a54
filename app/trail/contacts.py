"""The contact data of a person against what the events seal of them: rows altered for a while.

Whoever has SQL could give the owner another address for the moment of a decision, or let the
address before have ended long ago, so that a notice goes elsewhere or to nobody. What no event
seals, as data of an older program, is taken as it stands.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from app.domain.audit import details_of, person_chain
from app.domain.audit_time import acted_at
from app.domain.case import Case
from app.domain.contact import ContactVersion
from app.domain.errors import RuleViolationError
from app.domain.ids import PersonId
from app.ports.unit_of_work import UnitOfWork
from app.trail.arrivals import last_arrival

CONTACT_REPLACED: Final = "contact.replaced"


def require_own_contact(uow: UnitOfWork, case: Case) -> None:
    """Raise ``CONTACT_ALTERED`` unless the contact data in force are those last sealed.

    That is by the event that replaced them last; until there is one, by the arrival of the case.
    """
    replaced = uow.audit.latest(person_chain(case.person_id), CONTACT_REPLACED)
    said = last_arrival(uow, case) if replaced is None else details_of(replaced)
    sealed = said.get("contact")
    if sealed is not None and sealed != uow.people.contact_seal(case.person_id):
        raise RuleViolationError("CONTACT_ALTERED", number=case.number)


def ended_since(
    uow: UnitOfWork, person_id: PersonId, since: datetime
) -> tuple[ContactVersion, ...]:
    """Contact data that were replaced after that instant, newest first.

    Also those whose row says another instant than the event that replaced them: rather one notice
    too many.
    """
    history = zip(
        uow.people.contact_history(person_id), uow.people.contact_seals(person_id), strict=True
    )
    told = uow.audit.told(person_chain(person_id), CONTACT_REPLACED)
    ends = {details_of(one).get("was"): acted_at(one.canonical) for one in told}
    # An event of a program that sealed nothing may have ended any of them.
    loose = {acted_at(one.canonical) for one in told if not details_of(one).get("was")}
    return tuple(
        version
        for version, seal in history
        if version.valid_to is not None
        and (
            version.valid_to > since or (ends and version.valid_to not in {ends.get(seal), *loose})
        )
    )
