"""Ears, the skin of the face and its light."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.infra.demo_media.brush import Canvas, Mask, Point
from app.infra.demo_media.face_look import Look


@dataclass(frozen=True, slots=True)
class Expression:
    """What changes from picture to picture of the same face; all between 0 and 1."""

    mouth_open: float = 0.0
    blink: float = 0.0
    smile: float = 0.0
    glasses: bool = False
    cap: bool = False


def tint(colour: Sequence[float], factor: float) -> tuple[float, float, float]:
    """The colour made darker (factor < 1) or lighter (factor > 1), kept in range."""
    red, green, blue = (min(255.0, max(0.0, part * factor)) for part in colour)
    return red, green, blue


def mix(one: Sequence[float], other: Sequence[float], share: float) -> tuple[float, float, float]:
    """`share` of the other colour in the first."""
    red, green, blue = (a * (1 - share) + b * share for a, b in zip(one, other, strict=True))
    return red, green, blue


def shade_of(look: Look) -> tuple[float, float, float]:
    """The colour of the skin in shadow: darker and warmer."""
    red, green, blue = look.skin
    return red * 0.60, green * 0.50, blue * 0.45


def outline(look: Look) -> list[Point]:
    """The outline of the face, ear to ear over chin and forehead."""
    w, jaw, chin = look.width, look.jaw, look.chin
    right: list[Point] = [
        (0.0, -1.12),
        (0.45 * w, -1.05),
        (0.80 * w, -0.72),
        (0.92 * w, -0.25),
        (0.90 * w, 0.25),
        (0.82 * w + 0.02, 0.66),
        (jaw, chin - 0.40),
        (0.36 + (jaw - 0.64) * 0.6, chin - 0.09),
    ]
    left: list[Point] = [(-x, y) for x, y in reversed(right[1:])]
    return [*right, (0.0, chin), *left]


def paint_ears(canvas: Canvas, look: Look) -> None:
    """Both ears, behind the face."""
    if look.style in {"long", "bob", "wavy"}:
        return
    shade, size = shade_of(look), look.ear
    for side in (-1, 1):
        x = side * look.width * 0.93
        ear: list[Point] = [
            (x - side * 0.1, -0.22 * size),
            (x + side * 0.10 * size, -0.24 * size),
            (x + side * 0.15 * size, 0.02),
            (x + side * 0.07, 0.34 * size),
            (x - side * 0.08, 0.42 * size),
        ]
        canvas.shape(ear, mix(look.skin, shade, 0.28))
        canvas.line(
            [(x + side * 0.02, -0.12), (x + side * 0.08, 0.02), (x + side * 0.02, 0.2)],
            shade,
            0.05,
            opacity=0.6,
            blur=0.02,
        )
        if look.earrings:
            canvas.ellipse((x + side * 0.03, 0.45 * size), (0.045, 0.045), (226, 196, 120))
            canvas.ellipse((x + side * 0.02, 0.44 * size), (0.015, 0.015), (255, 246, 214))


def paint_skin(canvas: Canvas, look: Look) -> Mask:
    """The face without features, lit from the upper left; returns its mask for later clips."""
    shade, ring = shade_of(look), outline(look)
    light = mix(look.skin, (255, 240, 222), 0.42)
    canvas.shape(ring, look.skin)
    face = canvas.mask_of(ring)
    canvas.ellipse(
        (1.02 * look.width, 0.35), (0.30, 1.2), shade, opacity=0.62, blur=0.17, within=face
    )
    canvas.ellipse(
        (-1.06 * look.width, 0.45), (0.22, 1.1), shade, opacity=0.38, blur=0.13, within=face
    )
    canvas.ellipse(
        (0.1, look.chin + 0.10), (0.66, 0.20), shade, opacity=0.55, blur=0.11, within=face
    )
    canvas.ellipse((0.0, -1.05), (1.0, 0.30), shade, opacity=0.42, blur=0.16, within=face)
    canvas.ellipse((-0.16, -0.62), (0.46, 0.22), light, opacity=0.6, blur=0.16, within=face)
    _paint_cheeks(canvas, look, face)
    _paint_age(canvas, look, face)
    _paint_marks(canvas, look, face)
    return face


def _paint_cheeks(canvas: Canvas, look: Look, face: Mask) -> None:
    shade, light = shade_of(look), mix(look.skin, (255, 240, 222), 0.42)
    for side, strength in ((-1, 0.55), (1, 0.34)):
        canvas.ellipse(
            (side * 0.50, 0.40), (0.20, 0.14), light, opacity=strength, blur=0.12, within=face
        )
        canvas.ellipse(
            (side * 0.54, 0.56),
            (0.24, 0.18),
            mix(look.skin, (204, 74, 66), 0.6),
            opacity=0.20 + 0.08 * look.feminine,
            blur=0.13,
            within=face,
        )
        canvas.ellipse(
            (side * 0.64, 0.80),
            (0.16, 0.26),
            shade,
            opacity=0.20 + 0.18 * look.age,
            blur=0.13,
            within=face,
        )
    canvas.ellipse(
        (-0.03, look.chin - 0.17), (0.16, 0.09), light, opacity=0.45, blur=0.07, within=face
    )


def _paint_age(canvas: Canvas, look: Look, face: Mask) -> None:
    if look.age < 0.25:
        return
    shade, depth = shade_of(look), (look.age - 0.2) * 0.7
    for side in (-1, 1):
        canvas.line(
            [(side * 0.27, 0.56), (side * 0.40, 0.70), (side * 0.45, 0.90)],
            shade,
            0.03,
            opacity=depth,
            blur=0.02,
            within=face,
        )
        canvas.line(
            [(side * 0.26, 0.20), (side * 0.42, 0.235), (side * 0.58, 0.18)],
            shade,
            0.025,
            opacity=depth * 0.8,
            blur=0.014,
            within=face,
        )
        for k in range(3):
            canvas.line(
                [(side * 0.66, -0.02 + 0.05 * k), (side * 0.76, -0.07 + 0.085 * k)],
                shade,
                0.014,
                opacity=depth * 0.7,
                blur=0.006,
                within=face,
            )
    for k in range(2 + int(look.age > 0.7)):
        y = -0.50 - 0.13 * k
        canvas.line(
            [(-0.42, y + 0.02), (-0.15, y - 0.015), (0.15, y - 0.015), (0.42, y + 0.02)],
            shade,
            0.018,
            opacity=depth * 0.55,
            blur=0.012,
            within=face,
        )


def _paint_marks(canvas: Canvas, look: Look, face: Mask) -> None:
    shade = shade_of(look)
    for x, y in look.moles:
        canvas.ellipse(
            (x, y), (0.022, 0.022), tint(shade, 0.6), opacity=0.85, blur=0.006, within=face
        )
    if look.freckles:
        rng = np.random.default_rng(look.seed + 5)
        for _ in range(46):
            x, y = rng.normal(0, 0.36), rng.normal(0.34, 0.11)
            canvas.ellipse((float(x), float(y)), (0.012, 0.012), shade, opacity=0.38, within=face)
