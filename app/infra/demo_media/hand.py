"""The hand that holds a document up: arm and sleeve behind it, the thumb in front."""

import numpy as np

from app.infra.demo_media.brush import Canvas, Picture, Point
from app.infra.demo_media.face_head import shade_of, tint
from app.infra.demo_media.face_look import Look

Quad = tuple[tuple[float, float], ...]
_UNIT = 100.0
_GLOOM, _SHADOW = (16, 10, 8), (20, 12, 10)
_ARM: tuple[Point, ...] = (
    (0.2, -0.55), (0.66, -0.5), (0.98, 0.1), (1.30, 1.0), (1.75, 2.2),
    (2.5, 5.6), (1.1, 5.6), (0.75, 2.4), (0.1, 1.5),
)  # fmt: skip
_SLEEVE: tuple[Point, ...] = (
    (0.66, 2.35), (1.2, 2.1), (1.92, 1.95), (2.5, 3.4), (3.6, 6.2), (0.6, 6.2), (0.7, 3.6),
)  # fmt: skip
_THUMB: tuple[Point, ...] = (
    (0.95, 0.70), (0.55, 0.30), (0.05, 0.12), (-0.42, 0.10), (-0.66, 0.26),
    (-0.60, 0.46), (-0.2, 0.56), (0.25, 0.76), (0.62, 1.18),
)  # fmt: skip


def _canvas_at(picture: Picture, quad: Quad) -> Canvas:
    """A copy of the picture, measured from a point on the right edge of the held document."""
    edge, low = np.array(quad[1]), np.array(quad[2])
    along = low - edge
    middle = edge + along * 0.58
    angle = float(np.arctan2(along[1], along[0])) - np.pi / 2
    cos, sin = _UNIT * np.cos(angle), _UNIT * np.sin(angle)
    return Canvas(picture.copy(), np.array([[cos, -sin, middle[0]], [sin, cos, middle[1]]]))


def paint_arm(picture: Picture, look: Look, quad: Quad) -> Picture:
    """Hand and sleeve as they stand behind the document; returns a new picture."""
    canvas, shade = _canvas_at(picture, quad), shade_of(look)
    canvas.shape([(x + 0.05, y + 0.06) for x, y in _ARM], _GLOOM, opacity=0.45, blur=0.14)
    canvas.shape(_ARM, tint(look.skin, 0.88))
    clip = canvas.mask_of(_ARM)
    canvas.ellipse((0.25, 1.2), (0.45, 1.8), shade, opacity=0.7, blur=0.25, within=clip)
    canvas.ellipse((1.5, 1.4), (0.2, 1.2), shade, opacity=0.5, blur=0.15, within=clip)
    canvas.shape([(x - 0.04, y - 0.06) for x, y in _SLEEVE], _GLOOM, opacity=0.5, blur=0.12)
    canvas.shape(_SLEEVE, tint(look.clothes, 1.08))
    clip = canvas.mask_of(_SLEEVE)
    fold, hem = tint(look.clothes, 0.4), tint(look.clothes, 0.55)
    canvas.ellipse((0.7, 4.0), (0.35, 2.0), fold, opacity=0.7, blur=0.25, within=clip)
    cuff = [(0.66, 2.62), (1.25, 2.36), (2.05, 2.2)]
    canvas.line(cuff, hem, 0.05, opacity=0.8, blur=0.02, within=clip)
    return canvas.pixels


def paint_thumb(picture: Picture, look: Look, quad: Quad) -> Picture:
    """The thumb on top of the document; returns a new picture."""
    canvas, shade = _canvas_at(picture, quad), shade_of(look)
    canvas.shape([(x - 0.03, y + 0.10) for x, y in _THUMB], _SHADOW, opacity=0.4, blur=0.07)
    canvas.shape(_THUMB, look.skin)
    clip = canvas.mask_of(_THUMB)
    canvas.ellipse((0.1, 0.72), (0.8, 0.18), shade, opacity=0.6, blur=0.10, within=clip)
    nail = tint(look.skin, 1.16)
    canvas.ellipse((-0.45, 0.26), (0.15, 0.09), nail, opacity=0.9, blur=0.015, within=clip)
    canvas.line([(-0.56, 0.2), (-0.42, 0.15), (-0.29, 0.2)], shade, 0.015, opacity=0.5, within=clip)
    canvas.line([(0.16, 0.2), (0.2, 0.34)], shade, 0.02, opacity=0.4, blur=0.01, within=clip)
    return canvas.pixels
