"""The validator's half: invitation, call, decision."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from app.domain.ids import CaseId
from app.domain.workflow import CaseState
from ui.shell.screens import Screens
from ui.tour.driver import Driver, TourError
from ui.tour.settings import Setting
from ui.validation.bench import Bench, Work
from ui.validation.face_reader import ID_FACE, LIVE_FACE, VIDEO_FACE
from ui.validation.view import ValidationView

LINK = "https://meet.google.com/ven-tani-lla"


class ValidatorChapter:
    """Plays an identity validator by keys."""

    def __init__(self, setting: Setting, driver: Driver, screens: Screens, case_id: CaseId) -> None:
        self._setting = setting
        self._driver = driver
        self._screens = screens
        self._case_id = case_id

    @property
    def _view(self) -> ValidationView:
        return self._screens.calls()

    @property
    def _bench(self) -> Bench:
        bench = self._view.presenter.bench
        if bench is None:
            raise TourError("no case on the call screen")
        return bench

    def look_at_the_day(self) -> None:
        """The day's docket."""
        driver = self._driver
        driver.press("Ctrl+3")
        driver.until(
            lambda: self._view.docket.docket.model.rowCount() > 0, "today's calls are listed"
        )
        driver.until(
            lambda: self._view.docket.waiting.model.rowCount() > 0, "waiting cases are listed"
        )
        driver.wait(0.5)
        driver.shoot("videollamadas", "the day's calls and the cases to be appointed")

    def invite(self) -> None:
        """Choose an hour, paste the link, read the invitation, send it."""
        driver, page = self._driver, self._view.schedule
        driver.press("F7")
        self._go_to_waiting_row()
        driver.press("Return")
        driver.until(self._works_on(Work.SCHEDULE), "the appointment page is open")
        driver.until(lambda: page.grid.chosen is not None, "hours are offered")
        driver.until(page.grid.hasFocus, "the hours have the focus")
        driver.press("Down")
        driver.press("Return")
        driver.until(page.link.hasFocus, "the link is asked for")
        driver.paste(LINK)
        driver.press("Return")
        driver.until(lambda: LINK in page.message.toPlainText(), "the invitation can be read")
        driver.shoot("convocar", "the exact invitation, both time zones")
        driver.press("Ctrl+Return")
        driver.until(lambda: self._state() is CaseState.CALL_SCHEDULED, "the call is appointed")
        driver.wait(0.5)
        driver.shoot("convocada", "invitation and reminders are on their way")
        self._setting.backstage.deliver()

    def hold_the_call(self) -> int:
        """Hold the call with its drawn checks; returns the keys pressed."""
        driver, setting = self._driver, self._setting
        driver.press("Ctrl+3")
        self._view.days.show_today()
        self._view.open_case(self._case_id)
        driver.until(self._works_on(Work.CALL), "the call page is open")
        driver.until(self._sees_the_portrait, "the portrait of the ID stands beside the checks")
        driver.presses = 0
        driver.press("Ctrl+Return")
        driver.until(lambda: bool(self._checks()), "the checks are drawn")
        for number in range(len(self._checks())):
            setting.backstage.travel(setting.now() + timedelta(seconds=45))
            driver.press("A")
            driver.until(partial(self._has_answered, number), "the check is recorded")
            if number == 1:
                driver.shoot("llamada", "guided checks drawn at random, answers hidden")
        portraits = self._view.call.facts.likeness.portraits
        driver.paste_picture(portraits[LIVE_FACE].image)
        driver.until(lambda: bool(self._pictures()), "a picture of the call is kept")
        driver.press("Alt+1")
        driver.wait(0.5)
        driver.shoot("llamada-resultado", "identity validated: nothing is missing")
        driver.press("Ctrl+Return")
        driver.until(lambda: self._state() is CaseState.TO_DECIDE, "the outcome is recorded")
        driver.until(self._works_on(Work.DECIDE), "the decision page is open")
        return driver.presses

    def decide(self) -> int:
        """Approve with the password typed again, or a fresh code; returns the keys without its own."""
        driver = self._driver
        driver.until(lambda: self._view.decision.is_ready, "before and after are on show")
        driver.wait(0.5)
        driver.shoot("decidir", "before and after with their marks")
        # Nobody reads as fast as the driver presses keys.
        self._setting.backstage.travel(self._setting.now() + timedelta(minutes=1))
        driver.presses = 0
        driver.press("Alt+1")
        backstage = self._setting.backstage
        driver.type(backstage.code() or backstage.password)
        driver.press("Return")
        driver.until(lambda: self._state() is CaseState.APPROVED, "the change is applied")
        driver.wait(0.5)
        driver.shoot("decidido", "old and new address are told")
        return driver.presses + 1

    def read_the_mails(self) -> None:
        """Every mail of the case beside the decision."""
        driver = self._driver
        driver.press("Ctrl+H")
        driver.until(lambda: driver.is_at_rest, "the mails are listed")
        driver.shoot("correos", "every mail of the case: to whom, by whom, when, its hash")
        driver.press("Esc")

    def read_the_record(self) -> str:
        """Open the record, save it as a PDF, go on to the next case; returns the file's name."""
        driver, viewer = self._driver, self._screens.papers.view()
        viewer.choose_file = lambda name: str(driver.folder / name)
        driver.press("Ctrl+J")
        driver.until(lambda: not viewer.panel.view.image.isNull(), "the record is on show")
        driver.shoot("acta", "the record, drawn by the sandbox, with its hash")
        record = viewer.presenter.record
        if record is None:
            raise TourError("the record is on show")
        driver.press("Ctrl+S")
        driver.until((driver.folder / record.file_name).exists, "the record is saved")
        driver.press("Esc")
        driver.press("Ctrl+Return")
        driver.until(lambda: self._view.presenter.bench is None, "the next case may come")
        return record.file_name

    def _sees_the_portrait(self) -> bool:
        portraits = self._view.call.facts.likeness.portraits
        return not any(portraits[key].image.isNull() for key in (ID_FACE, LIVE_FACE, VIDEO_FACE))

    def _works_on(self, work: Work) -> Callable[[], bool]:
        def is_so() -> bool:
            bench = self._view.presenter.bench
            return bench is not None and bench.work is work and bench.case.id == self._case_id

        return is_so

    def _go_to_waiting_row(self) -> None:
        driver, table = self._driver, self._view.docket.waiting
        driver.until(lambda: table.model.place_of(self._case_id) is not None, "the case is listed")
        place = table.model.place_of(self._case_id) or 0
        table.select_first()
        driver.press("Down", place)

    def _pictures(self) -> tuple[object, ...]:
        call = self._bench.call
        return call.snapshots if call is not None else ()

    def _checks(self) -> tuple[object, ...]:
        call = self._bench.call
        return call.checks if call is not None else ()

    def _has_answered(self, more_than: int) -> bool:
        call = self._bench.call
        given = 0 if call is None else sum(check.result is not None for check in call.checks)
        return given > more_than

    def _state(self) -> CaseState:
        return self._setting.backstage.state_of(self._case_id)
