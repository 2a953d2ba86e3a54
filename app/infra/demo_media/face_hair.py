"""Hair, beards, glasses and caps of the drawn faces."""

import numpy as np

from app.infra.demo_media.brush import Canvas, Mask, Point, smooth_open
from app.infra.demo_media.face_head import Expression, mix, outline, tint
from app.infra.demo_media.face_look import Look

_LONG = {"long": 2.5, "wavy": 2.1, "bob": 1.28}


def paint_back_hair(canvas: Canvas, look: Look) -> None:
    """The hair behind head and shoulders."""
    w = look.width
    if look.style in _LONG:
        low, flare = _LONG[look.style], 0.16 if look.style == "bob" else 0.10
        back: list[Point] = [
            (0, -1.47),
            (0.56 * w, -1.32),
            (1.02 * w, -0.80),
            (1.17 * w, 0.1),
            (1.12 * w + flare, low * 0.62),
            (1.02 * w + flare, low),
            (0.35, low - 0.1),
            (-0.35, low - 0.1),
            (-1.02 * w - flare, low),
            (-1.12 * w - flare, low * 0.62),
            (-1.17 * w, 0.1),
            (-1.02 * w, -0.80),
            (-0.56 * w, -1.32),
        ]
        canvas.shape(back, tint(look.hair, 0.74))
        clip = canvas.mask_of(back)
        _strands(
            canvas,
            look,
            [
                (
                    (s * (0.75 + 0.36 * t), -0.5),
                    (s * (0.95 + 0.22 * t) * w, 0.5),
                    (s * (0.80 + 0.34 * t + flare), low * 0.94),
                )
                for s in (-1, 1)
                for t in np.linspace(0, 1, 24)
            ],
            wave=0.05 if look.style == "wavy" else 0.012,
            within=clip,
        )
    elif look.style == "tied":
        canvas.ellipse((0.12, -1.42), (0.40, 0.30), tint(look.hair, 0.8))
        _strands(
            canvas,
            look,
            [
                ((-0.18 + 0.6 * t, -1.3), (0.1 + 0.1 * t, -1.62 + 0.2 * t), (0.36 - 0.3 * t, -1.4))
                for t in np.linspace(0, 1, 8)
            ],
        )


def _strands(
    canvas: Canvas,
    look: Look,
    paths: list[tuple[Point, ...]],
    wave: float = 0.0,
    within: Mask | None = None,
) -> None:
    """Fine lines along the hair, some darker and some lighter than its colour."""
    rng = np.random.default_rng(look.seed + 23)
    groups: dict[int, list[np.ndarray]] = {0: [], 1: [], 2: []}
    for path in paths:
        curve = smooth_open(path, 12)
        shake = np.sin(np.linspace(0, 9, len(curve)) + rng.uniform(0, 6)) * wave
        curve[:, 0] += shake + rng.normal(0, 0.012)
        groups[int(rng.integers(3))].append(curve)
    shine = mix(look.hair, (255, 236, 214), 0.20)
    for key, colour, opacity in (
        (0, tint(look.hair, 0.55), 0.6),
        (1, shine, 0.42),
        (2, tint(look.hair, 0.8), 0.55),
    ):
        if groups[key]:
            canvas.lines(groups[key], colour, 0.018, opacity=opacity, within=within)


def paint_front_hair(canvas: Canvas, look: Look) -> None:
    """The hair that frames the forehead."""
    painters = {"side_part": _short, "crew": _crew, "curly_short": _curls, "receding": _receding}
    painters.get(look.style, _parted)(canvas, look)


def _cap_of_hair(look: Look, line: list[Point], height: float) -> list[Point]:
    """A closed hair shape: over the skull, then back along the given hair line (right to left)."""
    w = look.width
    over: list[Point] = [
        (-1.00 * w, -0.40),
        (-0.91 * w, -0.84),
        (-0.54 * w, -height + 0.15),
        (0.0, -height),
        (0.54 * w, -height + 0.15),
        (0.91 * w, -0.84),
        (1.00 * w, -0.40),
    ]
    return [*over, *line]


