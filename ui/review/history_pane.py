"""What happened to the case, under its papers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.ports.readers import TimelineItem
from ui.theme import Gap
from ui.widgets.agency_time import AgencyTime
from ui.widgets.arrange import clear, column
from ui.widgets.card import SectionHeader
from ui.widgets.event_words import EventWords
from ui.widgets.text import plain_label


class HistoryPane(QScrollArea):
    """Record and messages first, then events, newest first."""

    def __init__(self, time: AgencyTime, papers: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._time = time
        self._words = EventWords(self)
        self.setWidgetResizable(True)
        self.setAccessibleName(self.tr("Historia del caso"))
        inside = QWidget()
        self._lines: QVBoxLayout = column(gap=Gap.S)
        inside.setLayout(column(papers, self._lines, 1, gap=Gap.M, margin=Gap.S))
        self.setWidget(inside)

    def begin(self) -> None:
        """Another case: its history is on its way, and the one before is nobody's any more."""
        clear(self._lines)
        self._lines.addWidget(plain_label(self.tr("Cargando…"), "quiet"))

    def show_history(self, events: Sequence[TimelineItem] | None) -> None:
        """Show the events; None when they could not be read."""
        clear(self._lines)
        self._lines.addWidget(SectionHeader(self.tr("Qué pasó")))
        if events is None:
            self._lines.addWidget(
                plain_label(self.tr("No se pudo leer. Abra el caso otra vez."), "caption")
            )
        for event in reversed(events or ()):
            self._lines.addLayout(self._event(event))

    def _event(self, event: TimelineItem) -> QVBoxLayout:
        who = event.actor_name or self.tr("el sistema")
        return column(
            plain_label(self._words.action(event.action), "body", wrap=True),
            plain_label(f"{self._time.full(event.at)} · {who}", "caption", wrap=True),
            gap=Gap.XS,
        )
