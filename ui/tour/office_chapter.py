"""Around the case: the register, the administration, the papers it leaves."""

from __future__ import annotations

from app.domain.ids import CaseId
from ui.shell.screens import Screens
from ui.tour.driver import Driver, TourError
from ui.tour.settings import Setting


class OfficeChapter:
    """Plays the screens beside the flow."""

    def __init__(self, setting: Setting, driver: Driver, screens: Screens) -> None:
        self._setting = setting
        self._driver = driver
        self._screens = screens

    def look_up_the_person(self, words: str) -> None:
        """Search the register, give a reason, see the contact history."""
        driver, view = self._driver, self._screens.registry()
        driver.press("Ctrl+4")
        driver.wait(0.3)
        driver.type(words)
        driver.press("Return")
        driver.until(lambda: view.table.model.rowCount() > 0, "the person is found")
        view.table.setFocus()
        view.table.select_first()
        driver.wait(0.3)
        driver.press("Return")
        driver.wait(0.5)
        driver.type("Comprobar el cambio de contacto recién aplicado.")
        driver.press("Ctrl+Return")
        driver.until(lambda: view.presenter.file is not None, "the person's file is open")
        driver.wait(0.5)
        driver.shoot("registro", "contact history with source and validity")

    def look_at_administration(self) -> None:
        """Staff and settings."""
        driver = self._driver
        driver.press("Ctrl+2")
        driver.wait(1.0)
        driver.shoot("administracion", "staff, agencies and settings")

    def collect_mails(self, case_id: CaseId) -> list[str]:
        """Deliver what is due and put the mails into the tour's folder, beside the record."""
        folder, names = self._driver.folder, list[str]()
        self._setting.backstage.deliver()
        mail = self._setting.backstage.mail_of(case_id)
        if len(mail) < 4:
            raise TourError(f"only {len(mail)} e-mails reached the mailbox")
        for number, message in enumerate(mail, start=1):
            name = f"correo-{number:02d}.eml"
            (folder / name).write_bytes(message)
            names.append(name)
        return names
