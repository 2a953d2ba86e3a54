"""The sign-in page: two fields, one action, the reason of a refusal beside them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget
from typing_extensions import override

from ui.messages import Message
from ui.shell.activation_fields import ActivationFields
from ui.shell.remembering import Remembering
from ui.shell.signin_presenter import SignInPresenter
from ui.theme import Gap, Metric, Tone, current_theme, mark
from ui.widgets.arrange import column, row, scrolling
from ui.widgets.badge import Badge
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.form_field import FormField, SecretEdit
from ui.widgets.key_button import KeyHintButton
from ui.widgets.text import plain_label


class SignInView(QWidget):
    """Wires the fields to the presenter.

    A `hint` (who may enter, in a demonstration) stands under the button.

    Signals:
        signed_in: the session the use case returned.
    """

    signed_in = Signal(object)

    def __init__(
        self,
        presenter: SignInPresenter,
        *,
        database: str,
        database_tone: Tone = Tone.INFO,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        mark(self, "ground")
        self._presenter = presenter
        self._given = ""
        presenter.setParent(self)
        self.login = QLineEdit()
        self.password = SecretEdit()
        self.login_field = FormField(self.tr("&Usuario"), self.login)
        self.password_field = FormField(self.tr("&Contraseña"), self.password)
        self.code = SecretEdit()
        self.code_field = FormField(
            self.tr("Có&digo de un solo uso"),
            self.code,
            hint=self.tr("Los seis dígitos que muestra ahora su aplicación de autenticación."),
        )
        self.code_field.hide()
        self.activation = ActivationFields()
        self.activation.hide()
        self.remember = QCheckBox(self.tr("&Recordar la contraseña en este equipo"))
        self.remember.setToolTip(
            self.tr("La guarda el llavero del sistema; se borra si el servidor ya no la acepta.")
        )
        self.remember.hide()
        self._caps = plain_label(self.tr("Bloq Mayús está activado."), "caption-soon")
        self._caps.hide()
        self.banner = Banner()
        self.button = KeyHintButton(self.tr("Entrar"), "Return", kind="primary")
        self.hint = plain_label(hint, "caption", wrap=True)
        self._build(Badge(database, database_tone, "database"))
        self._connect()

    def _build(self, badge: Badge) -> None:
        card = self._card = Card(margin=Gap.XL, gap=Gap.M)
        self._fit()
        # Larger words in a card as narrow as before would be cut.
        current_theme().changed.connect(self._fit)
        card.add_layout(row(plain_label("Ventanilla", "heading"), 1, badge))
        card.add(plain_label(self.tr("Trámites de la ventanilla virtual y del mostrador"), "quiet"))
        card.add(self.banner)
        card.add(self.login_field)
        card.add(self.password_field)
        card.add(self.remember)
        card.add(self._caps)
        card.add(self.code_field)
        card.add(self.activation)
        card.add_layout(row(1, self.button))
        card.add(self.hint)
        self.hint.setVisible(bool(self.hint.text()))
        middle = column(1, row(1, card, 1), 2, margin=Gap.XL)
        self.setLayout(column(scrolling(middle, self.tr("Entrar")), gap=Gap.NONE))
        self.setTabOrder(self.login, self.password)
        self.setTabOrder(self.password, self.remember)
        self.setTabOrder(self.remember, self.code)
        self.setTabOrder(self.code, self.activation.code)
        self.setTabOrder(self.activation.code, self.activation.own)
        self.setTabOrder(self.activation.own, self.activation.again)
        self.setTabOrder(self.activation.again, self.button)

    def _connect(self) -> None:
        self.login.returnPressed.connect(self.password.setFocus)
        self.password.returnPressed.connect(self.submit)
        self.code.returnPressed.connect(self.submit)
        self.activation.submitted.connect(self.submit)
        self._presenter.activation_wanted.connect(self._on_activation_wanted)
        self.password.caps_lock_seen.connect(self._caps.setVisible)
        self.button.clicked.connect(self.submit)
        self.remember.toggled.connect(self._presenter.want_kept)
        self.login.textChanged.connect(lambda _text: self._tell_kept())
        self._presenter.kept_changed.connect(self._on_kept)
        self._presenter.signed_in.connect(self.signed_in)
        self._presenter.refused.connect(self._on_refused)
        self._presenter.busy_changed.connect(self._on_busy)
        self._presenter.login_missing.connect(self._on_login_missing)
        self._presenter.password_missing.connect(self._on_password_missing)
        self._presenter.code_missing.connect(self._on_code_missing)
        self._presenter.code_wanted.connect(self._on_code_wanted)

    def _fit(self) -> None:
        self._card.setFixedWidth(current_theme().px(Metric.FORM_WIDTH))

    def recall(self, remembering: Remembering) -> None:
        """Let this machine keep the password, where it has a safe place for it."""
        self._presenter.recall(remembering)

    def submit(self) -> None:
        """Try what is in the fields; the password field is emptied at once.

        Only for choosing another one is it given back: the answer may be that it is good for that.
        """
        self.login_field.set_error("")
        self.password_field.set_error("")
        self.code_field.set_error("")
        self.banner.clear()
        if self._is_code_wanted:
            self._presenter.submit_code(self.login.text(), self.code.take())
        elif not self.activation.isHidden():
            self._submit_activation()
        else:
            self._given = self.password.take()
            self._presenter.submit(self.login.text(), self._given)

    def _submit_activation(self) -> None:
        fields = self.activation
        fields.clear_errors()
        if not self.password.text():
            self._on_password_missing()
        elif fields.is_complete():
            self._given = self.password.text()
            self._presenter.submit_activation(
                self.login.text(), self._given, fields.code.text(), fields.own.text()
            )

    def _on_kept(self, login: str | None) -> None:
        """Offer to keep the password where that is safe; a kept one need not be typed."""
        self.remember.setVisible(login is not None and self.activation.isHidden())
        if login is not None:
            self.remember.setChecked(bool(login))
        if login and not self.login.text():
            self.login.setText(login)
            self.password.setFocus()
        self._tell_kept()

    def _tell_kept(self) -> None:
        is_kept = self._presenter.is_kept(self.login.text())
        self.password.setPlaceholderText(self.tr("Guardada en este equipo") if is_kept else "")

    @property
    def _is_code_wanted(self) -> bool:
        return not self.code_field.isHidden()

    def _want_code(self, is_wanted: bool) -> None:
        self.code_field.setVisible(is_wanted)
        self.login.setEnabled(not is_wanted)
        self.password.setEnabled(not is_wanted)

    def _on_activation_wanted(self, message: Message | None) -> None:
        self.password.setText(self._given)
        self._given = ""
        self.login.setEnabled(False)
        self.activation.show()
        if message is None:
            self.activation.code.setFocus()
        else:
            self.activation.refuse(message)

    def _end_activation(self) -> None:
        self._given = ""
        self.activation.forget()
        self.activation.hide()
        self.login.setEnabled(True)

    def _on_code_wanted(self, message: Message | None) -> None:
        self._end_activation()
        self.password.clear()
        self._want_code(True)
        if message is not None:
            self.code_field.set_error(f"{message.sentence} {message.next_step}")
        self.code.setFocus()

    def _on_code_missing(self) -> None:
        self.code_field.set_error(self.tr("Escriba los seis dígitos."))
        self.code.setFocus()

    def _on_refused(self, message: Message) -> None:
        self._end_activation()
        self.password.clear()
        self._want_code(False)
        self.banner.tell(message.tone, message.sentence, message.next_step)
        self.password.setFocus()

    def _on_busy(self, is_busy: bool) -> None:
        self.button.setEnabled(not is_busy)
        self.button.set_label(self.tr("Comprobando…") if is_busy else self.tr("Entrar"))

    def _on_login_missing(self) -> None:
        self.login_field.set_error(self.tr("Escriba su usuario."))
        self.login.setFocus()

    def _on_password_missing(self) -> None:
        self.password_field.set_error(self.tr("Escriba su contraseña."))
        self.password.setFocus()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Start at the first empty field."""
        super().showEvent(event)
        (self.password if self.login.text() else self.login).setFocus()
