"""The mail server's password: kept in the system's own store of this machine, or not at all."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.errors import VentanillaError
from app.stages.mail_password import MailPasswordState
from ui.administration.kept_form import SAVE_KEY, LossQuestion
from ui.administration.mail_presenter import MailPresenter
from ui.administration.words import AdministrationErrorWords
from ui.theme import Gap, Metric, Tone, current_theme
from ui.widgets.arrange import TwoEnds, column, row, scrolling
from ui.widgets.badge import Badge, BadgeText
from ui.widgets.banner import Banner
from ui.widgets.card import Card, hairline
from ui.widgets.form_field import FormField, SecretEdit
from ui.widgets.key_button import KeyHintButton
from ui.widgets.screen_context import ScreenContext
from ui.widgets.text import plain_label

_CAN_KEEP = frozenset({MailPasswordState.KEPT, MailPasswordState.MISSING})


class MailPane(QWidget):
    """Says what there is, takes another one; the secret is never shown again."""

    def __init__(
        self,
        presenter: MailPresenter,
        errors: AdministrationErrorWords,
        context: ScreenContext,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._errors = errors
        self._context = context
        self._state: MailPasswordState | None = None
        self.banner = Banner()
        self.badge = Badge()
        self.said = plain_label("", "body", wrap=True)
        self.password, self.again, self.own = SecretEdit(), SecretEdit(), SecretEdit()
        self.password_field = FormField(
            self.tr("Contraseña del servidor de correo"),
            self.password,
            hint=self.tr("La del usuario que está en Ajustes; si no hay usuario, no hace falta."),
        )
        self.again_field = FormField(self.tr("La misma, otra vez"), self.again)
        self.own_field = FormField(
            self.tr("Su propia contraseña"),
            self.own,
            hint=self.tr("Confirma que es usted quien lo hace."),
        )
        if presenter.signs_by_code:
            self.own_field.set_label(self.tr("Código de un solo uso"))
        self.save = KeyHintButton(self.tr("Guardar"), SAVE_KEY, kind="primary")
        self.leave = KeyHintButton(self.tr("Cancelar"), "Esc")
        self.remove = KeyHintButton(self.tr("&Quitar"), "Ctrl+D")
        self._question = LossQuestion(self)
        self.setLayout(self._arrange())
        self._bind()
        presenter.state_changed.connect(self._on_state)
        presenter.kept.connect(self._on_kept)
        presenter.removed.connect(self._on_removed)
        presenter.failed.connect(self._on_failed)
        self._on_state(None)

    @property
    def has_typed(self) -> bool:
        """Whether something would be lost by leaving."""
        return bool(self.password.text())

    def focus_first(self) -> None:
        """Put the focus where work starts."""
        (self.password if self.password.isEnabled() else self).setFocus()

    def _arrange(self) -> QVBoxLayout:
        card = Card(self.tr("Contraseña del correo en este equipo"), gap=Gap.M, margin=Gap.L)
        card.add_layout(row(self.badge, 1))
        card.add(self.said)
        card.add(hairline())
        for field in (self.password_field, self.again_field, self.own_field):
            card.add(field)
        card.add(self._question)
        card.setMaximumWidth(current_theme().px(Metric.SHEET_WIDTH))
        foot = TwoEnds()
        foot.left.addWidget(self.remove)
        foot.right.addWidget(self.leave)
        foot.right.addWidget(self.save)
        middle = row(card, 1)
        layout = column(self.banner, gap=Gap.M)
        layout.addWidget(scrolling(column(middle, 1), self.tr("Correo")), 1)
        layout.addWidget(foot)
        return layout

    def _bind(self) -> None:
        keys, group = self._context.shortcuts, self.tr("Correo")
        self._save = keys.add(
            self, "mail.save", self.tr("Guardar"), SAVE_KEY, self.submit, group=group
        )
        self._remove = keys.add(
            self,
            "mail.remove",
            self.tr("Quitar la contraseña"),
            "Ctrl+D",
            self._on_remove,
            group=group,
        )
        self._leave = keys.add(
            self, "mail.cancel", self.tr("Cancelar"), "Esc", self._on_leave, group=group
        )
        self.leave.follow(self._leave)
        self.save.follow(self._save)
        self.remove.follow(self._remove)
        self.own.returnPressed.connect(self.submit)

    def submit(self) -> None:
        """Check what can be checked here and hand it over."""
        self._clear_errors()
        self._question.forget()
        if self._state not in _CAN_KEEP:
            return
        if not self.password.text():
            self._refuse(self.password_field, self.tr("Escriba la contraseña del servidor."))
        elif self.password.text() != self.again.text():
            self.again.clear()
            self._refuse(
                self.again_field,
                self.tr("No es igual a la contraseña escrita antes. Escríbala otra vez."),
            )
        elif self._has_own():
            self._presenter.put(self.password.text(), self.own.take())

    def _on_leave(self) -> None:
        typed = tuple(secret.text() for secret in (self.password, self.again, self.own))
        if not self.has_typed or self._question.allows(typed):
            self._forget()
            self.focus_first()

    def _on_remove(self) -> None:
        self._clear_errors()
        if self._state is MailPasswordState.KEPT and self._has_own():
            self._presenter.forget(self.own.take())

    def _has_own(self) -> bool:
        if self.own.text():
            return True
        self._refuse(self.own_field, self.tr("Escriba su contraseña para confirmar."))
        return False

    def _refuse(self, field: FormField, sentence: str) -> None:
        field.set_error(sentence)
        field.editor.setFocus()

    def _clear_errors(self) -> None:
        for field in (self.password_field, self.again_field, self.own_field):
            field.set_error("")

    def _on_state(self, state: MailPasswordState | None) -> None:
        self._state = state
        badge, sentence = self._words(state)
        self.badge.show_badge(badge)
        self.said.setText(sentence)
        for part in (self.password_field, self.again_field, self.own_field):
            part.setEnabled(state in _CAN_KEEP)
        self._save.setEnabled(state in _CAN_KEEP)
        self._leave.setEnabled(state in _CAN_KEEP)
        self._remove.setEnabled(state is MailPasswordState.KEPT)
        if self.hasFocus():
            # Whoever came before the answer waits here for the field.
            self.focus_first()

    def _words(self, state: MailPasswordState | None) -> tuple[BadgeText, str]:
        if state is None:
            return BadgeText(self.tr("mirando…"), Tone.NEUTRAL), ""
        return {
            MailPasswordState.KEPT: (
                BadgeText(self.tr("guardada"), Tone.DONE),
                self.tr(
                    "Está en el llavero de este equipo y no se puede volver a ver. "
                    "Cada equipo que envía correo guarda la suya."
                ),
            ),
            MailPasswordState.MISSING: (
                BadgeText(self.tr("sin contraseña"), Tone.SOON),
                self.tr(
                    "Se guardará en el llavero de este equipo, nunca en un archivo. "
                    "Cada equipo que envía correo guarda la suya."
                ),
            ),
            MailPasswordState.NO_SAFE_STORE: (
                BadgeText(self.tr("sin llavero seguro"), Tone.LATE),
                self.tr(
                    "Este equipo no tiene un llavero del sistema, y en un archivo no se guarda. "
                    "Pida que lo instalen, o envíe el correo desde otro equipo."
                ),
            ),
            MailPasswordState.STORE_LOCKED: (
                BadgeText(self.tr("llavero cerrado"), Tone.SOON),
                self.tr("Abra el llavero de su sesión del sistema y pulse F5."),
            ),
        }[state]

    def _on_kept(self) -> None:
        self._forget()
        self.banner.tell(
            Tone.DONE,
            self.tr("Contraseña del correo guardada en este equipo."),
            self.tr("Se usa desde el próximo envío."),
        )

    def _on_removed(self) -> None:
        self._forget()
        self.banner.tell(Tone.DONE, self.tr("Este equipo ya no tiene la contraseña del correo."))

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, VentanillaError):
            field = {
                "SIGN_IN_REFUSED": self.own_field,
                "LOCKED_OUT": self.own_field,
                "CODE_WRONG": self.own_field,
                "CODE_INVALID": self.own_field,
                "SECRET_TOO_LONG": self.password_field,
            }.get(error.code)
            if field is not None:
                self._refuse(field, self._sentence(error))
                return
        self.banner.tell_message(self._context.messages.describe(error))
        self._presenter.reload()

    def _sentence(self, error: VentanillaError) -> str:
        return self._errors.sentence(error) or {
            "SIGN_IN_REFUSED": self.tr("Esta no es su contraseña. Escríbala otra vez."),
            "LOCKED_OUT": self.tr("Demasiados intentos. Espere unos minutos."),
        }.get(error.code, self.tr("Revise este dato."))

    def _forget(self) -> None:
        for secret in (self.password, self.again, self.own):
            secret.clear()
        self._question.forget()
        self._clear_errors()
