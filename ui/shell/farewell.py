"""What somebody who goes leaves behind: last drafts stored, cases given back, the leaving noted."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.duties import Operation, may
from app.domain.errors import AccessDeniedError, UnavailableError
from app.domain.staff import Session
from app.stages.access import SignOut
from app.stages.queueing import BrowseQueue, Claims
from ui.shell.parts import DesktopParts
from ui.tasks import Generation, Lane, Task, Tasks

PATIENCE_MS: Final = 3000

HeldAnswer = Callable[[tuple[str, ...] | None], None]


class Farewell(QObject):
    """Asks what is in hand, gives it back, and never waits longer than a person would.

    Everything runs in the write lane, so behind the drafts and the review being stored: what it
    reads is what is left afterwards.

    Signals:
        done: all is stored and given back.
        unanswered: the database did not answer in time, or not at all.
    """

    done = Signal()
    unanswered = Signal()

    def __init__(self, parts: DesktopParts, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._tasks = tasks
        self._questions = Generation()
        self._answer: HeldAnswer | None = None
        self._asking: Task | None = None
        self._leaving: Task | None = None
        self._question_wait = self._wait(self._on_no_answer)
        self._leaving_wait = self._wait(self.unanswered.emit)

    def ask_held(self, session: Session, answer: HeldAnswer) -> None:
        """Answer with the numbers of the cases in hand; None when the database is silent."""
        if not may(session, Operation.BROWSE_QUEUE):
            answer(())
            return
        if self._asking is not None:
            self._asking.cancel()
        queue = BrowseQueue(self._parts.store, self._parts.clock)
        self._questions.advance()
        self._answer = answer
        self._question_wait.start()
        self._asking = self._tasks.run(
            lambda: tuple(row.number for row in queue.held(session)),
            owner=self,
            on_done=self._on_held,
            # Whoever wants to leave may, whatever the store says; a lease ends by itself.
            on_error=lambda _error: self._on_held(None),
            lane=Lane.WRITE,
            generation=self._questions,
        )

    def leave(self, session: Session) -> None:
        """Give back what the person holds and note that they left; nobody waits for it."""
        # Nothing to tell whoever left: an account disabled meanwhile cannot even be noted.
        self._tasks.run(
            self._work(session), owner=self, on_error=lambda _error: None, lane=Lane.WRITE
        )

    def leave_to_close(self, session: Session) -> None:
        """The same before the window closes; a signal follows. Asked twice, done once."""
        if self._leaving is not None:
            return
        self._leaving_wait.start()
        self._leaving = self._tasks.run(
            self._work(session),
            owner=self,
            on_done=lambda _nothing: self._on_done(),
            on_error=self._on_error,
            lane=Lane.WRITE,
        )

    def stay(self) -> None:
        """The person stays after all: what has not begun is not done."""
        self._leaving_wait.stop()
        if self._leaving is not None:
            self._leaving.cancel()
            self._leaving = None

    def _work(self, session: Session) -> Callable[[], None]:
        claims = Claims(self._parts.store, self._parts.clock)
        sign_out = SignOut(self._parts.store, self._parts.clock)

        def work() -> None:
            if may(session, Operation.BROWSE_QUEUE):
                # An account disabled meanwhile may give nothing back; its lease ends by itself.
                with suppress(AccessDeniedError):
                    claims.release_held(session)
            sign_out(session)

        return work

    def _wait(self, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(PATIENCE_MS)
        timer.timeout.connect(then)
        return timer

    def _on_no_answer(self) -> None:
        self._questions.advance()
        if self._asking is not None:
            self._asking.cancel()
        self._on_held(None)

    def _on_held(self, held: tuple[str, ...] | None) -> None:
        self._question_wait.stop()
        self._asking = None
        answer, self._answer = self._answer, None
        if answer is not None:
            answer(held)

    def _on_done(self) -> None:
        self._leaving_wait.stop()
        self._leaving = None
        self.done.emit()

    def _on_error(self, error: Exception) -> None:
        if isinstance(error, UnavailableError):
            self._leaving_wait.stop()
            self._leaving = None
            self.unanswered.emit()
            return
        # An account disabled meanwhile cannot even be noted: nothing to wait for.
        self._on_done()
