"""Enabling an account: by an administrator who had no hand in it, with a code for the first time."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from app.domain.account import (
    CODE_LIFE,
    HandAct,
    activation_hash,
    fresh_activation_code,
    hands_in,
    is_alone,
)
from app.domain.duties import Hands, Operation, require, require_duty
from app.domain.errors import AccessDeniedError, RuleViolationError
from app.domain.ids import StaffId
from app.domain.person import number_key
from app.domain.staff import Duty, Session, StaffMember
from app.ports.clock import Clock
from app.ports.unit_of_work import Store, UnitOfWork
from app.stages.access.account_power import put_down
from app.trail.refusals import on_record


@dataclass(frozen=True, slots=True)
class Enabled:
    """An account that was enabled.

    Attributes:
        code: to be handed to the member in person, who needs it beside the password they were
            given; shown once, "" when the password is their own.
        until: until when the code is good.
    """

    member: StaffMember
    code: str = field(default="", repr=False)
    until: datetime | None = None


@on_record
class EnableAccount:
    """Enables an account, or gives a new code for one whose member has not come yet.

    Whoever gave the password never learns the code, and whoever learns the code did not give the
    password: neither comes in alone.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def __call__(self, session: Session, staff_id: StaffId) -> Enabled:
        """Return the account as stored.

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED``; ``SEPARATION_NOT_A_HAND_OF_THE_ACCOUNT`` when
                one added it or changed it since it was last its member's alone.
            RuleViolationError: ``OWN_ACCOUNT``, ``STAFF_UNKNOWN``, ``ACCOUNT_ENABLED``.
        """
        require_duty(session, Operation.ENABLE_ACCOUNT)
        if staff_id == session.staff_id:
            raise RuleViolationError("OWN_ACCOUNT")
        now = self._clock.now()
        with self._store.write() as uow:
            member = uow.staff.get(staff_id)
            is_waived = require_enabler(uow, session, member)
            is_one_time = uow.accounts.is_one_time(staff_id)
            if member.active and not is_one_time:
                raise RuleViolationError("ACCOUNT_ENABLED")
            enabled = Enabled(replace(member, active=True))
            if is_one_time:
                code = fresh_activation_code()
                enabled = Enabled(enabled.member, code, now + CODE_LIFE)
                uow.accounts.give_code(staff_id, activation_hash(staff_id, code), now + CODE_LIFE)
            uow.staff.save(enabled.member)
            act = HandAct.OFFERED if is_one_time else HandAct.ENABLED
            details = {"code": is_one_time, "waived": is_waived}
            put_down(uow, session, enabled.member, act, "staff.enabled", now, details)
            uow.commit()
        return enabled


def require_enabler(uow: UnitOfWork, session: Session, member: StaffMember) -> bool:
    """Raise unless that person may enable the account.

    Returns:
        Whether only because nobody else has ever administered: one's own hands do not count then,
        for an account that is to administer.
    """
    hands = Hands(
        person_numbers=frozenset({number_key(member.cedula)}),
        account=hands_in(uow.accounts.hands(member.id)),
    )
    try:
        require(session, Operation.ENABLE_ACCOUNT, hands)
    except AccessDeniedError as refusal:
        is_hand = refusal.code == "SEPARATION_NOT_A_HAND_OF_THE_ACCOUNT"
        if is_hand and member.duty is Duty.ADMINISTRATOR and stands_alone(uow, session):
            return True
        raise
    return False


def stands_alone(uow: UnitOfWork, session: Session) -> bool:
    """Whether nobody but whoever asks has ever administered."""
    return is_alone(session.staff_id, uow.accounts.all_hands())
