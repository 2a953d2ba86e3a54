"""What somebody is asked who comes in for the first time: the code, and a password of their own."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.stages.access import MIN_PASSWORD
from ui.messages import Message
from ui.theme import Gap
from ui.widgets.arrange import column
from ui.widgets.form_field import FormField, SecretEdit
from ui.widgets.text import plain_label


class ActivationFields(QWidget):
    """Three fields under the password that was given.

    Signals:
        submitted: Return in the last field.
    """

    submitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code = QLineEdit()
        self.code_field = FormField(
            self.tr("Código de &activación"),
            self.code,
            hint=self.tr("Doce letras y cifras; se las entrega en mano quien activó su cuenta."),
        )
        self.own, self.again = SecretEdit(), SecretEdit()
        hint = self.tr("Al menos {n} signos; no puede contener el usuario.").format(n=MIN_PASSWORD)
        self.own_field = FormField(self.tr("Contraseña &nueva, de usted"), self.own, hint=hint)
        self.again_field = FormField(self.tr("La mis&ma, otra vez"), self.again)
        told = self.tr(
            "Es su primera entrada con una contraseña que le dio otra persona. Elija una que "
            "solo usted conozca."
        )
        layout = column(plain_label(told, "caption", wrap=True), gap=Gap.M)
        for field in (self.code_field, self.own_field, self.again_field):
            layout.addWidget(field)
        self.setLayout(layout)
        self.code.returnPressed.connect(self.own.setFocus)
        self.own.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self.submitted)

    def clear_errors(self) -> None:
        """Take every error away."""
        for field in (self.code_field, self.own_field, self.again_field):
            field.set_error("")

    def forget(self) -> None:
        """Empty everything."""
        self.clear_errors()
        for edit in (self.code, self.own, self.again):
            edit.clear()

    def is_complete(self) -> bool:
        """Whether what was typed may be asked about; else the first mistake has the focus."""
        mistakes = []
        if not self.code.text().strip():
            mistakes.append((self.code_field, self.tr("Escriba el código de activación.")))
        if not self.own.text():
            mistakes.append((self.own_field, self.tr("Elija su contraseña.")))
        elif self.own.text() != self.again.text():
            self.again.clear()
            sentence = self.tr("No es igual a la contraseña escrita antes. Escríbala otra vez.")
            mistakes.append((self.again_field, sentence))
        for field, sentence in mistakes:
            field.set_error(sentence)
        if mistakes:
            mistakes[0][0].editor.setFocus()
        return not mistakes

    def refuse(self, message: Message) -> None:
        """Say under its field what was wrong."""
        field = self.own_field if message.code.startswith("PASSWORD") else self.code_field
        field.set_error(f"{message.sentence} {message.next_step}")
        field.editor.setFocus()
