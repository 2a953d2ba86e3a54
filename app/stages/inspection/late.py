"""Taking files up again that were given up because the machine was busy.

When, how often and why is said in :mod:`app.domain.late_inspection`.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Final

from app.domain.errors import OF_ONE
from app.domain.ids import CaseId
from app.ports.clock import Clock
from app.stages.inspection.inspecting import InspectCase, InspectedCase

_log = logging.getLogger(__name__)
PAUSE: Final = timedelta(hours=1)


class TakeUpLate:
    """One case a call, so that no mail waits behind a busy sandbox; keep one for all rounds.

    When there is nothing to do, or the machine is still busy, nothing is asked for an hour: the
    question costs a look at every case that waits for review.
    """

    def __init__(self, inspect: InspectCase, clock: Clock) -> None:
        self._inspect = inspect
        self._clock = clock
        self._not_before: datetime | None = None
        # Refused in this hour: they do not stand before the others.
        self._passed: set[CaseId] = set()

    def __call__(self) -> InspectedCase | None:
        """Look once more at what is due of one case; None when nothing was done.

        Raises:
            UnavailableError: the sandbox or the database cannot work; asked again in an hour.
        """
        now = self._clock.now()
        # A clock that was put back must not make an hour longer.
        if self._not_before is not None and now < self._not_before <= now + PAUSE:
            return None
        self._not_before = now + PAUSE
        case_id = self._inspect.given_up(self._passed)
        if case_id is None:
            self._passed.clear()
            return None
        try:
            done = self._inspect.again(case_id)
        except OF_ONE as error:
            _log.error("case %s: %s, not looked at again", case_id, error.code)
            self._passed.add(case_id)
            self._not_before = None
            return None
        if done is not None and not done.is_late:
            self._not_before = None
        return done
