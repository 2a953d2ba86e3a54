"""Forms beside the staff table: a new member, and another password for one."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from app.domain.cedula import check_cedula
from app.domain.errors import VentanillaError
from app.domain.field_finding import first_error
from app.domain.staff import Agency, Duty, StaffMember
from app.stages.access import MIN_PASSWORD
from ui.administration.staff_presenter import ChangedMember, NewMember
from ui.administration.words import AdministrationErrorWords, AdministrationWords
from ui.theme import Gap
from ui.widgets.arrange import grid, row
from ui.widgets.card import Card, hairline
from ui.widgets.filters import FilterCombo
from ui.widgets.form_field import FormField, SecretEdit
from ui.widgets.key_button import KeyHintButton

SAVE_KEY = "Ctrl+Return"


class ConfirmedForm(Card):
    """A form that ends with one's own password; errors stand under their field.

    Signals:
        submitted: everything that can be checked here is right; read the fields.
        closed: the form was put away.
    """

    submitted = Signal()
    closed = Signal()

    def __init__(
        self,
        title: str,
        action: str,
        errors: AdministrationErrorWords,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, gap=Gap.S, parent=parent)
        self._errors = errors
        self.own = SecretEdit()
        self.own_field = FormField(
            self.tr("Su propia contraseña"),
            self.own,
            hint=self.tr("Confirma que es usted quien abre esta puerta."),
        )
        self.save = KeyHintButton(action, SAVE_KEY, kind="primary")
        self.leave = KeyHintButton(self.tr("Cancelar"), "Esc")
        self.save.clicked.connect(self.submit)
        self.leave.clicked.connect(self.close_form)
        self.own.returnPressed.connect(self.submit)
        self.hide()

    def _end(self) -> None:
        self.add(self.own_field)
        self.add_layout(row(1, self.leave, self.save))

    def fields(self) -> Mapping[str, FormField]:
        """Fields by the beginning of the codes that concern them."""
        return {
            "SIGN_IN_REFUSED": self.own_field,
            "LOCKED_OUT": self.own_field,
            "ACCOUNT_DISABLED": self.own_field,
        }

    def clear_errors(self) -> None:
        """Take every error away."""
        for field in set(self.fields().values()):
            field.set_error("")

    def refuse(self, error: VentanillaError) -> bool:
        """Show an error under its field; False when it belongs to none."""
        field = next(
            (item for start, item in self.fields().items() if error.code.startswith(start)), None
        )
        if field is None:
            return False
        sentence = self._errors.sentence(error) or {
            "SIGN_IN_REFUSED": self.tr("Esta no es su contraseña. Escríbala otra vez."),
            "LOCKED_OUT": self.tr("Demasiados intentos. Espere unos minutos."),
        }.get(error.code, self.tr("Revise este dato."))
        field.set_error(sentence)
        if field is self.own_field:
            self.own.clear()
        field.editor.setFocus()
        return True

    def submit(self) -> None:
        """Check what can be checked here and say that the form is ready."""
        self.clear_errors()
        if self._is_right():
            self.submitted.emit()

    def close_form(self) -> None:
        """Empty the secrets, hide, and say so if it was in sight."""
        was_open = not self.isHidden()
        self._forget()
        self.hide()
        if was_open:
            self.closed.emit()

    def _forget(self) -> None:
        self.own.clear()
        self.clear_errors()

    def _is_right(self) -> bool:
        if not self.own.text():
            self.own_field.set_error(self.tr("Escriba su contraseña para confirmar."))
            self.own.setFocus()
            return False
        return True


class SecretForm(ConfirmedForm):
    """A confirmed form that also gives somebody a password."""

    def __init__(
        self,
        title: str,
        action: str,
        errors: AdministrationErrorWords,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, action, errors, parent)
        hint = self.tr("Al menos {n} signos; no puede contener el usuario.").format(n=MIN_PASSWORD)
        self.password = SecretEdit()
        self.password_field = FormField(self.tr("Contraseña inicial"), self.password, hint=hint)
        self.again = SecretEdit()
        self.again_field = FormField(self.tr("La misma, otra vez"), self.again)

    @override
    def fields(self) -> Mapping[str, FormField]:
        """Fields by the beginning of the codes that concern them."""
        return {"PASSWORD": self.password_field, **super().fields()}

    @override
    def clear_errors(self) -> None:
        """Take every error away."""
        super().clear_errors()
        self.again_field.set_error("")

    @override
    def _forget(self) -> None:
        self.password.clear()
        self.again.clear()
        super()._forget()

    @override
    def _is_right(self) -> bool:
        if self.password.text() == self.again.text():
            return super()._is_right()
        self.again_field.set_error(self.tr("No es igual a la de arriba. Escríbala otra vez."))
        self.again.clear()
        self.again.setFocus()
        return False


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
            (FormField(self.tr("Función"), self.duty), self.agency_field),
        )
        for line, (left, right) in enumerate(pairs):
            cells.addWidget(left, line, 0, top)
            cells.addWidget(right, line, 1, top)
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
        self.show()
        self.login.setFocus()

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
                "hasta que usted la active."
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
        self.show()
        self.full_name.setFocus()

    def wanted(self) -> ChangedMember | None:
        """What was typed; None while there is no agency to choose."""
        agency, duty = self.agency.choice, self.duty.choice
        if agency is None or duty is None:
            return None
        return ChangedMember(self.full_name.text(), self.email.text(), duty, agency)


class PasswordForm(SecretForm):
    """Another password for one member."""

    def __init__(self, errors: AdministrationErrorWords, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, title="", action="", errors=errors)
        self.header.setVisible(True)
        self.save.set_label(self.tr("Cambiar contraseña"))
        self.member: StaffMember | None = None
        self.add(self.password_field)
        self.add(self.again_field)
        self.add(hairline())
        self._end()

    def open_form(self, member: StaffMember) -> None:
        """Show the form for one member."""
        self._forget()
        self.member = member
        title = self.tr("Contraseña nueva para {name}").format(name=member.full_name)
        self.header.set_title(title)
        self.setAccessibleName(title)
        self.show()
        self.password.setFocus()
