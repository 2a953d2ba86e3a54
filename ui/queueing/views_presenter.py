"""State of a person's saved views: which there are, and what is done with them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.domain.saved_view import SavedView
from app.stages.queueing import SavedViews
from ui.tasks import Lane
from ui.widgets.screen_context import ScreenContext


class ViewsPresenter(QObject):
    """Asks for the saved views in workers and changes them.

    Signals:
        changed: the views, in order (tuple), and the name to show as chosen (str, or empty).
        deleted: a view is gone; it can be put back (SavedView).
        refused: a name or a number of views is not allowed (Exception).
    """

    changed = Signal(object, str)
    deleted = Signal(object)
    refused = Signal(object)

    def __init__(
        self, views: SavedViews, context: ScreenContext, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._views = views
        self._context = context

    def load(self) -> None:
        """Read the views."""
        session = self._context.session
        self._context.tasks.run(
            lambda: self._views.mine(session),
            owner=self,
            on_done=lambda found: self.changed.emit(found, ""),
            on_error=self.refused.emit,
        )

    def save(self, view: SavedView) -> None:
        """Keep filters under a name."""
        self._change(partial(self._views.save, self._context.session, view))

    def rename(self, name: str, new_name: str) -> None:
        """Give a view another name."""
        self._change(partial(self._views.rename, self._context.session, name, new_name))

    def delete(self, view: SavedView) -> None:
        """Forget a view; `save` puts it back."""

        def forget() -> None:
            self._views.delete(self._context.session, view.name)

        self._change(forget, lambda: self.deleted.emit(view))

    def _change(
        self, change: Callable[[], SavedView | None], then: Callable[[], None] = lambda: None
    ) -> None:
        session = self._context.session

        def work() -> tuple[tuple[SavedView, ...], str]:
            kept = change()
            return self._views.mine(session), kept.name if kept is not None else ""

        def done(result: tuple[tuple[SavedView, ...], str]) -> None:
            self.changed.emit(*result)
            then()

        self._context.tasks.run(
            work, owner=self, on_done=done, on_error=self.refused.emit, lane=Lane.WRITE
        )
