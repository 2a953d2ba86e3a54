"""Staff: the table, its forms and its acts."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.errors import AccessDeniedError, RuleViolationError, VentanillaError
from app.domain.masking import mask_keeping_end
from app.domain.staff import Agency, StaffMember
from app.stages.access import Enabled
from ui.administration.account_form import AccountForm
from ui.administration.code_card import CodeCard
from ui.administration.confirmed_form import ConfirmedForm, PasswordForm
from ui.administration.factor_form import FactorCard, FactorForm
from ui.administration.kept_form import SAVE_KEY
from ui.administration.staff_form import EditMemberForm, NewMemberForm
from ui.administration.staff_presenter import StaffChange, StaffPresenter
from ui.administration.words import AdministrationErrorWords, AdministrationWords
from ui.theme import Gap, Tone
from ui.widgets.arrange import TwoEnds, column
from ui.widgets.badge import BadgeText
from ui.widgets.banner import Banner
from ui.widgets.key_button import KeyHintButton
from ui.widgets.paged_table import PagedTable
from ui.widgets.screen_context import ScreenContext
from ui.widgets.table_column import Column, Page
from ui.widgets.text import plain_label
from ui.widgets.two_columns import TwoColumns

_ROWS = 5
_VISIBLE = 3


class StaffPane(QWidget):
    """Everybody with an account; accounts are disabled, never removed."""

    def __init__(
        self,
        presenter: StaffPresenter,
        words: AdministrationWords,
        errors: AdministrationErrorWords,
        context: ScreenContext,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._words = words
        self._context = context
        self._agencies: tuple[Agency, ...] = ()
        self._counts = ""
        self.banner = Banner()
        self.table: PagedTable[StaffMember] = PagedTable(
            self._columns(),
            lambda member: member.id,
            context.tasks,
            context.messages,
            accessible_name=self.tr("Personal"),
        )
        self.new = NewMemberForm(words, errors)
        self.password = PasswordForm(errors)
        self.edit = EditMemberForm(words, errors)
        self.account = AccountForm(errors)
        self.factor = FactorForm(errors)
        self.code = CodeCard(context.time)
        self.link = FactorCard()
        for form in self.forms:
            form.confirm_by_code(presenter.signs_by_code)
        self._buttons: dict[str, KeyHintButton] = {}
        self.setLayout(self._arrange())
        self._bind()
        self._connect()

    @property
    def forms(self) -> tuple[ConfirmedForm, ...]:
        """The forms, of which at most one is in sight."""
        return self.new, self.password, self.edit, self.account, self.factor

    @property
    def cards(self) -> tuple[CodeCard, FactorCard]:
        """What is shown once, and goes when somebody says that it was handed over."""
        return self.code, self.link

    def _arrange(self) -> QVBoxLayout:
        self.table.keep_rows(_ROWS)
        foot = TwoEnds()
        self._parts = TwoColumns(self.tr("Personal"), foot=foot)
        self._parts.wide.addWidget(self.table, 1)
        for form in self.forms:
            self._parts.narrow.addWidget(form)
        for card in self.cards:
            self._parts.narrow.addWidget(card)
        self._parts.narrow.addStretch(1)
        self._parts.narrow_panel.hide()
        self._remark = plain_label("", "caption", wrap=True)
        foot.right.addWidget(self._remark)
        offers = (
            ("edit", self.tr("&Modificar"), ""),
            ("password", self.tr("&Otra contraseña"), ""),
            ("factor", self.tr("Segundo &factor"), ""),
            ("active", self.tr("&Desactivar"), ""),
            ("add", self.tr("Añadir &persona"), "primary"),
        )
        for key, label, kind in offers:
            self._buttons[key] = KeyHintButton(label, kind=kind)
            # So many buttons do not fit in one line at 200 %.
            (foot.right if kind else foot.left).addWidget(self._buttons[key])
        # A local file has none: it is the system that keeps its key.
        self._buttons["factor"].setVisible(self._presenter.signs_by_code)
        layout = column(self.banner, gap=Gap.M)
        layout.addWidget(self._parts, 1)
        layout.addWidget(foot)
        return layout

    def _bind(self) -> None:
        keys, group = self._context.shortcuts, self.tr("Personal")
        acts = (
            ("edit", self.tr("Modificar a una persona"), "Ctrl+M", self._on_edit),
            ("password", self.tr("Dar otra contraseña"), "Ctrl+P", self._on_password),
            ("active", self.tr("Desactivar o activar la cuenta"), "Ctrl+E", self._on_active),
            ("add", self.tr("Añadir a una persona"), "Ctrl+N", self._on_add),
        )
        for key, label, sequence, slot in acts:
            action = keys.add(self, f"staff.{key}", label, sequence, slot, group=group)
            self._buttons[key].follow(action)
        if self._presenter.signs_by_code:
            label = self.tr("Dar un segundo factor")
            action = keys.add(self, "staff.factor", label, "Ctrl+K", self._on_factor, group=group)
            self._buttons["factor"].follow(action)
        keys.add(self, "staff.save", self.tr("Guardar"), SAVE_KEY, self._on_save, group=group)
        keys.add(self, "staff.cancel", self.tr("Cancelar"), "Esc", self._on_cancel, group=group)

    def _connect(self) -> None:
        presenter = self._presenter
        presenter.members_changed.connect(self._on_members)
        presenter.agencies_changed.connect(self._on_agencies)
        presenter.done.connect(self._on_done)
        presenter.code_given.connect(self._on_code)
        presenter.factor_given.connect(self._on_link)
        for card in self.cards:
            card.closed.connect(self._on_closed)
        presenter.failed.connect(self._on_failed)
        self.table.row_selected.connect(self._on_selected)
        self.new.submitted.connect(self._on_new)
        self.password.submitted.connect(self._on_new_password)
        self.edit.submitted.connect(self._on_edited)
        self.account.submitted.connect(self._on_account)
        self.factor.submitted.connect(self._on_new_factor)
        for form in self.forms:
            form.closed.connect(self._on_closed)

    def _columns(self) -> list[Column[StaffMember]]:
        words = self._words
        return [
            Column("name", self.tr("Nombre"), lambda one: one.full_name, strong=True, stretch=True),
            Column("login", self.tr("Usuario"), lambda one: one.login),
            Column("duty", self.tr("Función"), lambda one: words.duty(one.duty)),
            Column(
                "agency",
                self.tr("Agencia"),
                lambda one: one.agency.code,
                tip=lambda one: words.agency(one.agency),
            ),
            Column(
                "cedula",
                self.tr("Cédula"),
                lambda one: mask_keeping_end(one.cedula, _VISIBLE),
                ink="quiet",
            ),
            Column(
                "account",
                self.tr("Estado de la cuenta"),
                lambda one: self._account(one).text,
                badge=self._account,
                tip=self._story,
            ),
        ]

    def _account(self, member: StaffMember) -> BadgeText:
        return self._words.account(member.active, self._presenter.preparer(member))

    def _story(self, member: StaffMember) -> str:
        return self._words.account_tip(member.active, self._presenter.preparer(member))

    def _on_members(self, members: tuple[StaffMember, ...]) -> None:
        active = sum(member.active for member in members)
        accounts = self.tr("%n cuentas", "", len(members))
        enabled = self.tr("%n activas", "", active)
        self._counts = f"{accounts}, {enabled}"
        self._remark.setText(self._counts)
        self.table.ask(lambda _cursor: Page(members))

    def _on_agencies(self, agencies: tuple[Agency, ...]) -> None:
        self._agencies = agencies

    def _on_selected(self, member: StaffMember | None) -> None:
        self._buttons["active"].set_label(
            self.tr("&Activar") if member and not member.active else self.tr("&Desactivar")
        )
        # Who prepared an account is seen without a mouse, too.
        self._remark.setText((self._story(member) if member else "") or self._counts)

    def _on_add(self) -> None:
        if self._has_room(self.new):
            self.new.offer_agencies(self._agencies, self._context.session.staff.agency)
            self._parts.narrow_panel.show()
            self.new.open_form()

    def _on_password(self) -> None:
        member = self._chosen()
        if member is not None and self._has_room(self.password):
            self._parts.narrow_panel.show()
            self.password.open_form(member)

    def _on_factor(self) -> None:
        member = self._chosen()
        if member is not None and member.id == self._context.session.staff_id:
            self._on_failed(RuleViolationError("OWN_ACCOUNT"))
        elif member is not None and self._has_room(self.factor):
            self._parts.narrow_panel.show()
            self.factor.open_form(member)

    def _on_edit(self) -> None:
        member = self._chosen()
        if member is not None and self._has_room(self.edit):
            self._parts.narrow_panel.show()
            self.edit.open_form(member, self._agencies)

    def _on_active(self) -> None:
        member = self._chosen()
        if member is not None and member.id == self._context.session.staff_id:
            # Said before a password is asked for, not after.
            self._on_failed(RuleViolationError("OWN_ACCOUNT"))
        elif (
            member is not None
            and not member.active
            and not self._presenter.is_mine_to_enable(member)
        ):
            self._on_failed(AccessDeniedError("SEPARATION_NOT_A_HAND_OF_THE_ACCOUNT"))
        elif member is not None and self._has_room(self.account):
            self._parts.narrow_panel.show()
            self.account.open_form(member, self._presenter.preparer(member))

    def _has_room(self, wanted: ConfirmedForm) -> bool:
        """Whether the form may open: one with something typed in it stays until it is told."""
        self.banner.clear()
        for card in self.cards:
            if not card.isHidden():
                card.leave.setFocus()
                return False
        form = self._open_form()
        if form is not None and form.has_typed and not form.leave_form():
            form.setFocus()
            return False
        for other in self.forms:
            if other is not wanted:
                other.close_form()
        return True

    def _chosen(self) -> StaffMember | None:
        member = self.table.selected
        if member is None:
            self._ask_to_choose()
        return member

    def _ask_to_choose(self) -> None:
        self.banner.tell(
            Tone.INFO, self.tr("Elija primero a una persona en la tabla, con las flechas.")
        )
        self.table.setFocus()

    def _open_form(self) -> ConfirmedForm | None:
        return next((form for form in self.forms if form.isVisible()), None)

    def _on_save(self) -> None:
        form = self._open_form()
        if form is not None:
            form.submit()

    def _on_cancel(self) -> None:
        for card in self.cards:
            card.close_card()
        form = self._open_form()
        if form is not None:
            form.leave_form()

    def _on_closed(self) -> None:
        self._parts.narrow_panel.hide()
        self.table.setFocus()

    def _on_new(self) -> None:
        member = self.new.member()
        if member is not None:
            self._presenter.add(member, self.new.own.text())

    def _on_new_password(self) -> None:
        member = self.password.member
        if member is not None:
            form = self.password
            self._presenter.give_password(member, form.password.text(), form.own.text())

    def _on_new_factor(self) -> None:
        member = self.factor.member
        if member is not None:
            self._presenter.give_factor(member, self.factor.own.text())

    def _on_link(self, member: StaffMember, link: str) -> None:
        self.factor.close_form()
        self._parts.narrow_panel.show()
        self.link.show_link(member, link)

    def _on_edited(self) -> None:
        member, wanted = self.edit.member, self.edit.wanted()
        if member is not None and wanted is not None:
            self._presenter.change(member, wanted, self.edit.own.text())

    def _on_account(self) -> None:
        member = self.account.member
        if member is not None:
            change = self._presenter.disable if member.active else self._presenter.enable
            change(member, self.account.own.text())

    def _on_code(self, enabled: Enabled) -> None:
        form = self._open_form()
        if form is not None:
            form.close_form()
        self._parts.narrow_panel.show()
        self.code.show_code(enabled)

    def _on_done(self, change: StaffChange, result: object) -> None:
        if not isinstance(result, StaffMember):
            return
        form = self._open_form()
        if form is not None:
            form.close_form()
        if change is StaffChange.ADDED:
            self.table.select_id(result.id)
        self.banner.tell(Tone.DONE, self._words.done(change, result.full_name))

    def _on_failed(self, error: Exception) -> None:
        if not self.isVisible():
            return
        form = self._open_form()
        if form is not None and isinstance(error, VentanillaError) and form.refuse(error):
            return
        self.banner.tell_message(self._context.messages.describe(error))
