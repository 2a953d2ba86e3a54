"""The fields of a search for events: what, when, and why it is looked for."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app.domain.errors import VentanillaError
from app.domain.search_text import MAX_SEARCH
from app.domain.staff import Session
from app.domain.stated_reason import MAX_REASON
from app.stages.oversight import SearchEventsCommand
from ui.audit.words import AuditWords
from ui.theme import Gap
from ui.widgets.agency_time import AgencyTime
from ui.widgets.arrange import row
from ui.widgets.card import Card
from ui.widgets.day_edit import DayEdit
from ui.widgets.filters import FilterCombo
from ui.widgets.form_field import FormField
from ui.widgets.key_button import KeyHintButton


class SearchForm(Card):
    """Asks for a case, a person, an account, a kind of event, a period, and a reason.

    Args:
        words: the words of the audit.
        time: in whose days a period is.
        is_over_all: whether a search may leave the case open.

    Signals:
        asked: search.
    """

    asked = Signal()

    def __init__(
        self,
        words: AuditWords,
        time: AgencyTime,
        *,
        is_over_all: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Qué se busca"), parent=parent)
        self._time = time
        self.number, self.person, self.login = _line(), _line(), _line()
        self.since, self.until, self.reason = DayEdit(), DayEdit(), QLineEdit()
        # One more than is taken: a longer paste is refused as a whole, not cut.
        self.reason.setMaxLength(MAX_REASON + 1)
        self.kind: FilterCombo[str] = FilterCombo("", [("", self.tr("cualquiera")), *words.kinds()])
        # The longest kind of event must not decide how wide the screen is.
        self.kind.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.kind.setMinimumContentsLength(12)
        self._fields = {
            "number": FormField(self.tr("&Trámite"), self.number),
            "person": FormField(self.tr("Número de la &persona"), self.person),
            "login": FormField(self.tr("Cuenta de &quien actuó"), self.login),
            "kind": FormField(self.tr("&Hecho"), self.kind),
            "since": FormField(self.tr("&Desde"), self.since),
            "until": FormField(self.tr("Ha&sta"), self.until),
            "reason": FormField(
                self.tr("Mot&ivo"),
                self.reason,
                hint=self.tr("Por qué mira fuera de su trabajo. Queda registrado con la búsqueda."),
            ),
        }
        fields = self._fields
        for name in ("number", "person", "login", "kind"):
            self.add(fields[name])
        self.add_layout(row(fields["since"], fields["until"], gap=Gap.M))
        self.add(fields["reason"])
        for name in ("person", "login"):
            fields[name].setVisible(is_over_all)
        self.go = KeyHintButton(self.tr("B&uscar"), "Return", kind="primary")
        self.add_layout(row(1, self.go))
        self.go.clicked.connect(self.asked)
        for edit in (
            self.number, self.person, self.login, self.since, self.until, self.reason,
        ):  # fmt: skip
            edit.returnPressed.connect(self.asked)

    def command(self, session: Session) -> SearchEventsCommand | None:
        """What is asked for; None after saying under its field what is no day."""
        self.clear_errors()
        for name, edit in (("since", self.since), ("until", self.until)):
            if edit.text().strip() and edit.day is None:
                self._fields[name].set_error(self.tr("Escriba día-mes-año, como 16-09-2026."))
                edit.setFocus()
                return None
        return SearchEventsCommand(
            session,
            self.reason.text(),
            self.number.text().strip(),
            self.person.text().strip(),
            self.login.text().strip(),
            self.kind.choice or "",
            self._begin(self.since.day),
            self._begin(self.until.day, days=1),
        )

    def _begin(self, day: date | None, *, days: int = 0) -> datetime | None:
        """Beginning of a day of the agency, or of the one after a period's last."""
        if day is None:
            return None
        return datetime.combine(day + timedelta(days=days), time(), self._time.zone)

    def clear_errors(self) -> None:
        """Nothing is wrong any more."""
        for part in self._fields.values():
            part.set_error("")

    def refuse(self, error: VentanillaError, sentence: str) -> QWidget | None:
        """Say what is wrong under the field it is about, which is returned; None for no field."""
        name = {
            "REASON_TOO_SHORT": "reason",
            "REASON_TOO_LONG": "reason",
            "CASE_UNKNOWN": "number",
            "CASE_NUMBER_NEEDED": "number",
            "STAFF_UNKNOWN": "login",
            "PERIOD_REVERSED": "until",
        }.get(error.code)
        if name is None:
            return None
        self._fields[name].set_error(sentence)
        self._fields[name].editor.setFocus()
        return self._fields[name]


def _line() -> QLineEdit:
    line = QLineEdit()
    line.setMaxLength(MAX_SEARCH)
    return line
