"""Cards among the parts of a screen that ask for some words before something is done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from shiboken6 import isValid

from ui.theme import Gap
from ui.widgets.arrange import row
from ui.widgets.card import Card
from ui.widgets.form_field import FormField
from ui.widgets.key_button import KeyHintButton
from ui.widgets.reason_edit import ReasonEdit


class AskCard(Card):
    """Hidden until `ask`; stands beside what it concerns, never over it; gives the focus back.

    Subclasses bind what confirms, and say in `complaint` what is wrong with the words.

    Args:
        act: what confirming does, on its button.
        label: what is asked for.
        hint: one sentence under the field, saying what confirming does.
        edit: where it is written.

    Signals:
        given: the words, trimmed and without complaint.
        cancelled: nothing is to be done (any more).
    """

    given = Signal(str)
    cancelled = Signal()

    def __init__(
        self,
        act: str,
        label: str,
        hint: str,
        edit: QLineEdit | ReasonEdit,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(act, gap=Gap.S, parent=parent)
        self._before: QWidget | None = None
        self.edit = edit
        self._field = FormField(label, self.edit, hint=hint)
        self.confirm = KeyHintButton(act, kind="primary")
        self.leave = KeyHintButton(self.tr("Cancelar"), "Esc")
        self.add(self._field)
        self.add_layout(row(1, self.leave, self.confirm))
        self.leave.clicked.connect(self.cancel)
        self.hide()

    @property
    def error(self) -> str:
        """What is wrong with the words, empty when nothing is."""
        return self._field.error

    def complaint(self, _text: str) -> str:
        """What is wrong with the words and what to do; empty when nothing is."""
        return ""

    def ask(self, title: str) -> None:
        """Show the card with an empty field and put the focus into it."""
        if self.isHidden():
            self._before = QApplication.focusWidget()
        self.header.set_title(title)
        self.setAccessibleName(title)
        self.edit.clear()
        self._field.set_error("")
        self.show()
        self.edit.setFocus()

    def refuse(self, sentence: str) -> None:
        """Show why it was not done, under the field."""
        self._field.set_error(sentence)
        self.edit.setFocus()

    def cancel(self) -> None:
        """Hide and, if it was in sight, give the focus back and say so."""
        if self.isHidden():
            return
        focus, before = QApplication.focusWidget(), self._before
        # Whoever went on elsewhere while the card stood open is not called back.
        had_focus = focus is not None and self.isAncestorOf(focus)
        self.hide()
        if had_focus and before is not None and isValid(before) and before.isVisible():
            before.setFocus()
        self.cancelled.emit()

    def submit(self) -> None:
        """Give the words, or show the complaint about it."""
        text = self.edit.text().strip()
        wrong = self.complaint(text)
        if wrong:
            self.refuse(wrong)
            return
        self._field.set_error("")
        self.given.emit(text)


class LineCard(AskCard):
    """Asks for one line; Enter confirms it.

    Args:
        longest: how many characters the line takes.
    """

    edit: QLineEdit

    def __init__(
        self, act: str, label: str, hint: str, longest: int, parent: QWidget | None = None
    ) -> None:
        line = QLineEdit()
        line.setMaxLength(longest)
        super().__init__(act, label, hint, line, parent)
        self.confirm.set_keys("Return")
        self.confirm.clicked.connect(self.submit)
        line.returnPressed.connect(self.submit)
