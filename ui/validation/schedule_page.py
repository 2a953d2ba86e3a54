"""Appointing a call: time, link, the message as it will be read, and what leaves with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from app.domain.ids import CaseId
from app.domain.masking import mask_email
from app.stages.validation import InvitationPreview, Slot
from ui.theme import Gap, Tone
from ui.validation.bench import Bench
from ui.validation.hours_card import HoursCard
from ui.validation.words import CallWords
from ui.widgets.arrange import TwoEnds, column, row
from ui.widgets.badge import Badge
from ui.widgets.card import Card
from ui.widgets.form_field import FormField
from ui.widgets.key_button import KeyHintButton
from ui.widgets.letter_text import LetterText
from ui.widgets.panes import Panes
from ui.widgets.screen_context import ScreenContext
from ui.widgets.text import plain_label

_TYPING_PAUSE_MS = 300


class SchedulePage(QWidget):
    """Three steps from top to bottom, all in sight: hour, link, message.

    Signals:
        preview_wanted: time or link changed (Slot or None, text of the link).
        schedule_wanted: send it (Slot, text of the link).
        leave_wanted: leave an appointed call where it is.
    """

    preview_wanted = Signal(object, str)
    schedule_wanted = Signal(object, str)
    leave_wanted = Signal()

    def __init__(
        self, context: ScreenContext, words: CallWords, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._words = words
        self._zone = self._given = ""
        self._is_ready = self._has_said = False
        self._begun: tuple[CaseId, bool] | None = None
        self._picked: datetime | None = None
        self.hours = HoursCard(words)
        self.grid = self.hours.grid
        self.link = QLineEdit()
        self.link_field = FormField(
            self.tr("&Enlace de la reunión"),
            self.link,
        )
        self.message = LetterText(self.tr("Convocatoria como la leerá la persona"))
        self._chosen = plain_label("", "strong", wrap=True)
        self._late = Badge(self.tr("después del término"), Tone.LATE)
        self._leaves = plain_label("", "caption", wrap=True)
        self.send = KeyHintButton(self.tr("Convocar"), "Ctrl+Return", kind="primary")
        self._back = KeyHintButton(self.tr("Dejar la hora como está"), "Ctrl+M")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._arrange()
        self._connect()

    def show_bench(self, bench: Bench) -> None:
        """Begin anew for a case, or for moving its call; what was begun for the same is kept."""
        hint = self.tr("Créelo en {tool} y péguelo; esta pantalla no lo abre.")
        self.link_field.set_hint(hint.format(tool=bench.rules.tool))
        begun = (bench.case.id, bench.is_moving)
        if begun == self._begun:
            return
        self.forget()
        self._begun = begun
        self._zone = bench.case.zone
        self._back.setVisible(bench.is_moving)
        self._given = bench.call.link if bench.is_moving and bench.call else ""
        self.link.setText(self._given)
        label = self.tr("Mover la cita") if bench.is_moving else self.tr("Convocar")
        self._send_action.setText(label)
        self.send.set_label(label)
        place = self._words.zone_place(self._zone)
        self.hours.header.set_remark(
            self.tr("hora de Ecuador · hora de {place}").format(place=place)
        )

    @property
    def has_typed(self) -> bool:
        """Whether a link stands here that no invitation carries yet."""
        return self.link.text().strip() != self._given

    def forget(self) -> None:
        """Keep neither hour nor link: the case is given back, or its call appointed."""
        self._begun = None
        self._picked = None
        self._pause.stop()
        self._given = ""
        self.link.clear()
        self.link_field.set_error("")
        self.hours.show_slots((), None, is_begun=False)
        self.show_preview(None)

    def show_slots(self, slots: Sequence[Slot]) -> None:
        """Show the hours; one that was chosen stays chosen while it is free."""
        kept, self._picked = self._picked, None
        is_begun = kept is not None and bool(self.link.text())
        self.hours.show_slots(slots, kept, is_begun=is_begun)
        if slots and self.isVisible():
            self.grid.setFocus()

    def show_preview(self, preview: InvitationPreview | None) -> None:
        """Show the message and what leaves, or what is still needed."""
        self._set_ready(preview is not None)
        if preview is None:
            self.message.begin(
                self.tr("Con la hora y el enlace, aquí se lee la convocatoria exacta.")
            )
            self._leaves.setText("")
            self._fit()
            return
        self.link_field.set_error("")
        self.message.show_letter(preview.message)
        self._leaves.setText(self._leaving(preview))
        self._fit()

    def refuse_link(self, sentence: str) -> None:
        """Say under the link what it lacks."""
        self.link_field.set_error(sentence)

    def _fit(self) -> None:
        """Where the steps stand one under the other, the table fits into what is seen of them."""
        is_stacked = self.panes.is_stacked
        self.hours.fit_into(self.panes.height() if is_stacked else 0)
        self._leaves.setVisible(not is_stacked or bool(self._leaves.text()))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another height of the steps is another one for the table."""
        if watched is self.panes and event.type() is QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Ask nothing for a page nobody sees."""
        super().hideEvent(event)
        self._pause.stop()

    def _leaving(self, preview: InvitationPreview) -> str:
        recipient = mask_email(preview.recipient)
        parts = [
            self.tr("correo a {recipient}").format(recipient=recipient),
            self.tr("cita para su calendario (.ics)"),
        ]
        if preview.reminders:
            parts.append(self.tr("%n recordatorio(s)", "", len(preview.reminders)))
        else:
            parts.append(self.tr("sin recordatorios: falta poco"))
        return self.tr("Sale: {what}.").format(what=", ".join(parts))

    def _arrange(self) -> None:
        right = Card(self.tr("2 · Enlace y convocatoria"), margin=Gap.M)
        right.add(self._chosen)
        right.add_layout(row(self._late, 1))
        right.add(self.link_field)
        right.add(self.message, 1)
        both = self.panes = Panes(((self.hours, 7), (right, 5)), self.tr("Convocar"))
        both.look_at(self.hours.table, of=self.grid)
        both.stacked_changed.connect(lambda _is: self._fit())
        both.installEventFilter(self)
        foot = TwoEnds()
        foot.left.addWidget(self._back)
        foot.right.addWidget(self.send)
        layout = column(gap=Gap.M)
        layout.addWidget(both, 1)
        layout.addWidget(self._leaves)
        layout.addWidget(foot)
        self.setLayout(layout)

    def _connect(self) -> None:
        keys, group = self._context.shortcuts, self.tr("Convocar")
        self._send_action = keys.add(
            self, "calls.schedule", self.tr("Convocar"), "Ctrl+Return", self._on_send, group=group
        )
        self.send.follow(self._send_action)
        back = keys.add(
            self,
            "calls.stay",
            self.tr("Dejar la hora como está"),
            "Ctrl+M",
            self.leave_wanted.emit,
            group=group,
        )
        self._back.follow(back)
        self.grid.slot_chosen.connect(self._on_slot)
        self.grid.accepted.connect(self.link.setFocus)
        self.grid.refused.connect(lambda _slot: self._say(self._lacks_hour()))
        # What was wrong with the link before says nothing about what is typed now.
        self.link.textEdited.connect(lambda _text: self.link_field.set_error(""))
        self.link.textEdited.connect(lambda _text: self._on_changed())
        self.link.returnPressed.connect(self._ask)
        self._pause.timeout.connect(self._ask)

    def _on_slot(self, slot: Slot | None) -> None:
        self._picked = slot.starts_at if slot is not None else None
        text = self._words.both(slot.starts_at, self._zone) if slot else ""
        self._chosen.setText(text or self.tr("Elija una hora libre."))
        self._late.setVisible(slot is not None and not slot.is_within_term)
        self.panes.follow()
        self._on_changed()

    def _on_changed(self) -> None:
        # What was previewed is no longer what would leave.
        self._set_ready(False)
        if self.isVisible():
            self._pause.start()

    def _ask(self) -> None:
        self._pause.stop()
        self.preview_wanted.emit(self.grid.chosen, self.link.text())

    def _say(self, why: str) -> None:
        self._has_said = bool(why)
        self._context.messages.say(why)

    def _set_ready(self, is_ready: bool) -> None:
        self._is_ready = is_ready
        if self._has_said:
            # Another hour, link or case: what was wrong before says nothing about it.
            self._say("")
        # The key may always be asked for: where it can do nothing it says why.
        self.send.set_allowed(is_ready)

    def _on_send(self) -> None:
        slot = self.grid.chosen
        if self._is_ready and slot is not None:
            self.schedule_wanted.emit(slot, self.link.text())
        else:
            self._say(self._why_not())

    def _lacks_hour(self) -> str:
        """What to do where no free hour is under the cursor, and why the one there is none."""
        return self.hours.blocked or self.tr("Elija una hora con las flechas.")

    def _why_not(self) -> str:
        if self.hours.is_empty:
            return self.tr("No hay horas libres")
        if self.grid.chosen is None:
            return self._lacks_hour()
        if not self.link.text().strip():
            return self.tr("Falta el enlace de la reunión.")
        return self.link_field.error or self.tr("La convocatoria todavía se está preparando.")
