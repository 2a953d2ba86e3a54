"""Progress of long work, as a panel beside the work or as a veil over the part that waits."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget
from typing_extensions import override

from ui.tasks import Step
from ui.theme import Gap, Metric, current_theme, mark
from ui.widgets.arrange import column, row
from ui.widgets.card import Card
from ui.widgets.key_button import KeyHintButton
from ui.widgets.text import plain_label


class ProgressPanel(Card):
    """A title, a bar, a note and Cancelar.

    Signals:
        cancel_requested: the person asked to stop.
    """

    cancel_requested = Signal()

    def __init__(
        self, title: str, *, can_cancel: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent=parent)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(title)
        self._note = plain_label("", "caption")
        self._cancel = KeyHintButton(self.tr("Cancelar"))
        self._cancel.setVisible(can_cancel)
        self._cancel.clicked.connect(self._on_cancel)
        self.add(self._bar)
        self.add_layout(row(self._note, 1, self._cancel))

    def show_step(self, step: Step) -> None:
        """Show how far the work is."""
        self._bar.setRange(0, step.total)
        self._bar.setValue(step.done)
        of = f"{step.done} / {step.total}" if step.total else ""
        self._note.setText(" · ".join(part for part in (of, step.note) if part))

    def _on_cancel(self) -> None:
        self._cancel.setEnabled(False)
        self._note.setText(self.tr("Deteniendo…"))
        self.cancel_requested.emit()


class BusyOverlay(QFrame):
    """Covers its parent while something loads; takes no key and no pointer through.

    Nothing moves below it; it shows only a bar and a word.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        mark(self, "shade")
        self._word = plain_label("", "quiet")
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setFixedWidth(current_theme().px(Metric.PANEL_MIN))
        self._bar = bar
        self.setLayout(column(1, row(1, bar, 1), row(1, self._word, 1), 1, gap=Gap.S))
        parent.installEventFilter(self)
        self.hide()

    def start(self, word: str) -> None:
        """Cover the parent and say what is going on."""
        self._word.setText(word)
        self._bar.setAccessibleName(word)
        host = self.parentWidget()
        if host is not None:
            self.setGeometry(host.rect())
        self.raise_()
        self.show()

    def stop(self) -> None:
        """Uncover."""
        self.hide()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        host = self.parentWidget()
        if event.type() == QEvent.Type.Resize and host is not None and watched is host:
            self.setGeometry(host.rect())
        return False
