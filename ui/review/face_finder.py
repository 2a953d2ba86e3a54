"""Finds the four faces of a case in workers, one file after the other."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QSize, Signal

from app.domain.errors import VentanillaError
from app.domain.ids import FileId
from app.ports.inspector import Priority
from app.ports.media import FaceCrop
from ui.review.desk import Desk
from ui.review.evidence import FIRST_HEIGHT, FIRST_WIDTH, Drawn, EvidenceDesk, LoadedEvidence
from ui.review.faces_panel import HAND_FACE, ID_FACE, LIVE_FACE, VIDEO_FACE
from ui.tasks import Generation, Lane, Tasks
from ui.widgets.pixels import image_of

CROP = 256
SLOTS = {
    "id_front": (ID_FACE,),
    "face_photo": (LIVE_FACE, HAND_FACE),
    "video": (VIDEO_FACE,),
}
"""Slots by the requirement whose file shows the face, largest face first."""


@dataclass(frozen=True, slots=True)
class FoundFaces:
    """Faces of one file, largest first, and the whole picture to mark one on by hand."""

    requirement: str
    crops: Sequence[FaceCrop]
    whole: Drawn | None
    file: FileId | None = None


class FaceFinder(QObject):
    """Looks for faces of the case on the desk.

    Signals:
        face_found: slot and crop (str, FaceCrop).
        whole_ready: slot and picture (str, Drawn).
        search_changed: slot, and whether its face is being looked for (str, bool).
    """

    face_found = Signal(str, object)
    whole_ready = Signal(str, object)
    search_changed = Signal(str, bool)

    def __init__(self, evidence: EvidenceDesk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._evidence = evidence
        self._tasks = tasks
        self._generation = Generation()
        self._case = ""

    def look(self, desk: Desk, load: Callable[[str], LoadedEvidence | None]) -> None:
        """Search the files of a case once; `load` reads a requirement's newest file (in a worker)."""
        if desk.view.case.id == self._case:
            return
        self._case = desk.view.case.id
        self._generation.advance()
        best = best_instants(desk)
        for requirement, slots in SLOTS.items():
            for slot in slots:
                self.search_changed.emit(slot, True)
            self._tasks.run(
                partial(self._search, requirement, load, best),
                owner=self,
                on_done=self._on_found,
                on_error=partial(self._on_error, requirement),
                lane=Lane.QUIET,
                generation=self._generation,
            )

    def forget(self) -> None:
        """Drop answers that are still on their way."""
        self._case = ""
        self._generation.advance()

    def _search(
        self,
        requirement: str,
        load: Callable[[str], LoadedEvidence | None],
        best: Mapping[FileId, int],
    ) -> FoundFaces:
        loaded = load(requirement)
        if loaded is None or loaded.kind.file_class is None:
            return FoundFaces(requirement, (), None)
        whole: Drawn | None = None
        crops: Sequence[FaceCrop] = ()
        try:
            if not loaded.is_video:
                whole = self._evidence.draw(loaded, 0, Priority.BACKGROUND)
            crops = self._evidence.media.faces(
                loaded.source, size=CROP, limit=3, priority=Priority.BACKGROUND
            )
        except VentanillaError:
            # An unreadable file has no faces; the evidence area says why it cannot be read.
            pass
        if loaded.is_video and not crops:
            whole = self._frame(loaded, best.get(loaded.file.id))
        return FoundFaces(requirement, crops, whole, loaded.file.id)

    def _frame(self, loaded: LoadedEvidence, best_us: int | None) -> Drawn | None:
        """Of a video without a face found: where inspection saw the best one, else its middle."""
        media, low = self._evidence.media, Priority.BACKGROUND
        try:
            at_us = best_us
            if at_us is None:
                at_us = media.video(loaded.source, priority=low).duration_us // 2
            frame = media.frame(
                loaded.source,
                at_us=at_us,
                max_width=FIRST_WIDTH,
                max_height=FIRST_HEIGHT,
                priority=low,
            )
        except VentanillaError:
            return None
        return Drawn(image_of(frame.pixels), QSize(frame.pixels.width, frame.pixels.height))

    def _on_error(self, requirement: str, _error: Exception) -> None:
        for slot in SLOTS[requirement]:
            self.search_changed.emit(slot, False)

    def _on_found(self, found: FoundFaces) -> None:
        slots = SLOTS[found.requirement]
        if found.file is not None and (found.crops or found.whole is not None):
            # Prepared as something nobody saw; from here on somebody does.
            self._evidence.record_view(found.file)
        for slot in slots:
            self.search_changed.emit(slot, False)
            if found.whole is not None:
                self.whole_ready.emit(slot, found.whole)
        for slot, crop in zip(slots, found.crops, strict=False):
            self.face_found.emit(slot, crop)


def best_instants(desk: Desk) -> dict[FileId, int]:
    """Where inspection saw the best face of each video of a case, in microseconds."""
    found: dict[FileId, int] = {}
    for item in desk.view.files:
        try:
            facts = json.loads(item.report) if item.report else {}
        except ValueError:
            continue
        video = facts.get("video") if isinstance(facts, dict) else None
        at_us = video.get("best_face_pts_us") if isinstance(video, dict) else None
        if isinstance(at_us, int) and at_us >= 0:
            found[item.file.id] = at_us
    return found
