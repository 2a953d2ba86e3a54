"""What has to be done without anybody asking: inspect, return, apply, close, issue, deliver, seal, copy.

A desktop on a local file does it between clicks; beside a central database the sentinel does it for
everybody. Every chore is safe to be done by two at once: each case and message is taken under its
own lock.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from app.domain.errors import OF_ONE, RuleViolationError, VentanillaError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from app.cli.services import ChoreServices
    from app.domain.ids import CaseId
    from app.stages.inspection import TakeUpLate

_LOG = logging.getLogger(__name__)
BATCH: Final = 20
CLOCKS_DIFFER: Final = timedelta(days=1)
"""A case of another workstation may come to light with an instant a little in the past."""
REFUSED_AGAIN: Final = timedelta(minutes=10)
UNDO_IS_OVER: Final = timedelta(minutes=2)
"""A refusing review can still be taken back; its record waits until it cannot."""


class Chores:
    """One round after the other; a part that fails now is tried again next round."""

    def __init__(self, services: ChoreServices) -> None:
        self._services = services
        self._seal_at: datetime | None = None
        self._copy_at: datetime | None = None
        # Only spares reading every case ever closed again: another start begins without it.
        self._documented_until: datetime | None = None
        self._late: TakeUpLate | None = None
        # Cases not inspected, or that no record is drawn of, and until when they do not stand before the others.
        self._refused: dict[CaseId, datetime] = {}

    def round(self) -> dict[str, str]:
        """Do everything once; returns the code of what failed by chore, empty when all went well."""
        # Imported by the first round: no window waits for them.
        from app.stages.closing import CloseUnanswered
        from app.stages.decision import ApplyDueHolds, FollowReports
        from app.stages.queueing import Claims

        store, clock = self._services.store, self._services.clock
        chores: dict[str, Callable[[], object]] = {
            "inspect": self._inspect,
            "return_expired": Claims(store, clock).return_expired,
            # First, so that what was reported is stopped as such and not by the end of its hold.
            "follow_reports": FollowReports(store, clock, self._services.emails),
            "apply_holds": ApplyDueHolds(store, clock, self._services.emails),
            "close_unanswered": CloseUnanswered(store, clock),
            "issue": self._issue,
            "deliver": self._deliver,
            "seal": self._seal,
            "copy": self._copy,
        }
        ended = {name: _failure(chore) for name, chore in chores.items()}
        return {name: code for name, code in ended.items() if code}

    def _inspect(self) -> None:
        from app.stages.inspection import InspectCase, TakeUpLate

        services = self._services
        inspect = InspectCase(
            services.store,
            services.inspector,
            services.clock,
            services.procedures,
            services.offices,
            services.phones,
            services.risk_limits,
            services.emails,
            services.station,
        )
        refused = self._refused_still()
        for case_id in [one for one in inspect.waiting() if one not in refused][:BATCH]:
            try:
                inspect(case_id)
            except OF_ONE as error:
                _LOG.error("case %s: %s, not inspected", case_id, error.code)
                self._refused[case_id] = services.clock.now() + REFUSED_AGAIN
            except VentanillaError as error:
                _LOG.warning("housekeeping: %s", error.code)
        if self._late is None:
            # Kept from round to round: it knows when it has to ask again.
            self._late = TakeUpLate(inspect, services.clock)
        self._late()

    def _issue(self) -> None:
        from app.stages.documents import IssueValidationRecord, IssueValidationRecordCommand

        services = self._services
        issue = IssueValidationRecord(
            services.store,
            services.procedures,
            services.renderer,
            services.clock,
            services.anchors,
        )
        settled = services.clock.now() - UNDO_IS_OVER
        looked, until = self._documented_until, settled - CLOCKS_DIFFER
        # A clock that was put back makes what is known worth nothing.
        since = looked if looked is not None and looked <= until else None
        refused = self._refused_still()
        with services.store.look() as stored:
            undocumented = stored.documents.undocumented(settled, BATCH + len(refused), since)
        if not undocumented:
            self._documented_until = until
        for case_id in [one for one in undocumented if one not in refused][:BATCH]:
            if _failure(partial(issue, IssueValidationRecordCommand(None, case_id))):
                self._refused[case_id] = services.clock.now() + REFUSED_AGAIN

    def _refused_still(self) -> dict[CaseId, datetime]:
        now = self._services.clock.now()
        self._refused = {case: again for case, again in self._refused.items() if now < again}
        return self._refused

    def _deliver(self) -> None:
        from app.stages.notification import DeliverDue, DeliverDueCommand

        services = self._services
        DeliverDue(
            services.store,
            services.composer,
            services.mail_builder,
            services.transport,
            services.clock,
            services.mail_sender,
            services.station,
        )(DeliverDueCommand())

    def _seal(self) -> None:
        services = self._services
        anchors = services.anchors
        if anchors is None:
            return
        # The folder may be far away and hold years of seals: it is not asked at every round.
        if self._seal_at is not None and services.clock.now() < self._seal_at:
            return
        from app.stages.oversight import SealAudit, SealAuditCommand

        every = timedelta(minutes=services.settings.whole("audit.seal_minutes"))
        seal = SealAudit(services.store, anchors, services.sealing_key, services.clock, every)
        sealed = seal(SealAuditCommand())
        self._seal_at = sealed.seal.at + every
        for found in sealed.contradictions:
            _LOG.error("contradicts the seal before: %s#%d", found.chain, found.sequence)
        if sealed.contradictions:
            raise RuleViolationError("AUDIT_CONTRADICTED", number=sealed.seal.number)

    def _copy(self) -> None:
        services = self._services
        copies = services.copies
        now = services.clock.now()
        # As with seals: the folder may be far away.
        if copies is None or (self._copy_at is not None and now < self._copy_at):
            return
        from app.stages.keeping import KeepCopies

        every = timedelta(hours=services.settings.whole("copies.hours"))
        kept = services.settings.whole("copies.kept")
        newest = KeepCopies(services.store, copies, services.clock, every, kept)()
        self._copy_at = newest.at + every


def _failure(chore: Callable[[], object]) -> str:
    """The code of what went wrong, empty when nothing did."""
    try:
        chore()
    except VentanillaError as error:
        _LOG.warning("housekeeping: %s", error.code)
        return error.code
    return ""