def _paint_cap(canvas: Canvas, look: Look, points: list[Point]) -> Mask:
    canvas.shape(points, (0, 0, 0), opacity=0.25, blur=0.05)
    canvas.shape(points, look.hair)
    clip = canvas.mask_of(points, blur=0.004)
    canvas.ellipse(
        (0.95, -0.7), (0.35, 0.6), tint(look.hair, 0.5), opacity=0.7, blur=0.16, within=clip
    )
    canvas.ellipse(
        (-0.34, -1.08),
        (0.46, 0.16),
        mix(look.hair, (255, 238, 218), 0.34),
        opacity=0.65,
        blur=0.12,
        within=clip,
    )
    return clip


def _short(canvas: Canvas, look: Look) -> None:
    w = look.width
    line: list[Point] = [
        (0.99 * w, 0.02),
        (0.88 * w, -0.10),
        (0.84 * w, -0.48),
        (0.52, -0.78),
        (0.05, -0.82),
        (-0.36, -0.74),
        (-0.66 * w, -0.66),
        (-0.86 * w, -0.40),
        (-0.89 * w, -0.10),
        (-0.99 * w, 0.02),
    ]
    clip = _paint_cap(canvas, look, _cap_of_hair(look, line, 1.40))
    _strands(
        canvas,
        look,
        [
            (
                (-0.42 + 0.1 * t, -0.70 - 0.6 * t),
                (0.1 + 0.3 * t, -0.98 - 0.36 * t),
                (0.72 + 0.22 * t, -0.55 - 0.3 * t),
            )
            for t in np.linspace(0, 1, 34)
        ]
        + [
            (
                (-0.45 - 0.1 * t, -0.78 - 0.5 * t),
                (-0.80, -0.78 - 0.3 * t),
                (-0.93 * w, -0.1 - 0.4 * t),
            )
            for t in np.linspace(0, 1, 16)
        ],
        within=clip,
    )


def _crew(canvas: Canvas, look: Look) -> None:
    w = look.width
    line: list[Point] = [
        (0.96 * w, 0.0),
        (0.90 * w, -0.16),
        (0.83 * w, -0.55),
        (0.55, -0.80),
        (0.0, -0.87),
        (-0.55, -0.80),
        (-0.83 * w, -0.55),
        (-0.90 * w, -0.16),
        (-0.96 * w, 0.0),
    ]
    clip = _paint_cap(canvas, look, _cap_of_hair(look, line, 1.29))
    rng = np.random.default_rng(look.seed + 3)
    spikes = [
        (
            (float(x), float(y)),
            (float(x * 1.02), float(y - 0.05)),
            (float(x * 1.05), float(y - 0.1)),
        )
        for x, y in zip(rng.uniform(-0.95, 0.95, 130), rng.uniform(-1.2, -0.3, 130), strict=True)
    ]
    _strands(canvas, look, spikes, within=clip)


def _curls(canvas: Canvas, look: Look) -> None:
    rng = np.random.default_rng(look.seed + 4)
    w = look.width
    for angle in np.linspace(np.pi * 1.0, np.pi * 2.0, 26):
        x, y = float(np.cos(angle)) * 0.96 * w, float(np.sin(angle)) * 1.02 - 0.18
        radius = float(rng.uniform(0.17, 0.25))
        canvas.ellipse((x, y), (radius, radius), tint(look.hair, float(rng.uniform(0.7, 1.0))))
    line: list[Point] = [
        (0.97 * w, -0.02),
        (0.86 * w, -0.30),
        (0.74 * w, -0.64),
        (0.40, -0.82),
        (0.0, -0.80),
        (-0.40, -0.82),
        (-0.74 * w, -0.64),
        (-0.86 * w, -0.30),
        (-0.97 * w, -0.02),
    ]
    _paint_cap(canvas, look, _cap_of_hair(look, line, 1.34))
    for angle in np.linspace(np.pi * 1.02, np.pi * 1.98, 34):
        ring = float(rng.uniform(0.74, 1.06))
        x, y = float(np.cos(angle)) * ring * 0.92 * w, float(np.sin(angle)) * ring * 1.06 - 0.18
        radius = float(rng.uniform(0.07, 0.12))
        turn = np.linspace(0.4, 4.6, 14)
        canvas.lines(
            [np.stack([x + radius * np.cos(turn), y + radius * np.sin(turn)], 1)],
            mix(look.hair, (255, 230, 205), 0.18),
            0.020,
            opacity=0.55,
        )


