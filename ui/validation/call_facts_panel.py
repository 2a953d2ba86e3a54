"""Whom one should see and when: the appointed time, the person, the link, the pictures kept."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.call import Call
from app.ports.countries import CountryNames
from ui.theme import Gap
from ui.validation.bench import Bench
from ui.validation.call_turns import CallTurn, CallTurns
from ui.validation.likeness import Likeness
from ui.validation.words import CallWords
from ui.widgets.arrange import clear, column, row
from ui.widgets.card import Card, hairline
from ui.widgets.insured_words import InsuredWords
from ui.widgets.key_button import KeyHintButton
from ui.widgets.screen_context import ScreenContext
from ui.widgets.shortcuts import ShortcutRegistry
from ui.widgets.text import PlainLabel, plain_label

_HASH = 12


class CallFactsPanel(Card):
    """Facts at the right of the call; nothing here is an answer to a check.

    Signals:
        file_wanted: choose a picture from a file.
        paste_wanted: take the picture that was copied.
    """

    file_wanted = Signal()
    paste_wanted = Signal()

    def __init__(
        self,
        words: CallWords,
        context: ScreenContext,
        countries: CountryNames,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent=parent)
        self._words = words
        self._time = context.time
        self._language = context.language
        self._countries = countries
        self._insured = InsuredWords(self)
        self.header.set_title(self.tr("A quién debe ver"))
        self.header.setVisible(True)
        self.likeness = Likeness()
        self._name = plain_label("", "title", wrap=True)
        self._who = plain_label("", "body", wrap=True)
        self._when = plain_label("", "strong", wrap=True)
        self._link = PlainLabel("—", "body", wrap=True, selectable=True)
        self._copy = KeyHintButton(self.tr("Copiar enlace"), "C", icon="link")
        self._file = KeyHintButton(self.tr("De archivo"), "Ctrl+O", icon="image")
        self._paste = KeyHintButton(self.tr("Pegar"), "Ctrl+V", icon="camera")
        self.kept = plain_label("", "caption", wrap=True)
        self._live: list[QAction] = []
        self._pictures: QVBoxLayout = column(gap=Gap.XS)
        self._arrange()

    def _arrange(self) -> None:
        for part in (self._name, self._who, self._when):
            self.likeness.beside.addWidget(part)
        self.likeness.beside.addStretch(1)
        self.add(self.likeness)
        link = row(self._link, self._copy, gap=Gap.S)
        link.setStretch(0, 1)
        self.add_layout(link)
        self.add(hairline())
        self.add(plain_label(self.tr("Capturas como evidencia"), "strong"))
        self.add_layout(self._pictures)
        self.add_layout(row(self._file, self._paste, 1, gap=Gap.S))
        self.add(self.kept)
        self.body.addStretch(1)

    def bind(self, shortcuts: ShortcutRegistry, owner: QWidget, turns: CallTurns) -> None:
        """Bind the keys; they are live in the whole call page, and lead to what they add to."""
        group = self.tr("Llamada")
        for button, key, label, keys, run in (
            (self._copy, "copy", self.tr("Copiar enlace"), "C", self._on_copy),
            (self._file, "file", self.tr("Captura de archivo"), "Ctrl+O", self.file_wanted.emit),
            (self._paste, "paste", self.tr("Pegar captura"), "Ctrl+V", self.paste_wanted.emit),
        ):
            led = turns.leading(CallTurn.PERSON, run)
            action = shortcuts.add(owner, f"calls.{key}", label, keys, led, group=group)
            button.follow(action)
            if button is not self._copy:
                self._live.append(action)

    def focus_first(self) -> None:
        """Put the focus on the whole, so that it is seen from its beginning."""
        self.setFocus()

    def show_bench(self, bench: Bench) -> None:
        """Show the case and its call."""
        declared, call = bench.case.declared, bench.call
        self.likeness.name_paper(declared.identifier.kind)
        self._name.setText(f"{declared.given_names} {declared.family_names}")
        insured = self._insured.word(declared.insured)
        # The city is what a check may ask for, so it does not stand here.
        place = self._countries.name(declared.contact.country, self._language)
        self._who.setText(" · ".join(part for part in (place, insured) if part))
        self._when.setText(self._words.both(call.starts_at, bench.case.zone) if call else "—")
        self._link.setText(call.link if call else "—")
        for action in self._live:
            action.setEnabled(bench.is_live)
        self._show_pictures(call)
        kept = self.tr("La llamada no se graba; una captura sí se conserva.")
        if bench.lacks_snapshot:
            need = self.tr("Para validar la identidad hace falta al menos una.")
            kept = f"{kept} {need}"
        self.kept.setText(kept)

    def _show_pictures(self, call: Call | None) -> None:
        clear(self._pictures)
        for number, picture in enumerate(call.snapshots if call else (), start=1):
            text = self.tr("{label} · {time} · SHA-256 {hash}…").format(
                label=self._words.picture(number, picture.label),
                time=self._time.clock(picture.taken_at),
                hash=picture.sha256[:_HASH],
            )
            self._pictures.addWidget(plain_label(text, "caption", wrap=True))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._link.text())
