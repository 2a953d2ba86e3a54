"""Shoulders, neck, ears, the skin of the face and its light."""

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


def paint_body(canvas: Canvas, look: Look) -> None:
    """Shoulders with clothes, and the neck with the shadow of the chin."""
    chin, shade = look.chin, shade_of(look)
    broad = 1.0 if look.feminine else 1.16
    shoulders: list[Point] = [
        (-0.42, chin + 0.34),
        (0.42, chin + 0.34),
        (1.25 * broad, chin + 0.66),
        (1.72 * broad, chin + 1.15),
        (1.86 * broad, chin + 3.4),
        (-1.86 * broad, chin + 3.4),
        (-1.72 * broad, chin + 1.15),
        (-1.25 * broad, chin + 0.66),
    ]
    canvas.shape(shoulders, look.clothes)
    cloth: Mask = canvas.mask_of(shoulders)
    canvas.ellipse(
        (-1.5 * broad, chin + 1.5),
        (0.55, 1.3),
        tint(look.clothes, 0.45),
        opacity=0.6,
        blur=0.3,
        within=cloth,
    )
    canvas.ellipse(
        (1.6 * broad, chin + 1.7),
        (0.5, 1.3),
        tint(look.clothes, 0.4),
        opacity=0.75,
        blur=0.3,
        within=cloth,
    )
    canvas.ellipse(
        (-0.7, chin + 0.75),
        (0.5, 0.22),
        tint(look.clothes, 1.5),
        opacity=0.35,
        blur=0.18,
        within=cloth,
    )
    canvas.ellipse(
        (0.0, chin + 2.4), (0.5, 1.0), tint(look.clothes, 0.7), opacity=0.4, blur=0.35, within=cloth
    )
    _paint_neck(canvas, look, shade)
    _paint_collar(canvas, look)


def _paint_neck(canvas: Canvas, look: Look, shade: Sequence[float]) -> None:
    chin = look.chin
    thick = 0.44 if look.feminine else 0.56
    neck: list[Point] = [
        (-thick, chin - 0.6),
        (thick, chin - 0.6),
        (thick * 0.97, chin + 0.1),
        (thick * 1.12, chin + 0.38),
        (0.3, chin + 0.66),
        (0.0, chin + 0.74),
        (-0.3, chin + 0.66),
        (-thick * 1.12, chin + 0.38),
        (-thick * 0.97, chin + 0.1),
    ]
    canvas.shape(neck, mix(look.skin, shade, 0.22))
    clip = canvas.mask_of(neck)
    canvas.ellipse(
        (0.06, chin - 0.10), (thick * 1.25, 0.36), shade, opacity=0.85, blur=0.12, within=clip
    )
    canvas.ellipse((thick, chin + 0.2), (0.2, 0.7), shade, opacity=0.6, blur=0.12, within=clip)
    canvas.line(
        [(-0.24, chin + 0.28), (-0.1, chin + 0.56), (-0.03, chin + 0.64)],
        shade,
        0.03,
        opacity=0.35,
        blur=0.03,
        within=clip,
    )
    canvas.line(
        [(0.24, chin + 0.28), (0.1, chin + 0.56), (0.03, chin + 0.64)],
        shade,
        0.03,
        opacity=0.35,
        blur=0.03,
        within=clip,
    )


def _paint_collar(canvas: Canvas, look: Look) -> None:
    chin, dark = look.chin, tint(look.clothes, 0.62)
    if look.collar == "round":
        canvas.line(
            [
                (-0.60, chin + 0.36),
                (-0.36, chin + 0.68),
                (0, chin + 0.80),
                (0.36, chin + 0.68),
                (0.60, chin + 0.36),
            ],
            dark,
            0.085,
        )
        canvas.line(
            [
                (-0.60, chin + 0.34),
                (-0.37, chin + 0.65),
                (0, chin + 0.77),
                (0.37, chin + 0.65),
                (0.60, chin + 0.34),
            ],
            tint(look.clothes, 1.25),
            0.03,
        )
        return
    if look.collar == "v":
        canvas.shape(
            [(-0.44, chin + 0.42), (0, chin + 1.12), (0.44, chin + 0.42), (0.0, chin + 0.6)],
            mix(look.skin, shade_of(look), 0.18),
            sharp=True,
        )
        for side in (-1, 1):
            canvas.line(
                [(side * 0.62, chin + 0.36), (side * 0.34, chin + 0.72), (0, chin + 1.16)],
                dark,
                0.07,
            )
        return
    light = (238, 238, 236) if look.collar == "jacket" else tint(look.clothes, 1.22)
    canvas.shape(
        [
            (-0.40, chin + 0.46),
            (0, chin + 1.0),
            (0.40, chin + 0.46),
            (0.34, chin + 3.3),
            (-0.34, chin + 3.3),
        ],
        light,
        sharp=True,
    )
    for side in (-1, 1):
        canvas.shape(
            [
                (side * 0.56, chin + 0.26),
                (side * 0.34, chin + 0.42),
                (0, chin + 0.86),
                (side * 0.30, chin + 1.10),
                (side * 0.66, chin + 0.62),
            ],
            tint(light, 0.97),
            sharp=True,
        )
        canvas.line(
            [(side * 0.02, chin + 0.88), (side * 0.30, chin + 1.10), (side * 0.66, chin + 0.62)],
            tint(light, 0.6),
            0.02,
            opacity=0.8,
        )
    if look.collar == "jacket":
        for side in (-1, 1):
            canvas.shape(
                [
                    (side * 0.62, chin + 0.44),
                    (side * 0.34, chin + 1.0),
                    (side * 0.10, chin + 3.3),
                    (side * 1.3, chin + 3.3),
                    (side * 0.95, chin + 0.60),
                ],
                look.clothes,
                sharp=True,
            )
            canvas.shape(
                [
                    (side * 0.66, chin + 0.46),
                    (side * 0.36, chin + 1.05),
                    (side * 0.20, chin + 2.3),
                    (side * 0.72, chin + 1.5),
                    (side * 0.60, chin + 1.36),
                    (side * 0.84, chin + 1.25),
                ],
                tint(look.clothes, 1.18),
                sharp=True,
            )


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
    _paint_age(canvas, look, face)
    _paint_marks(canvas, look, face)
    return face


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
