"""The case desk in a window of its own, driven through one case after the other."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from PySide6.QtCore import QEventLoop, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.file_kind import FileKind
from app.infra.log_setup import configure_logging
from app.infra.sandbox.photo import decode_photo, factor_for, read_header
from app.infra.workstation_profile import Profile
from benchmarks.painting import time_to_paint
from benchmarks.sessions import OTHER, session_of
from main import RESOURCES, Program
from ui.review.evidence import FIRST_HEIGHT, FIRST_WIDTH, Drawn, LoadedEvidence
from ui.review.view import ReviewView
from ui.shell.desktop import Desktop
from ui.shell.screen_keys import REVIEW

_KEEP = Qt.AspectRatioMode.KeepAspectRatio
_LEASE = timedelta(hours=2)
Times = dict[str, list[float]]


class _ReadyPixmap(QWidget):
    """The floor: a widget that paints a pixmap it already has, fitted like the picture is."""

    def __init__(self) -> None:
        super().__init__()
        self.pixmap = QPixmap()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        fitted = QSize(self.pixmap.size()).scaled(self.size(), _KEEP)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = QRectF(0, 0, fitted.width(), fitted.height())
        painter.drawPixmap(place, self.pixmap, QRectF(self.pixmap.rect()))
        painter.end()


class _Bench:
    """Takes cases, lets go of them, and measures what lies between."""

    def __init__(self, program: Program, desktop: Desktop) -> None:
        self._desktop = desktop
        self._store = program.store
        self._session = session_of(program.store)
        self._other = session_of(program.store, OTHER)
        self._clock = program.clock
        desktop.open_session(desktop.entry_of(self._session))
        view = desktop.window.go_to(REVIEW)
        if not isinstance(view, ReviewView):
            raise TypeError
        self.view = view
        self._put_away: list[Any] = []
        self.floor = _ReadyPixmap()
        self.floor.show()

    def settle(self) -> None:
        """Let everything under way arrive, prefetching included."""
        loop = QEventLoop()

        def look() -> None:
            if self._desktop.tasks.under_way:
                QTimer.singleShot(20, look)
            else:
                loop.quit()

        QTimer.singleShot(50, look)
        loop.exec()

    def leave_case(self, *, prefetch: bool) -> None:
        """Put the case aside for somebody else and let the one before return to the queue."""
        desk = self.view.presenter.desk
        self.view.presenter.release()
        self.settle()
        with self._store.write() as uow:
            for case_id in self._put_away:
                uow.cases.release(case_id, self._other.staff_id)
            self._put_away.clear()
            if desk is not None:
                case = desk.view.case
                uow.cases.claim(case.id, self._other.staff_id, self._clock.now(), _LEASE)
                self._put_away.append(case.id)
            uow.commit()
        self.view.evidence.wipe()
        if prefetch:
            # As when the case before was opened, but for the queue as it stands now.
            self.view.evidence.prefetch_next()
        self.settle()

    def next_case(self) -> float:
        """Milliseconds from the key to the picture."""
        surface = self.view.area.panel.view
        return time_to_paint(
            surface, lambda: not surface.image.isNull(), self.view.presenter.take_next
        )

    def shown(self) -> LoadedEvidence:
        """The file on show."""
        return self.view.area._loaded[0]  # noqa: SLF001  # what is on show has no public name

    def hand_over(self, loaded: LoadedEvidence) -> float:
        """Milliseconds from asking the evidence desk for a first page to its painting."""
        panel = self.view.area.panel
        panel.clear()
        self.settle()

        def show(picture: Drawn) -> None:
            panel.show_picture(
                picture.image,
                kind="bench",
                caption="",
                sha256=loaded.file.sha256,
                full_size=picture.full_size,
            )

        def ask() -> None:
            self.view.evidence.picture(loaded, 0, show, _raise)

        return time_to_paint(panel.view, lambda: not panel.view.image.isNull(), ask)

    def paint_ready(self, loaded: LoadedEvidence) -> float:
        """Milliseconds of the floor, with the pixmap made beforehand."""
        picture = self.view.evidence.peek(loaded.file.id, 0)
        if picture is None:
            raise AssertionError("the picture on show was not kept")
        self.floor.pixmap = QPixmap.fromImage(picture.image)
        self.floor.resize(self.view.area.panel.view.size())
        self.settle()
        return time_to_paint(self.floor, lambda: True, self.floor.update)


def _raise(error: Exception) -> None:
    raise error


def _decode(loaded: LoadedEvidence) -> float:
    """Milliseconds of the floor of the cold rows."""
    data = loaded.source.data
    if loaded.kind is not FileKind.JPEG:
        raise AssertionError("the first requirement is not a picture")
    header = read_header(data)
    scale = min(1.0, FIRST_WIDTH / header.upright[0], FIRST_HEIGHT / header.upright[1])
    factor = factor_for(header.upright[0], header.upright[0] * scale)
    if factor != 1:
        return _timed(lambda: decode_photo(data, header, factor))
    return _timed(lambda: cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR))


def _timed(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return (time.perf_counter() - began) * 1000


def measure(bench: _Bench, rounds: int) -> Times:
    """All rows, taking turns; the first round warms up."""
    names = ("prefetched", "handed over", "cold", "drawn cold", "pixmap", "decode")
    times: Times = {name: [] for name in names}
    for number in range(rounds + 1):
        took: dict[str, float] = {}
        bench.leave_case(prefetch=False)
        took["cold"] = bench.next_case()
        bench.settle()
        bench.leave_case(prefetch=True)
        took["prefetched"] = bench.next_case()
        bench.settle()
        loaded = bench.shown()
        took["pixmap"] = bench.paint_ready(loaded)
        took["handed over"] = bench.hand_over(loaded)
        took["decode"] = _decode(loaded)
        bench.view.evidence.wipe()
        bench.settle()
        took["drawn cold"] = bench.hand_over(loaded)
        if number:
            for name, value in took.items():
                times[name].append(value)
    return times


def run(url: str, folder: Path, rounds: int) -> int:
    """Measure and print JSON."""
    configure_logging()
    program = Program(Profile(url, folder, is_sealed=False), RESOURCES)
    with program.closing, Desktop(program) as desktop:
        desktop.window.show()
        program.warm_up()
        print(json.dumps(measure(_Bench(program, desktop), rounds)), flush=True)
        desktop.window.close()
    return 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])))
