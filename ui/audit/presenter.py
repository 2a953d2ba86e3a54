"""State of the audit screen: what is looked for and why, which event is open; knows no widget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.domain.duties import Operation, may
from app.domain.errors import RuleViolationError
from app.domain.stated_reason import stated_reason
from app.ports.audit_search import EventCursor, EventFacts, EventLine
from app.stages.oversight import (
    CheckChain,
    PackEvidence,
    PackEvidenceCommand,
    ReadEvent,
    ReadEventCommand,
    SearchEvents,
    SearchEventsCommand,
)
from ui.tasks import Generation, Lane
from ui.widgets.screen_context import ScreenContext
from ui.widgets.table_column import Page


@dataclass(frozen=True, slots=True)
class AuditUseCases:
    """Everything the screen can ask for."""

    search: SearchEvents
    read: ReadEvent
    check: CheckChain
    pack: PackEvidence


class AuditPresenter(QObject):
    """Searches, opens one event at a time, verifies its chain, writes evidence packs.

    Signals:
        question_changed: another search (the page loader).
        search_refused: what is wrong with it (RuleViolationError).
        event_changed: another event is open (EventFacts or None).
        chain_checked: how the chain of the open event stands (ChainStanding).
        packed: a pack was written (PackedEvidence, its path).
        failed: an error to show (Exception).
    """

    question_changed = Signal(object)
    search_refused = Signal(object)
    event_changed = Signal(object)
    chain_checked = Signal(object)
    packed = Signal(object, str)
    failed = Signal(object)

    def __init__(
        self, cases: AuditUseCases, context: ScreenContext, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._cases = cases
        self._context = context
        self._reason = ""
        self._event: EventFacts | None = None
        self._openings = Generation()
        self._checks = Generation()
        self._is_packing = False

    @property
    def shown(self) -> EventFacts | None:
        """The event on show."""
        return self._event

    @property
    def looks_over_all(self) -> bool:
        """Whether this duty looks over all events; else at those of one case at a time."""
        return may(self._context.session, Operation.READ_AUDIT)

    @property
    def may_pack(self) -> bool:
        """Whether this duty takes evidence out."""
        return may(self._context.session, Operation.PACK_EVIDENCE)

    def search(self, wanted: SearchEventsCommand) -> None:
        """Search; what was looked for and why is recorded by the use case."""
        try:
            self._reason = stated_reason(wanted.reason)
        except RuleViolationError as error:
            self.search_refused.emit(error)
            return
        search = self._cases.search
        self.close()

        def load(cursor: object | None) -> Page[EventLine]:
            after = cursor if isinstance(cursor, EventCursor) else None
            page = search(replace(wanted, after=after))
            return Page(page.lines, page.after)

        self.question_changed.emit(load)

    def open(self, line: EventLine) -> None:
        """Open an event, for the reason of the search that found it."""
        read = self._cases.read
        command = ReadEventCommand(self._context.session, line.chain, line.sequence, self._reason)
        self._openings.advance()
        self._context.tasks.run(
            lambda: read(command),
            owner=self,
            on_done=self._show,
            on_error=self.failed.emit,
            lane=Lane.WRITE,
            generation=self._openings,
        )

    def close(self) -> None:
        """Put the event away."""
        self._openings.advance()
        self._show(None)

    def check(self) -> None:
        """Verify the chain of the event on show."""
        if self._event is None:
            return
        check, session, chain = self._cases.check, self._context.session, self._event.line.chain
        self._checks.advance()
        self._context.tasks.run(
            lambda: check(session, chain),
            owner=self,
            on_done=self.chain_checked.emit,
            on_error=self.failed.emit,
            generation=self._checks,
        )

    def pack(self, number: str, path: Path, reason: str) -> None:
        """Write the evidence of a case; one at a time."""
        if self._is_packing:
            return
        self._is_packing = True
        pack = self._cases.pack
        command = PackEvidenceCommand(self._context.session, number, path, reason)
        self._context.tasks.run(
            lambda: pack(command),
            owner=self,
            on_done=self._packed_to(str(path)),
            on_error=self._on_not_packed,
        )

    def _packed_to(self, path: str) -> Callable[[object], None]:
        def done(packed: object) -> None:
            self._is_packing = False
            self.packed.emit(packed, path)

        return done

    def _on_not_packed(self, error: Exception) -> None:
        self._is_packing = False
        self.failed.emit(error)

    def _show(self, event: EventFacts | None) -> None:
        # What is still being verified is of another event.
        self._checks.advance()
        self._event = event
        self.event_changed.emit(event)
