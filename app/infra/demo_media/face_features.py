"""Eyes, brows, nose and mouth of the drawn faces."""

import numpy as np

from app.infra.demo_media.brush import Canvas, Mask, Point
from app.infra.demo_media.face_head import Expression, mix, shade_of, tint
from app.infra.demo_media.face_look import Look
from app.infra.demo_media.face_mouth import paint_mouth


def paint_features(canvas: Canvas, look: Look, expression: Expression, face: Mask) -> None:
    """Everything between forehead and chin."""
    _paint_sockets(canvas, look, face)
    _paint_nose(canvas, look, face)
    for side in (-1, 1):
        _paint_eye(canvas, look, side, expression.blink)
        _paint_brow(canvas, look, side)
    paint_mouth(canvas, look, expression, face)


def _paint_sockets(canvas: Canvas, look: Look, face: Mask) -> None:
    shade = shade_of(look)
    for side in (-1, 1):
        x = side * look.eye_gap
        canvas.ellipse((x, -0.10), (0.30, 0.11), shade, opacity=0.50, blur=0.065, within=face)
        canvas.ellipse(
            (side * 0.19, -0.02), (0.07, 0.15), shade, opacity=0.42, blur=0.05, within=face
        )
        canvas.ellipse(
            (x, 0.15), (0.22, 0.05), shade, opacity=0.22 + 0.2 * look.age, blur=0.04, within=face
        )


def _eye_curves(look: Look, side: int, openness: float) -> tuple[list[Point], list[Point]]:
    """Upper and lower lid from the inner to the outer corner."""
    size, x0 = look.eye_size, look.eye_gap * side
    tilt = look.eye_tilt
    half = 0.195 * size
    shape = (
        (-1.0, 0.03, 0.03),
        (-0.55, -0.055, 0.062),
        (0.0, -0.098, 0.078),
        (0.55, -0.075, 0.062),
        (1.0, 0.0, 0.0),
    )
    upper: list[Point] = []
    lower: list[Point] = []
    for along, up, low in shape:
        x = x0 + side * along * half
        lift = -tilt * along
        upper.append((x, lift + low * (1 - openness) + up * size * openness))
        lower.append((x, lift + low * size))
    return upper, lower


def _paint_eye(canvas: Canvas, look: Look, side: int, blink: float) -> None:
    openness = 1.0 - blink
    upper, lower = _eye_curves(look, side, openness)
    dark = tint(shade_of(look), 0.42)
    ball = [*upper, *reversed(lower[1:-1])]
    if openness > 0.25:
        _paint_ball(canvas, look, side, ball)
    else:
        canvas.shape(ball, mix(look.skin, shade_of(look), 0.3))
    canvas.line(lower, dark, 0.016, opacity=0.55, blur=0.006)
    canvas.line(upper, dark, 0.046 if look.feminine else 0.034)
    crease = [(x, y - 0.062 - 0.012 * look.eye_size) for x, y in upper[:-1]]
    canvas.line(crease, shade_of(look), 0.022, opacity=0.75, blur=0.008)
    if look.feminine:
        _paint_lashes(canvas, upper, side, dark)


def _paint_ball(canvas: Canvas, look: Look, side: int, ball: list[Point]) -> None:
    """The open eye: ball, iris, pupil and the two lights in it."""
    x, y, white = look.eye_gap * side, -0.012, (255, 255, 255)
    clip = canvas.mask_of(ball)
    canvas.shape(ball, (236, 230, 224))
    lid = (150, 130, 124)
    canvas.ellipse((x, y - 0.10), (0.22, 0.07), lid, opacity=0.6, blur=0.03, within=clip)
    canvas.ellipse((x, y), (0.098, 0.098), tint(look.iris, 0.55), within=clip)
    bright = tint(look.iris, 1.35)
    canvas.ellipse((x, y + 0.018), (0.078, 0.074), bright, blur=0.012, within=clip)
    canvas.ellipse((x, y), (0.044, 0.044), (12, 9, 9), within=clip)
    canvas.ellipse((x - 0.034, y - 0.036), (0.021, 0.021), white, within=clip)
    canvas.ellipse((x + 0.03, y + 0.032), (0.010, 0.010), white, opacity=0.5, within=clip)
    inner, flesh = (x - side * 0.18, 0.02), (206, 138, 126)
    canvas.ellipse(inner, (0.026, 0.02), flesh, opacity=0.8, blur=0.008, within=clip)


