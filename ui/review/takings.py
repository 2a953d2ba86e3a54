"""Taking cases for the desk, and giving back what was taken for a desk that never showed it."""

from __future__ import annotations

from app.domain.ids import CaseId
from app.domain.staff import Session
from app.stages.queueing import Claims


class Takings:
    """Claims cases and remembers the one that no desk shows yet.

    A question asked anew drops the answer to the older one, but not the claim that came with it:
    whoever holds one case can take no other, and would not see why. Used in the lane of writing,
    where one thing follows the other; only `is_shown` is called from outside it.
    """

    def __init__(self, claims: Claims, session: Session) -> None:
        self._claims = claims
        self._session = session
        self._unshown: CaseId | None = None

    @property
    def unshown(self) -> CaseId | None:
        """The case that is held and not on the desk, or None."""
        return self._unshown

    def take_next(self) -> CaseId | None:
        """Claim the case with least time left."""
        taken = self._claims.take_next(self._session)
        self._unshown = taken.id if taken is not None else None
        return self._unshown

    def take(self, case_id: CaseId) -> None:
        """Claim one case."""
        if self._unshown != case_id:
            self.give_back(None)
        self._claims.take(self._session, case_id)
        self._unshown = case_id

    def give_back(self, shown: CaseId | None) -> None:
        """Release what the desk shows and what it never came to show."""
        for case_id in {shown, self._unshown} - {None}:
            if case_id is not None:
                self._claims.release(self._session, case_id)
        self._unshown = None

    def is_shown(self, case_id: CaseId) -> None:
        """What was taken has come onto the desk."""
        if self._unshown == case_id:
            self._unshown = None
