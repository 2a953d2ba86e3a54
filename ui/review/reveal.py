"""Shows what is masked on the desk; whoever looks leaves a trace."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from ui.review.data_pane import DataPane
from ui.review.desk import ReviewUseCases
from ui.review.presenter import ReviewPresenter
from ui.widgets.screen_context import ScreenContext


class Reveal(QObject):
    """Reads the masked value of the case on the desk and hands it to its panes."""

    def __init__(
        self,
        cases: ReviewUseCases,
        context: ScreenContext,
        presenter: ReviewPresenter,
        panes: tuple[DataPane, ...],
        on_failed: Callable[[Exception], None],
    ) -> None:
        super().__init__(presenter)
        self._cases, self._context, self._presenter = cases, context, presenter
        self._panes, self._on_failed = panes, on_failed
        for pane in panes:
            pane.reveal_wanted.connect(self._on_wanted)

    def _on_wanted(self) -> None:
        desk = self._presenter.desk
        if desk is None:
            return
        session, case_id = self._context.session, desk.view.case.id

        def done(secret: str) -> None:
            now = self._presenter.desk
            if now is not None and now.view.case.id == case_id:
                for pane in self._panes:
                    pane.reveal(secret)

        self._context.tasks.run(
            lambda: self._cases.reveal(session, case_id),
            owner=self,
            on_done=done,
            on_error=self._on_failed,
        )
