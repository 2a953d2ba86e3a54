"""The faces of the case beside the call, looked for in workers; every file read is on record."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.domain.case import CaseFile
from app.domain.errors import VentanillaError
from app.domain.file_kind import FileClass, FileKind
from app.domain.ids import CaseId
from app.ports.inspector import Priority
from app.ports.media import MediaSource, Pixels
from ui.tasks import Generation, Lane
from ui.validation.bench import Bench, ValidationUseCases
from ui.widgets.screen_context import ScreenContext

ID_FACE, HAND_FACE, LIVE_FACE, VIDEO_FACE = "id", "hand", "live", "video"
SLOTS_OF = {
    "id_front": (ID_FACE,),
    # In a picture of a person holding a card the larger face is the person's.
    "face_photo": (LIVE_FACE, HAND_FACE),
    "video": (VIDEO_FACE,),
}
_CROP = 384
_WHOLE_WIDTH = 900


@dataclass(frozen=True, slots=True)
class SeenFace:
    """One face ready to be painted.

    Attributes:
        is_whole: no face was found, so this is the whole picture.
        at_us: time in the video, else None.
    """

    pixels: Pixels
    is_whole: bool = False
    at_us: int | None = None


class FaceReader(QObject):
    """Reads the newest file of each requirement that shows a face.

    Signals:
        face_ready: place and face (str, SeenFace).
        nothing_found: places of a file in which there is nothing to show (tuple of str).
    """

    face_ready = Signal(str, object)
    nothing_found = Signal(object)

    def __init__(
        self, cases: ValidationUseCases, context: ScreenContext, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._cases = cases
        self._context = context
        self._generation = Generation()
        self._case: CaseId | None = None
        self._sources: list[MediaSource] = []

    @property
    def is_idle(self) -> bool:
        """Whether no case's files are held."""
        return self._case is None

    def is_about(self, bench: Bench) -> bool:
        """Whether this case's files are the ones held."""
        return bench.case.id == self._case

    def look(self, bench: Bench) -> None:
        """Look for the faces of a case; those of the one before are wiped."""
        self.forget()
        self._case = bench.case.id
        newest = bench.newest_files()
        for requirement, slots in SLOTS_OF.items():
            file = newest.get(requirement)
            if file is None:
                self.nothing_found.emit(slots)
                continue
            self._context.tasks.run(
                partial(self._read, file),
                owner=self,
                on_done=partial(self._on_read, slots),
                on_error=partial(self._on_error, slots),
                lane=Lane.READ,
                generation=self._generation,
            )

    def forget(self) -> None:
        """Wipe what was read; answers still on their way are dropped."""
        self._generation.advance()
        self._case = None
        for source in self._sources:
            self._cases.media.forget(source)
        self._sources.clear()

    def _read(self, file: CaseFile) -> tuple[MediaSource, tuple[SeenFace, ...]]:
        evidence = self._cases.read_evidence(self._context.session, file.id)
        source = MediaSource(evidence.data, file.sha256)
        return source, self._faces(source)

    def _faces(self, source: MediaSource) -> tuple[SeenFace, ...]:
        media = self._cases.media
        kind = media.kind(source)
        if kind.file_class is None:
            return ()
        try:
            crops = media.faces(source, size=_CROP, limit=2, priority=Priority.INTERACTIVE)
            faces = tuple(SeenFace(crop.pixels, at_us=crop.pts_us) for crop in crops)
            if len(faces) == 2 or kind.file_class is FileClass.VIDEO:
                return faces
            # The eye finds what the search did not: the person's own face, or the card held up.
            if kind is FileKind.PDF:
                whole = media.page(source, index=0, width=_WHOLE_WIDTH)
            else:
                whole = media.picture(source, max_width=_WHOLE_WIDTH, max_height=_WHOLE_WIDTH)
        except VentanillaError:
            return ()
        return (*faces, SeenFace(whole.pixels, is_whole=True))

    def _on_read(
        self, slots: tuple[str, ...], found: tuple[MediaSource, tuple[SeenFace, ...]]
    ) -> None:
        source, faces = found
        self._sources.append(source)
        for slot, face in zip(slots, faces, strict=False):
            self.face_ready.emit(slot, face)
        if len(faces) < len(slots):
            self.nothing_found.emit(slots[len(faces) :])

    def _on_error(self, slots: tuple[str, ...], _error: Exception) -> None:
        # A call goes on without pictures; the places say that there are none.
        self.nothing_found.emit(slots)
