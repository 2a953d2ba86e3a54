"""The tour: one case from the clerk's desk to the record of validation, photographed."""

from __future__ import annotations

import logging
import shutil
import sys
from datetime import timedelta
from pathlib import Path

from app.domain.ids import CaseId
from ui.shell.desktop import Desktop
from ui.shell.parts import DesktopParts
from ui.shell.screens import Screens
from ui.shell.signin_view import SignInView
from ui.theme import Mode
from ui.tour.backstage import Backstage
from ui.tour.clerk_chapter import ClerkChapter
from ui.tour.driver import Driver, TourError
from ui.tour.hint import DemoHint
from ui.tour.office_chapter import OfficeChapter
from ui.tour.settings import Setting
from ui.tour.validator_chapter import ValidatorChapter

_LOG = logging.getLogger(__name__)
CLERK, VALIDATOR, ADMINISTRATOR = "ana.quishpe", "veronica.ortega", "pablo.rueda"
PERSON_WITH_PASTED_SIGNATURE = 5


class Journey:
    """Plays every chapter in order on one desktop."""

    def __init__(self, setting: Setting, desktop: Desktop, driver: Driver) -> None:
        self._setting = setting
        self._desktop = desktop
        self._driver = driver
        self.facts: dict[str, object] = {}

    def play(self) -> None:
        """Play everything.

        Raises:
            TourError: something expected did not happen.
        """
        screens = self.sign_in(CLERK, is_first=True)
        clerk = ClerkChapter(self._setting, self._driver, screens)
        clerk.look_at_the_queue()
        clerk.take_next(self._setting.clean_name)
        keys = {"review_clean_without_slots": clerk.review_a_clean_case()}
        case_id = clerk.open_case_of(self._setting.name)
        keys["review_with_rejection"] = clerk.reject_the_form()
        clerk.receive_the_correction()
        keys["review_of_the_correction"] = clerk.accept_the_correction(self._setting.name)
        self.leave()
        keys |= self._validate(case_id)
        self.facts["keys"] = keys
        self._finish(case_id)

    def _validate(self, case_id: CaseId) -> dict[str, int]:
        validator = ValidatorChapter(self._setting, self._driver, self.sign_in(VALIDATOR), case_id)
        validator.look_at_the_day()
        validator.invite()
        self.leave()
        # Another day: a server wants to hear again who is there.
        backstage = self._setting.backstage
        backstage.travel(backstage.last_call_of(case_id).starts_at)
        validator = ValidatorChapter(self._setting, self._driver, self.sign_in(VALIDATOR), case_id)
        keys = {"call": validator.hold_the_call(), "decision": validator.decide()}
        validator.read_the_mails()
        self.facts["record"] = validator.read_the_record()
        office = OfficeChapter(self._setting, self._driver, self._screens())
        office.look_up_the_person(self._setting.name)
        self.leave()
        return keys

    def _finish(self, case_id: CaseId) -> None:
        office = OfficeChapter(self._setting, self._driver, self.sign_in(ADMINISTRATOR))
        office.look_at_administration()
        self.leave()
        backstage = self._setting.backstage
        backstage.travel(self._setting.now() + timedelta(minutes=5))
        self.facts["papers"] = [self.facts["record"], *office.collect_mails(case_id)]
        report = backstage.verify_audit()
        if not report.is_whole:
            raise TourError(f"the audit chain breaks: {report.faults[0]}")
        self.facts["audit"] = {"whole": True, "events": report.events, "chains": report.chains}

    def sign_in(self, login: str, *, is_first: bool = False) -> Screens:
        """Enter with the password, and with the code where one is asked for."""
        driver = self._driver
        if is_first:
            driver.shoot("entrar", "the sign-in asks who is there")
        driver.type(login)
        driver.press("Tab")
        driver.type(self._setting.backstage.password)
        driver.press("Return")
        if self._is_asked_for_code(login):
            driver.type(self._setting.backstage.code())
            driver.shoot("codigo", "after the password, the code of the authenticator")
            driver.press("Return")
        driver.until(lambda: self._desktop.session is not None, f"{login} is signed in")
        # The chores go on behind it, as for anybody: the cases that arrived are inspected meanwhile.
        driver.until(lambda: self._desktop.tasks.awaited == 0, "the first screen is filled")
        driver.wait(0.3)
        if is_first:
            driver.shoot("mi-puesto", "the clerk's own desk")
        return self._screens()

    def _is_asked_for_code(self, login: str) -> bool:
        """Whether a code is owed after the password; answered when one of both has come."""
        desktop = self._desktop
        (page,) = desktop.window.findChildren(SignInView)
        self._driver.until(
            lambda: desktop.session is not None or page.code_field.isVisible(),
            f"{login} is signed in, or asked for a code",
        )
        return desktop.session is None

    def _screens(self) -> Screens:
        screens = self._desktop.screens
        if screens is None:
            raise TourError("nobody is signed in")
        return screens

    def leave(self) -> None:
        """Sign out."""
        self._desktop.window.end_session()
        self._driver.until(lambda: self._desktop.session is None, "the session ended")
        self._driver.wait(0.3)


def run_tour(parts: DesktopParts, backstage: Backstage, folder: Path, *, language: str) -> int:
    """Play the tour into ``folder``; returns 0 when every step was as expected, else 1."""
    shutil.rmtree(folder, ignore_errors=True)
    person = backstage.person(PERSON_WITH_PASTED_SIGNATURE)
    setting = Setting(parts, backstage, PERSON_WITH_PASTED_SIGNATURE, person, backstage.person(0))
    with Desktop(parts, mode=Mode.LIGHT, language=language) as desktop:
        driver = Driver(desktop, folder)
        journey = Journey(setting, desktop, driver)
        failure = ""
        try:
            desktop.start(DemoHint(desktop, backstage).words())
            desktop.housekeeping.stop()
            driver.wait(0.5)
            journey.play()
        except TourError as error:
            failure = str(error)
            driver.shoot("fallo", failure)
            # Words of a step may name people; the log takes the places in the code instead.
            _LOG.warning("a step of the tour failed", exc_info=error)
        driver.write(is_complete=not failure, facts=journey.facts, failure=failure)
    sys.stdout.write(f"{'complete' if not failure else 'FAILED: ' + failure}: {folder}/tour.json\n")
    return 1 if failure else 0
