"""The declaration prompter: the mandatory text with this person's data, ticked as it is heard."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidgetItem, QWidget

from app.domain.declaration import DeclarationWords, spoken_piece
from app.domain.review import RequirementReview
from ui.review.desk import Desk
from ui.theme import Gap, Tone
from ui.widgets.agency_time import media_clock
from ui.widgets.arrange import row
from ui.widgets.badge import Badge, BadgeText
from ui.widgets.card import Card
from ui.widgets.key_button import KeyCap
from ui.widgets.text import PlainLabel, plain_label
from ui.widgets.word_list import WordList

CODE_ROLE = int(Qt.ItemDataRole.UserRole)


class SlotLine(QWidget):
    """One piece of the declaration with its time code."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.badge = Badge()
        self._text = PlainLabel(text, wrap=True)
        layout = row(gap=Gap.S, margin=Gap.XS)
        layout.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._text, 1)
        self.setLayout(layout)


class DeclarationPanel(Card):
    """The pieces in order; the current one is the next that was not heard yet (D10).

    Signals:
        slot_heard: a piece was heard (its code); the player knows the time.
        slot_missing: a piece is not in the video (its code).
        slot_cleared: the tick of a piece is taken back (its code).
        replay_wanted: hear a piece again (seconds).
    """

    slot_heard = Signal(str)
    slot_missing = Signal(str)
    slot_cleared = Signal(str)
    replay_wanted = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.header.set_title(self.tr("Declaración"))
        self._silent = plain_label("", "caption-soon", wrap=True)
        self.set_compact(is_compact=False)
        self.header.add_beside_title(KeyCap("Space"))
        self.header.setVisible(True)
        self._lines: dict[str, SlotLine] = {}
        self._shown: tuple[str, ...] = ()
        self._review = RequirementReview("")
        self.list = WordList(self.tr("Declaración"))
        self.list.itemActivated.connect(self._on_activated)
        self.add(self.list, 1)
        self._refusal = plain_label("", "caption-soon", wrap=True)
        self._refusal.hide()
        self.add(self._refusal)
        self._silent.hide()
        self.add(self._silent)

    def set_compact(self, is_compact: bool) -> None:
        """Leave out the remark where it would be cut; the key beside the title stays."""
        self.header.set_remark("" if is_compact else self.tr("marque al oír"))
        whole = self.tr(
            "Marcado sin salida de sonido: consta en la revisión y en el acta que nadie lo oyó."
        )
        self._silent.setText(self.tr("Consta que nadie lo oyó.") if is_compact else whole)

    @property
    def refusal(self) -> str:
        """Why the last tick was not taken; empty when it was."""
        return "" if self._refusal.isHidden() else self._refusal.text()

    def refuse(self, sentence: str) -> None:
        """Say why a piece cannot be ticked now."""
        self._refusal.setText(sentence)
        self._refusal.setVisible(bool(sentence))

    def times(self) -> tuple[float, ...]:
        """Seconds at which pieces were ticked so far."""
        return tuple(self._review.slots.values())

    def show_desk(self, desk: Desk, words: DeclarationWords) -> None:
        """Show the pieces with their marks and put the cursor on the next one."""
        texts = tuple(spoken_piece(slot, words) for slot in desk.procedure.declaration)
        if texts != self._shown:
            self._build(desk, texts)
        review = desk.draft.of(desk.selected)
        if review != self._review:
            self.refuse("")
        self._review = review
        self._silent.setVisible(bool(review.silent))
        for code, line in self._lines.items():
            self._mark(code, line)
        # A time is shorter than a word: what stands beside it wraps otherwise.
        self.list.fit()
        following = self.next_slot()
        if following is not None:
            place = list(self._lines).index(following)
            self.list.setCurrentRow(place)
            self.list.scrollToItem(self.list.item(place), WordList.ScrollHint.PositionAtCenter)

    def next_slot(self) -> str | None:
        """The first piece that is neither heard nor missing."""
        return next(
            (
                code
                for code in self._lines
                if code not in self._review.slots and code not in self._review.unheard
            ),
            None,
        )

    def hear(self) -> None:
        """Tick the next piece."""
        code = self.next_slot()
        if code is not None:
            self.slot_heard.emit(code)

    def miss(self) -> None:
        """Say that the piece under the cursor is missing."""
        code = self._current()
        if code is not None:
            self.slot_missing.emit(code)

    def take_back(self) -> None:
        """Take back the last tick."""
        ticked = [code for code in self._lines if code in self._review.slots]
        if ticked:
            self.slot_cleared.emit(max(ticked, key=lambda code: self._review.slots[code]))

    def replay(self) -> None:
        """Hear the piece under the cursor again."""
        code = self._current()
        if code is not None and code in self._review.slots:
            self.replay_wanted.emit(self._review.slots[code])

    def _current(self) -> str | None:
        place = self.list.currentRow()
        return list(self._lines)[place] if 0 <= place < len(self._lines) else None

    def _on_activated(self, _item: QListWidgetItem) -> None:
        self.replay()

    def _build(self, desk: Desk, texts: tuple[str, ...]) -> None:
        self._shown = texts
        self.list.clear()
        self._lines.clear()
        for slot, text in zip(desk.procedure.declaration, texts, strict=True):
            item = QListWidgetItem()
            item.setData(CODE_ROLE, slot.code)
            line = SlotLine(text)
            self.list.addItem(item)
            self.list.setItemWidget(item, line)
            self._lines[slot.code] = line
        self.list.fit()

    def _mark(self, code: str, line: SlotLine) -> None:
        at = self._review.slots.get(code)
        if at is not None:
            time = media_clock(int(at * 1_000_000))
            is_silent = code in self._review.silent
            silent = (self.tr("{time} sin oír").format(time=time), Tone.SOON)
            badge = silent if is_silent else (time, Tone.DONE)
        elif code in self._review.unheard:
            badge = (self.tr("falta"), Tone.LATE)
        else:
            badge = (self.tr("por oír"), Tone.NEUTRAL)
        text, tone = badge
        line.badge.show_badge(BadgeText(text, tone))
        item = self.list.item(list(self._lines).index(code))
        item.setData(
            Qt.ItemDataRole.AccessibleTextRole,
            f"{self._shown[list(self._lines).index(code)]}: {text}",
        )
