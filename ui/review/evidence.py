"""Evidence on its way to the screen: bytes read once, pixels made in the sandbox, wiped on release."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from operator import eq

from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QImage

from app.domain.case import CaseFile
from app.domain.file_kind import FileClass, FileKind
from app.domain.ids import FileId
from app.domain.staff import Session
from app.ports.inspector import Priority
from app.ports.media import MediaReader, MediaSource
from app.stages.queueing import WORK_OF
from app.stages.review.opening import Evidence, PrefetchNext, ReadEvidence
from ui.tasks import Generation, Lane, Task, Tasks
from ui.widgets.pixels import image_of

_log = logging.getLogger(__name__)
MAX_CACHED_BYTES = 48 * 2**20
FIRST_WIDTH = 1400
FIRST_HEIGHT = 1100


@dataclass(frozen=True, slots=True)
class LoadedEvidence:
    """One file ready to be looked at: its bytes, its kind by content, its number of pages."""

    file: CaseFile
    source: MediaSource
    kind: FileKind
    pages: int

    @property
    def is_paged(self) -> bool:
        """Whether it has pages, drawn as fine as they are asked for."""
        return self.kind is FileKind.PDF

    @property
    def is_video(self) -> bool:
        """Whether it is played rather than leafed through."""
        return self.kind.file_class is FileClass.VIDEO


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture or page ready for painting, and the size of the whole in pixels."""

    image: QImage
    full_size: QSize


