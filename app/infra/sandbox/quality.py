"""Measures how well a picture can be read: sharpness, light, glare, faces, and its 64-bit hash.

Runs in the child, on upright pictures.
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from app.domain.inspection import FaceBox, PictureQuality
from app.infra.sandbox.faces import Grey, find_boxes, find_faces, scale_face

MEASURE_SIDE: Final = 1000
_GLARE_LUMA: Final = 250
_DARK_LUMA: Final = 20
_GLARE_SIDE: Final = 500
_BLOT_SHARE: Final = (0.001, 0.25)
_TURN_SIDE: Final = 280
"""Turned pictures are looked through in half the pixels, three times for every sheet of paper, and
what is found there must be found in all of them too."""
_TURNS: Final = (
    (90, cv2.ROTATE_90_CLOCKWISE),
    (270, cv2.ROTATE_90_COUNTERCLOCKWISE),
    (180, cv2.ROTATE_180),
)
_HASH_SIDE: Final = 32
_HASH_BITS: Final = 8


def measure_quality(
    grey: Grey,
    scale: float = 1.0,
    *,
    look_around: bool = False,
    known: tuple[FaceBox, ...] | None = None,
) -> PictureQuality:
    """All measures of one upright grey picture; `scale` brings its pixels to the full picture's.

    `look_around` asks which way a picture without a face would have to be turned to show one;
    `known` are its faces, where somebody has found them already.
    """
    small = shrink(grey, MEASURE_SIDE)
    faces = find_faces(grey) if known is None else known
    return PictureQuality(
        sharpness=sharpness_of(small),
        brightness=round(float(small.mean()) / 255, 4),
        contrast=round(float(small.std()) / 255, 4),
        glare=_glare(small),
        dark=round(float((small < _DARK_LUMA).mean()), 4),
        perceptual_hash=perceptual_hash(small),
        turn=_turn(small) if look_around and not faces else 0,
        faces=tuple(scale_face(face, scale) for face in faces),
    )


def shrink(grey: Grey, side: int) -> Grey:
    """The picture with its long side at most `side` px."""
    height, width = grey.shape[:2]
    scale = side / max(height, width)
    if scale >= 1.0:
        return grey
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return cv2.resize(grey, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)


def sharpness_of(grey: Grey) -> float:
    """Variance of the Laplacian; below about 60 at 1,000 px print is hard to read."""
    return round(float(cv2.Laplacian(grey, cv2.CV_64F).var()), 2)


def _glare(grey: Grey) -> float:
    """Share of burnt-out blots inside the picture.

    White paper is burnt out as well in a good scan, but it reaches the edge or is most of the
    picture; the reflection of a lamp on a card does neither.
    """
    small = shrink(grey, _GLARE_SIDE)
    burnt = (small >= _GLARE_LUMA).astype(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(burnt, connectivity=4)
    height, width = small.shape[:2]
    x, y, wide, high, area = stats[1:].T
    inside = (x > 0) & (y > 0) & (x + wide < width) & (y + high < height)
    share = area / (width * height)
    blots = inside & (share >= _BLOT_SHARE[0]) & (share <= _BLOT_SHARE[1])
    return round(float(share[blots].sum()), 4)


def _turn(grey: Grey) -> int:
    small = shrink(grey, _TURN_SIDE)
    for turn, code in _TURNS:
        if _shows_a_face(small, code) and _shows_a_face(grey, code):
            return turn
    return 0


def _shows_a_face(grey: Grey, code: int) -> bool:
    return bool(find_boxes(cv2.rotate(grey, code).astype(np.uint8, copy=False)))


def perceptual_hash(grey: Grey) -> str:
    """Signs of the lowest 8×8 cosine coefficients against their median, as 16 hex digits.

    Two prints of one picture differ in few bits; see `app.domain.picture_hash` (`int(…, 16)`).
    """
    small = cv2.resize(grey, (_HASH_SIDE, _HASH_SIDE), interpolation=cv2.INTER_AREA)
    low = cv2.dct(small.astype(np.float32))[:_HASH_BITS, :_HASH_BITS].ravel()
    # The first coefficient is the brightness of the whole; it would outweigh the median.
    bits = low > float(np.median(low[1:]))
    number = 0
    for bit in bits:
        number = number << 1 | int(bit)
    return f"{number:016x}"
