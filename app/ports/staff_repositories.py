"""Members of staff, and power over their accounts; repositories never commit."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.domain.account import AccountHand, HandAct
    from app.domain.ids import Sha256, StaffId
    from app.domain.staff import Agency, StaffCredentials, StaffMember


class StaffDirectory(Protocol):
    """Members of staff, agencies and sign-in verifiers."""

    def add_agency(self, agency: Agency) -> None: ...

    def agencies(self) -> tuple[Agency, ...]: ...

    def add(self, member: StaffMember, password_hash: str, *, is_one_time: bool = False) -> None:
        """Store a member; a one-time password is good for choosing one's own and nothing else.

        Raises:
            RuleViolationError: ``LOGIN_TAKEN`` or ``CEDULA_TAKEN`` (one human, one account).
        """
        ...

    def save(self, member: StaffMember) -> None: ...

    def get(self, staff_id: StaffId) -> StaffMember: ...

    def by_login(self, login: str) -> StaffMember | None: ...

    def all(self) -> tuple[StaffMember, ...]: ...

    def credentials(self, staff_id: StaffId) -> StaffCredentials: ...

    def put_credentials(self, credentials: StaffCredentials) -> None: ...


class Accounts(Protocol):
    """Power over somebody else's account: passwords, codes, second factors, and whose hands."""

    def give_password(self, staff_id: StaffId, password_hash: str) -> None:
        """Keep a one-time password; a code given before is good no more."""
        ...

    def is_one_time(self, staff_id: StaffId) -> bool:
        """Whether the member still has to choose a password of their own."""
        ...

    def give_code(self, staff_id: StaffId, code_hash: Sha256, until: datetime) -> None:
        """Keep what an activation code is compared with, in place of any earlier one."""
        ...

    def give_factor(self, staff_id: StaffId, secret: bytes) -> None:
        """Make that the secret of the member's second factor; every sign-in of theirs ends.

        Raises:
            RuleViolationError: ``NO_SECOND_FACTOR_HERE`` on a local file.
        """
        ...

    def put_hand(
        self, member: StaffMember, act: HandAct, actor: StaffMember | None, at: datetime
    ) -> int:
        """Put an act on an account down; returns its position among them.

        A server has put it down itself by then, unless the DBA's own connection is used.
        """
        ...

    def hands(self, staff_id: StaffId) -> tuple[AccountHand, ...]:
        """All acts on an account, in order."""
        ...

    def all_hands(self) -> tuple[AccountHand, ...]:
        """All acts on all accounts, account by account in order."""
        ...
