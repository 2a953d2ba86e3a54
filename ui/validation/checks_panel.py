"""The drawn checks, one after the other; the answer stays hidden until asked for (D14)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QListWidgetItem, QWidget

from app.domain.call import CheckResult, GuidedCheck
from app.domain.masking import BULLET
from ui.theme import Gap
from ui.validation.bench import Bench
from ui.validation.call_turns import CallTurn, CallTurns
from ui.validation.words import CallWords
from ui.widgets.arrange import row
from ui.widgets.badge import Badge
from ui.widgets.card import Card, hairline
from ui.widgets.key_button import KeyHintButton
from ui.widgets.shortcuts import ShortcutRegistry
from ui.widgets.text import PlainLabel, plain_label
from ui.widgets.word_list import WordList

_HIDDEN = BULLET * 6


class CheckItem(QWidget):
    """One line of the list: what it looks at and how it went."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.badge = Badge()
        self._title = PlainLabel(title)
        layout = row(self._title, self.badge, gap=Gap.S, margin=Gap.S)
        layout.setStretch(0, 1)
        self.setLayout(layout)


class ChecksPanel(Card):
    """The current check large, the others below.

    Signals:
        result_given: code of the check and its result.
        reveal_wanted: show the expected answer of a check (its code).
    """

    result_given = Signal(str, object)
    reveal_wanted = Signal(str)

    def __init__(self, words: CallWords, parent: QWidget | None = None) -> None:
        super().__init__("", gap=Gap.M, parent=parent)
        self.header.set_title(self.tr("Comprobaciones"))
        self.header.setVisible(True)
        self._words = words
        self._bench: Bench | None = None
        self._call = ""
        self._place = 0
        self._prompt = plain_label("", "title", wrap=True)
        self._answer = PlainLabel("", "strong", wrap=True)
        self._results: list[QAction] = []
        self._keys = row(gap=Gap.S)
        self._reveal = KeyHintButton(self.tr("Ver respuesta"), "V", icon="eye")
        self.list = WordList(self.tr("Comprobaciones"))
        self.list.currentRowChanged.connect(self._on_row)
        expected = row(
            plain_label(self.tr("Se espera"), "caption"), self._answer, self._reveal, gap=Gap.S
        )
        expected.setStretch(1, 1)
        self.add(self._prompt)
        self.add_layout(expected)
        self.add_layout(self._keys)
        self.add(hairline())
        self.add(self.list, 1)

    @property
    def question(self) -> QWidget:
        """What is asked now; the list below only says where one stands."""
        return self._prompt

    def bind(self, shortcuts: ShortcutRegistry, owner: QWidget, turns: CallTurns) -> None:
        """Bind the result letters; they are live in the whole call page, once the checks are read."""
        group = self.tr("Comprobaciones")
        for result, label, keys in (
            (CheckResult.PASSED, self.tr("Pasa"), "A"),
            (CheckResult.FAILED, self.tr("No pasa"), "X"),
            (CheckResult.NOT_DONE, self.tr("No se hizo"), "N"),
        ):
            button = KeyHintButton(label, keys)
            action = shortcuts.add(
                owner,
                f"calls.check.{result.value}",
                label,
                keys,
                turns.seen(CallTurn.CHECKS, partial(self._give, result)),
                group=group,
            )
            button.follow(action)
            self._keys.addWidget(button)
            self._results.append(action)
        self._keys.addStretch(1)
        self._reveal_action = shortcuts.add(
            owner,
            "calls.check.reveal",
            self.tr("Ver respuesta"),
            "V",
            turns.seen(CallTurn.CHECKS, self._on_reveal),
            group=group,
        )
        self._reveal.follow(self._reveal_action)
        for key, label, keys, by in (
            ("next", self.tr("Comprobación siguiente"), "Alt+Down", 1),
            ("previous", self.tr("Comprobación anterior"), "Alt+Up", -1),
        ):
            step = turns.leading(CallTurn.CHECKS, partial(self._step, by))
            shortcuts.add(owner, f"calls.check.{key}", label, keys, step, group=group)

    def show_bench(self, bench: Bench) -> None:
        """Show the checks of the call; the place is kept while it is the same call."""
        call = bench.call
        checks = call.checks if call else ()
        key = f"{call.id if call else ''}:{len(checks)}"
        self._bench = bench
        if key != self._call:
            self._call = key
            self._place = 0
            self._build(checks)
        for place, check in enumerate(checks):
            widget = self.list.itemWidget(self.list.item(place))
            badge = self._words.result(check.result)
            if isinstance(widget, CheckItem):
                widget.badge.show_badge(badge)
            title = self._words.group(check.group)
            self.list.item(place).setData(
                Qt.ItemDataRole.AccessibleTextRole, f"{place + 1} {title}: {badge.text}"
            )
        done = sum(check.result is not None for check in checks)
        remark = self.tr("{done} de {total} · sacadas al azar")
        self.header.set_remark(remark.format(done=done, total=len(checks)) if checks else "")
        self._draw()

    @property
    def current(self) -> GuidedCheck | None:
        """The check being asked."""
        call = self._bench.call if self._bench else None
        checks = call.checks if call else ()
        return checks[self._place] if self._place < len(checks) else None

    def _build(self, checks: tuple[GuidedCheck, ...]) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for number, check in enumerate(checks, start=1):
            item = QListWidgetItem()
            self.list.addItem(item)
            title = f"{number} · {self._words.group(check.group)}"
            self.list.setItemWidget(item, CheckItem(title))
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        self.list.fit()
        rows = sum(self.list.item(place).sizeHint().height() for place in range(len(checks)))
        self.list.setMinimumHeight(rows + 2 * self.list.frameWidth())

    def _draw(self) -> None:
        check, bench = self.current, self._bench
        is_live = bench is not None and bench.is_live and check is not None
        for action in (*self._results, self._reveal_action):
            action.setEnabled(is_live)
        if check is None or bench is None:
            self._prompt.setText(self.tr("Las comprobaciones se sacan al empezar la llamada."))
            self._answer.setText("")
            return
        answer = bench.answer(check.code)
        self._prompt.setText(bench.question(check))
        self._answer.setText(answer or _HIDDEN)
        if not answer:
            self._answer.setAccessibleName(self.tr("Respuesta oculta"))
        self._reveal_action.setEnabled(is_live and not answer)
        if self.list.currentRow() != self._place:
            self.list.blockSignals(True)
            self.list.setCurrentRow(self._place)
            self.list.blockSignals(False)

    def _give(self, result: CheckResult) -> None:
        check = self.current
        if check is None or self._bench is None or not self._bench.is_live:
            return
        self._step(1)
        self.result_given.emit(check.code, result)

    def _step(self, by: int) -> None:
        last = self.list.count() - 1
        self._place = max(0, min(last, self._place + by))
        self._draw()

    def _on_row(self, place: int) -> None:
        if place >= 0:
            self._place = place
            self._draw()

    def _on_reveal(self) -> None:
        check = self.current
        if check is not None:
            self.reveal_wanted.emit(check.code)
