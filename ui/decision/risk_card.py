"""The risk marks of the change, above everything else that is read before deciding (D17)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.risk import RiskMark, RiskSeverity
from app.ports.wording import Wording
from ui.theme import Gap, Tone
from ui.widgets.arrange import clear, column, row
from ui.widgets.badge import Badge
from ui.widgets.card import Card
from ui.widgets.text import PlainLabel

_TONES = {
    RiskSeverity.ALARM: Tone.LATE,
    RiskSeverity.WARNING: Tone.SOON,
    RiskSeverity.NOTICE: Tone.INFO,
}
_ORDER = tuple(_TONES)


class RiskCard(Card):
    """One line a mark, the gravest first; says so when there is none."""

    def __init__(self, wording: Wording, language: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._wording = wording
        self._language = language
        self.header.set_title(self.tr("Avisos de riesgo"))
        self.header.setVisible(True)
        self._lines: QVBoxLayout = column(gap=Gap.XS)
        self.add_layout(self._lines)

    def show_marks(self, marks: Sequence[RiskMark]) -> None:
        """Show every mark."""
        clear(self._lines)
        self.header.set_remark("" if marks else self.tr("ninguna"))
        for mark in sorted(marks, key=lambda mark: _ORDER.index(mark.severity)):
            badge = Badge(self._word(mark.severity), _TONES[mark.severity])
            sentence = PlainLabel(self._wording.mark(mark, self._language), "body", wrap=True)
            line = row(column(badge, 1, gap=Gap.NONE), sentence, gap=Gap.S)
            line.setStretch(1, 1)
            self._lines.addLayout(line)

    def _word(self, severity: RiskSeverity) -> str:
        return {
            RiskSeverity.NOTICE: self.tr("aviso"),
            RiskSeverity.WARNING: self.tr("atención"),
            RiskSeverity.ALARM: self.tr("alarma"),
        }[severity]
