"""Forms beside a table that ask before what was typed in them is lost."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from ui.theme import Gap
from ui.widgets.arrange import row
from ui.widgets.card import Card
from ui.widgets.key_button import KeyHintButton
from ui.widgets.reason_edit import ReasonEdit
from ui.widgets.text import PlainLabel

SAVE_KEY = "Ctrl+Return"


class LossQuestion(PlainLabel):
    """Asks once before what was typed is lost; whoever types on is asked again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "caption-soon", wrap=True, parent=parent)
        self._asked_about: tuple[object, ...] | None = None
        self.hide()

    def allows(self, typed: tuple[object, ...]) -> bool:
        """Whether `typed` may be lost: it was asked about before. Asks otherwise."""
        if self._asked_about == typed:
            return True
        self._asked_about = typed
        self._say(self.tr("Lo escrito no está guardado. Cancele otra vez para descartarlo."))
        return False

    def forget(self) -> None:
        """Take the question away."""
        self._asked_about = None
        self._say("")

    def _say(self, sentence: str) -> None:
        self.setText(sentence)
        self.setVisible(bool(sentence))
        around = self.parentWidget()
        if around is not None:
            around.setAccessibleDescription(sentence)


class KeptForm(Card):
    """Hidden until opened; what was typed goes only at the second time of asking.

    Signals:
        closed: the form was put away.
    """

    closed = Signal()

    def __init__(
        self, title: str, action: str, *, gap: Gap = Gap.S, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, gap=gap, parent=parent)
        self.save = KeyHintButton(action, SAVE_KEY, kind="primary")
        self.leave = KeyHintButton(self.tr("Cancelar"), "Esc")
        self.save.clicked.connect(self.submit)
        self.leave.clicked.connect(self.leave_form)
        self._question = LossQuestion(self)
        self._as_opened: tuple[object, ...] = ()
        self.hide()

    @property
    def has_typed(self) -> bool:
        """Whether something would be lost by putting the form away."""
        return not self.isHidden() and self._content() != self._as_opened

    def submit(self) -> None:
        """Hand over what was typed, or say what is wrong with it."""
        raise NotImplementedError

    def leave_form(self) -> bool:
        """Put the form away; what was typed is lost only at the second time of asking."""
        if self.has_typed and not self._question.allows(self._content()):
            return False
        self.close_form()
        return True

    def close_form(self) -> None:
        """Hide, and say so if it was in sight."""
        was_open = not self.isHidden()
        self._forget()
        self.hide()
        if was_open:
            self.closed.emit()

    def _content(self) -> tuple[object, ...]:
        texts = (edit.text() for edit in self.findChildren(QLineEdit))
        reasons = (edit.text() for edit in self.findChildren(ReasonEdit))
        return (*texts, *reasons, *(box.currentIndex() for box in self.findChildren(QComboBox)))

    def _open(self, first: QWidget) -> None:
        """Show what was filled in, with the focus where work starts."""
        self._question.forget()
        self._as_opened = self._content()
        self.show()
        first.setFocus()

    def _add_end(self) -> None:
        """Append the question and the two buttons."""
        self.add(self._question)
        self.add_layout(row(1, self.leave, self.save))

    def _forget(self) -> None:
        self._question.forget()
