"""Whom a change is told to, and which of the notices can stop it (D15, D17)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from app.domain.case import Case
from app.domain.contact import ContactData, is_same_address
from app.domain.decision import Decision
from app.domain.errors import RuleViolationError
from app.domain.ids import MessageId
from app.domain.notices import NOT_ME_CODE
from app.domain.office_zone import office_day
from app.ports.emails import EmailReader
from app.ports.unit_of_work import UnitOfWork
from app.stages.decision.letters import Notice
from app.trail.contacts import ended_since

EARLIER_DAYS: Final = 180


@dataclass(frozen=True, slots=True)
class Addressed:
    """The addresses a change is told to.

    Attributes:
        owners: the address in force, then those replaced not long ago, each once; never the one
            asked for, and none that cannot be an address.
        new: the address asked for; may be empty.
        is_kept: whether that one is in force already.
    """

    owners: tuple[str, ...]
    new: str
    is_kept: bool

    @property
    def has_new_a_code(self) -> bool:
        """Whether the notice to the address asked for can stop the change.

        Whoever asks in another's name reads that notice: with a code in it they could use it up
        before its owner does. Where nobody else is told, a code is better than none.
        """
        return self.is_kept or not self.owners


def usable(address: str, read_email: EmailReader) -> str:
    """The address; empty where the register has none, or a text that cannot be one."""
    return address.strip() if read_email(address).is_valid else ""


def addressed(
    uow: UnitOfWork, case: Case, after: ContactData, at: datetime, read_email: EmailReader
) -> Addressed:
    """Find them.

    Whoever took an account over changes it again soon after: the address before the first change
    is told of the second one too, for a time that an administrator sets.
    """
    days = uow.settings.get("notice.earlier_address_days", office_day(at, case.province))
    since = at - timedelta(days=EARLIER_DAYS if days is None else int(days))
    contact = uow.people.contact(case.person_id)
    in_force = [contact.value.email] if contact is not None else []
    earlier = [version.value.email for version in ended_since(uow, case.person_id, since)]
    owners: list[str] = []
    for text in (*in_force, *earlier):
        address = usable(text, read_email)
        known = (after.email, *owners)
        if address and not any(is_same_address(address, other) for other in known):
            owners.append(address)
    is_kept = any(is_same_address(after.email, text) for text in in_force)
    return Addressed(tuple(owners), after.email, is_kept)


def addressed_again(
    uow: UnitOfWork, case: Case, decision: Decision, read_email: EmailReader
) -> Addressed:
    """Whom a freeze and its lifting are told to: whoever was to hear of the change itself.

    Counted from the decision, so that no address falls out of the notices while the matter is open,
    and the address it replaced is always among them. Whoever took an account over and changed the
    address twice has both; the owner is behind the one before.
    """
    after, before = decision.after, decision.before
    if after is None:
        raise RuleViolationError("DECISION_WITHOUT_CHANGE", number=case.number)
    to = addressed(uow, case, after, decision.decided_at, read_email)
    replaced = usable(before.email if before else "", read_email)
    if not replaced or any(is_same_address(replaced, one) for one in (to.new, *to.owners)):
        return to
    return replace(to, owners=(replaced, *to.owners))


def tell_of_change(
    uow: UnitOfWork,
    notice: Notice,
    to: Addressed,
    templates: tuple[str, str],
    parameters: Mapping[str, object],
    code: str,
) -> tuple[MessageId, ...]:
    """Queue one message to each address.

    Args:
        uow: the unit of work.
        notice: the act.
        to: the addresses.
        templates: for the owners' and for the new address.
        parameters: the same for all; whatever belongs to one side only must be masked.
        code: what stops the change.
    """
    with_code = {**parameters, NOT_ME_CODE: code}
    told = [notice.message(templates[0], address, with_code) for address in to.owners]
    if to.new:
        known = with_code if to.has_new_a_code else parameters
        told.append(notice.message(templates[1], to.new, known))
    for message in told:
        uow.outbox.add(message)
    return tuple(message.id for message in told)


def tell_all(
    uow: UnitOfWork,
    notice: Notice,
    to: Addressed,
    template: str,
    parameters: Mapping[str, object],
) -> tuple[MessageId, ...]:
    """Queue the same message to each address, the owners' first."""
    told = [
        notice.message(template, address, parameters) for address in (*to.owners, to.new) if address
    ]
    for message in told:
        uow.outbox.add(message)
    return tuple(message.id for message in told)