def _receding(canvas: Canvas, look: Look) -> None:
    w = look.width
    line: list[Point] = [
        (0.98 * w, 0.05),
        (0.90 * w, -0.12),
        (0.82 * w, -0.52),
        (0.66, -0.96),
        (0.28, -1.04),
        (0.0, -0.98),
        (-0.28, -1.04),
        (-0.66, -0.96),
        (-0.82 * w, -0.52),
        (-0.90 * w, -0.12),
        (-0.98 * w, 0.05),
    ]
    clip = _paint_cap(canvas, look, _cap_of_hair(look, line, 1.27))
    _strands(
        canvas,
        look,
        [
            ((s * 0.3, -1.1), (s * (0.7 + 0.1 * t), -1.0 + 0.2 * t), (s * 0.94 * w, -0.5 + 0.4 * t))
            for s in (-1, 1)
            for t in np.linspace(0, 1, 14)
        ],
        within=clip,
    )


def _parted(canvas: Canvas, look: Look) -> None:
    """Women's styles: two wings from a parting; long ones fall beside the face."""
    w, part = look.width, -0.16 if look.seed % 2 else 0.14
    low = {"long": 1.95, "wavy": 1.75, "bob": 1.10}.get(look.style, -0.02)
    for side in (-1, 1):
        root = (part, -1.43)
        inner: list[Point] = [
            (part, -1.02),
            (part + side * 0.36, -0.80),
            (side * 0.74 * w, -0.46),
            (side * 0.89 * w, -0.02),
        ]
        if look.style == "tied":
            outer: list[Point] = [
                (side * 0.99 * w, -0.02),
                (side * 1.02 * w, -0.55),
                (side * 0.66 * w, -1.24),
            ]
            wing = [root, *inner, *outer]
        else:
            middle = 0.40 if look.style == "bob" else 0.95
            tail: list[Point] = [
                (side * 0.90 * w, 0.40),
                (side * 0.86 * w, middle),
                (side * 0.84 * w, low),
            ]
            outer = [
                (side * 1.06 * w, low + 0.10),
                (side * 1.18 * w, middle),
                (side * 1.17 * w, 0.10),
                (side * 1.10 * w, -0.46),
                (side * 0.62 * w, -1.24),
            ]
            wing = [root, *inner, *tail, *outer]
        clip = _paint_cap(canvas, look, wing)
        end_y, end_x = (low, 0.98) if look.style != "tied" else (-0.10, 0.94)
        _strands(
            canvas,
            look,
            [
                (
                    (part + side * 0.02, -1.30 + 0.2 * t),
                    (part + side * (0.72 - 0.24 * t), -1.12 + 0.28 * t),
                    (side * (1.10 - 0.22 * t) * w, -0.25),
                    (side * (1.12 - 0.22 * t) * end_x * w, end_y),
                )
                for t in np.linspace(0, 1, 26)
            ],
            wave=0.035 if look.style == "wavy" else 0.006,
            within=clip,
        )


def paint_facial_hair(canvas: Canvas, look: Look, face: Mask) -> None:
    """Stubble, moustache, goatee or beard, below the mouth's own painting."""
    if look.facial_hair == "none":
        return
    chin, middle = look.chin, look.nose_long + 0.335
    dark = tint(look.hair, 0.9)
    jaw: list[Point] = [
        (-0.92 * look.width, 0.25),
        (-0.74, 0.60),
        (-0.48, middle - 0.12),
        (-0.2, middle - 0.17),
        (0.2, middle - 0.17),
        (0.48, middle - 0.12),
        (0.74, 0.60),
        (0.92 * look.width, 0.25),
        *[p for p in outline(look) if p[1] > 0.6],
    ]
    if look.facial_hair == "stubble":
        canvas.shape(jaw, dark, opacity=0.24, blur=0.09, within=face)
    elif look.facial_hair == "beard":
        canvas.shape(jaw, dark, opacity=0.80, blur=0.045, within=face)
        _whiskers(canvas, look, 240, face)
    if look.facial_hair in {"moustache", "goatee", "beard"}:
        canvas.shape(
            [
                (-0.36, middle + 0.02),
                (-0.22, middle - 0.13),
                (0, middle - 0.155),
                (0.22, middle - 0.13),
                (0.36, middle + 0.02),
                (0.16, middle - 0.05),
                (-0.16, middle - 0.05),
            ],
            dark,
            opacity=0.85,
            blur=0.016,
            within=face,
        )
    if look.facial_hair == "goatee":
        canvas.shape(
            [
                (-0.22, middle + 0.20),
                (0.22, middle + 0.20),
                (0.26, chin - 0.10),
                (0, chin + 0.02),
                (-0.26, chin - 0.10),
            ],
            dark,
            opacity=0.8,
            blur=0.03,
            within=face,
        )


