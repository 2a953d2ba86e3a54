"""Stores the work on a review at every key; what the database did not take is kept for later."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from app.domain.errors import UnavailableError
from app.domain.review import ReviewDraft
from app.domain.staff import Session
from app.stages.review.drafting import Drafting, SavedDraft
from ui.tasks import Lane, Tasks


class DraftKeeper(QObject):
    """Sends drafts in the order they were made.

    Signals:
        saved: one was stored (SavedDraft).
        failed: one was not (Exception); the desk still shows it.
    """

    saved = Signal(object)
    failed = Signal(object)

    def __init__(
        self, drafting: Drafting, session: Session, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._drafting, self._session, self._tasks = drafting, session, tasks
        self._unsaved: ReviewDraft | None = None

    def keep(self, draft: ReviewDraft) -> None:
        """Store it."""
        self._tasks.run(
            lambda: self._drafting.save(self._session, draft),
            owner=self,
            on_done=self._on_saved,
            on_error=partial(self._on_error, draft),
            lane=Lane.WRITE,
        )

    def keep_again(self) -> None:
        """Store once more what was not stored the last time."""
        if self._unsaved is not None:
            self.keep(self._unsaved)

    def _on_saved(self, saved: SavedDraft) -> None:
        self._unsaved = None
        self.saved.emit(saved)

    def _on_error(self, draft: ReviewDraft, error: Exception) -> None:
        # A draft that is refused would be so again.
        self._unsaved = draft if isinstance(error, UnavailableError) else None
        self.failed.emit(error)
