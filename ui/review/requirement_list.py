"""Left side of the desk: the requirements with their state and what is still missing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidgetItem, QSizePolicy, QWidget

from ui.review.desk import Desk
from ui.review.words import ReviewWords
from ui.theme import Gap, Metric, current_theme
from ui.widgets.arrange import column, row
from ui.widgets.badge import Badge
from ui.widgets.card import Card
from ui.widgets.key_button import KeyCap
from ui.widgets.text import PlainLabel, plain_label
from ui.widgets.word_list import WordList

CODE_ROLE = int(Qt.ItemDataRole.UserRole)


class RequirementItem(QWidget):
    """One requirement: its digit, its name, its state."""

    def __init__(self, number: int, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cap = KeyCap(str(number))
        self._title = PlainLabel(title, wrap=True)
        self.badge = Badge()
        words = column(self._title, row(self.badge, 1), gap=Gap.XS)
        layout = row(gap=Gap.S, margin=Gap.S)
        layout.addWidget(self._cap, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        self.setLayout(layout)


class RequirementList(Card):
    """The requirements of the procedure; at most nine, each with Alt and its digit.

    Signals:
        requirement_chosen: another requirement should be looked at (its code).
        look_wanted: its evidence should come into sight (Enter or a click).
    """

    requirement_chosen = Signal(str)
    look_wanted = Signal()

    def __init__(self, words: ReviewWords, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.header.set_title(self.tr("Requisitos"))
        self.header.setVisible(True)
        self._words = words
        self._built: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
        self._items: dict[str, RequirementItem] = {}
        self.list = WordList(self.tr("Requisitos"))
        self.list.currentItemChanged.connect(self._on_current)
        self.list.itemClicked.connect(lambda _item: self.look_wanted.emit())
        self.list.itemActivated.connect(lambda _item: self.look_wanted.emit())
        self._remark = plain_label("", "caption", wrap=True)
        self.add(self.list, 1)
        self.add(self._remark)
        self.setMinimumWidth(current_theme().px(Metric.LEFT_PANEL))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def show_desk(self, desk: Desk) -> None:
        """Show where the review stands; items are made once per procedure and document."""
        codes = tuple(item.code for item in desk.procedure.requirements)
        titles = tuple(item.short_title for item in desk.procedure.requirements)
        if (codes, titles) != self._built:
            self._built = codes, titles
            self._build(desk)
        for place, code in enumerate(codes):
            is_current = code == desk.selected
            badge = self._words.state(desk.state_of(code), is_current, desk.lacks(code))
            self._items[code].badge.show_badge(badge)
            title = desk.procedure.requirement(code).short_title
            self.list.item(place).setData(
                Qt.ItemDataRole.AccessibleTextRole, f"{title}: {badge.text}"
            )
            if is_current and self.list.currentRow() != place:
                self.list.blockSignals(True)
                self.list.setCurrentRow(place)
                self.list.blockSignals(False)
        self._remark.setText(self._words.progress(desk))

    def _build(self, desk: Desk) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        self._items.clear()
        for number, requirement in enumerate(desk.procedure.requirements, start=1):
            item = QListWidgetItem()
            item.setData(CODE_ROLE, requirement.code)
            widget = RequirementItem(number, requirement.short_title)
            self.list.addItem(item)
            self.list.setItemWidget(item, widget)
            self._items[requirement.code] = widget
        self.list.blockSignals(False)
        self.list.fit()

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.requirement_chosen.emit(str(item.data(CODE_ROLE)))
