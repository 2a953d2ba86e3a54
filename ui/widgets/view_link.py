"""Two evidence views that move together while they are linked."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from ui.widgets.evidence_view import EvidenceView
from ui.widgets.view_state import ViewState


class ViewLink(QObject):
    """Zoom and place follow each other, as shares of each picture; off until it is switched on.

    Contrast and turn stay each one's own: they belong to one file.
    """

    def __init__(
        self, first: EvidenceView, second: EvidenceView, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._views = (first, second)
        self._is_on = False
        first.view_changed.connect(lambda state: self._follow(first, second, state))
        second.view_changed.connect(lambda state: self._follow(second, first, state))

    @property
    def is_on(self) -> bool:
        """Whether they move together."""
        return self._is_on

    def set_on(self, is_on: bool) -> None:
        """Link them, the second looking where the first does, or let go."""
        self._is_on = is_on
        first, second = self._views
        self._follow(first, second, first.state)

    def _follow(self, leader: EvidenceView, follower: EvidenceView, state: ViewState) -> None:
        if not self._is_on or follower.image.isNull():
            return
        own = replace(follower.state, centre=state.centre, zoom=None)
        if state.zoom is not None:
            # Of pictures of different sizes, the same share is the same place and nearness.
            own = own.zoomed(follower.fit_zoom() * state.zoom / leader.fit_zoom())
        follower.set_state(own)
