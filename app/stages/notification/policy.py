"""When a message is tried again and when it is given up."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class DeliveryPolicy:
    """Limits of delivery.

    Attributes:
        attempts: a message that failed this often is given up and shown as failed; with the
            waits below that is after about two days.
        first_wait: wait after the first failure; doubles with each further one.
        longest_wait: no wait is longer.
        stuck_after: a message taken that long ago without an answer belonged to a deliverer
            that died, and is sent again under the same Message-ID. Longer than any time-out of
            the transport, so that a living deliverer is never overtaken.
        send_within: a deliverer that was held up (suspended machine) longer than this between
            taking a message and sending it lets go of it.
    """

    attempts: int = 16
    first_wait: timedelta = timedelta(minutes=1)
    longest_wait: timedelta = timedelta(hours=6)
    stuck_after: timedelta = timedelta(minutes=15)
    send_within: timedelta = timedelta(minutes=5)

    def wait_after(self, message_id: str, failures: int) -> timedelta:
        """Wait before the next try after that many failures (1 or more).

        The wait is spread over the upper half of its length by the message's own id, so that
        what failed together does not come back together, and the same question has one answer.
        """
        doubled = self.first_wait * (1 << min(failures - 1, 20))
        whole = min(doubled, self.longest_wait)
        seed = hashlib.sha256(f"{message_id}:{failures}".encode()).digest()
        share = int.from_bytes(seed[:4], "big") / 2**32
        return whole * (0.5 + share / 2)
