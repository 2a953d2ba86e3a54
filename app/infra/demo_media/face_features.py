"""Eyes, brows, nose and mouth of the drawn faces."""

import numpy as np

from app.infra.demo_media.brush import Canvas, Mask, Point
from app.infra.demo_media.face_head import Expression, mix, shade_of, tint
from app.infra.demo_media.face_look import Look


def paint_features(canvas: Canvas, look: Look, expression: Expression, face: Mask) -> None:
    """Everything between forehead and chin."""
    _paint_sockets(canvas, look, face)
    _paint_nose(canvas, look, face)
    for side in (-1, 1):
        _paint_eye(canvas, look, side, expression.blink)
        _paint_brow(canvas, look, side)
    _paint_mouth(canvas, look, expression, face)


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
    centre = (look.eye_gap * side, -0.012)
    if openness > 0.25:
        ball = [*upper, *reversed(lower[1:-1])]
        clip = canvas.mask_of(ball)
        canvas.shape(ball, (236, 230, 224))
        canvas.ellipse(
            (centre[0], centre[1] - 0.10),
            (0.22, 0.07),
            (150, 130, 124),
            opacity=0.6,
            blur=0.03,
            within=clip,
        )
        canvas.ellipse(centre, (0.098, 0.098), tint(look.iris, 0.55), within=clip)
        canvas.ellipse(
            (centre[0], centre[1] + 0.018),
            (0.078, 0.074),
            tint(look.iris, 1.35),
            blur=0.012,
            within=clip,
        )
        canvas.ellipse(centre, (0.044, 0.044), (12, 9, 9), within=clip)
        canvas.ellipse(
            (centre[0] - 0.034, centre[1] - 0.036), (0.021, 0.021), (255, 255, 255), within=clip
        )
        canvas.ellipse(
            (centre[0] + 0.03, centre[1] + 0.032),
            (0.010, 0.010),
            (255, 255, 255),
            opacity=0.5,
            within=clip,
        )
        canvas.ellipse(
            (look.eye_gap * side - side * 0.18, 0.02),
            (0.026, 0.02),
            (206, 138, 126),
            opacity=0.8,
            blur=0.008,
            within=clip,
        )
    else:
        canvas.shape([*upper, *reversed(lower[1:-1])], mix(look.skin, shade_of(look), 0.3))
    canvas.line(lower, dark, 0.016, opacity=0.55, blur=0.006)
    canvas.line(upper, dark, 0.046 if look.feminine else 0.034)
    crease = [(x, y - 0.062 - 0.012 * look.eye_size) for x, y in upper[:-1]]
    canvas.line(crease, shade_of(look), 0.022, opacity=0.75, blur=0.008)
    if look.feminine:
        _paint_lashes(canvas, upper, side, dark)


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
    canvas.shape(
        [(0.10, -0.12), (0.16, 0.2), (wide + 0.03, tip), (0.09, tip - 0.02), (0.07, 0.15)],
        shade,
        opacity=0.42,
        blur=0.045,
        within=face,
    )
    canvas.shape(
        [(-0.10, -0.12), (-0.14, 0.2), (-wide - 0.01, tip), (-0.10, tip - 0.03), (-0.075, 0.15)],
        shade,
        opacity=0.22,
        blur=0.045,
        within=face,
    )
    canvas.shape(
        [(-0.05, -0.16), (0.035, -0.16), (0.045, tip - 0.14), (-0.06, tip - 0.14)],
        light,
        opacity=0.55,
        blur=0.04,
        within=face,
    )
    canvas.ellipse((-0.02, tip - 0.06), (0.085, 0.07), light, opacity=0.62, blur=0.04, within=face)
    canvas.ellipse(
        (0.0, tip + 0.10), (wide * 1.1, 0.06), shade, opacity=0.48, blur=0.04, within=face
    )
    for side in (-1, 1):
        canvas.line(
            [
                (side * (wide - 0.03), tip - 0.13),
                (side * wide, tip - 0.02),
                (side * (wide - 0.06), tip + 0.05),
            ],
            shade,
            0.028,
            opacity=0.6,
            blur=0.012,
            within=face,
        )
        canvas.ellipse(
            (side * 0.108, tip + 0.042),
            (0.058, 0.024),
            tint(shade, 0.36),
            opacity=0.85,
            blur=0.010,
            within=face,
        )
    canvas.line(
        [(-0.06, tip + 0.06), (0, tip + 0.085), (0.06, tip + 0.06)],
        tint(shade, 0.7),
        0.02,
        opacity=0.55,
        blur=0.01,
        within=face,
    )


