"""The clerk's half: queue, one rejection, the correction that comes back, documents accepted."""

from __future__ import annotations

from datetime import timedelta

from app.domain.ids import CaseId
from app.domain.review import RequirementState
from ui.review.desk import Desk
from ui.review.view import ReviewView
from ui.shell.screens import Screens
from ui.theme import Mode, current_theme
from ui.tour.driver import Driver, TourError
from ui.tour.settings import Setting
from ui.widgets.playback import SPEEDS

PASTED_SIGNATURE = "SOL-04"
_BEFORE_THE_END_US = 700_000


class ClerkChapter:
    """Plays a document reviewer by keys."""

    def __init__(self, setting: Setting, driver: Driver, screens: Screens) -> None:
        self._setting = setting
        self._driver = driver
        self._screens = screens

    @property
    def _review(self) -> ReviewView:
        return self._screens.review()

    @property
    def _desk(self) -> Desk:
        desk = self._review.presenter.desk
        if desk is None:
            raise TourError("no case on the desk")
        return desk

    def look_at_the_queue(self) -> None:
        """The queue in both themes."""
        driver, queue = self._driver, self._screens.queue()
        driver.press("Ctrl+2")
        driver.until(lambda: queue.table.model.rowCount() > 2, "the queue has rows")
        driver.wait(0.5)
        driver.shoot("cola", "the queue lists cases by time left")
        current_theme().apply(Mode.DARK)
        driver.shoot("cola-oscuro", "the same in the dark theme")
        current_theme().apply(Mode.LIGHT)

    def take_next(self, words: str) -> None:
        """Take the case with least time left, which is the one these words name."""
        driver = self._driver
        driver.press("Ctrl+Space")
        driver.until(lambda: self._review.presenter.desk is not None, "the case is on the desk")
        driver.until(self._is_painted, "the first evidence is painted")
        came = self._desk.view.person.display_name
        if came.split(",")[0] not in words:
            raise TourError(f"{came} came first")

    def open_case_of(self, words: str) -> CaseId:
        """Find a case by name and open it."""
        driver, queue = self._driver, self._screens.queue()
        driver.press("Ctrl+2")
        driver.press("/")
        driver.type(words)
        driver.until(lambda: self._found_only(words), f"one case is found for {words}")
        driver.press("Return")
        driver.press("Return")
        driver.until(lambda: self._review.presenter.desk is not None, "the case is on the desk")
        driver.until(self._is_painted, "the first evidence is painted")
        queue.search.clear()
        driver.until(lambda: queue.table.model.rowCount() > 1, "the whole queue is listed again")
        return self._desk.view.case.id

    def reject_the_form(self) -> int:
        """Review everything by keys, ask for the form again; returns the keys pressed."""
        driver = self._driver
        driver.until(self._has_four_faces, "four faces are shown")
        driver.shoot("mesa-cedula", "the first document is on the desk")
        driver.presses = 0
        for _ in range(3):
            self._conform()
        self._until_selected("request_form")
        driver.until(self._is_painted, "the form is painted")
        driver.press(str(self._digit_of(PASTED_SIGNATURE)))
        driver.until(
            lambda: "firma" in self._review.preview.text.toPlainText().lower(),
            "the exact message is shown",
        )
        driver.shoot("mesa-motivo", "the reason writes the exact e-mail beside it")
        driver.press("Alt+Down")
        self._hear_the_declaration()
        self._conform()
        self._until_selected("reception")
        self._conform()
        driver.until(self._has_four_faces, "four faces are shown")
        driver.press("Y")
        driver.until(lambda: not self._desk.blockers, "nothing blocks the commit")
        driver.shoot("mesa-lista", "every requirement has its verdict")
        pressed = self._commit_and_advance()
        driver.until(self._is_painted, "the next case's evidence is painted")
        driver.shoot("siguiente-y-deshacer", "the next case is open, ten seconds to undo")
        self._give_back()
        return pressed

    def receive_the_correction(self) -> None:
        """Time passes, the e-mail leaves, the person sends a good form."""
        backstage = self._setting.backstage
        backstage.travel(self._setting.now() + timedelta(seconds=15))
        backstage.deliver()
        backstage.travel(self._setting.now() + timedelta(hours=1))
        backstage.resubmit(self._setting.person, "request_form")

    def accept_the_correction(self, words: str) -> int:
        """Only the changed requirement is left; returns the keys pressed."""
        driver = self._driver
        self.open_case_of(words)
        self._until_selected("request_form")
        kept = self._desk.state_of("video")
        if kept is not RequirementState.KEPT:
            raise TourError("accepted requirements stay accepted")
        driver.press("P")
        driver.until(self._review.area.beside.isVisible, "the earlier form is beside it")
        driver.until(self._has_four_faces, "the faces of the kept files are shown again")
        driver.wait(0.5)
        driver.shoot("reenvio", "the correction beside the earlier form; the rest stays accepted")
        driver.presses = 0
        self._conform()
        # The first round asked for a correction without an answer to the faces; it is due now.
        driver.until(self._has_four_faces, "four faces are shown")
        driver.press("Y")
        driver.until(lambda: not self._desk.blockers, "nothing blocks the commit")
        pressed = self._commit_and_advance()
        self._give_back()
        return pressed

    def review_a_clean_case(self) -> int:
        """The case on the desk by keys alone; returns the keys without the declaration's."""
        driver = self._driver
        driver.presses = 0
        for _ in range(4):
            self._conform()
        self._until_selected("video")
        self._hear_the_declaration()
        driver.until(self._has_four_faces, "four faces are shown")
        driver.shoot("mesa-video", "the video with its declaration ticked, four faces below")
        self._conform()
        self._until_selected("reception")
        self._conform()
        driver.press("Y")
        driver.until(lambda: not self._desk.blockers, "nothing blocks the commit")
        pressed = self._commit_and_advance()
        self._give_back()
        return pressed

    def _commit_and_advance(self) -> int:
        """Commit; the next case opens by itself; returns the keys pressed so far."""
        driver, number = self._driver, self._desk.view.case.number
        # Nobody reads as fast as the driver presses keys.
        self._setting.backstage.travel(self._setting.now() + timedelta(minutes=2))
        driver.press("Ctrl+Return")
        pressed = driver.presses
        # Offered with the commit, for ten seconds, however long the next case takes to come.
        driver.until(lambda: self._review.undo_bar.is_open, "the commit can be undone")
        driver.until(lambda: self._is_another(number), "the next case is open already")
        return pressed

    def _is_another(self, number: str) -> bool:
        desk = self._review.presenter.desk
        return desk is not None and desk.view.case.number != number

    def _give_back(self) -> None:
        self._driver.press("Ctrl+R")
        self._driver.until(
            lambda: self._review.presenter.desk is None, "the next case is given back"
        )
        self._driver.wait(0.3)

    def _found_only(self, words: str) -> bool:
        rows = self._screens.queue().table.model.rows
        return len(rows) == 1 and rows[0].person_name.split(",")[0] in words

    def _conform(self) -> None:
        before = self._desk.selected
        self._driver.until(self._is_seen, f"{before} was shown")
        self._driver.press("A")

    def _hear_the_declaration(self) -> None:
        driver = self._driver
        self._until_selected("video")
        playback = self._review.area.video.player.playback
        driver.until(lambda: playback.info is not None, "the video is open")
        if playback.info is None:
            raise TourError("the video is open")
        length_us = playback.info.duration_us
        letters = [len(piece.template) for piece in self._desk.procedure.declaration]
        while playback.speed < SPEEDS[-1]:
            driver.press(">")
        driver.press("K")
        for place in range(len(letters)):
            # Long pieces take longer to say; the last one ends with the video.
            until_us = length_us * sum(letters[: place + 1]) // sum(letters)
            self._tick(place + 1, min(until_us, length_us - _BEFORE_THE_END_US))
        driver.presses -= len(letters)

    def _tick(self, count: int, at_us: int) -> None:
        """Tick one piece when the video has come to it."""
        driver, playback = self._driver, self._review.area.video.player.playback
        driver.until(lambda: playback.position_us >= at_us, "the video plays")
        driver.press("Space")
        driver.until(
            lambda: len(self._desk.draft.of("video").slots) == count,
            "a piece of the declaration is ticked when it was heard",
        )

    def _digit_of(self, reason: str) -> int:
        codes = self._review.reasons.codes
        if reason not in codes[:9]:
            raise TourError(f"{reason} has no digit")
        return codes.index(reason) + 1

    def _until_selected(self, requirement: str) -> None:
        self._driver.until(lambda: self._desk.selected == requirement, f"{requirement} is next")

    def _is_painted(self) -> bool:
        return not self._review.area.panel.view.image.isNull() or self._is_seen()

    def _is_seen(self) -> bool:
        return bool(self._desk.draft.of(self._desk.selected).pages_seen)

    def _has_four_faces(self) -> bool:
        strip = self._review.faces.strip
        return all(not strip.slot(key).face.isNull() for key in ("id_front", "live", "video"))
