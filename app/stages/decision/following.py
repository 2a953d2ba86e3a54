"""Does the rest of a "no fui yo" that a server took at a desk, where nobody may do it (ADR 0017)."""

from __future__ import annotations

import logging
from dataclasses import replace

from app.domain.audit import AuditEntry, case_chain, person_chain
from app.domain.errors import OF_ONE
from app.domain.ids import MessageId
from app.domain.not_me import ReportToFollow
from app.ports.clock import Clock
from app.ports.emails import EmailReader
from app.ports.unit_of_work import Store, UnitOfWork
from app.stages.decision.letters import Notice
from app.stages.decision.stopping import mark_for_director, stop_all, tell_frozen
from app.trail.approvals import approval_told, case_or_none
from app.trail.queued import queued

_log = logging.getLogger(__name__)


class FollowReports:
    """Stops what is on hold, tells the addresses and marks the case; run by a timer, safe to run twice.

    The changes of the person stand still already, so that nothing comes into force meanwhile.
    """

    def __init__(self, store: Store, clock: Clock, read_email: EmailReader) -> None:
        self._store = store
        self._clock = clock
        self._read_email = read_email

    def __call__(self) -> int:
        """Follow each report in a transaction of its own; returns how many."""
        with self._store.look() as stored:
            waiting = stored.decisions.reports_to_follow()
        done = 0
        for report in waiting:
            try:
                done += self._follow(report)
            except OF_ONE as error:
                # The next round looks again; the others do not wait for it.
                _log.error("case %s: a report is not followed: %s", report.case_id, error.code)
        return done

    def _follow(self, report: ReportToFollow) -> bool:
        now = self._clock.now()
        with self._store.write() as uow:
            person = uow.people.lock(report.person_id)
            if not uow.decisions.take_report(report.offer):
                return False
            stored = case_or_none(uow, report.case_id)
            # Its row may name somebody else by now.
            case = replace(stored, person_id=person.id) if stored is not None else None
            told: list[MessageId] = stop_all(uow, person, case, now, self._read_email)
            if case is not None:
                told += self._told(uow, report, Notice(case, person, report.at, None))
            facts: dict[str, object] = {"messages": queued(uow, told)}
            # On the person's as well: the other cases that were stopped are told of by it.
            for chain in (case_chain(report.case_id), person_chain(person.id)):
                uow.audit.append(AuditEntry(chain, "person.not_me_followed", None, now, "", facts))
            uow.commit()
        return True

    def _told(
        self, uow: UnitOfWork, report: ReportToFollow, notice: Notice
    ) -> tuple[MessageId, ...]:
        if report.is_changed or report.is_lost:
            mark_for_director(uow, report.case_id)
        decision = uow.decisions.get(report.case_id)
        if report.is_lost or decision is None:
            decision = approval_told(uow, notice.case) or decision
        if decision is None:
            return ()
        return tell_frozen(uow, notice, decision, self._read_email, is_changed=report.is_changed)
