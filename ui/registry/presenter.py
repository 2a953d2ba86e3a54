"""State of the register: what is searched, whose file is open; knows no widget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.domain.duties import Operation, may
from app.domain.errors import RuleViolationError
from app.domain.ids import PersonId
from app.ports.countries import CountryNames
from app.ports.readers import PersonRow
from app.stages.decision import (
    NotMeReported,
    ReportNotMe,
    ReportNotMeCommand,
    Unfreeze,
    UnfreezeCommand,
)
from app.stages.registry import (
    PAGE,
    OpenPerson,
    PersonFile,
    PersonPart,
    SearchPeople,
    search_words,
)
from ui.tasks import Generation, Lane
from ui.widgets.screen_context import ScreenContext
from ui.widgets.table_column import Page


@dataclass(frozen=True, slots=True)
class RegistryUseCases:
    """Everything the register can ask for, composed by ``main.py``.

    Attributes:
        signs_by_code: lifting a freeze takes a one-time code.
    """

    search: SearchPeople
    open_person: OpenPerson
    report_not_me: ReportNotMe
    unfreeze: Unfreeze
    countries: CountryNames
    signs_by_code: bool = False


class RegistryPresenter(QObject):
    """Searches, opens one file at a time, shows masked data on demand.

    Signals:
        question_changed: another search (the page loader).
        search_refused: too little or too much was typed (RuleViolationError).
        person_changed: another file, or another part of it in the clear (PersonFile or None).
        unfrozen: the person's changes are allowed again.
        not_me_reported: what a "no fui yo" code did (NotMeReported).
        not_me_refused: why a code did nothing (Exception).
        failed: an error to show (Exception); `retry` does the same again.
    """

    question_changed = Signal(object)
    search_refused = Signal(object)
    person_changed = Signal(object)
    unfrozen = Signal()
    not_me_reported = Signal(object)
    not_me_refused = Signal(object)
    failed = Signal(object)

    def __init__(
        self, cases: RegistryUseCases, context: ScreenContext, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._cases = cases
        self._context = context
        self._file: PersonFile | None = None
        self._masked: PersonFile | None = None
        self._openings = Generation()
        self._again: Callable[[], None] | None = None
        self._is_reporting = False

    @property
    def file(self) -> PersonFile | None:
        """The file on show."""
        return self._file

    @property
    def countries(self) -> CountryNames:
        """Names of countries for the contact data."""
        return self._cases.countries

    @property
    def may_unfreeze(self) -> bool:
        """Whether this duty lifts freezes."""
        return may(self._context.session, Operation.UNFREEZE_PERSON)

    @property
    def signs_by_code(self) -> bool:
        """Whether lifting a freeze takes a one-time code."""
        return self._cases.signs_by_code

    def search(self, text: str) -> None:
        """Search; what was typed is recorded by the use case."""
        try:
            words = search_words(text)
        except RuleViolationError as error:
            self.search_refused.emit(error)
            return
        session, search = self._context.session, self._cases.search

        def load(cursor: object | None) -> Page[PersonRow]:
            after = cursor if isinstance(cursor, str) else ""
            rows = search(session, words, after, PAGE)
            return Page(rows, rows[-1].person_id if len(rows) == PAGE else None)

        self.question_changed.emit(load)

    def open(self, person_id: PersonId, reason: str) -> None:
        """Open a person's file with a reason."""
        session, use_case = self._context.session, self._cases.open_person
        self._load(lambda: use_case(session, person_id, reason))

    def toggle_shown(self) -> None:
        """Show numbers and contact data in the clear, or hide them again."""
        file = self._file
        if file is None:
            return
        if file.shown:
            self.conceal()
            return
        session, use_case, person_id = (
            self._context.session,
            self._cases.open_person,
            file.person.id,
        )
        self._load(lambda: use_case.reveal(session, person_id, frozenset(PersonPart)))

    def conceal(self) -> None:
        """Hide what was shown; nothing is read for it."""
        if self._file is not None and self._file.shown:
            self._show(self._masked)

    def close(self) -> None:
        """Put the file away."""
        self._openings.advance()
        self._masked = None
        self._show(None)

    def unfreeze(self, reason: str, code: str = "") -> None:
        """Allow contact changes of this person again."""
        file = self._file
        if file is None:
            return
        session, person_id = self._context.session, file.person.id
        command = UnfreezeCommand(session, person_id, reason, code)
        unfreeze, use_case = self._cases.unfreeze, self._cases.open_person

        def work() -> PersonFile:
            unfreeze(command)
            return use_case(session, person_id, reason)

        self._load(work, self.unfrozen.emit)

    def report_not_me(self, code: str) -> None:
        """Stop the changes that a code belongs to; one at a time, a second would be answered."""
        if self._is_reporting:
            return
        self._is_reporting = True
        report = self._cases.report_not_me
        command = ReportNotMeCommand(self._context.session, code)
        self._context.tasks.run(
            lambda: report(command),
            owner=self,
            on_done=self._on_reported,
            on_error=partial(self._on_not_reported, code),
            lane=Lane.WRITE,
        )

    def _on_reported(self, report: NotMeReported) -> None:
        self._is_reporting = False
        self.not_me_reported.emit(report)
        file = self._file
        if file is None or file.person.id != report.person_id:
            return
        # The file on show is of that very person: it must not go on saying what was before.
        session, use_case = self._context.session, self._cases.open_person
        reason = self.tr("Aviso «no fui yo» ({number})").format(number=report.case_number)
        self._load(
            lambda: use_case(session, report.person_id, reason),
            partial(self.not_me_reported.emit, report),
        )

    def _on_not_reported(self, code: str, error: Exception) -> None:
        self._is_reporting = False
        self._again = partial(self.report_not_me, code)
        is_refused = isinstance(error, RuleViolationError)
        (self.not_me_refused if is_refused else self.failed).emit(error)

    def retry(self) -> None:
        """Do again what failed last."""
        if self._again is not None:
            self._again()

    def _load(self, work: Callable[[], PersonFile], then: Callable[[], None] | None = None) -> None:
        def done(file: PersonFile) -> None:
            if not file.shown:
                self._masked = file
            self._show(file)
            if then is not None:
                then()

        self._again = partial(self._load, work, then)
        self._openings.advance()
        self._context.tasks.run(
            work,
            owner=self,
            on_done=done,
            on_error=self.failed.emit,
            lane=Lane.WRITE,
            generation=self._openings,
        )

    def _show(self, file: PersonFile | None) -> None:
        self._file = file
        self.person_changed.emit(file)
