"""State of the staff directory and of the agencies; knows no widget."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from PySide6.QtCore import QObject, Signal

from app.domain.ids import StaffId
from app.domain.staff import Agency, Duty, StaffMember
from app.ports.passwords import PasswordConfirmation
from app.stages.access import (
    AddStaff,
    AddStaffCommand,
    ChangeMember,
    ChangeMemberCommand,
    EnableAccount,
    Enabled,
    EnrolSecondFactor,
    ManageStaff,
    MemberChanged,
)
from app.stages.administration import ChangeSetting, ListSettings
from app.stages.mail_password import KeepMailPassword
from ui.tasks import Generation, Lane
from ui.widgets.screen_context import ScreenContext


@dataclass(frozen=True, slots=True)
class AdministrationUseCases:
    """Everything the screen can ask for, composed by ``main.py``.

    Attributes:
        signs_by_code: an act is confirmed by a one-time code and not by the password.
    """

    staff: ManageStaff
    add_staff: AddStaff
    change_member: ChangeMember
    enable: EnableAccount
    enrol: EnrolSecondFactor
    confirm: PasswordConfirmation
    settings: ListSettings
    change_setting: ChangeSetting
    mail_password: KeepMailPassword
    signs_by_code: bool = False


@dataclass(frozen=True, slots=True)
class NewMember:
    """A new member as typed."""

    login: str
    full_name: str
    cedula: str
    duty: Duty
    agency: Agency
    email: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ChangedMember:
    """How a member should be from now on, as typed."""

    full_name: str
    email: str
    duty: Duty
    agency: Agency


class StaffChange(Enum):
    """What was just done, for the sentence that says so."""

    ADDED = "added"
    DISABLED = "disabled"
    ENABLED = "enabled"
    PASSWORD = "password"  # noqa: S105  # the name of an act, not a secret
    AGENCY = "agency"
    CHANGED = "changed"
    MOVED = "moved"


class StaffPresenter(QObject):
    """Lists and changes staff and agencies; each act on an account asks for one's own password.

    Signals:
        members_changed: everybody, by name (tuple of StaffMember).
        agencies_changed: all agencies (tuple of Agency).
        done: a change was stored (StaffChange, the member or agency).
        code_given: an account was enabled whose member needs a code (Enabled); shown once.
        factor_given: a member has another second factor (the member, its link); shown once.
        failed: an error to show (Exception).
    """

    factor_given = Signal(object, str)
    code_given = Signal(object)
    members_changed = Signal(object)
    agencies_changed = Signal(object)
    done = Signal(object, object)
    failed = Signal(object)

    def __init__(
        self, cases: AdministrationUseCases, context: ScreenContext, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._cases = cases
        self._context = context
        self._readings = Generation()
        self._preparers: Mapping[StaffId, StaffId] = {}
        self._names: Mapping[StaffId, str] = {}

    @property
    def signs_by_code(self) -> bool:
        """Whether acts are confirmed by a one-time code."""
        return self._cases.signs_by_code

    def preparer(self, member: StaffMember) -> str:
        """Who prepared an account that is not its member's alone yet; "" for every other."""
        by = self._preparers.get(member.id)
        return self._names.get(by, "") if by is not None else ""

    def is_mine_to_enable(self, member: StaffMember) -> bool:
        """Whether one may ask to enable it, as far as can be told before asking."""
        return self._preparers.get(member.id) != self._context.session.staff_id or (
            # Nobody else was ever there to do it: the program knows whether that is so.
            member.duty is Duty.ADMINISTRATOR
        )

    def reload(self) -> None:
        """Read members and agencies again."""
        session, staff = self._context.session, self._cases.staff
        self._readings.advance()
        self._context.tasks.run(
            lambda: (
                staff.everyone(session),
                staff.agencies(session),
                staff.preparers(session),
            ),
            owner=self,
            on_done=self._on_read,
            on_error=self.failed.emit,
            generation=self._readings,
        )

    def add(self, new: NewMember, own_password: str) -> None:
        """Add a member after one's own password was checked."""
        session, cases = self._context.session, self._cases

        def work() -> StaffMember:
            cases.confirm(session, own_password)
            command = AddStaffCommand(
                session=session,
                login=new.login,
                full_name=new.full_name,
                cedula=new.cedula,
                duty=new.duty,
                agency=new.agency,
                password=new.password,
                email=new.email,
            )
            return cases.add_staff(command)

        self._change(work, StaffChange.ADDED)

    def change(self, member: StaffMember, wanted: ChangedMember, own_password: str) -> None:
        """Change a member after one's own password was checked."""
        session, cases = self._context.session, self._cases

        def work() -> MemberChanged:
            cases.confirm(session, own_password)
            return cases.change_member(
                ChangeMemberCommand(
                    session,
                    member.id,
                    wanted.full_name,
                    wanted.email,
                    wanted.duty,
                    wanted.agency.code,
                )
            )

        def done(changed: MemberChanged) -> None:
            what = StaffChange.MOVED if changed.has_moved else StaffChange.CHANGED
            self.done.emit(what, changed.member)
            self.reload()

        self._context.tasks.run(
            work, owner=self, on_done=done, on_error=self.failed.emit, lane=Lane.WRITE
        )

    def disable(self, member: StaffMember, own_password: str) -> None:
        """Disable an account after one's own password was checked."""
        session, cases = self._context.session, self._cases

        def work() -> StaffMember:
            cases.confirm(session, own_password)
            return cases.staff.disable(session, member.id)

        self._change(work, StaffChange.DISABLED)

    def enable(self, member: StaffMember, own_password: str) -> None:
        """Enable an account after one's own password was checked; tells the code, if there is one."""
        session, cases = self._context.session, self._cases

        def work() -> Enabled:
            cases.confirm(session, own_password)
            return cases.enable(session, member.id)

        def done(enabled: Enabled) -> None:
            if enabled.code:
                self.code_given.emit(enabled)
            else:
                self.done.emit(StaffChange.ENABLED, enabled.member)
            self.reload()

        self._context.tasks.run(
            work, owner=self, on_done=done, on_error=self.failed.emit, lane=Lane.WRITE
        )

    def give_password(self, member: StaffMember, password: str, own_password: str) -> None:
        """Give a member a one-time password after one's own was checked."""
        session, cases = self._context.session, self._cases

        def work() -> StaffMember:
            cases.confirm(session, own_password)
            return cases.staff.give_password(session, member.id, password)

        self._change(work, StaffChange.PASSWORD)

    def give_factor(self, member: StaffMember, own_code: str) -> None:
        """Give a member another second factor after a code of one's own was checked."""
        session, cases = self._context.session, self._cases

        def work() -> str:
            cases.confirm(session, own_code)
            return cases.enrol(session, member.id)

        def done(link: str) -> None:
            self.factor_given.emit(member, link)
            self.reload()

        self._context.tasks.run(
            work, owner=self, on_done=done, on_error=self.failed.emit, lane=Lane.WRITE
        )

    def save_agency(self, agency: Agency) -> None:
        """Add an agency or give one another name."""
        session, staff = self._context.session, self._cases.staff
        self._change(lambda: staff.save_agency(session, agency), StaffChange.AGENCY)

    def _change(self, work: Callable[[], object], change: StaffChange) -> None:
        def done(result: object) -> None:
            self.done.emit(change, result)
            self.reload()

        self._context.tasks.run(
            work, owner=self, on_done=done, on_error=self.failed.emit, lane=Lane.WRITE
        )

    def _on_read(
        self,
        read: tuple[tuple[StaffMember, ...], tuple[Agency, ...], Mapping[StaffId, StaffId]],
    ) -> None:
        members, agencies, self._preparers = read
        self._names = {member.id: member.full_name for member in members}
        self.agencies_changed.emit(agencies)
        self.members_changed.emit(members)
