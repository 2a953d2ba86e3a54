"""Power over somebody else's account: one-time passwords, codes, second factors, hands."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import LargeBinary, bindparam, func, select, text, update

from app.domain.account import AccountHand, HandAct
from app.domain.errors import RuleViolationError
from app.domain.ids import Sha256, StaffId
from app.domain.staff import StaffCredentials, StaffMember
from db.column_types import UtcDateTime
from db.link import Link, Row
from db.tables import account_hands, staff_credentials

_ENROL = text("SELECT guard.enrol(:staff, :secret)").bindparams(
    bindparam("secret", type_=LargeBinary())
)
_PUT_HAND = text(
    "SELECT guard.put_hand(CAST(:staff AS text), CAST(:act AS text), CAST(:actor AS text),"
    " CAST(:cedula AS text), :at)"
).bindparams(bindparam("at", type_=UtcDateTime()))


class SqlAccounts:
    """``app.ports.staff_repositories.Accounts`` on either database.

    A server does each of these itself: an administrator has no right to the tables.
    """

    def __init__(self, link: Link) -> None:
        self._link = link

    def give_password(self, staff_id: StaffId, password_hash: str) -> None:
        """Keep a one-time password; raises ``STAFF_UNKNOWN``."""
        if self._link.is_postgresql:
            self._link.value(select(func.guard.set_verifier(staff_id, password_hash, True)))
            return
        given = StaffCredentials(staff_id, password_hash, 0, None, is_one_time=True)
        self._put(staff_id, asdict(given))

    def is_one_time(self, staff_id: StaffId) -> bool:
        """Whether the member still has to choose a password of their own."""
        if self._link.is_postgresql:
            return bool(self._link.value(select(func.guard.is_one_time(staff_id))))
        mine = staff_credentials.c.staff_id == staff_id
        return bool(self._link.value(select(staff_credentials.c.is_one_time).where(mine)))

    def give_code(self, staff_id: StaffId, code_hash: Sha256, until: datetime) -> None:
        """Keep what an activation code is compared with; raises ``STAFF_UNKNOWN``."""
        if self._link.is_postgresql:
            self._link.value(select(func.guard.give_code(staff_id, code_hash, until)))
            return
        values = {"code_hash": code_hash, "code_until": until, "code_failures": 0}
        self._put(staff_id, values)

    def give_factor(self, staff_id: StaffId, secret: bytes) -> None:
        """Make that the secret of the member's second factor; raises as the port says."""
        if not self._link.is_postgresql:
            raise RuleViolationError("NO_SECOND_FACTOR_HERE")
        self._link.value(_ENROL.bindparams(staff=staff_id, secret=secret))

    def put_hand(
        self, member: StaffMember, act: HandAct, actor: StaffMember | None, at: datetime
    ) -> int:
        """Put an act down; returns its position."""
        actor_id, cedula = (actor.id, actor.cedula) if actor else (None, "")
        if self._link.is_postgresql:
            values = {"staff": member.id, "act": act, "actor": actor_id, "cedula": cedula}
            return int(self._link.value(_PUT_HAND.bindparams(**values, at=at)))
        last = select(func.coalesce(func.max(account_hands.c.position), 0)).where(
            account_hands.c.staff_id == member.id
        )
        # What was there before stands before all that is put down.
        position = 0 if act is HandAct.KEPT else int(self._link.value(last)) + 1
        self._link.insert(
            account_hands,
            {
                "staff_id": member.id,
                "position": position,
                "act": act,
                "duty": member.duty,
                "actor": actor_id,
                "cedula": cedula,
                "at": at,
            },
        )
        return position

    def hands(self, staff_id: StaffId) -> tuple[AccountHand, ...]:
        """All acts on an account, in order."""
        mine = select(account_hands).where(account_hands.c.staff_id == staff_id)
        rows = self._link.rows(mine.order_by(account_hands.c.position))
        return tuple(hand_from(row) for row in rows)

    def all_hands(self) -> tuple[AccountHand, ...]:
        """All acts on all accounts."""
        ordered = select(account_hands).order_by(account_hands.c.staff_id, account_hands.c.position)
        return tuple(hand_from(row) for row in self._link.rows(ordered))

    def _put(self, staff_id: StaffId, values: dict[str, Any]) -> None:
        mine = staff_credentials.c.staff_id == staff_id
        if self._link.run(update(staff_credentials).where(mine).values(values)) != 1:
            raise RuleViolationError("STAFF_UNKNOWN", staff=staff_id)


def hand_from(row: Row) -> AccountHand:
    """An act from its row."""
    actor = row["actor"]
    return AccountHand(
        staff_id=StaffId(row["staff_id"]),
        position=row["position"],
        act=row["act"],
        duty=row["duty"],
        actor=None if actor is None else StaffId(actor),
        cedula=row["cedula"],
        at=row["at"],
    )
