"""Stands for the sandbox where a test's files are a few bytes that no decoder could read."""

from __future__ import annotations

from typing import NoReturn

from app.domain.errors import UntrustedInputError
from app.domain.file_kind import HEAD_BYTES, FileKind, detect_kind
from app.ports.media import MediaSource


class UnreadableMedia:
    """A media reader that finds every file unreadable, as the real one finds such bytes."""

    def kind(self, source: MediaSource) -> FileKind:
        return detect_kind(source.data[:HEAD_BYTES])

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise UntrustedInputError("MEDIA_UNREADABLE")

    picture = pages = page = video = filmstrip = frame = frames = pcm = loudness = faces = _refuse

    def forget(self, source: MediaSource) -> None:
        del source
