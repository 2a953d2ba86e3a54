"""The messages that tell old and new contact what was decided (R-120, D17)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.case import Case
from app.domain.contact import ContactData, contact_difference, is_same_address, mask_field
from app.domain.correction_letter import case_letter
from app.domain.ids import MessageId, StaffId, fresh_id
from app.domain.message import OutboxMessage
from app.domain.office_zone import office_day
from app.domain.person import Person
from app.domain.procedure import Procedure
from app.domain.reason_texts import LetterFacts
from app.ports.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Notice:
    """What every message of one act has in common."""

    case: Case
    person: Person
    at: datetime
    by: StaffId | None

    def message(
        self, template: str, recipient: str, parameters: Mapping[str, object]
    ) -> OutboxMessage:
        """One message to one address."""
        return OutboxMessage(
            id=MessageId(fresh_id()),
            case_id=self.case.id,
            template=template,
            language=self.case.language,
            recipient=recipient,
            parameters={
                "name": f"{self.person.given_names} {self.person.family_names}",
                "case_number": self.case.number,
                **parameters,
            },
            created_at=self.at,
            not_before=self.at,
            created_by=self.by,
        )


def tell_both(
    uow: UnitOfWork,
    notice: Notice,
    addresses: tuple[str, str],
    templates: tuple[str, str],
    parameters: Mapping[str, object],
) -> tuple[MessageId, ...]:
    """Queue one message to the old and one to the new address; where both are one, only the new.

    Args:
        uow: the unit of work.
        notice: the act.
        addresses: old (may be empty) and new.
        templates: for the old and for the new address.
        parameters: the same for both; whatever belongs to one side only must be masked.
    """
    old, new = addresses
    queued = []
    if old and not is_same_address(old, new):
        queued.append(notice.message(templates[0], old, parameters))
    if new:
        queued.append(notice.message(templates[1], new, parameters))
    for message in queued:
        uow.outbox.add(message)
    return tuple(message.id for message in queued)


def masked_changes(before: ContactData | None, after: ContactData) -> list[list[str]]:
    """Changed fields with both values masked: either address may be in the wrong hands."""
    return [
        [row.field, mask_field(row.field, row.before), mask_field(row.field, row.after)]
        for row in contact_difference(before, after)
        if row.changed
    ]


def refusal_parameters(
    procedure: Procedure, case: Case, reasons: Sequence[str], at: datetime
) -> dict[str, object]:
    """What the notice of a refusal says, first the reasons of the call.

    Raises:
        RuleViolationError: ``REASON_…`` for a reason that is missing or does not fit.
    """
    facts = LetterFacts(on=office_day(at, case.province), language=case.language)
    about_call = {item.code for item in procedure.reasons_for("call", facts.on)}
    of_call = [code for code in reasons if code in about_call]
    of_case = [code for code in reasons if code not in about_call]
    parts: list[object] = []
    for chosen, place in ((of_call, "call"), (of_case, "case")):
        if chosen or not reasons:
            letter = case_letter(procedure, chosen, facts, place=place)
            found = letter.parameters()["parts"]
            parts.extend(found if isinstance(found, list) else [])
    return {"parts": parts, "accepted": [], "personal_line": ""}
