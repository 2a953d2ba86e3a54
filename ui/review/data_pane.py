"""Declared data that came without a file: the reception form and the 16 fields."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.domain.case import Case
from app.domain.field_finding import FieldFinding, Weight
from app.domain.provinces import place_of_registration
from app.ports.countries import CountryNames
from ui.theme import Gap, Tone
from ui.widgets.agency_time import short_date
from ui.widgets.arrange import clear, column, row
from ui.widgets.badge import Badge
from ui.widgets.card import SectionHeader, hairline
from ui.widgets.contact_words import ContactWords
from ui.widgets.field_words import FieldWords
from ui.widgets.key_button import KeyHintButton
from ui.widgets.text import PlainLabel, plain_label


class DataPane(QScrollArea):
    """Shows what the person typed; the código dactilar is masked until asked for.

    Signals:
        reveal_wanted: show the código dactilar (recorded).
    """

    reveal_wanted = Signal()

    def __init__(
        self, countries: CountryNames, language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._countries = countries
        self._language = language
        self._labels = ContactWords(self)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Datos declarados"))
        inside = QWidget()
        self._lines: QVBoxLayout = column(gap=Gap.S, margin=Gap.M)
        inside.setLayout(self._lines)
        self.setWidget(inside)
        self._words = FieldWords(self)
        self._findings: tuple[FieldFinding, ...] = ()
        self._case: Case | None = None
        self._secret = ""
        self._drawing = QTimer(self)
        self._drawing.setSingleShot(True)
        self._drawing.timeout.connect(self._draw)

    def show_case(self, case: Case, findings: tuple[FieldFinding, ...] = ()) -> None:
        """Show a case's declared data; the same case keeps a revealed code on show."""
        if self._case is not None and self._case.id == case.id:
            return
        self._case, self._secret, self._findings = case, "", findings
        # Nothing of the case before stays; the many lines come in an event of their own, because
        # a case that opens has enough to draw.
        clear(self._lines)
        self._drawing.start()

    def reveal(self, secret: str) -> None:
        """Show the código dactilar that was handed over."""
        self._secret = secret
        self._draw()

    def forget(self) -> None:
        """Forget the case and the revealed code."""
        self._drawing.stop()
        self._case, self._secret = None, ""
        clear(self._lines)

    def _draw(self) -> None:
        self._drawing.stop()
        clear(self._lines)
        case = self._case
        if case is None:
            return
        for finding in self._findings:
            is_error = finding.weight is Weight.ERROR
            word = self.tr("no cumple") if is_error else self.tr("compruebe")
            badge = Badge(word, Tone.LATE if is_error else Tone.SOON)
            line = row(badge, PlainLabel(self._words.sentence(finding), wrap=True), gap=Gap.S)
            line.setStretch(1, 1)
            self._lines.addLayout(line)
        self._section(self.tr("Formulario de recepción"), self._reception(case))
        self._section(self.tr("Persona"), self._person(case))
        self._code_line(case)
        self._section(self.tr("Contacto pedido"), self._contact(case))
        self._lines.addStretch(1)

    def _reception(self, case: Case) -> list[tuple[str, str]]:
        form = case.reception
        return [
            (self.tr("Provincia de nacimiento"), _province(form.province)),
            (self.tr("Sector"), form.sector),
            (self.tr("Categoría"), form.category),
            (self.tr("Requerimiento"), form.request),
            (self.tr("Mensaje"), form.message),
        ]

    def _person(self, case: Case) -> list[tuple[str, str]]:
        declared = case.declared
        birth = short_date(declared.birth_date) if declared.birth_date else "—"
        issued = short_date(declared.id_issue_date) if declared.id_issue_date else "—"
        signature = {
            "handwritten": self.tr("manuscrita"),
            "electronic": self.tr("electrónica"),
        }.get(declared.signature, declared.signature)
        return [
            (self.tr("Apellidos"), declared.family_names),
            (self.tr("Nombres"), declared.given_names),
            (self.tr("Identificación"), declared.identifier.value),
            (self.tr("Fecha de nacimiento"), birth),
            (self.tr("Fecha de expedición"), issued),
            (self.tr("Firma declarada"), signature),
        ]

    def _contact(self, case: Case) -> list[tuple[str, str]]:
        contact = case.declared.contact
        country = self._countries.name(contact.country, self._language)
        values = {
            "country": country,
            "state": contact.state,
            "city": contact.city,
            "postal_code": contact.postal_code,
            "phone_abroad": contact.phone_abroad,
            "email": contact.email,
            "mobile_ec": contact.mobile_ec,
            "landline_ec": contact.landline_ec,
        }
        return [(self._labels.label(key), text) for key, text in values.items()]

    def _section(self, title: str, rows: list[tuple[str, str]]) -> None:
        if self._lines.count():
            self._lines.addWidget(hairline())
        self._lines.addWidget(SectionHeader(title))
        for label, text in rows:
            value = PlainLabel(text or "—", "body", wrap=True, selectable=True)
            line = row(plain_label(label, "caption", wrap=True), value, gap=Gap.M)
            line.setStretch(0, 2)
            line.setStretch(1, 5)
            self._lines.addLayout(line)

    def _code_line(self, case: Case) -> None:
        secret = case.declared.codigo_dactilar
        shown = self._secret or secret or "—"
        value = PlainLabel(shown, "strong")
        # Both in the room of the values, or the button would move the column.
        beside = row(value, gap=Gap.M)
        beside.setStretch(0, 1)
        line = row(plain_label(self.tr("Código dactilar"), "caption", wrap=True), beside, gap=Gap.M)
        line.setStretch(0, 2)
        line.setStretch(1, 5)
        if secret and not self._secret:
            button = KeyHintButton(self.tr("&Mostrar"), kind="link")
            button.setToolTip(self.tr("Queda registrado que usted lo vio."))
            button.clicked.connect(self.reveal_wanted)
            beside.addWidget(button)
        self._lines.addLayout(line)


def _province(code: str) -> str:
    place = place_of_registration(code)
    return f"{place.name} ({code})" if place is not None else code
