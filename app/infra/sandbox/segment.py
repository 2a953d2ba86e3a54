"""The child's side of the shared segment: where pixels and samples are laid for the parent."""

from __future__ import annotations

from multiprocessing.shared_memory import SharedMemory
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from app.infra.sandbox.protocol import MAX_BLOCKS, SEGMENT_BYTES, Block, Failure, OperationError

Rgb = NDArray[np.uint8]
"""Height × width × 3, red first."""


class Segment:
    """Lays blocks one after the other; `clear` starts the next answer."""

    def __init__(self, memory: SharedMemory) -> None:
        self._memory = memory
        self._bytes: NDArray[np.uint8] = np.ndarray(
            (SEGMENT_BYTES,), dtype=np.uint8, buffer=memory.buf
        )
        self._blocks: list[Block] = []
        self._highest = 0

    def clear(self) -> None:
        """Forget the blocks of the last answer."""
        self._blocks = []

    def wipe(self) -> None:
        """Overwrite every pixel and sample that was ever laid here."""
        self.clear()
        self._bytes[: self._highest] = 0
        self._highest = 0

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What has been laid since `clear`."""
        return tuple(self._blocks)

    def has_room(self, pixels: int) -> bool:
        """Whether one more picture of so many pixels fits."""
        return len(self._blocks) < MAX_BLOCKS and self._end() + pixels * 3 <= SEGMENT_BYTES

    def lay_picture(self, picture: Rgb, *, is_bgr: bool = False) -> None:
        """Copy one picture, turning OpenCV's blue-first order round on the way."""
        height, width = picture.shape[:2]
        start = self._reserve(height * width * 3)
        target = self._bytes[start : start + height * width * 3].reshape(height, width, 3)
        if is_bgr:
            cv2.cvtColor(picture, cv2.COLOR_BGR2RGB, dst=cast("Rgb", target))
        else:
            target[:] = picture
        self._blocks.append(Block(start, height * width * 3, width, height, width * 3))

    def lay_samples(self, samples: bytes) -> None:
        """Copy sound as it is."""
        start = self._reserve(len(samples))
        self._bytes[start : start + len(samples)] = np.frombuffer(samples, dtype=np.uint8)
        self._blocks.append(Block(start, len(samples), 0, 0, 0))

    def close(self) -> None:
        """Let go of the memory; the parent removes it."""
        del self._bytes
        self._memory.close()

    def _end(self) -> int:
        return self._blocks[-1].offset + self._blocks[-1].length if self._blocks else 0

    def _reserve(self, length: int) -> int:
        start = self._end()
        if len(self._blocks) >= MAX_BLOCKS or start + length > SEGMENT_BYTES:
            raise OperationError(Failure.REFUSED)
        self._highest = max(self._highest, start + length)
        return start
