"""Second factors of members of staff on a central database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.domain.ids import StaffId


class SecondFactors(Protocol):
    """Gives out secrets; whoever may is the DBA, never a member of staff alone."""

    def enrol(self, staff_id: StaffId, secret: bytes) -> None:
        """Make that the member's secret; every sign-in of theirs ends.

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED``.
            RuleViolationError: ``NO_SECOND_FACTOR_HERE`` on a local file.
        """
        ...
