"""Access: signing in, confirming one's password, and the staff directory."""

from app.stages.access.activating import ActivateAccount, ActivateCommand
from app.stages.access.changing import ChangeMember, ChangeMemberCommand, MemberChanged
from app.stages.access.enabling import EnableAccount, Enabled
from app.stages.access.enrolling import EnrolSecondFactor
from app.stages.access.entering import (
    ActivateCentral,
    ConfirmAtDoor,
    ConfirmByCode,
    EnterCentral,
    EnterCommand,
)
from app.stages.access.passwords import MAX_PASSWORD, MIN_PASSWORD
from app.stages.access.signing_in import (
    ConfirmPassword,
    PasswordCheck,
    SignIn,
    SignInCommand,
    SignOut,
)
from app.stages.access.staff_directory import (
    AddStaff,
    AddStaffCommand,
    ManageStaff,
    mistakes_of,
)

__all__ = [
    "MAX_PASSWORD",
    "MIN_PASSWORD",
    "ActivateAccount",
    "ActivateCentral",
    "ActivateCommand",
    "AddStaff",
    "AddStaffCommand",
    "ChangeMember",
    "ChangeMemberCommand",
    "ConfirmAtDoor",
    "ConfirmByCode",
    "ConfirmPassword",
    "EnableAccount",
    "Enabled",
    "EnrolSecondFactor",
    "EnterCentral",
    "EnterCommand",
    "ManageStaff",
    "MemberChanged",
    "PasswordCheck",
    "SignIn",
    "SignInCommand",
    "SignOut",
    "mistakes_of",
]
