"""Portraits: a drawn (or public-domain photographed) face set into a picture."""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.infra.demo_media.assets import read_asset
from app.infra.demo_media.brush import Canvas, Picture
from app.infra.demo_media.face_accessories import paint_accessories, paint_facial_hair
from app.infra.demo_media.face_clothes import paint_body
from app.infra.demo_media.face_features import paint_features
from app.infra.demo_media.face_hair import paint_back_hair, paint_front_hair
from app.infra.demo_media.face_head import Expression, paint_ears, paint_skin
from app.infra.demo_media.face_look import Look

_ASTRONAUT_EYES = (223.0, 113.0)
_ASTRONAUT_UNIT = 46.0


@dataclass(frozen=True, slots=True)
class Framing:
    """Where the face stands: eye-line centre and half face width in pixels of the final picture."""

    width: int
    height: int
    eyes_x: float
    eyes_y: float
    unit: float
    tilt_degrees: float = 0.0
    over: int = 2


def _matrix(framing: Framing) -> NDArray[np.float64]:
    angle = np.deg2rad(framing.tilt_degrees)
    unit = framing.unit * framing.over
    cos, sin = unit * np.cos(angle), unit * np.sin(angle)
    return np.array(
        [[cos, -sin, framing.eyes_x * framing.over], [sin, cos, framing.eyes_y * framing.over]]
    )


def draw_portrait(
    look: Look, expression: Expression, framing: Framing, backdrop: Picture
) -> Picture:
    """Paints the person over the backdrop (RGB, same size as the framing) and returns a new picture."""
    size = (framing.width * framing.over, framing.height * framing.over)
    pixels: Picture = np.asarray(
        cv2.resize(backdrop, size, interpolation=cv2.INTER_LINEAR), np.uint8
    )
    canvas = Canvas(pixels, _matrix(framing))
    paint_back_hair(canvas, look)
    paint_body(canvas, look)
    paint_ears(canvas, look)
    face = paint_skin(canvas, look)
    paint_facial_hair(canvas, look, face)
    paint_features(canvas, look, expression, face)
    paint_front_hair(canvas, look)
    paint_accessories(canvas, look, expression)
    return np.asarray(
        cv2.resize(pixels, (framing.width, framing.height), interpolation=cv2.INTER_AREA), np.uint8
    )


@lru_cache(maxsize=1)
def _astronaut() -> Picture:
    with Image.open(BytesIO(read_asset("faces/astronaut.png"))) as picture:
        return np.asarray(picture.convert("RGB"), np.uint8)


def photographed_portrait(framing: Framing, backdrop: Picture) -> Picture:
    """The public-domain photograph set into the same frame; its own background is kept."""
    factor = framing.unit / _ASTRONAUT_UNIT
    matrix = np.array(
        [
            [factor, 0.0, framing.eyes_x - factor * _ASTRONAUT_EYES[0]],
            [0.0, factor, framing.eyes_y - factor * _ASTRONAUT_EYES[1]],
        ]
    )
    return np.asarray(
        cv2.warpAffine(
            _astronaut(),
            matrix,
            (framing.width, framing.height),
            dst=backdrop.copy(),
            flags=cv2.INTER_CUBIC,
            borderMode=cv2.BORDER_REPLICATE,
        ),
        np.uint8,
    )


def plain_backdrop(
    width: int, height: int, top: tuple[int, int, int], bottom: tuple[int, int, int]
) -> Picture:
    """A soft vertical gradient."""
    mix = np.linspace(0, 1, height)[:, None, None]
    column = np.array(top) * (1 - mix) + np.array(bottom) * mix
    return np.ascontiguousarray(np.broadcast_to(column, (height, width, 3)).astype(np.uint8))
