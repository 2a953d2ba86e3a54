"""Puts another requirement, or the submission before, beside what is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.domain.case import CaseFile
from app.domain.procedure import EvidenceKind
from app.ports.readers import FileView
from ui.review.desk import Desk
from ui.review.detail import DetailReader
from ui.review.evidence import Drawn, EvidenceDesk, LoadedEvidence
from ui.tasks import Tasks
from ui.widgets.evidence_panel import EvidencePanel
from ui.widgets.view_link import ViewLink

_LEAFED_THROUGH = frozenset({EvidenceKind.PHOTO, EvidenceKind.DOCUMENT})


@dataclass(frozen=True, slots=True)
class Beside:
    """One file that can stand beside, with what it is."""

    title: str
    kind: str
    file: CaseFile
    is_earlier: bool = False


class SideBySide(QObject):
    """The second panel: each use shows the next file there is, and after the last puts it away.

    Signals:
        told: why there is nothing beside, and what to do (str, str).
        failed: the file beside cannot be read (Exception).
    """

    told = Signal(str, str)
    failed = Signal(object)

    def __init__(
        self,
        main: EvidencePanel,
        panel: EvidencePanel,
        evidence: EvidenceDesk,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._panel = panel
        self._evidence = evidence
        self._link = ViewLink(main.view, panel.view, self)
        self._detail = DetailReader(panel.view, evidence.media, tasks, self)
        self._shown: Beside | None = None
        self._loaded: LoadedEvidence | None = None
        self._page = 0

    @property
    def is_linked(self) -> bool:
        """Whether both views move together."""
        return self._link.is_on

    def show_next(self, desk: Desk) -> None:
        """Put the first file beside, then the next one, then none."""
        if desk.requirement.kind not in _LEAFED_THROUGH or not desk.files:
            self.told.emit(
                self.tr("Solo imágenes y documentos se ponen uno al lado del otro."),
                self.tr("Elija primero una imagen o un documento; luego pulse P."),
            )
            return
        choice = tuple(besides(desk, self.tr("Envío anterior")))
        if not choice:
            self.told.emit(
                self.tr("No hay con qué comparar: no llegó otro documento."),
                self.tr("Cuando llegue una corrección, P pone el envío anterior al lado."),
            )
            return
        place = choice.index(self._shown) + 1 if self._shown in choice else 0
        if place == len(choice):
            self.put_away()
        else:
            self._open(choice[place])

    def put_away(self) -> None:
        """Leave the room to the one looked at."""
        self._detail.forget()
        self._evidence.close_beside()
        self._shown = self._loaded = None
        self._link.set_on(False)
        self._panel.clear()
        self._panel.hide()

    def turn_page(self, by: int) -> None:
        """Next or previous page of the file beside."""
        if self._loaded is not None:
            page = max(0, min(self._loaded.pages - 1, self._page + by))
            if page != self._page:
                self._draw(self._loaded, page)

    def toggle_link(self) -> None:
        """Let both move together, or each on its own."""
        if self._loaded is not None:
            self._link.set_on(not self._link.is_on)
            self._caption()

    def _open(self, beside: Beside) -> None:
        self._shown, self._loaded = beside, None
        # One thing before and after is looked at in the same place; two things are not.
        self._link.set_on(beside.is_earlier)

        def opened(loaded: LoadedEvidence) -> None:
            if self._shown == beside:
                self._loaded = loaded
                self._draw(loaded, 0)

        self._evidence.open_beside(beside.file, opened, self._on_error)

    def _draw(self, loaded: LoadedEvidence, page: int) -> None:
        self._page = page

        def drawn(picture: Drawn) -> None:
            if self._loaded is loaded and self._page == page:
                self._show(loaded, page, picture)

        self._evidence.picture_beside(loaded, page, drawn, self._on_error)

    def _show(self, loaded: LoadedEvidence, page: int, picture: Drawn) -> None:
        if self._shown is None:
            return
        self._panel.show()
        self._detail.follow(loaded, page, picture.full_size)
        self._panel.show_picture(
            picture.image,
            kind=self._shown.kind,
            caption="",
            sha256=loaded.file.sha256,
            full_size=picture.full_size,
            is_drawn=loaded.is_paged,
        )
        self._caption()
        self._link.set_on(self._link.is_on)

    def _caption(self) -> None:
        if self._shown is None or self._loaded is None:
            return
        words = [self._shown.title]
        if self._loaded.pages > 1:
            page, total = self._page + 1, self._loaded.pages
            words.append(self.tr("página {page} de {total}").format(page=page, total=total))
        if self._link.is_on:
            words.append(self.tr("vistas enlazadas"))
        self._panel.show_caption(" · ".join(words))

    def _on_error(self, error: Exception) -> None:
        failed = self._shown
        self.put_away()
        # The next use goes on with what comes after it.
        self._shown = failed
        self.failed.emit(error)


def besides(desk: Desk, earlier: str) -> Iterator[Beside]:
    """What can stand beside the selected requirement: itself before, then the others in order."""
    yield from (
        Beside(earlier, desk.selected, item.file, is_earlier=True)
        for item in desk.earlier_files_of(desk.selected)
    )
    for requirement in desk.procedure.requirements:
        if requirement.code != desk.selected and requirement.kind in _LEAFED_THROUGH:
            files: tuple[FileView, ...] = desk.files_of(requirement.code)
            for item in files:
                yield Beside(requirement.short_title, requirement.code, item.file)
