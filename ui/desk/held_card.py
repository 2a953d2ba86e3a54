"""What the person holds: one case and until when, or how to get one."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.ports.readers import CaseRow
from ui.theme import Gap
from ui.widgets.arrange import row
from ui.widgets.badge import Badge
from ui.widgets.card import Card
from ui.widgets.case_words import CaseWords
from ui.widgets.screen_context import ScreenContext
from ui.widgets.text import PlainLabel, plain_label


class HeldCard(Card):
    """The case in the person's hands."""

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.header.set_title(self.tr("Lo que tengo"))
        self.header.setVisible(True)
        self.setAccessibleName(self.tr("Lo que tengo"))
        self._context = context
        self._words = CaseWords(context.time, self)
        self._title = PlainLabel("", "title", wrap=True)
        self._due = Badge()
        self._facts = plain_label("", "quiet", wrap=True)
        line = row(self._title, self._due, gap=Gap.M)
        line.setStretch(0, 1)
        self.add_layout(line)
        self.add(self._facts)
        self._due.hide()

    def show_held(self, held: tuple[CaseRow, ...]) -> None:
        """Show the first of them; more than one at a time is not given out."""
        self._due.setVisible(bool(held))
        if not held:
            self._title.setText(self.tr("Ningún caso en sus manos"))
            self._facts.setText(
                self.tr(
                    "Con «Tomar siguiente» recibe el primero de la lista: antes lo que vuelve a"
                    " usted con su corrección, después lo de menos tiempo restante. Es suyo mientras"
                    " trabaja, y nadie más lo cambia."
                )
            )
            return
        case, now = held[0], self._context.clock.now()
        self._title.setText(f"{case.number} · {case.person_name}")
        self._due.show_badge(self._words.due(case, now))
        until = self._context.time.clock(case.lease_until) if case.lease_until else ""
        self._facts.setText(
            self.tr("{step} · {procedure} · suyo hasta las {time}, y más mientras trabaje").format(
                step=self._words.next_step(case),
                procedure=self._words.procedure(case.procedure),
                time=until,
            )
        )
