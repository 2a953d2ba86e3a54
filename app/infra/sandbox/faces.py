"""Finds frontal faces with OpenCV's own cascades and cuts them out, eyes level.

Runs in the child. The cascades are loaded once, before the child gives its rights away.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from app.domain.inspection import FaceBox
from app.infra.sandbox.segment import Rgb

Grey = NDArray[np.uint8]

_CASCADES: Final = Path(cv2.__file__).parent / "data"
_FACES: Final = "haarcascade_frontalface_default.xml"
_EYES: Final = "haarcascade_eye_tree_eyeglasses.xml"
_SEARCH_SIDE: Final = 800
_MIN_FACE: Final = 40
_NEIGHBOURS: Final = 6
_COARSE: Final = 0.5
"""Where a face may be is looked for in a quarter of the pixels, by a laxer rule that no face
escapes; only there are all of them searched. It costs two fifths of searching them everywhere."""
_COARSE_NEIGHBOURS: Final = 3
_AROUND: Final = 0.4
_SIZES: Final = (0.7, 1.4)
_TWICE: Final = 0.5
"""Two boxes are one face from this share of the smaller one in common."""
_EYE_SEARCH_WIDTH: Final = 240
_MAX_FACES: Final = 16
_EYE_LINE: Final = 0.38
"""Height of the eyes in an aligned crop, and below, their distance, as shares of its side."""
_EYE_DISTANCE: Final = 0.36
_MAX_TILT_DEGREES: Final = 30.0


_Box = tuple[int, int, int, int]


@cache
def _cascade(name: str) -> cv2.CascadeClassifier:
    cascade = cv2.CascadeClassifier(str(_CASCADES / name))
    if cascade.empty():
        raise RuntimeError("OpenCV came without its cascades")
    return cascade


def load_cascades() -> None:
    """Read both cascades from disk, while that is still allowed."""
    for name in (_FACES, _EYES):
        _cascade(name)


def to_grey(picture: Rgb) -> Grey:
    """Luma of a blue-first picture."""
    return cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY).astype(np.uint8, copy=False)


def find_faces(grey: Grey) -> tuple[FaceBox, ...]:
    """Frontal faces of an upright grey picture and their eyes, largest first, at most 16."""
    return find_eyes(grey, find_boxes(grey))


def find_boxes(grey: Grey) -> tuple[FaceBox, ...]:
    """The same faces without their eyes, which cost nearly as much again."""
    height, width = grey.shape[:2]
    scale = min(1.0, _SEARCH_SIDE / max(height, width))
    small = grey
    if scale < 1.0:
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
    if min(small.shape[:2]) < _MIN_FACE:
        return ()
    even = cv2.equalizeHist(small).astype(np.uint8, copy=False)
    boxes = sorted(_search(even), key=lambda box: -box[2])
    return tuple(_inside(grey, [round(side / scale) for side in box]) for box in boxes[:_MAX_FACES])


def _search(even: Grey) -> list[_Box]:
    width, height = even.shape[1], even.shape[0]
    size = (max(1, round(width * _COARSE)), max(1, round(height * _COARSE)))
    coarse = cv2.resize(even, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
    faces: list[_Box] = []
    for box in _boxes(coarse, _COARSE_NEIGHBOURS, (_MIN_FACE * _COARSE, max(size))):
        x, y, wide, high = (round(side / _COARSE) for side in box)
        margin = round(_AROUND * wide)
        left, top = max(0, x - margin), max(0, y - margin)
        around = even[top : y + high + margin, left : x + wide + margin]
        sizes = (max(_MIN_FACE, _SIZES[0] * wide), _SIZES[1] * wide)
        for near in _boxes(np.ascontiguousarray(around), _NEIGHBOURS, sizes):
            face = (left + near[0], top + near[1], near[2], near[3])
            if not any(_is_same(face, other) for other in faces):
                faces.append(face)
    return faces


def _boxes(even: Grey, neighbours: int, sizes: tuple[float, float]) -> list[_Box]:
    least, most = round(sizes[0]), round(sizes[1])
    found = _cascade(_FACES).detectMultiScale(
        even, scaleFactor=1.1, minNeighbors=neighbours, minSize=(least, least), maxSize=(most, most)
    )
    return [(int(x), int(y), int(width), int(height)) for x, y, width, height in found]


def _is_same(one: _Box, other: _Box) -> bool:
    across = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    down = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return across > 0 < down and across * down >= _TWICE * min(one[2] * one[3], other[2] * other[3])


def find_eyes(grey: Grey, faces: Sequence[FaceBox]) -> tuple[FaceBox, ...]:
    """The faces with their eyes, looked for in the picture they were found in."""
    return tuple(_with_eyes(grey, face) for face in faces)


def _inside(grey: Grey, box: list[int]) -> FaceBox:
    x, y = box[0], box[1]
    width, height = min(box[2], grey.shape[1] - x), min(box[3], grey.shape[0] - y)
    return FaceBox(x, y, width, height)


def _with_eyes(grey: Grey, face: FaceBox) -> FaceBox:
    x, y, width, height = face.x, face.y, face.width, face.height
    # Eyes lie in the upper half; searching only there halves the false ones.
    top = y + height // 8
    upper = grey[top : y + height * 6 // 10, x : x + width]
    zoom = _EYE_SEARCH_WIDTH / width
    size = (_EYE_SEARCH_WIDTH, max(1, round(upper.shape[0] * zoom)))
    shrinking = cv2.INTER_AREA if zoom < 1.0 else cv2.INTER_LINEAR
    eyes = _eyes(cv2.resize(upper, size, interpolation=shrinking).astype(np.uint8, copy=False))
    points = [(round(x + ex / zoom), round(top + ey / zoom)) for ex, ey in eyes]
    left, right = (points[0], points[1]) if len(points) == 2 else (None, None)
    return FaceBox(x, y, width, height, left_eye=left, right_eye=right)


def _eyes(upper: Grey) -> list[tuple[int, int]]:
    """Centres of the best pair of eyes, left one first; empty when there is no plausible pair."""
    width = _EYE_SEARCH_WIDTH
    even = cv2.equalizeHist(upper).astype(np.uint8, copy=False)
    found = _cascade(_EYES).detectMultiScale(
        even, scaleFactor=1.05, minNeighbors=3, minSize=(width // 8, width // 8)
    )
    centres = [(int(x + w // 2), int(y + h // 2)) for x, y, w, h in found]
    left = [centre for centre in centres if centre[0] < width / 2]
    right = [centre for centre in centres if centre[0] >= width / 2]
    pairs = [(a, b) for a in left for b in right if _is_plausible(a, b, width)]
    if not pairs:
        return []
    best = min(pairs, key=lambda pair: abs(pair[0][1] - pair[1][1]))
    return list(best)


def _is_plausible(left: tuple[int, int], right: tuple[int, int], width: int) -> bool:
    across, down = right[0] - left[0], right[1] - left[1]
    tilt = abs(math.degrees(math.atan2(down, across)))
    return 0.25 * width < across < 0.7 * width and tilt < _MAX_TILT_DEGREES


def scale_face(face: FaceBox, scale: float) -> FaceBox:
    """The same face in a picture `scale` times as large."""
    if scale == 1.0:
        return face
    return FaceBox(
        x=round(face.x * scale),
        y=round(face.y * scale),
        width=round(face.width * scale),
        height=round(face.height * scale),
        left_eye=_scale_point(face.left_eye, scale),
        right_eye=_scale_point(face.right_eye, scale),
    )


def _scale_point(point: tuple[int, int] | None, scale: float) -> tuple[int, int] | None:
    return None if point is None else (round(point[0] * scale), round(point[1] * scale))


def crop_face(picture: Rgb, face: FaceBox, size: int) -> tuple[Rgb, bool]:
    """A square of `size` px; the flag says whether the eyes were put level and in place."""
    if face.left_eye is not None and face.right_eye is not None:
        return _aligned(picture, face.left_eye, face.right_eye, size), True
    side = round(max(face.width, face.height) * 1.3)
    x = face.x + face.width // 2 - side // 2
    y = face.y + face.height // 2 - side // 2
    matrix = np.array([[size / side, 0, -x * size / side], [0, size / side, -y * size / side]])
    return _warp(picture, matrix, size), False


def _aligned(picture: Rgb, left: tuple[int, int], right: tuple[int, int], size: int) -> Rgb:
    across, down = right[0] - left[0], right[1] - left[1]
    scale = size * _EYE_DISTANCE / max(1.0, math.hypot(across, down))
    middle = ((left[0] + right[0]) / 2, (left[1] + right[1]) / 2)
    matrix = cv2.getRotationMatrix2D(middle, math.degrees(math.atan2(down, across)), scale)
    matrix[0, 2] += size / 2 - middle[0]
    matrix[1, 2] += size * _EYE_LINE - middle[1]
    return _warp(picture, matrix, size)


def _warp(picture: Rgb, matrix: cv2.typing.MatLike, size: int) -> Rgb:
    turned = cv2.warpAffine(
        picture, matrix, (size, size), flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE
    )
    return turned.astype(np.uint8, copy=False)