def _whiskers(canvas: Canvas, look: Look, count: int, face: Mask) -> None:
    rng = np.random.default_rng(look.seed + 8)
    angles = rng.uniform(0.1, np.pi - 0.1, count)
    reach = rng.uniform(0.78, 0.98, count)
    curves = []
    for angle, far in zip(angles, reach, strict=True):
        x, y = (
            float(np.cos(angle) * far * 0.80 * look.width),
            float(0.5 + np.sin(angle) * far * (look.chin - 0.5)),
        )
        curves.append(np.array([(x, y), (x * 1.03, y + 0.05)]))
    canvas.lines(curves, tint(look.hair, 1.5), 0.012, opacity=0.35, within=face)


def paint_accessories(canvas: Canvas, look: Look, expression: Expression) -> None:
    """Glasses and cap: what the rules of the photo forbid (R-088)."""
    if expression.glasses:
        for side in (-1, 1):
            x = side * look.eye_gap
            angles = np.linspace(0, 2 * np.pi, 44)
            ring = np.stack(
                [
                    x + 0.30 * np.sign(np.cos(angles)) * np.abs(np.cos(angles)) ** 0.75,
                    0.03 + 0.235 * np.sign(np.sin(angles)) * np.abs(np.sin(angles)) ** 0.8,
                ],
                1,
            )
            canvas.shape(
                [(float(a), float(b)) for a, b in ring[:-1]], (30, 34, 40), opacity=0.78, sharp=True
            )
            canvas.shape(
                [(x - 0.22, -0.12), (x - 0.02, -0.17), (x - 0.16, 0.16), (x - 0.24, 0.1)],
                (255, 255, 255),
                opacity=0.22,
                blur=0.02,
            )
            canvas.lines([ring], (14, 14, 16), 0.05)
            canvas.line(
                [(side * (look.eye_gap + 0.29), -0.05), (side * 0.95 * look.width, -0.10)],
                (14, 14, 16),
                0.05,
            )
        canvas.line([(-0.12, -0.02), (0, -0.07), (0.12, -0.02)], (14, 14, 16), 0.05)
    if expression.cap:
        w, cloth = look.width, (36, 58, 104)
        crown: list[Point] = [
            (-1.08 * w, -0.42),
            (-1.05 * w, -0.95),
            (-0.6, -1.46),
            (0, -1.58),
            (0.6, -1.46),
            (1.05 * w, -0.95),
            (1.08 * w, -0.42),
            (0.6, -0.52),
            (0, -0.55),
            (-0.6, -0.52),
        ]
        canvas.shape(crown, cloth)
        clip = canvas.mask_of(crown)
        canvas.ellipse(
            (0.8, -0.9), (0.4, 0.7), tint(cloth, 0.45), opacity=0.8, blur=0.18, within=clip
        )
        canvas.line([(0, -1.58), (0, -1.0), (0, -0.56)], tint(cloth, 0.6), 0.02, within=clip)
        canvas.ellipse((0.0, -0.94), (0.2, 0.2), (232, 190, 60))
        canvas.shape(
            [
                (-0.98 * w, -0.46),
                (0, -0.62),
                (0.98 * w, -0.46),
                (0.80, -0.24),
                (0, -0.16),
                (-0.80, -0.24),
            ],
            tint(cloth, 0.75),
        )
        canvas.shape(
            [(-0.9, -0.10), (0, 0.0), (0.9, -0.10), (0.8, -0.24), (0, -0.16), (-0.8, -0.24)],
            (0, 0, 0),
            opacity=0.35,
            blur=0.05,
        )
