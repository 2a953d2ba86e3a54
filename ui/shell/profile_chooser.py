"""Which of several profiles to open, asked before anything of one is touched."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidgetItem, QWidget
from typing_extensions import override

from app.domain.errors import VentanillaError
from app.domain.known_profile import KnownProfile
from ui.application import Application
from ui.messages import Messages
from ui.shell.server_words import ServerErrorWords
from ui.theme import Gap, Metric, Tone, current_theme, mark
from ui.widgets.arrange import column, row, scrolling
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.key_button import KeyCap, KeyHintButton
from ui.widgets.text import PlainLabel, plain_label
from ui.widgets.word_list import WordList

Check = Callable[[str], None]
"""Raises what is wrong with the profile of that key, or with the only one; nothing is opened."""

_DIGITS = 9


class ProfileItem(QWidget):
    """One profile: its digit, its name, and whose database it is."""

    def __init__(self, number: int, name: str, kind: str) -> None:
        super().__init__()
        words = column(
            PlainLabel(name, "strong", wrap=True), PlainLabel(kind, "caption", wrap=True)
        )
        layout = row(gap=Gap.M, margin=Gap.S)
        if number <= _DIGITS:
            layout.addWidget(KeyCap(str(number)), 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        self.setLayout(layout)


class ProfileChooser(QWidget):
    """A list, the last choice first in hand; Enter opens, a digit opens its own, Esc leaves.

    Args:
        known: what there is, in the order of the file; nothing where the only one has a mistake.
        last: key of the one opened last.
        check: looks at one before it is opened; what it raises is told here.
        messages: gives sentences for errors.

    Attributes:
        chosen: key of what was chosen; None until then.
    """

    def __init__(
        self, known: Sequence[KnownProfile], last: str, check: Check, messages: Messages
    ) -> None:
        super().__init__()
        mark(self, "ground")
        self.chosen: str | None = None
        self._known, self._check, self._messages = known, check, messages
        self._words = ServerErrorWords(self)
        self.setWindowTitle("Ventanilla")
        self.setWindowIcon(current_theme().icon("shield", "accent"))
        self.list = WordList(self.tr("Perfiles"))
        self.banner = Banner()
        self.open_button = KeyHintButton(self.tr("Abrir"), "Return", kind="primary")
        self.leave_button = KeyHintButton(self.tr("Salir"), "Esc")
        self._fill(last)
        self._build()
        self.list.itemActivated.connect(lambda _item: self.open_chosen())
        self.open_button.clicked.connect(self.open_chosen)
        self.leave_button.clicked.connect(self.close)
        if not known:
            self._tell_the_only_one()

    def _tell_the_only_one(self) -> None:
        """Nothing to choose: only what is wrong, and the way out."""
        for part in (self._question, self.list, self.open_button):
            part.hide()
        try:
            self._check("")
        except VentanillaError as error:
            self._refuse(error)
        self.leave_button.setFocus()

    def _fill(self, last: str) -> None:
        for number, one in enumerate(self._known, start=1):
            kind = self._kind(one)
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{one.name}. {kind}")
            self.list.addItem(item)
            self.list.setItemWidget(item, ProfileItem(number, one.name, kind))
        keys = [one.key for one in self._known]
        self.list.setCurrentRow(keys.index(last) if last in keys else 0)

    def _kind(self, one: KnownProfile) -> str:
        if one.server:
            return self.tr("Servidor central · {0}").format(one.server)
        return self.tr("Archivo de este equipo")

    def _build(self) -> None:
        card = self._card = Card(margin=Gap.XL, gap=Gap.M)
        card.add(plain_label("Ventanilla", "heading"))
        self._question = plain_label(self.tr("¿Con qué base de datos trabaja?"), "quiet")
        card.add(self._question)
        card.add(self.banner)
        card.add(self.list, 1)
        card.add_layout(row(1, self.leave_button, self.open_button))
        middle = column(1, row(1, card, 1), 2, margin=Gap.XL)
        self.setLayout(column(scrolling(middle, self.tr("Perfiles")), gap=Gap.NONE))
        self._fit()
        current_theme().changed.connect(self._fit)
        self.setTabOrder(self.list, self.leave_button)
        self.setTabOrder(self.leave_button, self.open_button)
        self.list.setFocus()

    def _fit(self) -> None:
        theme = current_theme()
        self._card.setFixedWidth(theme.px(Metric.FORM_WIDTH))
        self.resize(theme.px(Metric.FORM_WIDTH) + 6 * theme.px(Gap.XL), theme.px(520))
        self.list.fit()
        rows = min(self.list.count(), 5)
        height = sum(self.list.item(place).sizeHint().height() for place in range(rows))
        self.list.setMinimumHeight(height + 2 * theme.px(Gap.XS))

    def open_chosen(self) -> None:
        """Take the one in hand, or say what is wrong with it and stay."""
        place = self.list.currentRow()
        if place < 0:
            return
        key = self._known[place].key
        try:
            self._check(key)
        except VentanillaError as error:
            self._refuse(error)
            return
        self.chosen = key
        self.close()

    def _refuse(self, error: VentanillaError) -> None:
        if error.code == "PROFILE_INVALID":
            self.banner.tell(Tone.LATE, *self._words.problem(error))
        else:
            told = self._messages.describe(error)
            self.banner.tell(told.tone, told.sentence, told.next_step)
        self.list.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit opens its profile, Enter the one in hand, Esc none."""
        digit = event.key() - Qt.Key.Key_1.value
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.open_chosen()
        elif 0 <= digit < min(_DIGITS, len(self._known)) and not event.modifiers():
            self.list.setCurrentRow(digit)
            self.open_chosen()
        else:
            super().keyPressEvent(event)


def ask_profile(
    known: Sequence[KnownProfile], last: str, check: Check, language: str
) -> str | None:
    """Show the chooser until something is chosen (its key) or the window is closed (None)."""
    with Application(language=language) as application:
        application.messages.extend(ServerErrorWords(application.messages).codes)
        chooser = ProfileChooser(known, last, check, application.messages)
        chooser.show()
        application.run()
        chosen = chooser.chosen
        chooser.deleteLater()
    return chosen