def _paint_mouth(canvas: Canvas, look: Look, expression: Expression, face: Mask) -> None:
    shade, half, full = shade_of(look), look.mouth_width, look.lip_full
    middle = look.nose_long + 0.335
    gape, lift = expression.mouth_open * 0.17, expression.smile * 0.055
    half *= 1 + expression.smile * 0.10 - expression.mouth_open * 0.10
    corner_y = middle - lift + gape * 0.35
    canvas.ellipse(
        (0.0, middle + 0.20 * full + gape),
        (0.20, 0.05),
        shade,
        opacity=0.48,
        blur=0.04,
        within=face,
    )
    left: Point = (-half, corner_y)
    right: Point = (half, corner_y)
    seam_up: list[Point] = [
        left,
        (-half * 0.5, middle - 0.006),
        (0.0, middle + 0.012),
        (half * 0.5, middle - 0.006),
        right,
    ]
    seam_low: list[Point] = [
        right,
        (half * 0.5, middle + gape * 0.92),
        (0.0, middle + 0.012 + gape),
        (-half * 0.5, middle + gape * 0.92),
        left,
    ]
    upper: list[Point] = [
        left,
        (-half * 0.45, middle - 0.07 * full),
        (-0.07, middle - 0.10 * full),
        (0.0, middle - 0.078 * full),
        (0.07, middle - 0.10 * full),
        (half * 0.45, middle - 0.07 * full),
        right,
        *reversed(seam_up[1:-1]),
    ]
    lower: list[Point] = [
        right,
        (half * 0.55, middle + 0.095 * full + gape),
        (0.0, middle + 0.135 * full + gape),
        (-half * 0.55, middle + 0.095 * full + gape),
        left,
        *reversed(seam_low[1:-1]),
    ]
    if gape > 0.015:
        inside = [*seam_up, *seam_low[1:-1]]
        clip = canvas.mask_of(inside)
        canvas.shape(inside, (62, 20, 22))
        canvas.shape(
            [
                (-half * 0.62, middle - 0.03),
                (half * 0.62, middle - 0.03),
                (half * 0.55, middle + 0.045),
                (-half * 0.55, middle + 0.045),
            ],
            (236, 230, 220),
            within=clip,
        )
        canvas.ellipse(
            (0, middle + gape + 0.02),
            (half * 0.5, 0.05),
            (168, 74, 76),
            opacity=0.9,
            blur=0.02,
            within=clip,
        )
    canvas.shape(upper, tint(look.lip, 0.86), opacity=0.92, blur=0.006)
    canvas.shape(lower, look.lip, opacity=0.92, blur=0.006)
    canvas.ellipse(
        (-0.03, middle + 0.075 * full + gape),
        (half * 0.36, 0.026),
        mix(look.lip, (255, 236, 230), 0.6),
        opacity=0.55,
        blur=0.022,
    )
    dark = tint(look.lip, 0.36)
    canvas.line(seam_up, dark, 0.020, opacity=0.85, blur=0.005)
    for side in (-1, 1):
        canvas.ellipse((side * half, corner_y), (0.026, 0.018), dark, opacity=0.55, blur=0.014)
    canvas.line(
        [(0.035, look.nose_long + 0.12), (0.04, middle - 0.13 * full)],
        shade,
        0.03,
        opacity=0.32,
        blur=0.018,
        within=face,
    )
