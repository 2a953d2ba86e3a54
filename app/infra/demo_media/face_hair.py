"""Hair of the drawn faces."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.infra.demo_media.brush import Canvas, Mask, Point, smooth_open
from app.infra.demo_media.face_head import mix, tint
from app.infra.demo_media.face_look import Look

_LONG = {"long": 2.5, "wavy": 2.1, "bob": 1.28}


def paint_back_hair(canvas: Canvas, look: Look) -> None:
    """The hair behind head and shoulders."""
    if look.style in _LONG:
        _falling(canvas, look)
    elif look.style == "tied":
        canvas.ellipse((0.12, -1.42), (0.40, 0.30), tint(look.hair, 0.8))
        bun = [
            ((-0.18 + 0.6 * t, -1.3), (0.1 + 0.1 * t, -1.62 + 0.2 * t), (0.36 - 0.3 * t, -1.4))
            for t in np.linspace(0, 1, 8)
        ]
        _strands(canvas, look, bun)


def _falling(canvas: Canvas, look: Look) -> None:
    w, low, flare = look.width, _LONG[look.style], 0.16 if look.style == "bob" else 0.10
    half: list[Point] = [
        (0.56 * w, -1.32),
        (1.02 * w, -0.80),
        (1.17 * w, 0.1),
        (1.12 * w + flare, low * 0.62),
        (1.02 * w + flare, low),
        (0.35, low - 0.1),
    ]
    back = [(0.0, -1.47), *half, *((-x, y) for x, y in reversed(half))]
    canvas.shape(back, tint(look.hair, 0.74))
    clip = canvas.mask_of(back)
    paths = [
        (
            (s * (0.75 + 0.36 * t), -0.5),
            (s * (0.95 + 0.22 * t) * w, 0.5),
            (s * (0.80 + 0.34 * t + flare), low * 0.94),
        )
        for s in (-1, 1)
        for t in np.linspace(0, 1, 24)
    ]
    _strands(canvas, look, paths, wave=0.05 if look.style == "wavy" else 0.012, within=clip)


def _strands(
    canvas: Canvas,
    look: Look,
    paths: Sequence[tuple[Point, ...]],
    wave: float = 0.0,
    within: Mask | None = None,
) -> None:
    """Fine lines along the hair, some darker and some lighter than its colour."""
    rng = np.random.default_rng(look.seed + 23)
    groups: dict[int, list[NDArray[np.float64]]] = {0: [], 1: [], 2: []}
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
    end_y, end_x = (low, 0.98) if look.style != "tied" else (-0.10, 0.94)
    for side in (-1, 1):
        clip = _paint_cap(canvas, look, _wing(look, side, part, low))
        paths = [
            (
                (part + side * 0.02, -1.30 + 0.2 * t),
                (part + side * (0.72 - 0.24 * t), -1.12 + 0.28 * t),
                (side * (1.10 - 0.22 * t) * w, -0.25),
                (side * (1.12 - 0.22 * t) * end_x * w, end_y),
            )
            for t in np.linspace(0, 1, 26)
        ]
        _strands(canvas, look, paths, wave=0.035 if look.style == "wavy" else 0.006, within=clip)


def _wing(look: Look, side: int, part: float, low: float) -> list[Point]:
    w, edge = look.width, side * look.width
    inner: list[Point] = [
        (part, -1.43),
        (part, -1.02),
        (part + side * 0.36, -0.80),
        (0.74 * edge, -0.46),
        (0.89 * edge, -0.02),
    ]
    if look.style == "tied":
        return [*inner, (0.99 * edge, -0.02), (1.02 * edge, -0.55), (side * 0.66 * w, -1.24)]
    middle = 0.40 if look.style == "bob" else 0.95
    return [
        *inner,
        (0.90 * edge, 0.40),
        (0.86 * edge, middle),
        (0.84 * edge, low),
        (1.06 * edge, low + 0.10),
        (1.18 * edge, middle),
        (1.17 * edge, 0.10),
        (1.10 * edge, -0.46),
        (0.62 * edge, -1.24),
    ]
