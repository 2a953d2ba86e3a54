"""One event with all it says, and how its chain stands."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ports.audit_search import EventFacts
from app.stages.oversight import ChainStanding
from ui.audit.words import AuditWords
from ui.theme import Gap
from ui.widgets.arrange import clear, column, row
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.key_button import KeyHintButton
from ui.widgets.text import PlainLabel, plain_label


class EventCard(Card):
    """Shows one event; its buttons are bound by the screen."""

    def __init__(self, words: AuditWords, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Hecho"), parent=parent)
        self._words = words
        self.check = KeyHintButton(self.tr("&Comprobar la cadena"))
        self.leave = KeyHintButton(self.tr("&Volver"), "Esc")
        self.standing = Banner()
        # Above what may be long: what was asked for is answered where the eye is.
        self.add_layout(row(1, self.leave, self.check))
        self.add(self.standing)
        self._lines: QVBoxLayout = column(gap=Gap.S)
        self.add_layout(self._lines)

    def show_event(self, facts: EventFacts) -> None:
        """Show another event; nothing is known of its chain yet."""
        words, line = self._words, facts.line
        self.standing.clear()
        self.header.set_title(words.action(line))
        self.setAccessibleName(words.action(line))
        clear(self._lines)
        self._fact(self.tr("Cuándo"), words.when(line))
        self._fact(self.tr("Quién"), words.who(line))
        self._fact(self.tr("Dónde"), words.where(line))
        if line.workstation:
            self._fact(self.tr("Puesto"), line.workstation)
        for key, value in sorted(facts.details.items()):
            self._fact(words.detail(key), words.value(value))
        place = self.tr("{chain}, hecho {n}")
        self._fact(
            self.tr("Cadena"),
            words.value(place.format(chain=line.chain, n=line.sequence)),
        )
        self._fact(self.tr("Huella"), words.value(str(facts.hash)))

    def show_standing(self, standing: ChainStanding) -> None:
        """Say how the chain stands."""
        self.standing.tell_message(self._words.standing(standing))

    def _fact(self, name: str, value: str) -> None:
        said = PlainLabel(value or "—", "body", wrap=True, selectable=True)
        said.setAccessibleDescription(name)
        self._lines.addLayout(column(plain_label(name, "caption"), said, gap=Gap.XS))
