"""Before and after of contact data, one line a field, with its risk marks (D17)."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from app.domain.contact import ContactData, contact_difference, mask_field
from app.domain.place_line import place_line
from app.domain.risk import RiskMark, RiskSeverity
from app.ports.countries import CountryNames
from app.ports.wording import Wording
from ui.theme import Gap, Tone
from ui.widgets.arrange import clear, column, row
from ui.widgets.badge import Badge
from ui.widgets.card import hairline
from ui.widgets.contact_words import ContactWords
from ui.widgets.text import PlainLabel, plain_label

LONG = 20
_LINE = 32
"""Letters that fit in a line of the desk's right column, at any size of the words."""
_RESIDENCE = ("country", "state", "city", "postal_code")
_TONES = {
    RiskSeverity.NOTICE: Tone.INFO,
    RiskSeverity.WARNING: Tone.SOON,
    RiskSeverity.ALARM: Tone.LATE,
}


_KINDS = {
    RiskSeverity.NOTICE: "caption",
    RiskSeverity.WARNING: "caption-soon",
    RiskSeverity.ALARM: "caption-late",
}


class ChangeList(QWidget):
    """The change asked for: old values masked, new ones in full, marks below.

    Args:
        is_short: where several parts of the residence change, they share one entry, so that all
            that changes is in sight on the desk; the marks come first there, because what else is
            read and written beside must not push them out of sight.
    """

    def __init__(
        self,
        wording: Wording,
        countries: CountryNames,
        language: str,
        parent: QWidget | None = None,
        *,
        is_short: bool = False,
    ) -> None:
        super().__init__(parent)
        self._wording = wording
        self._countries = countries
        self._language = language
        self._is_short = is_short
        self._labels = ContactWords(self)
        self._lines: QVBoxLayout = column(gap=Gap.XS)
        self._ends: list[tuple[QWidget, int]] = []
        self._marks: list[QWidget] = []
        self.setLayout(self._lines)

    def forget(self) -> None:
        """Show nothing: the case it was about has left."""
        clear(self._lines)
        self._ends.clear()
        self._marks.clear()

    def fields_below(self, edge: int) -> int:
        """How many fields that change end below a height of this list."""
        return sum(count for end, count in self._ends if end.geometry().bottom() >= edge)

    def must_see(self) -> int:
        """The height down to which nobody may miss a word: every mark, and one field that changes.

        Of a list that has been laid out, and tells its marks first.
        """
        last = (*self._marks, *(end for end, _count in self._ends[:1]))
        return max((part.geometry().bottom() + 1 for part in last), default=0)

    def show_change(
        self, before: ContactData | None, after: ContactData, marks: Iterable[RiskMark]
    ) -> None:
        """Show only what changes, and every mark."""
        self.forget()
        if self._is_short:
            self._show_marks(tuple(marks))
        rows = [item for item in contact_difference(before, after) if item.changed]
        living = [item for item in rows if item.field in _RESIDENCE]
        if not self._is_short or len(living) < 2:
            living = []
        for item in rows:
            if item not in living:
                old = self._read(item.field, mask_field(item.field, item.before))
                new = self._read(item.field, item.after)
                after_words = PlainLabel(new, "strong", keep=True, selectable=True)
                self._field(self._labels.label(item.field), old, after_words)
                self._ends.append((after_words, 1))
        if living:
            old = self._place(
                (item.field, item.before, mask_field(item.field, item.before)) for item in living
            )
            new = self._place((item.field, item.after, item.after) for item in living)
            after_words = PlainLabel(new, "strong", wrap=True, selectable=True)
            both = column(plain_label(f"{old} →", "quiet", wrap=True), after_words, gap=Gap.NONE)
            self._entry(self.tr("Residencia"), both)
            self._ends.append((after_words, len(living)))
        if not rows:
            self._lines.addWidget(
                plain_label(
                    self.tr("Los datos pedidos son iguales a los vigentes."), "quiet", wrap=True
                )
            )
        if not self._is_short:
            self._show_marks(tuple(marks))
        self._lines.addStretch(1)

    def _field(self, label: str, old: str, after: PlainLabel) -> None:
        """One field; on the desk its name stands before the old value, where a line holds both."""
        if not self._is_short or len(after.text()) <= LONG or len(label) + len(old) > _LINE:
            self._entry(label, self._values(old, after))
            return
        if self._lines.count():
            self._lines.addWidget(hairline())
        before = row(plain_label(label, "caption"), plain_label(f"{old} →", "quiet"), 1)
        self._lines.addLayout(column(before, after, gap=Gap.NONE))

    def _entry(self, label: str, values: QLayout) -> None:
        if self._lines.count():
            self._lines.addWidget(hairline())
        self._lines.addWidget(plain_label(label, "caption"))
        self._lines.addLayout(values)

    def _place(self, values: Iterable[tuple[str, str, str]]) -> str:
        """Fields with their text and what is shown of it, as one line."""
        told = (
            (self._read(field, text), self._read(field, shown))
            for field, text, shown in values
            if text
        )
        return place_line(told) or "—"

    def _read(self, field: str, text: str) -> str:
        """A value as people read it: a country by its name, nothing as a dash."""
        if field == "country" and text:
            return self._countries.name(text, self._language)
        return text or "—"

    @staticmethod
    def _values(old: str, after: PlainLabel) -> QLayout:
        """Both values; a long new one gets a line of its own, because it must be read whole."""
        before = plain_label(f"{old} →", "quiet")
        if len(after.text()) > LONG:
            return column(before, after, gap=Gap.NONE)
        return row(before, after, 1, gap=Gap.XS)

    def _show_marks(self, marks: tuple[RiskMark, ...]) -> None:
        if not marks:
            return
        if self._lines.count():
            self._lines.addWidget(hairline())
        for mark in sorted(marks, key=lambda mark: list(_TONES).index(mark.severity), reverse=True):
            word = {
                RiskSeverity.NOTICE: self.tr("aviso"),
                RiskSeverity.WARNING: self.tr("atención"),
                RiskSeverity.ALARM: self.tr("alarma"),
            }[mark.severity]
            said = self._wording.mark(mark, self._language)
            if self._is_short:
                kind = _KINDS[mark.severity]
                words = self.tr("{mark}: {sentence}").format(mark=word.capitalize(), sentence=said)
                line = plain_label(words, kind, wrap=True)
                self._lines.addWidget(line)
                self._marks.append(line)
                continue
            badge = Badge(word, _TONES[mark.severity])
            sentence = plain_label(said, "body", wrap=True)
            self._lines.addLayout(column(row(badge, 1), sentence, gap=Gap.XS))
