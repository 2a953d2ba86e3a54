"""The case desk: requirements left, evidence in the middle, facts right, verdicts below."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.duties import Operation, may
from app.domain.habits import AfterReview
from app.domain.ids import CaseId, FileId
from app.domain.review import FaceVerdict, Verdict
from app.domain.reviewed import CommittedReview
from app.stages.review.drafting import SavedDraft
from ui.review.case_header import CaseHeader
from ui.review.conflict_panel import ConflictPanel
from ui.review.desk import Desk, ReviewUseCases
from ui.review.desk_keys import DeskKeys
from ui.review.desk_pages import DeskPages
from ui.review.desk_turns import DeskTurns, Turn
from ui.review.evidence import EvidenceDesk, LoadedEvidence
from ui.review.evidence_area import EvidenceArea
from ui.review.face_finder import SLOTS, FaceFinder
from ui.review.faces_panel import FacesPanel
from ui.review.facts_panel import FactsPanel
from ui.review.key_reasons import KeyReasons
from ui.review.message_preview import MessagePreview
from ui.review.presenter import ReviewPresenter
from ui.review.reason_picker import ReasonPicker
from ui.review.requirement_list import RequirementList
from ui.review.reveal import Reveal
from ui.review.right_column import RightColumn
from ui.review.verdict_bar import VerdictBar
from ui.review.words import ReviewWords
from ui.theme import Gap, Metric, current_theme
from ui.widgets.arrange import column
from ui.widgets.banner import Banner
from ui.widgets.panes import Panes, StillPanel
from ui.widgets.screen_context import ScreenContext
from ui.widgets.turns import Place
from ui.widgets.undo_bar import UndoBar

_WITH_REASONS = frozenset({Verdict.ASK_AGAIN, Verdict.FAILS})
THREE_COLUMNS = 5 * Metric.PANEL_MIN
"""Width of the three columns at least; 1366 less rail and edges leaves more."""
PATIENCE_MS = 150
"""So long the rest of the desk waits for the first picture; kept ones need a fifth of it."""


class ReviewView(QWidget):
    """The desk screen.

    Signals:
        draft_saved: the work was stored (datetime), for the status line.
        case_left: no case is on the desk any more.
        list_wanted: the review can no longer be undone and the person likes to go back to the list.
    """

    draft_saved = Signal(object)
    case_left = Signal()
    list_wanted = Signal()

    def __init__(
        self, cases: ReviewUseCases, context: ScreenContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._cases = cases
        self._context = context
        self._words = ReviewWords(self)
        self._case: CaseId | None = None
        self._files: frozenset[FileId] = frozenset()
        self._selected = ""
        self.presenter = ReviewPresenter(cases, context.session, context.tasks, self)
        self.evidence = EvidenceDesk(
            cases.read_evidence, cases.prefetch, cases.media, context.session, context.tasks, self
        )
        self.why = KeyReasons(self.presenter, self._words, context.messages, self)
        self._finder = FaceFinder(self.evidence, context.tasks, self)
        self.banner = Banner()
        self.undo_bar = UndoBar()
        self.header = CaseHeader(context)
        self.requirements = RequirementList(self._words)
        self.area = EvidenceArea(cases, self.evidence, context)
        self.faces = FacesPanel()
        self.facts = FactsPanel(cases, context)
        self.reasons = ReasonPicker()
        self.preview = MessagePreview()
        self.verdicts = VerdictBar(self._words)
        self.conflict = ConflictPanel(self._words)
        self._rest: tuple[QWidget, ...] = ()
        self._awaits_picture = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._on_settled)
        self._pages = DeskPages(self._work(), may_take=may(context.session, Operation.CLAIM_REVIEW))
        self.empty = self._pages.empty
        layout = column(self.banner, self.undo_bar, gap=Gap.S)
        layout.addWidget(self._pages, 1)
        self.setLayout(layout)
        self._bind()
        self._connect()

    def parts_ahead(self) -> tuple[Callable[[], object], ...]:
        """What only a video needs."""
        return (lambda: self.area.video, lambda: self.area.snapshots)

    def screen_shown(self) -> None:
        """Put the focus where work starts."""
        if self.presenter.desk is None:
            self.empty.setFocus()
        else:
            self.to_evidence()

    def keep_work(self) -> None:
        """Store what was typed and not stored yet."""
        self.preview.flush()
        self.facts.zone.flush()

    def unfinished_work(self) -> str:
        """Drafts are stored at every key; what was sent last can no longer be taken back."""
        number = self.presenter.sent
        if self.presenter.is_sending:
            return self.tr("La revisión de {number} se está registrando todavía.").format(
                number=number
            )
        if self.undo_bar.is_open:
            return self.tr(
                "La revisión de {number} ya está registrada; después no podrá deshacerla."
            ).format(number=number)
        return ""

    def _work(self) -> QWidget:
        left, middle = StillPanel(), StillPanel()
        right = self._right = RightColumn(self.facts, self.reasons, self.preview)
        left.setLayout(column(self.requirements))
        middle_layout = column(gap=Gap.M)
        middle_layout.addWidget(self.area, 3)
        middle_layout.addWidget(self.faces)
        middle.setLayout(middle_layout)
        self._rest = right.parts
        shares = ((left, 19), (middle, 65), (right, 29))
        centre = Panes(shares, self.tr("Caso en la mesa"), row_from=THREE_COLUMNS)
        facts, *writing = right.parts
        places = {
            Turn.REQUIREMENTS: Place((self.requirements,), self.requirements.list.setFocus),
            Turn.EVIDENCE: Place((self.area,), self.area.focus_evidence),
            Turn.FACES: Place((self.faces,), self.faces.focus_faces),
            Turn.FACTS: Place((facts,), self.facts.focus_tab),
            Turn.MESSAGE: Place(tuple(writing), self.reasons.focus_list),
        }
        self.turns = DeskTurns(centre, places)
        self.turns.narrowed.connect(self._on_narrowed)
        page = QWidget()
        layout = column(self.header, self.conflict, self.turns, gap=Gap.S)
        layout.addWidget(centre, 1)
        layout.addWidget(self.verdicts)
        page.setLayout(layout)
        self._on_narrowed(is_narrow=False)
        return page

    def _bind(self) -> None:
        # In the order of the work, which the sheet of keys keeps.
        keys, of_desk = self._context.shortcuts, DeskKeys(self)
        of_desk.bind_moves(keys)
        self.faces.bind(keys, self)
        self.verdicts.bind(keys, self)
        of_desk.bind_reasons(keys)
        self.header.bind(self)

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.desk_changed.connect(self._on_desk)
        presenter.busy_changed.connect(self._pages.set_busy)
        presenter.queue_empty.connect(self._on_empty)
        presenter.preview_changed.connect(self.preview.show_message)
        presenter.saved.connect(self.draft_saved)
        presenter.conflict.connect(self._on_conflict)
        presenter.committed.connect(self._on_committed)
        presenter.failed.connect(self._on_failed)
        self.header.release_wanted.connect(self._on_release)
        self.requirements.requirement_chosen.connect(presenter.select)
        self.requirements.look_wanted.connect(lambda: self.turns.to(Turn.EVIDENCE))
        self.area.page_seen.connect(presenter.page_seen)
        self.area.settled.connect(self._on_settled)
        self.area.slot_ticked.connect(presenter.tick_slot)
        self.area.slot_missing.connect(presenter.mark_unheard)
        panes = (self.area.data, self.facts.data)
        Reveal(self._cases, self._context, presenter, panes, self._on_failed)
        self.facts.failed.connect(self._on_failed)
        self.faces.answered.connect(self._on_faces)
        self.faces.flip_wanted.connect(self.turns.leading(Turn.FACES, self.faces.strip.flip))
        self.facts.zone.zone_written.connect(presenter.write_zone)
        self.facts.zone.left.connect(self.to_evidence)
        self.facts.checklist.item_toggled.connect(presenter.toggle_check)
        self.reasons.reason_toggled.connect(presenter.toggle_reason)
        self.reasons.field_toggled.connect(presenter.toggle_field)
        self.reasons.left.connect(self.to_evidence)
        self.preview.personal_line_written.connect(presenter.write_personal_line)
        self.preview.note_written.connect(presenter.write_note)
        self.preview.left.connect(self.to_evidence)
        self.verdicts.verdict_given.connect(self._on_verdict)
        self.verdicts.commit_wanted.connect(self._on_commit)
        self.undo_bar.undo_requested.connect(lambda _token: presenter.undo())
        self.undo_bar.expired.connect(self._on_undo_over)
        self.empty.action_requested.connect(presenter.take_next)
        self.conflict.adopt_wanted.connect(presenter.adopt)
        self.conflict.leave_wanted.connect(presenter.release)
        self._finder.face_found.connect(self.faces.show_crop)
        self._finder.search_changed.connect(self.faces.await_face)
        self._finder.whole_ready.connect(
            lambda slot, drawn: self.faces.show_whole(slot, drawn.image)
        )
        self.area.still_shown.connect(
            lambda code, image: self.faces.offer_whole(SLOTS.get(code, ()), image)
        )
        self.installEventFilter(self)

    def _on_desk(self, desk: Desk | None) -> None:
        if desk is None:
            self.evidence.leave(self._files)
            self._clear()
            return
        self._files = frozenset(item.file.id for item in desk.view.files)
        is_new = self._case != desk.view.case.id
        if is_new:
            self._forget_parts()
            self.evidence.wipe(self._files)
            self.banner.clear()
            self._case = desk.view.case.id
            self._await_picture()
        if not desk.draft.is_stale:
            self.conflict.hide()
        self._pages.show_work()
        self._look_at_chosen(desk, is_new=is_new)
        # First, because the picture comes from a worker: the rest is drawn meanwhile.
        self.area.show_desk(desk)
        self.header.show_desk(desk)
        self.requirements.show_desk(desk)
        # At once, because keys and buttons act on what these hold.
        self.reasons.show_desk(desk)
        self.preview.show_desk(desk)
        self.faces.show_desk(desk)
        self.verdicts.show_desk(desk)
        if not is_new and not self._awaits_picture:
            self.facts.show_desk(desk, is_new=False)

    def _await_picture(self) -> None:
        """Nothing of the case before may stand beside the new picture, nor be written into it."""
        # First, because a field that is hidden hands on what it holds, now into this case.
        self.facts.zone.forget()
        self.preview.forget()
        self._set_rest_visible(visible=False)
        self._awaits_picture = True
        self._patience.start()

    def _on_settled(self) -> None:
        """The picture is on the screen, or lets itself be waited for: show what goes with it."""
        desk = self.presenter.desk
        if not self._awaits_picture or desk is None:
            return
        self._awaits_picture = False
        self._patience.stop()
        self.facts.show_desk(desk, is_new=True)
        self._set_rest_visible(visible=True)
        self._finder.look(desk, self._load_for_faces)
        if not desk.is_read_only:
            self.evidence.prefetch_next()

    def _set_rest_visible(self, *, visible: bool) -> None:
        self.turns.await_parts(*(() if visible else self._rest))

    def _on_narrowed(self, is_narrow: bool) -> None:
        # What is looked at keeps its room: where the window is short of it, the desk scrolls.
        least = current_theme().px(Metric.PANEL_MIN) // (2 if is_narrow else 1)
        for part in (self.area, self.requirements):
            part.setMinimumHeight(least)
        self.requirements.header.setHidden(is_narrow)
        self.header.set_compact(is_narrow)
        self.verdicts.set_compact(is_narrow)
        self.area.set_compact(is_narrow)
        self.faces.set_alone(is_narrow)
        self._right.set_beside(is_narrow)

    def _look_at_chosen(self, desk: Desk, *, is_new: bool) -> None:
        """Whoever chose a requirement wants its evidence; arrows in the list go on in the list."""
        is_other = desk.selected != self._selected
        self._selected = desk.selected
        if is_new or (is_other and not self.requirements.list.hasFocus()):
            self.turns.to(Turn.EVIDENCE)

    def to_evidence(self) -> None:
        """Bring the evidence into sight and go there."""
        self.turns.to(Turn.EVIDENCE)
        self.area.focus_evidence()

    def _on_faces(self, answer: FaceVerdict) -> None:
        # Nobody answers about faces they do not see.
        if self.turns.is_in_sight(Turn.FACES):
            self.presenter.answer_faces(answer, self.faces.compared)
        else:
            self.turns.to(Turn.FACES)
            self.why.tell_faces_first()

    def _on_verdict(self, verdict: Verdict) -> None:
        given_to, desk = self._selected, self.presenter.desk
        self.presenter.give(verdict)
        self.why.tell_verdict(given_to)
        if desk is None or desk.is_read_only:
            return
        if verdict in _WITH_REASONS or verdict is Verdict.DOUBT:
            self.turns.to(Turn.MESSAGE)
        if verdict is Verdict.DOUBT:
            # No rule asks for words; who writes them at once must not be taken to press keys.
            self.preview.focus_note()

    def _forget_parts(self) -> None:
        self.conflict.hide()
        self.area.forget()
        self.faces.forget()
        self._finder.forget()

    def _clear(self) -> None:
        self._case = None
        self._awaits_picture = False
        self._patience.stop()
        self._forget_parts()
        self.facts.zone.forget()
        self.preview.forget()
        self._pages.show_none()
        self.case_left.emit()

    def _load_for_faces(self, requirement: str) -> LoadedEvidence | None:
        desk = self.presenter.desk
        files = desk.files_of(requirement) if desk is not None else ()
        return self.evidence.read_for_faces(files[0].file) if files else None

    def _on_release(self) -> None:
        self.keep_work()
        self.presenter.release()

    def _on_commit(self) -> None:
        self.keep_work()
        if not self.why.may_commit():
            return
        self.presenter.commit(self._context.habits.after_review is AfterReview.NEXT)
        if self.presenter.is_sending:
            # Two reviews cannot be taken back at once: the one before has gone on.
            self.undo_bar.finish()

    def _on_committed(self, review: CommittedReview) -> None:
        left = review.undo_until - self._context.clock.now()
        said = f"{self.presenter.sent}: {self._words.committed(review.outcome)}"
        self.undo_bar.offer(said, review.id, seconds=left.total_seconds())

    def _on_undo_over(self) -> None:
        is_done = self.presenter.desk is None and self.isVisible()
        if is_done and self._context.habits.after_review is AfterReview.QUEUE:
            self.list_wanted.emit()

    def _on_empty(self) -> None:
        self.evidence.wipe()
        self.empty.tell(
            self.tr("No queda nada por tomar"),
            self.tr("Los trámites nuevos aparecen en la cola. Vuelva a intentarlo más tarde."),
        )
        self._clear()

    def _on_conflict(self, saved: SavedDraft) -> None:
        desk = self.presenter.desk
        if desk is not None:
            self.conflict.tell(desk, saved)

    def _on_failed(self, error: Exception) -> None:
        self.banner.tell_message(self._context.messages.describe(error))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Go on waiting where another screen came between."""
        super().showEvent(event)
        if self._awaits_picture:
            self._patience.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is drawn for a desk nobody sees."""
        self._patience.stop()
        super().hideEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Working keeps the claim alive (D1)."""
        if isinstance(event, QKeyEvent):
            self.presenter.touch()
        return super().eventFilter(watched, event)
