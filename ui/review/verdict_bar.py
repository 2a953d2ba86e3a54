"""Foot of the desk: verdicts by key, what the commit does or waits for, the one primary action."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.review import Verdict
from ui.review.desk import Desk
from ui.review.words import ReviewWords
from ui.theme import Gap, current_theme
from ui.widgets.arrange import TwoEnds
from ui.widgets.key_button import KeyHintButton
from ui.widgets.shortcuts import ShortcutRegistry
from ui.widgets.text import plain_label


class VerdictBar(TwoEnds):
    """Buttons whose letters work in the whole desk.

    Signals:
        verdict_given: for the selected requirement (Verdict).
        commit_wanted: store the review and open the next case, or hear what is missing.
    """

    verdict_given = Signal(object)
    commit_wanted = Signal()

    def __init__(self, words: ReviewWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._buttons: dict[Verdict, KeyHintButton] = {}
        self._chosen: Verdict | None = None
        self.effect = plain_label("", "caption")
        self._is_compact = False
        self._missing, self._said = 0, ""
        self.commit = KeyHintButton(self.tr("Resolver y siguiente"), "Ctrl+Return", kind="primary")
        self.left.addStretch(0)
        self.right.addWidget(self.effect)
        self.right.addWidget(self.commit)

    def bind(self, shortcuts: ShortcutRegistry, desk: QWidget) -> None:
        """Bind the verdict letters and the commit."""
        group = self.tr("Respuesta")
        for verdict, label, keys in (
            (Verdict.CONFORMS, self.tr("Conforme"), "A"),
            (Verdict.ASK_AGAIN, self.tr("Pedir otra vez"), "S"),
            (Verdict.FAILS, self.tr("Negar"), "X"),
            (Verdict.DOUBT, self.tr("Duda"), "D"),
        ):
            button = KeyHintButton(label, keys, kind="choice")
            button.setCheckable(True)
            action = shortcuts.add(
                desk, f"review.{verdict.value}", label, keys, self._giver(verdict), group=group
            )
            button.follow(action)
            # A click turns the button over by itself; only the answer that stands is marked.
            button.clicked.connect(self._mark_chosen)
            self.left.addWidget(button)
            self._buttons[verdict] = button
        action = shortcuts.add(
            desk,
            "review.commit",
            self.tr("Resolver y siguiente"),
            "Ctrl+Return",
            self.commit_wanted.emit,
            group=group,
        )
        self.commit.follow(action)

    def set_compact(self, is_compact: bool) -> None:
        """Keep to one line while nothing can be committed: a low window has no room for two."""
        self._is_compact = is_compact
        self._arrange_commit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give what is missing the room between the buttons."""
        self._arrange_commit()
        super().resizeEvent(event)

    def _arrange_commit(self) -> None:
        theme = current_theme()
        room = self.width() - self.left.sizeHint().width() - 4 * theme.px(Gap.S)
        beside = room - self.commit.sizeHint().width()
        short = self._words.missing_count(self._missing)
        width = self.effect.fontMetrics().horizontalAdvance
        # At 200 % the button that cannot be pressed yet gives its place to what it waits for.
        is_shown = not self._is_compact or not self._missing or width(short) <= beside
        self.commit.setVisible(is_shown)
        is_long = width(self._said) > (beside if is_shown else room)
        self.effect.setText(short if self._missing and is_long else self._said)
        self.effect.setToolTip(self._said if self._missing and is_long else "")

    def show_desk(self, desk: Desk) -> None:
        """Allow the commit only when nothing is missing; say what it would do or waits for."""
        self.commit.set_allowed(not desk.blockers and not desk.is_read_only)
        self._missing = 0 if desk.is_read_only else len(desk.blockers)
        said = self._words.missing(desk) or self._words.outcome(desk.outcome)
        self._said = "" if desk.is_read_only else said
        self._arrange_commit()
        self._chosen = desk.draft.of(desk.selected).verdict
        self._mark_chosen()
        for button in self._buttons.values():
            button.setEnabled(not desk.is_read_only)

    def _mark_chosen(self) -> None:
        for verdict, button in self._buttons.items():
            button.setChecked(verdict is self._chosen)

    def _giver(self, verdict: Verdict) -> Callable[[], None]:
        return lambda: self.verdict_given.emit(verdict)
