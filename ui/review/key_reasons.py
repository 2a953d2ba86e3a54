"""Why a key of the desk did nothing, or not all of it, said in the status line."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from ui.messages import Messages
from ui.review.desk import Desk
from ui.review.presenter import ReviewPresenter
from ui.review.words import ReviewWords
from ui.widgets.undo_bar import UndoBar


class KeyReasons(QObject):
    """Answers keys that ask for what cannot be done now."""

    def __init__(
        self, presenter: ReviewPresenter, words: ReviewWords, messages: Messages, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._words = words
        self._messages = messages
        self._still: Callable[[Desk | None], bool] | None = None
        presenter.desk_changed.connect(self._on_desk)

    def _say(self, sentence: str, still: Callable[[Desk | None], bool]) -> None:
        self._still = still
        self._messages.say(sentence)

    def _on_desk(self, desk: Desk | None) -> None:
        """What is no longer so is no longer said: it would stand beside what contradicts it."""
        if self._still is not None and not self._still(desk):
            self._still = None
            self._messages.say("")

    def may_commit(self) -> bool:
        """Whether the review can be committed; says what stands between where it cannot."""
        desk = self._presenter.desk
        why = self._why_not(desk)
        if why:
            self._say(why, lambda now: self._why_not(now) == why)
        return not why

    def _why_not(self, desk: Desk | None) -> str:
        if self._presenter.is_sending:
            return self.tr("La revisión anterior se está registrando todavía.")
        if desk is None:
            return self.tr("No hay ningún caso que resolver en la mesa.")
        if desk.is_read_only:
            return self.tr("El caso está abierto solo para leerlo.")
        missing = self._words.missing(desk)
        return self.tr("Todavía no se puede resolver. {what}.").format(what=missing) * bool(missing)

    def tell_verdict(self, requirement: str) -> None:
        """Say at once what a conforming answer to a requirement still lacks, if anything."""
        desk = self._presenter.desk
        lacks = desk.lacks(requirement) if desk is not None else None
        if desk is not None and lacks is not None:
            case, what = desk.view.case.id, self._words.blocker(desk, lacks)
            self._say(
                self.tr("Todavía no cuenta como conforme: falta {what}.").format(what=what),
                lambda now: (
                    now is not None
                    and now.view.case.id == case
                    and now.lacks(requirement) is not None
                ),
            )

    def is_chosen(self, codes: tuple[str, ...]) -> bool:
        """Whether a reason that was out of sight is chosen already; then says what takes it back."""
        desk = self._presenter.desk
        if desk is None or not set(codes) & set(desk.draft.of(desk.selected).reasons):
            return False
        selected = desk.selected
        self._say(
            self.tr("Ese motivo ya está elegido; la misma tecla otra vez lo quita."),
            lambda now: (
                now is not None
                and now.selected == selected
                and bool(set(codes) & set(now.draft.of(selected).reasons))
            ),
        )
        return True

    def tell_faces_first(self) -> None:
        """Say that a key about faces nobody saw has only shown them."""
        desk = self._presenter.desk
        if desk is not None:
            case, answer = desk.view.case.id, desk.draft.faces
            self._say(
                self.tr("Mire los rostros y responda con la misma tecla otra vez."),
                lambda now: (
                    now is not None and now.view.case.id == case and now.draft.faces is answer
                ),
            )

    def undo(self, bar: UndoBar) -> None:
        """Take back what can be; say that nothing can where that is so."""
        if bar.is_open:
            bar.undo()
        else:
            begun = _work(self._presenter.desk)
            self._say(self.tr("No hay nada que deshacer."), lambda now: _work(now) == begun)


def _work(desk: Desk | None) -> tuple[object, ...]:
    """The case and what was answered in it so far."""
    return () if desk is None else (desk.view.case.id, desk.draft)
