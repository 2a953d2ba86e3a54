"""What the child can be asked to do, by name. Arguments come checked for type and bounds.

The bytes of the last few files and their open decoders are kept, so that looking at the next page
or frame costs no second transfer; `forget` wipes them.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Final

from app.domain.file_kind import FileKind, detect_kind
from app.domain.wire import to_plain
from app.infra.sandbox import self_test
from app.infra.sandbox.document import inspect_document
from app.infra.sandbox.opened import OpenFile
from app.infra.sandbox.photo import inspect_photo
from app.infra.sandbox.protocol import KEPT_FILES, MAX_PCM_US, MAX_SIDE, Failure, OperationError
from app.infra.sandbox.segment import Segment
from app.infra.sandbox.sound import RATE
from app.infra.sandbox.speech import STEP_US, as_floats, speech_seconds, step_levels
from app.infra.sandbox.video_facts import inspect_video

Arguments = Mapping[str, object]
_MAX_US: Final = 24 * 3600 * 1_000_000


class Operations:
    """The child's answers; one file is worked on at a time."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self._files: OrderedDict[str, OpenFile] = OrderedDict()
        self._by_name: dict[str, Callable[[Arguments], object]] = {
            "ping": lambda _: {},
            "self_test": lambda _: self_test.attempts(),
            "forget": self._forget,
            "inspect": self._inspect,
            "picture": self._picture,
            "pages": self._pages,
            "page": self._page,
            "video": self._video,
            "filmstrip": self._filmstrip,
            "frame": self._frame,
            "frames": self._frames,
            "pcm": self._pcm,
            "loudness": self._loudness,
            "faces": self._faces,
        }

    def load(self, key: str, data: bytes) -> None:
        """Keep a file's bytes under a key; the oldest goes when there are too many."""
        self._drop(key)
        while len(self._files) >= KEPT_FILES:
            self._drop(next(iter(self._files)))
        self._files[key] = OpenFile(data)

    def run(self, name: str, arguments: Arguments) -> object:
        """Do one thing and give its facts; pixels and samples are in the segment afterwards.

        Raises:
            OperationError: it cannot be done with this file.
        """
        operation = self._by_name.get(name)
        if operation is None:
            raise OperationError(Failure.BAD_REQUEST)
        return to_plain(operation(arguments))

    def _drop(self, key: str) -> None:
        kept = self._files.pop(key, None)
        if kept is not None:
            kept.close()

    def _file(self, arguments: Arguments) -> OpenFile:
        kept = self._files.get(str(arguments.get("key")))
        if kept is None:
            raise OperationError(Failure.BAD_REQUEST)
        self._files.move_to_end(str(arguments.get("key")))
        return kept

    def _forget(self, arguments: Arguments) -> object:
        self._drop(str(arguments.get("key")))
        # Of which file the last pictures were is not known here.
        self._segment.wipe()
        return {}

    def _inspect(self, arguments: Arguments) -> object:
        data = self._file(arguments).data
        match detect_kind(data):
            case FileKind.JPEG:
                return inspect_photo(data)
            case FileKind.PDF:
                return inspect_document(data)
            case FileKind.MP4:
                return inspect_video(data)
        raise OperationError(Failure.REFUSED)

    def _picture(self, arguments: Arguments) -> object:
        size = (
            _number(arguments, "max_width", MAX_SIDE),
            _number(arguments, "max_height", MAX_SIDE),
        )
        picture, full = self._file(arguments).picture(size, _region(arguments))
        self._segment.lay_picture(picture, is_bgr=True)
        return {"full_width": full[0], "full_height": full[1]}

    def _pages(self, arguments: Arguments) -> object:
        sizes = self._file(arguments).document().sizes()
        return {"pages": [{"width_pt": width, "height_pt": height} for width, height in sizes]}

    def _page(self, arguments: Arguments) -> object:
        document = self._file(arguments).document()
        index = _number(arguments, "index", 200, least=0)
        width = _number(arguments, "width", MAX_SIDE)
        self._segment.lay_picture(document.draw(index, width, _region(arguments)), is_bgr=True)
        full = document.size(index)
        return {"full_width": round(full[0]), "full_height": round(full[1])}

    def _video(self, arguments: Arguments) -> object:
        session = self._file(arguments).video()
        return {
            "width": session.size[0],
            "height": session.size[1],
            "rotation": session.rotation,
            "duration_us": session.duration_us,
            "frames": len(session.times_us),
            "mean_frame_us": session.mean_frame_us,
            "has_audio": session.audio_channels > 0,
            "audio_channels": session.audio_channels,
        }

    def _filmstrip(self, arguments: Arguments) -> object:
        count = _number(arguments, "count", 60)
        height = _number(arguments, "height", 400)
        strip, cell, times = self._file(arguments).filmstrip(count, height)
        self._segment.lay_picture(strip)
        return {"cell_width": cell, "times_us": times}

    def _frame(self, arguments: Arguments) -> object:
        session = self._file(arguments).video()
        timed = session.frame_at(_number(arguments, "at_us", _MAX_US, least=0))
        self._segment.lay_picture(session.pixels(timed, *_box(arguments)))
        return self._frame_facts(arguments, timed.pts_us)

    def _frames(self, arguments: Arguments) -> object:
        session = self._file(arguments).video()
        box, count = _box(arguments), _number(arguments, "count", 64)
        step_us = _number(arguments, "min_step_us", 10_000_000, least=0)
        listed: list[object] = []
        last_us: int | None = None
        from_us = _number(arguments, "from_us", _MAX_US, least=0)
        for timed in session.run_from(from_us, step_us):
            pixels = session.pixels(timed, *box)
            self._segment.lay_picture(pixels)
            listed.append(self._frame_facts(arguments, timed.pts_us))
            last_us = timed.pts_us
            if len(listed) >= count or not self._segment.has_room(pixels.size // 3):
                break
        next_us = None if last_us is None else session.next_time(last_us + max(1, step_us))
        return {"frames": listed, "next_us": next_us}

    def _frame_facts(self, arguments: Arguments, pts_us: int) -> dict[str, object]:
        session = self._file(arguments).video()
        before, after = session.neighbours(pts_us)
        duration = session.mean_frame_us if after is None else after - pts_us
        return {
            "pts_us": pts_us,
            "duration_us": duration,
            "previous_us": before,
            "next_us": after,
        }

    def _pcm(self, arguments: Arguments) -> object:
        channels = _number(arguments, "channels", 2)
        tempo = arguments.get("tempo")
        if not isinstance(tempo, float) or not 0.5 <= tempo <= 2.0:
            raise OperationError(Failure.BAD_REQUEST)
        from_us = _number(arguments, "from_us", _MAX_US, least=0)
        length_us = _number(arguments, "length_us", MAX_PCM_US)
        track = self._file(arguments).track(channels, round(tempo, 4))
        samples, next_us = track.cut(from_us, length_us)
        self._segment.lay_samples(samples)
        return {"start_us": from_us, "next_us": next_us}

    def _loudness(self, arguments: Arguments) -> object:
        samples = as_floats(self._file(arguments).track(1, 1.0).samples)
        levels, speech = step_levels(samples), speech_seconds(samples)
        steps = RATE * STEP_US // 1_000_000
        per_second = RATE // steps
        return {
            "step_us": STEP_US,
            "dbfs": [round(float(level), 1) for level in levels],
            "speech": [
                bool(at // per_second < speech.size and speech[at // per_second])
                for at in range(levels.size)
            ],
        }

    def _faces(self, arguments: Arguments) -> object:
        at_us = arguments.get("at_us")
        found = self._file(arguments).faces(
            size=_number(arguments, "size", 1024, least=32),
            limit=_number(arguments, "limit", 16),
            page=_number(arguments, "page", 200, least=0),
            at_us=None if at_us is None else _number(arguments, "at_us", _MAX_US, least=0),
        )
        for crop, _ in found:
            self._segment.lay_picture(crop.pixels, is_bgr=crop.is_bgr)
        return {"faces": [facts for _, facts in found]}


def _number(arguments: Arguments, name: str, most: int, *, least: int = 1) -> int:
    value = arguments.get(name)
    if type(value) is not int or not least <= value <= most:
        raise OperationError(Failure.BAD_REQUEST)
    return value


def _box(arguments: Arguments) -> tuple[int, int]:
    return _number(arguments, "max_width", MAX_SIDE), _number(arguments, "max_height", MAX_SIDE)


def _region(arguments: Arguments) -> tuple[int, int, int, int] | None:
    region = arguments.get("region")
    if region is None:
        return None
    if not isinstance(region, list) or len(region) != 4:
        raise OperationError(Failure.BAD_REQUEST)
    sides = {"x": region[0], "y": region[1], "w": region[2], "h": region[3]}
    return (
        _number(sides, "x", 100_000, least=0),
        _number(sides, "y", 100_000, least=0),
        _number(sides, "w", 100_000),
        _number(sides, "h", 100_000),
    )