def _paint_lashes(
    canvas: Canvas, upper: list[Point], side: int, dark: tuple[float, float, float]
) -> None:
    outer, near = upper[-1], upper[-2]
    curves = []
    for k in range(5):
        t = k / 4
        x, y = near[0] + (outer[0] - near[0]) * t, near[1] + (outer[1] - near[1]) * t
        curves.append(np.array([(x, y), (x + side * (0.02 + 0.03 * t), y - 0.035 - 0.012 * t)]))
    canvas.lines(curves, dark, 0.014, opacity=0.9)


def _paint_brow(canvas: Canvas, look: Look, side: int) -> None:
    arch, thick, gap = look.brow_arch, look.brow_thick, look.eye_gap
    top = -0.275 - 0.01 * look.eye_size
    inner, peak, outer = gap - 0.245, gap + 0.08, gap + 0.30
    upper: list[Point] = [
        (side * inner, top - thick * 0.5),
        (side * gap, top - arch - thick),
        (side * peak, top - arch - thick * 0.9),
        (side * outer, top + 0.055),
    ]
    lower: list[Point] = [
        (side * peak, top - arch + thick * 0.35),
        (side * gap, top - arch * 0.75 + thick * 0.6),
        (side * inner, top + thick * 0.85),
    ]
    canvas.shape([*upper, *lower], look.brow, opacity=0.82, blur=0.014)
    rng = np.random.default_rng(look.seed + 11 + side)
    hairs = []
    for t in np.linspace(0.02, 0.98, 30):
        x = inner + (outer - inner) * float(t)
        base = top - arch * float(np.sin(t * 2.4)) + thick * 0.5 + 0.06 * float(t) ** 3
        hairs.append(
            np.array(
                [
                    (side * x, base),
                    (
                        side * (x + 0.05 + 0.03 * float(t)),
                        base - thick * float(rng.uniform(0.8, 1.5)) + 0.05 * float(t),
                    ),
                ]
            )
        )
    canvas.lines(hairs, tint(look.brow, 0.72), 0.012, opacity=0.6)


def _paint_nose(canvas: Canvas, look: Look, face: Mask) -> None:
    shade, tip, wide = shade_of(look), look.nose_long, look.nose_width
    light = mix(look.skin, (255, 244, 230), 0.55)
    dark_side = [(0.10, -0.12), (0.16, 0.2), (wide + 0.03, tip), (0.09, tip - 0.02), (0.07, 0.15)]
    canvas.shape(dark_side, shade, opacity=0.42, blur=0.045, within=face)
    lit_side = [
        (-0.10, -0.12), (-0.14, 0.2), (-wide - 0.01, tip), (-0.10, tip - 0.03), (-0.075, 0.15),
    ]  # fmt: skip
    canvas.shape(lit_side, shade, opacity=0.22, blur=0.045, within=face)
    ridge = [(-0.05, -0.16), (0.035, -0.16), (0.045, tip - 0.14), (-0.06, tip - 0.14)]
    canvas.shape(ridge, light, opacity=0.55, blur=0.04, within=face)
    canvas.ellipse((-0.02, tip - 0.06), (0.085, 0.07), light, opacity=0.62, blur=0.04, within=face)
    under = (0.0, tip + 0.10)
    canvas.ellipse(under, (wide * 1.1, 0.06), shade, opacity=0.48, blur=0.04, within=face)
    _paint_nostrils(canvas, look, face)


def _paint_nostrils(canvas: Canvas, look: Look, face: Mask) -> None:
    shade, tip, wide = shade_of(look), look.nose_long, look.nose_width
    dark = tint(shade, 0.36)
    for side in (-1, 1):
        wing = [
            (side * (wide - 0.03), tip - 0.13),
            (side * wide, tip - 0.02),
            (side * (wide - 0.06), tip + 0.05),
        ]
        canvas.line(wing, shade, 0.028, opacity=0.6, blur=0.012, within=face)
        hole = (side * 0.108, tip + 0.042)
        canvas.ellipse(hole, (0.058, 0.024), dark, opacity=0.85, blur=0.010, within=face)
    base = [(-0.06, tip + 0.06), (0.0, tip + 0.085), (0.06, tip + 0.06)]
    canvas.line(base, tint(shade, 0.7), 0.02, opacity=0.55, blur=0.01, within=face)
