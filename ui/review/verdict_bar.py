"""Foot of the desk: verdicts by key, what the commit does, the one primary action."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.review import Verdict
from ui.review.desk import Desk
from ui.review.words import ReviewWords
from ui.widgets.arrange import TwoEnds
from ui.widgets.key_button import KeyHintButton
from ui.widgets.shortcuts import ShortcutRegistry
from ui.widgets.text import plain_label


class VerdictBar(TwoEnds):
    """Buttons whose letters work in the whole desk.

    Signals:
        verdict_given: for the selected requirement (Verdict).
        commit_wanted: store the review and open the next case.
    """

    verdict_given = Signal(object)
    commit_wanted = Signal()

    def __init__(self, words: ReviewWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._buttons: list[KeyHintButton] = []
        self._effect = plain_label("", "caption")
        self._is_compact = False
        self.commit = KeyHintButton(self.tr("Resolver y siguiente"), "Ctrl+Return", kind="primary")
        self.left.addStretch(0)
        self.right.addWidget(self._effect)
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
            button = KeyHintButton(label, keys)
            action = shortcuts.add(
                desk, f"review.{verdict.value}", label, keys, self._giver(verdict), group=group
            )
            button.follow(action)
            self.left.addWidget(button)
            self._buttons.append(button)
        self._commit_action = shortcuts.add(
            desk,
            "review.commit",
            self.tr("Resolver y siguiente"),
            "Ctrl+Return",
            self.commit_wanted.emit,
            group=group,
        )
        self.commit.follow(self._commit_action)

    def set_compact(self, is_compact: bool) -> None:
        """Show the commit only when it can be done: a low window has no room for what cannot."""
        self._is_compact = is_compact
        self._arrange_commit()

    def _arrange_commit(self) -> None:
        is_shown = self.commit.isEnabled() or not self._is_compact
        self.commit.setVisible(is_shown)
        self._effect.setVisible(is_shown)

    def show_desk(self, desk: Desk) -> None:
        """Allow the commit only when nothing is missing; say what it would do."""
        can_commit = not desk.blockers and not desk.is_read_only
        self._commit_action.setEnabled(can_commit)
        self._effect.setText(self._words.outcome(desk.outcome) if can_commit else "")
        self._arrange_commit()
        for button in self._buttons:
            button.setEnabled(not desk.is_read_only)

    def _giver(self, verdict: Verdict) -> Callable[[], None]:
        return lambda: self.verdict_given.emit(verdict)