class EvidenceDesk(QObject):
    """Loads, keeps and forgets evidence for the desk; every method returns at once.

    Bytes and pixels stay in memory only, within a bound, and are dropped when a case is
    released (D5); the sandbox forgets its copy too.
    """

    def __init__(
        self,
        read: ReadEvidence,
        prefetch: PrefetchNext,
        media: MediaReader,
        session: Session,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._read = read
        self._prefetch = prefetch
        self._media = media
        self._session = session
        self._tasks = tasks
        self._loaded: OrderedDict[FileId, LoadedEvidence] = OrderedDict()
        self._pictures: dict[tuple[FileId, int], Drawn] = {}
        self._openings = Generation()
        self._beside = Generation()
        self._prefetching: Task | None = None

    @property
    def media(self) -> MediaReader:
        """The sandboxed reader, for players."""
        return self._media

    def open(
        self,
        file: CaseFile,
        on_done: Callable[[LoadedEvidence], None],
        on_error: Callable[[Exception], None],
    ) -> None:
        """Hand over a file; an answer to an older question is dropped.

        The reading is recorded even when the bytes were prefetched: only now does a person look.
        A prefetch goes on: it has a worker and a priority of its own, and who steps through the
        requirements would cancel it each time.
        """
        self._open(file, on_done, on_error, self._openings)

    def open_beside(
        self,
        file: CaseFile,
        on_done: Callable[[LoadedEvidence], None],
        on_error: Callable[[Exception], None],
    ) -> None:
        """Hand over a second file; what is on its way for the first one is not dropped."""
        self._open(file, on_done, on_error, self._beside)

    def close_beside(self) -> None:
        """The second file is no longer wanted."""
        self._beside.advance()

    def _open(
        self,
        file: CaseFile,
        on_done: Callable[[LoadedEvidence], None],
        on_error: Callable[[Exception], None],
        generation: Generation,
    ) -> None:
        generation.advance()
        kept = self._loaded.get(file.id)

        def work() -> LoadedEvidence:
            evidence = self._read(self._session, file.id)
            return kept or self._load(evidence, Priority.INTERACTIVE)

        def done(loaded: LoadedEvidence) -> None:
            self._keep(loaded)
            on_done(loaded)

        self._tasks.run(work, owner=self, on_done=done, on_error=on_error, generation=generation)

    def peek(self, file_id: FileId, index: int) -> Drawn | None:
        """The first picture of a page when it is already here, for painting at once."""
        return self._pictures.get((file_id, index))

    def picture(
        self,
        loaded: LoadedEvidence,
        index: int,
        on_done: Callable[[Drawn], None],
        on_error: Callable[[Exception], None],
    ) -> None:
        """Make the pixels of one page; kept ones are handed over at once."""
        self._picture(loaded, index, on_done, on_error, self._openings)

    def picture_beside(
        self,
        loaded: LoadedEvidence,
        index: int,
        on_done: Callable[[Drawn], None],
        on_error: Callable[[Exception], None],
    ) -> None:
        """The same for the second file."""
        self._picture(loaded, index, on_done, on_error, self._beside)

    def _picture(
        self,
        loaded: LoadedEvidence,
        index: int,
        on_done: Callable[[Drawn], None],
        on_error: Callable[[Exception], None],
        generation: Generation,
    ) -> None:
        kept = self._pictures.get((loaded.file.id, index))
        if kept is not None:
            on_done(kept)
            return

        def done(picture: Drawn) -> None:
            self._pictures[loaded.file.id, index] = picture
            on_done(picture)

        self._tasks.run(
            lambda: self.draw(loaded, index, Priority.INTERACTIVE),
            owner=self,
            on_done=done,
            on_error=on_error,
            generation=generation,
        )

    def prefetch_next(self) -> None:
        """Read the next case's files and draw their first pages, below everything else."""
        states = WORK_OF.get(self._session.staff.duty, ())
        if not states:
            return
        self.stop_prefetch()

        def work() -> list[tuple[LoadedEvidence, Drawn | None]]:
            ahead = self._prefetch(self._session, states, MAX_CACHED_BYTES // 2)
            return [self._ahead(item) for item in ahead.evidence] if ahead else []

        self._prefetching = self._tasks.run(
            work,
            owner=self,
            on_done=self._on_prefetched,
            on_error=lambda _error: None,
            lane=Lane.QUIET,
        )

    def stop_prefetch(self) -> None:
        """A person is waiting: what is only prepared gives way."""
        if self._prefetching is not None:
            self._prefetching.cancel()
            self._prefetching = None

    def wipe(self, keep: frozenset[FileId] = frozenset()) -> None:
        """Forget everything but the files named, here and in the sandbox."""
        self._openings.advance()
        self._beside.advance()
        for file_id in [one for one in self._loaded if one not in keep]:
            self._media.forget(self._loaded.pop(file_id).source)
        self._drop_pictures(lambda file_id: file_id not in keep)

    def leave(self, files: frozenset[FileId]) -> None:
        """Forget these files and nothing else; those of the next case may be here already."""
        self.wipe(frozenset(self._loaded) - files)

    def _drop_pictures(self, is_dropped: Callable[[FileId], bool]) -> None:
        """Forget pictures; where nothing else holds their pixels, these are overwritten first."""
        for place in [one for one in self._pictures if is_dropped(one[0])]:
            self._pictures.pop(place).image.fill(0)

    @property
    def cached_bytes(self) -> int:
        """Bytes of originals held now."""
        return sum(len(item.source.data) for item in self._loaded.values())

    def _load(self, evidence: Evidence, priority: Priority) -> LoadedEvidence:
        source = MediaSource(evidence.data, evidence.file.sha256)
        kind = self._media.kind(source)
        pages = len(self._media.pages(source, priority=priority)) if kind is FileKind.PDF else 1
        return LoadedEvidence(evidence.file, source, kind, pages)

    def read_for_faces(self, file: CaseFile) -> LoadedEvidence:
        """Bytes for the face search: kept ones, else read as a prefetch (call in a worker)."""
        kept = self._loaded.get(file.id)
        if kept is not None:
            return kept
        return self._load(self._read(self._session, file.id, is_prefetch=True), Priority.BACKGROUND)

    def record_view(self, file_id: FileId) -> None:
        """Record that a prepared file is painted; a worker writes, the window does not wait."""
        # In the lane of the commit, which asks for this record: behind the searches for faces it
        # would come after a review that was quickly answered, and that would be refused.
        self._tasks.run(
            lambda: self._read.record_view(self._session, file_id),
            owner=self,
            on_error=lambda error: _log.error("view of %s not recorded: %s", file_id, error),
            lane=Lane.WRITE,
        )

    def draw(self, loaded: LoadedEvidence, index: int, priority: Priority) -> Drawn:
        """Make one page in the form Qt paints fastest (call in a worker)."""
        if loaded.kind is FileKind.PDF:
            picture = self._media.page(
                loaded.source, index=index, width=FIRST_WIDTH, priority=priority
            )
        else:
            picture = self._media.picture(
                loaded.source, max_width=FIRST_WIDTH, max_height=FIRST_HEIGHT, priority=priority
            )
        whole = QSize(picture.full_width, picture.full_height)
        return Drawn(image_of(picture.pixels), whole)

    def _ahead(self, evidence: Evidence) -> tuple[LoadedEvidence, Drawn | None]:
        loaded = self._load(evidence, Priority.PREFETCH)
        if loaded.is_video or loaded.kind.file_class is None:
            return loaded, None
        return loaded, self.draw(loaded, 0, Priority.PREFETCH)

    def _on_prefetched(self, items: list[tuple[LoadedEvidence, Drawn | None]]) -> None:
        self._prefetching = None
        for loaded, picture in items:
            self._keep(loaded)
            if picture is not None:
                self._pictures[loaded.file.id, 0] = picture

    def _keep(self, loaded: LoadedEvidence) -> None:
        self._loaded[loaded.file.id] = loaded
        self._loaded.move_to_end(loaded.file.id)
        while self.cached_bytes > MAX_CACHED_BYTES and len(self._loaded) > 1:
            file_id, old = self._loaded.popitem(last=False)
            self._media.forget(old.source)
            self._drop_pictures(partial(eq, file_id))
