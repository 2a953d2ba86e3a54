"""What every form of the staff has: one's own password at its end, errors under their fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.errors import VentanillaError
from app.domain.staff import StaffMember
from app.stages.access import MIN_PASSWORD
from ui.administration.kept_form import KeptForm
from ui.administration.words import AdministrationErrorWords
from ui.widgets.card import hairline
from ui.widgets.form_field import FormField, SecretEdit

Mistakes = Sequence[tuple[FormField, str]]


class ConfirmedForm(KeptForm):
    """A form that ends with one's own password; errors stand under their field.

    Signals:
        submitted: everything that can be checked here is right; read the fields.
    """

    submitted = Signal()

    def __init__(
        self,
        title: str,
        action: str,
        errors: AdministrationErrorWords,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, action, parent=parent)
        self._errors = errors
        self.own = SecretEdit()
        self.own_field = FormField(
            self.tr("Su propia contraseña"),
            self.own,
            hint=self.tr("Confirma que es usted quien lo hace."),
        )
        self.own.returnPressed.connect(self.submit)
        self._by_code = False

    def confirm_by_code(self, is_wanted: bool) -> None:
        """Ask for a one-time code instead of the password, as a central database does."""
        if is_wanted:
            self._by_code = True
            self.own_field.set_label(self.tr("Código de un solo uso"))

    def _end(self) -> None:
        self.add(self.own_field)
        self._add_end()

    def fields(self) -> Mapping[str, FormField]:
        """Fields by the beginning of the codes that concern them."""
        return {
            "SIGN_IN_REFUSED": self.own_field,
            "LOCKED_OUT": self.own_field,
            "ACCOUNT_DISABLED": self.own_field,
            "CODE_WRONG": self.own_field,
            "CODE_INVALID": self.own_field,
        }

    def clear_errors(self) -> None:
        """Take every error away."""
        for field in set(self.fields().values()):
            field.set_error("")

    def refuse(self, error: VentanillaError) -> bool:
        """Show an error under its field; False when it belongs to none."""
        field = self._field_of(error)
        if field is None:
            return False
        sentence = self._errors.sentence(error) or {
            "SIGN_IN_REFUSED": self.tr("Esta no es su contraseña. Escríbala otra vez."),
            "LOCKED_OUT": self.tr("Demasiados intentos. Espere unos minutos."),
            "CODE_WRONG": self.tr("No es correcto o ya se usó. Espere el siguiente código."),
            "CODE_INVALID": self.tr("Son seis dígitos."),
        }.get(error.code, self.tr("Revise este dato."))
        field.set_error(sentence)
        if field is self.own_field:
            self.own.clear()
        field.editor.setFocus()
        return True

    def _field_of(self, error: VentanillaError) -> FormField | None:
        places = self.fields().items()
        return next((field for start, field in places if error.code.startswith(start)), None)

    @override
    def submit(self) -> None:
        """Say that the form is ready, or everything that can be seen to be wrong, at once."""
        self.clear_errors()
        self._question.forget()
        mistakes = self._mistakes()
        for field, sentence in mistakes:
            field.set_error(sentence)
        if mistakes:
            mistakes[0][0].editor.setFocus()
        else:
            self.submitted.emit()

    @override
    def _forget(self) -> None:
        self.own.clear()
        self.clear_errors()
        super()._forget()

    def _mistakes(self) -> Mistakes:
        """What is wrong, in the order of the form."""
        if self.own.text():
            return ()
        if self._by_code:
            return ((self.own_field, self.tr("Escriba los seis dígitos para confirmar.")),)
        return ((self.own_field, self.tr("Escriba su contraseña para confirmar.")),)


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
    def _mistakes(self) -> Mistakes:
        if self.password.text() == self.again.text():
            return super()._mistakes()
        sentence = self.tr("No es igual a la contraseña escrita antes. Escríbala otra vez.")
        self.again.clear()
        return ((self.again_field, sentence), *super()._mistakes())


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
        self._open(self.password)
