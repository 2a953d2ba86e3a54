"""Forms beside the staff table: a new member, and a member as they are from now on."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from app.domain.cedula import check_cedula
from app.domain.errors import VentanillaError
from app.domain.field_finding import first_error
from app.domain.staff import Agency, Duty, StaffMember
from app.stages.access import mistakes_of
from ui.administration.confirmed_form import ConfirmedForm, Mistakes, SecretForm
from ui.administration.staff_presenter import ChangedMember, NewMember
from ui.administration.words import AdministrationErrorWords, AdministrationWords
from ui.theme import Gap
from ui.widgets.arrange import grid
from ui.widgets.card import hairline
from ui.widgets.filters import FilterCombo
from ui.widgets.form_field import FormField


class NewMemberForm(SecretForm):
    """Everything a new account needs."""

    def __init__(
        self,
        words: AdministrationWords,
        errors: AdministrationErrorWords,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent, title="", action="", errors=errors)
        title = self.tr("Añadir a una persona")
        self.header.set_title(title)
        self.header.setVisible(True)
        self.setAccessibleName(title)
        self.save.set_label(self.tr("Añadir"))
        self._words = words
        self.login, self.full_name = QLineEdit(), QLineEdit()
        self.cedula, self.email = QLineEdit(), QLineEdit()
        self.cedula.editingFinished.connect(self._check_cedula)
        self.duty: FilterCombo[Duty] = FilterCombo("", [(d, words.duty(d)) for d in Duty])
        self.agency: FilterCombo[Agency] = FilterCombo("", [])
        self.login_field = FormField(self.tr("Usuario"), self.login)
        self.name_field = FormField(self.tr("Nombres y apellidos"), self.full_name)
        self.cedula_field = FormField(self.tr("Cédula"), self.cedula)
        self.agency_field = FormField(
            self.tr("Agencia y provincia"),
            self.agency,
            hint=self.tr("Si falta, créela primero en Agencias."),
        )
        self._place_fields()
        self._end()

    def _place_fields(self) -> None:
        # A hint or an error under one field must not push down its neighbour.
        top = Qt.AlignmentFlag.AlignTop
        cells = grid(Gap.S)
        pairs: tuple[tuple[QWidget, QWidget], ...] = (
            (self.login_field, self.cedula_field),
            (self.name_field, FormField(self.tr("Correo (opcional)"), self.email)),
        )
        for line, (left, right) in enumerate(pairs):
            cells.addWidget(left, line, 0, top)
            cells.addWidget(right, line, 1, top)
        # The name of an agency needs the whole line.
        cells.addWidget(FormField(self.tr("Función"), self.duty), len(pairs), 0, 1, 2)
        cells.addWidget(self.agency_field, len(pairs) + 1, 0, 1, 2)
        secrets = grid(Gap.S)
        secrets.addWidget(self.password_field, 0, 0, top)
        secrets.addWidget(self.again_field, 0, 1, top)
        for part in (cells, secrets):
            part.setColumnStretch(0, 1)
            part.setColumnStretch(1, 1)
        self.add_layout(cells)
        self.add(hairline())
        self.add_layout(secrets)

    @override
    def fields(self) -> Mapping[str, FormField]:
        """Fields by the beginning of the codes that concern them."""
        return {
            "LOGIN": self.login_field,
            "NAME": self.name_field,
            "CEDULA": self.cedula_field,
            "AGENCY": self.agency_field,
            **super().fields(),
        }

    def offer_agencies(self, agencies: tuple[Agency, ...], chosen: Agency) -> None:
        """Offer these agencies, one of them chosen."""
        self.agency.set_choices([(item, self._words.agency(item)) for item in agencies])
        self.agency.choose(chosen)

    def open_form(self) -> None:
        """Show an empty form with the focus in its first field."""
        for edit in (self.login, self.full_name, self.cedula, self.email):
            edit.clear()
        self._forget()
        self._open(self.login)

    def member(self) -> NewMember | None:
        """What was typed; None while there is no agency to choose."""
        agency = self.agency.choice
        if agency is None:
            return None
        return NewMember(
            login=self.login.text(),
            full_name=self.full_name.text(),
            cedula=self.cedula.text(),
            duty=self.duty.choice or Duty.CLERK,
            agency=agency,
            email=self.email.text(),
            password=self.password.text(),
        )

    @override
    def _mistakes(self) -> Mistakes:
        typed = (self.login, self.full_name, self.cedula, self.password)
        wrong = mistakes_of(*(edit.text() for edit in typed))
        # A refusal of the program says the same in the same place.
        placed = ((self._field_of(error), self._errors.sentence(error)) for error in wrong)
        found = [(field, sentence) for field, sentence in placed if field is not None]
        return (*found, *super()._mistakes())

    def _check_cedula(self) -> None:
        text = self.cedula.text().strip()
        error = first_error(check_cedula(text)) if text else None
        if error is None:
            self.cedula_field.set_error("")
            return
        self.cedula_field.set_error(
            self._errors.sentence(VentanillaError(error.code, **dict(error.facts)))
        )


class EditMemberForm(ConfirmedForm):
    """Name, mail, duty and agency of a member; login and cédula stay."""

    def __init__(
        self,
        words: AdministrationWords,
        errors: AdministrationErrorWords,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent, title="", action="", errors=errors)
        self.header.setVisible(True)
        self.save.set_label(self.tr("Guardar"))
        self.member: StaffMember | None = None
        self._words = words
        self.full_name, self.email = QLineEdit(), QLineEdit()
        self.duty: FilterCombo[Duty] = FilterCombo("", [(d, words.duty(d)) for d in Duty])
        self.agency: FilterCombo[Agency] = FilterCombo("", [])
        self.name_field = FormField(self.tr("Nombres y apellidos"), self.full_name)
        self.duty_field = FormField(self.tr("Función"), self.duty)
        self.agency_field = FormField(
            self.tr("Agencia y provincia"),
            self.agency,
            hint=self.tr(
                "Con otra función o agencia suelta sus casos y la cuenta queda desactivada "
                "hasta que otra persona de administración la active."
            ),
        )
        for field in (
            self.name_field,
            FormField(self.tr("Correo (opcional)"), self.email),
            self.duty_field,
            self.agency_field,
        ):
            self.add(field)
        self.add(hairline())
        self._end()

    @override
    def fields(self) -> Mapping[str, FormField]:
        """Fields by the beginning of the codes that concern them."""
        return {
            "NAME": self.name_field,
            "STAFF_HAS_CALLS": self.duty_field,
            "OWN_ACCOUNT": self.duty_field,
            "AGENCY": self.agency_field,
            **super().fields(),
        }

    def open_form(self, member: StaffMember, agencies: tuple[Agency, ...]) -> None:
        """Show the form for one member as they are."""
        self._forget()
        self.member = member
        title = self.tr("Modificar a {name}").format(name=member.full_name)
        self.header.set_title(title)
        self.setAccessibleName(title)
        self.full_name.setText(member.full_name)
        self.email.setText(member.email)
        self.duty.choose(member.duty)
        self.agency.set_choices([(item, self._words.agency(item)) for item in agencies])
        self.agency.choose(member.agency)
        self._open(self.full_name)

    def wanted(self) -> ChangedMember | None:
        """What was typed; None while there is no agency to choose."""
        agency, duty = self.agency.choice, self.duty.choice
        if agency is None or duty is None:
            return None
        return ChangedMember(self.full_name.text(), self.email.text(), duty, agency)
