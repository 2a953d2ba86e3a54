"""*Administración* over a real store: its use cases, its view, what stands on it and what was done."""

from __future__ import annotations

import json

from keyring.backend import KeyringBackend
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.infra.keyring_secrets import KeyringSecrets
from app.infra.settings_file import read_settings
from app.stages.access import (
    AddStaff,
    ChangeMember,
    ConfirmPassword,
    EnableAccount,
    EnrolSecondFactor,
    ManageStaff,
    PasswordCheck,
)
from app.stages.administration import ChangeSetting, ListSettings
from app.stages.mail_password import KeepMailPassword
from tests.casework import RESOURCES, Casework
from tests.memory_keyring import MemoryKeyring
from tests.quick_hasher import QUICK_HASHER
from tests.ui.office_window import CTRL, OfficeWindow
from ui.administration.mail_presenter import MailPresenter
from ui.administration.settings_presenter import SettingsPresenter
from ui.administration.staff_presenter import AdministrationUseCases, StaffPresenter
from ui.administration.view import AdministrationView
from ui.widgets.screen_context import ScreenContext


def use_cases(office: Casework, backend: KeyringBackend | None = None) -> AdministrationUseCases:
    store, clock, hasher = office.store, office.clock, QUICK_HASHER
    catalogue = read_settings(RESOURCES / "settings.toml")
    return AdministrationUseCases(
        staff=ManageStaff(store, hasher, clock),
        add_staff=AddStaff(store, hasher, clock),
        change_member=ChangeMember(store, clock),
        enable=EnableAccount(store, clock),
        enrol=EnrolSecondFactor(store, clock),
        confirm=ConfirmPassword(PasswordCheck(store, hasher, clock)),
        settings=ListSettings(store, catalogue, office.offices, clock),
        change_setting=ChangeSetting(store, catalogue, office.offices, clock),
        mail_password=KeepMailPassword(
            store, KeyringSecrets(backend=backend or MemoryKeyring()), clock
        ),
    )


def build_view(
    office: Casework, context: ScreenContext, backend: KeyringBackend | None = None
) -> AdministrationView:
    cases = use_cases(office, backend)
    staff, settings = StaffPresenter(cases, context), SettingsPresenter(cases, context)
    return AdministrationView(staff, settings, MailPresenter(cases, context), context)


def words(screen: OfficeWindow[AdministrationView]) -> str:
    labels = screen.view.findChildren(QLabel)
    return " | ".join(label.text() for label in labels if label.isVisible())


def actions(office: Casework, chain: str) -> list[str]:
    return [json.loads(event.canonical)["action"] for event in office.events(chain)]


def open_setting(screen, key: str):
    """Choose a setting and open its editor, by keys."""
    screen.press(Qt.Key.Key_PageDown, CTRL)
    screen.press(Qt.Key.Key_PageDown, CTRL)
    pane = screen.view.settings
    pane.table.select_id(key)
    screen.settle()
    screen.press(Qt.Key.Key_Return)
    return pane
