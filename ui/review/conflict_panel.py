"""Somebody else took or changed the case: what is theirs, what is mine, nothing lost (D2)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.review import ReviewDraft, state_of
from app.stages.review.drafting import SavedDraft
from ui.review.desk import Desk
from ui.review.words import ReviewWords
from ui.theme import Gap, Tone
from ui.widgets.arrange import clear, grid, row
from ui.widgets.badge import Badge
from ui.widgets.card import Card
from ui.widgets.key_button import KeyHintButton
from ui.widgets.text import plain_label


class ConflictPanel(Card):
    """Three columns a requirement: before, mine, theirs; and what can be done.

    Signals:
        adopt_wanted: take the case again and base my draft on it (SavedDraft).
        leave_wanted: leave the case; the draft stays stored.
    """

    adopt_wanted = Signal(object)
    leave_wanted = Signal()

    def __init__(self, words: ReviewWords, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._words = words
        self._saved: SavedDraft | None = None
        self._sentence = plain_label("", "strong", wrap=True)
        self._table = grid(Gap.M)
        adopt = KeyHintButton(self.tr("Retomar con mi trabajo"), kind="primary")
        leave = KeyHintButton(self.tr("Dejar el caso"))
        adopt.clicked.connect(self._on_adopt)
        leave.clicked.connect(self._on_leave)
        self.add(self._sentence)
        self.add_layout(self._table)
        self.add_layout(row(1, leave, adopt))
        self.hide()

    def tell(self, desk: Desk, saved: SavedDraft) -> None:
        """Show what happened and both works."""
        self._saved = saved
        if saved.holder_name:
            text = self.tr("Ahora el caso lo tiene {name}. Su trabajo está guardado.")
        elif saved.is_held:
            text = self.tr("El caso cambió mientras usted trabajaba. Su trabajo está guardado.")
        else:
            text = self.tr("Su tiempo con el caso terminó. Su trabajo está guardado.")
        self._sentence.setText(text.format(name=saved.holder_name))
        self._fill(desk, saved)
        self.show()

    def _fill(self, desk: Desk, saved: SavedDraft) -> None:
        clear(self._table)
        before = desk.view.reviews[-1].draft if desk.view.reviews else None
        theirs = saved.latest_review.draft if saved.latest_review else None
        heads = (self.tr("Requisito"), self.tr("Antes"), self.tr("Lo mío"), self.tr("Lo suyo"))
        for place, head in enumerate(heads):
            self._table.addWidget(plain_label(head, "caption"), 0, place)
        for line, requirement in enumerate(desk.procedure.requirements, start=1):
            self._table.addWidget(plain_label(requirement.short_title), line, 0)
            for place, draft in enumerate((before, saved.draft, theirs), start=1):
                self._table.addWidget(self._badge(draft, requirement.code), line, place)

    def _badge(self, draft: ReviewDraft | None, code: str) -> QWidget:
        if draft is None:
            return plain_label("—", "quiet")
        badge = self._words.state(state_of(draft, code), is_current=False)
        return Badge(badge.text, badge.tone if badge.text else Tone.NEUTRAL)

    def _on_adopt(self) -> None:
        if self._saved is not None:
            self.adopt_wanted.emit(self._saved)

    def _on_leave(self) -> None:
        self.hide()
        self.leave_wanted.emit()
