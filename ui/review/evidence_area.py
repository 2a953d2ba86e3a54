"""Centre of the desk: pictures and pages, the video with its prompter, or declared data."""

from __future__ import annotations

from functools import cached_property, partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from typing_extensions import override

from app.domain.errors import UntrustedInputError
from app.domain.ids import FileId
from app.domain.procedure import EvidenceKind
from ui.messages import can_retry
from ui.review.data_pane import DataPane
from ui.review.desk import Desk, ReviewUseCases
from ui.review.detail import DetailReader
from ui.review.evidence import Drawn, EvidenceDesk, LoadedEvidence
from ui.review.side_by_side import SideBySide
from ui.review.snapshots import SnapshotKeeper
from ui.review.video_pane import VideoPane
from ui.theme import Gap, Tone
from ui.widgets.arrange import column, row
from ui.widgets.banner import Banner
from ui.widgets.empty_state import EmptyState
from ui.widgets.evidence_panel import EvidencePanel
from ui.widgets.patience import Patience
from ui.widgets.screen_context import ScreenContext
from ui.widgets.view_state import ViewMemory


class EvidenceArea(QWidget):
    """Shows the selected requirement's evidence.

    The video with its declaration is made when first shown.

    Signals:
        page_seen: a page was really painted (index, total).
        settled: what a new case shows first is on the screen, or will not come so soon.
        still_shown: a page, or the frame a video rests at, is in sight (requirement, QImage).
        slot_ticked: piece of the declaration heard (code, seconds), or None seconds to take back, and
            whether it was ticked where nobody can hear.
        slot_missing: piece not in the video (code).
    """

    page_seen = Signal(int, int)
    settled = Signal()
    still_shown = Signal(str, object)
    slot_ticked = Signal(str, object, bool)
    slot_missing = Signal(str)

    def __init__(
        self,
        cases: ReviewUseCases,
        evidence: EvidenceDesk,
        context: ScreenContext,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._cases = cases
        self._evidence = evidence
        self._context = context
        self._requirement = ""
        self._shown: tuple[FileId, ...] = ()
        self._loaded: list[LoadedEvidence] = []
        self._place = 0
        self._desk: Desk | None = None
        self._unseen: tuple[int, int] | None = None
        memory = self._memory = ViewMemory()
        self.panel = EvidencePanel(self.tr("Evidencia"), memory=memory)
        self.beside = EvidencePanel(self.tr("Al lado"), memory=memory)
        self._has_video = self._is_compact = False
        self.data = DataPane(cases.countries, context.language)
        self.nothing = EmptyState(
            self.tr("No llegó ningún archivo"),
            self.tr("Pida este requisito otra vez con su motivo."),
        )
        self._failure = EmptyState("", "", icon="warning")
        self._patience = Patience(self)
        self._patience.ran_out.connect(self._on_long_wait)
        self.banner = Banner()
        self._stack = QStackedWidget()
        pictures = QWidget()
        both = row(gap=Gap.S)
        both.addWidget(self.panel, 1)
        both.addWidget(self.beside, 1)
        pictures.setLayout(both)
        self._pictures = pictures
        for part in (pictures, self.data, self.nothing, self._failure):
            self._stack.addWidget(part)
        self.beside.hide()
        self.side = SideBySide(self.panel, self.beside, evidence, context.tasks, self)
        self._detail = DetailReader(self.panel.view, evidence.media, context.tasks, self)
        layout = column(self.banner, gap=Gap.S)
        layout.addWidget(self._stack, 1)
        self.setLayout(layout)
        self.panel.bind(context.shortcuts, "review.picture")
        self.beside.bind(context.shortcuts, "review.beside")
        self.banner.action_requested.connect(self._on_retry)
        # Queued: whoever waits for it has much to draw, and must not do so within a paint.
        queued = Qt.ConnectionType.QueuedConnection
        self.panel.view.picture_painted.connect(self.settled, queued)
        self.side.failed.connect(self._on_beside_error)
        self.side.told.connect(lambda said, step: self.banner.tell(Tone.INFO, said, step))

    @cached_property
    def video(self) -> VideoPane:
        """The video with its declaration."""
        context = self._context
        made = VideoPane(context.tasks, context.messages, context.shortcuts)
        made.video_opened.connect(lambda: self._tell_seen(0, 1))
        made.still_shown.connect(lambda image: self.still_shown.emit(self._requirement, image))
        made.slot_ticked.connect(self.slot_ticked)
        made.slot_missing.connect(self.slot_missing)
        made.set_compact(self._is_compact)
        self._stack.addWidget(made)
        self._has_video = True
        return made

    @cached_property
    def snapshots(self) -> SnapshotKeeper:
        """The frames kept of the video."""
        made = SnapshotKeeper(self._cases, self._context, self.video.strip, self)
        made.failed.connect(self._on_beside_error)
        self.video.snapshot_wanted.connect(made.keep)
        return made

    def set_compact(self, is_compact: bool) -> None:
        """Say how much room there is for the declaration."""
        self._is_compact = is_compact
        if self._has_video:
            self.video.set_compact(is_compact)

    def show_desk(self, desk: Desk) -> None:
        """Show the selected requirement; what is already on show stays untouched."""
        if self._desk is None or self._desk.selected != desk.selected:
            self._unseen = None
        self._desk = desk
        if self._has_video or desk.requirement.kind is EvidenceKind.VIDEO:
            self.snapshots.show_desk(desk)
        if desk.requirement.kind is EvidenceKind.DATA:
            self._show_data(desk)
            return
        files = desk.files
        wanted = tuple(item.file.id for item in files)
        if (desk.selected, wanted) == (self._requirement, self._shown):
            self._sync_video(desk)
            return
        self._requirement = desk.selected
        self._shown, self._loaded, self._place = wanted, [], 0
        self.banner.clear()
        self._close_video()
        if not files:
            self._patience.end()
            self._stack.setCurrentWidget(self.nothing)
            self.settled.emit()
            return
        self._detail.forget()
        self.panel.clear()
        self.side.put_away()
        # At once: what was there before belongs to another requirement.
        is_video = desk.requirement.kind is EvidenceKind.VIDEO
        self._stack.setCurrentWidget(self.video if is_video else self._pictures)
        self._patience.begin()
        self._open(0)

    def turn_page(self, by: int) -> None:
        """Next or previous page, over all files of the requirement, or where the focus is beside."""
        if self.beside.isAncestorOf(QApplication.focusWidget() or self):
            self.side.turn_page(by)
            return
        total = self._total()
        place = max(0, min(total - 1, self._place + by))
        if total and place != self._place:
            self._place = place
            self._paint()

    def put_beside(self) -> None:
        """Put the earlier submission or another requirement beside, the next one, or none."""
        if self._desk is not None:
            if self.banner.tone is Tone.INFO:
                self.banner.clear()
            self.side.show_next(self._desk)

    def focus_evidence(self) -> None:
        """Put the focus where the evidence's keys live, while it is in sight."""
        if not self.isVisible():
            return
        shown = self._stack.currentWidget()
        target = self.panel if shown is self._pictures else shown
        if target is not None:
            target.setFocus()

    def forget(self) -> None:
        """Wipe what is on show."""
        self._memory.forget_files()
        self._requirement, self._shown, self._loaded, self._desk = "", (), [], None
        self._unseen = None
        self._patience.end()
        self._detail.forget()
        self.panel.clear()
        self.side.put_away()
        self._close_video()
        if self._has_video:
            self.snapshots.forget()
        self.data.forget()
        self.banner.clear()

    def _close_video(self) -> None:
        if self._has_video:
            self.video.close_video()

    def _show_data(self, desk: Desk) -> None:
        self._requirement, self._shown = desk.selected, ()
        self._patience.end()
        self._close_video()
        self.banner.clear()
        self._stack.setCurrentWidget(self.data)
        self.data.show_case(desk.view.case, desk.form_findings)
        self.settled.emit()
        self._tell_seen(0, 1)

    def _open(self, number: int) -> None:
        desk = self._desk
        if desk is None or number >= len(desk.files):
            return

        def opened(loaded: LoadedEvidence) -> None:
            self._loaded.append(loaded)
            if loaded.is_video:
                self._show_video(loaded)
                return
            if number == 0:
                self._paint()
            self._open(number + 1)

        self._evidence.open(desk.files[number].file, opened, self._on_error)

    def _on_long_wait(self) -> None:
        if self._desk is not None:
            title = self._desk.requirement.short_title
            self.panel.show_waiting(self.tr("{title} · cargando…").format(title=title))

    def _show_video(self, loaded: LoadedEvidence) -> None:
        self._patience.end()
        self._stack.setCurrentWidget(self.video)
        self.settled.emit()
        self.video.show_video(loaded, self._evidence.media)
        if self._desk is not None:
            self._sync_video(self._desk)
        self.focus_evidence()

    def _sync_video(self, desk: Desk) -> None:
        if desk.requirement.kind is EvidenceKind.VIDEO:
            self.video.show_desk(desk, self._cases.words_of(desk.view.case))

    def _total(self) -> int:
        return sum(loaded.pages for loaded in self._loaded)

    def _paint(self) -> None:
        place = index = self._place
        for loaded in self._loaded:
            if index < loaded.pages:
                self._stack.setCurrentWidget(self._pictures)
                show = partial(self._on_picture, loaded, index, place)
                self._evidence.picture(loaded, index, show, self._on_error)
                return
            index -= loaded.pages

    def _on_picture(self, loaded: LoadedEvidence, index: int, place: int, picture: Drawn) -> None:
        desk = self._desk
        if desk is None or place != self._place or loaded.file.id not in self._shown:
            return
        total = max(self._total(), len(desk.files))
        self._patience.end()
        self._detail.follow(loaded, index, picture.full_size)
        self.panel.show_picture(
            picture.image,
            kind=desk.selected,
            caption=self._caption(desk, place, total),
            sha256=loaded.file.sha256,
            full_size=picture.full_size,
            is_drawn=loaded.is_paged,
        )
        self.focus_evidence()
        self._tell_seen(place, total)
        self.still_shown.emit(desk.selected, picture.image)

    def _caption(self, desk: Desk, place: int, total: int) -> str:
        title = desk.requirement.short_title
        if total <= 1:
            return title
        return self.tr("{title} · página {page} de {total}").format(
            title=title, page=place + 1, total=total
        )

    def _tell_seen(self, place: int, total: int) -> None:
        """A page is seen when it is in sight, not when it is ready."""
        if self.isVisible():
            self.page_seen.emit(place, total)
        else:
            self._unseen = (place, total)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """What became ready out of sight is seen now."""
        super().showEvent(event)
        if self._unseen is not None:
            unseen, self._unseen = self._unseen, None
            self.page_seen.emit(*unseen)

    def _on_error(self, error: Exception) -> None:
        self.settled.emit()
        self._patience.end()
        if isinstance(error, UntrustedInputError) and not can_retry(error):
            self._failure.tell(
                self.tr("Este archivo no se puede mostrar"),
                self.tr("Llegó, pero no se deja abrir. Pídalo otra vez con su motivo."),
            )
        else:
            self._failure.tell(
                self.tr("El archivo no se pudo cargar"),
                self.tr("Sigue guardado. Vuelva a intentarlo en un momento."),
            )
        self._stack.setCurrentWidget(self._failure)
        self.banner.tell_message(self._context.messages.describe(error))

    def _on_beside_error(self, error: Exception) -> None:
        # What is on show stays: only what was wanted beside it is missing.
        self.banner.tell_message(self._context.messages.describe(error))

    def _on_retry(self) -> None:
        self._requirement = ""
        if self._desk is not None:
            self.show_desk(self._desk)
