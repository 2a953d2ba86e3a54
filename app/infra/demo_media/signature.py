"""Handwritten-looking signatures from our own strokes: one stable hand per person."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from app.infra.demo_media.brush import smooth_open

Curve = NDArray[np.float64]


def signature_strokes(seed: int, wobble_seed: int = 0) -> list[Curve]:
    """The strokes of a signature in a box 1 wide and about 0.35 high.

    The same `seed` gives the same hand; `wobble_seed` makes the small differences between two
    signatures of one hand.
    """
    rng = np.random.default_rng(seed + 4000)
    shake = np.random.default_rng(seed * 31 + wobble_seed)
    slant = float(rng.uniform(0.10, 0.55))
    strokes = [_capital(rng), _run(rng), _flourish(rng)]
    if rng.random() < 0.5:
        strokes.insert(1, _second_capital(rng))
    done = []
    for stroke in strokes:
        points = np.array(stroke)
        points += shake.normal(0, 0.006, points.shape)
        points[:, 0] -= (points[:, 1] - 0.2) * slant
        curve = smooth_open([(float(x), float(y)) for x, y in points], 16)
        done.append(curve)
    every = np.concatenate(done)
    low, span = every.min(0), float(np.ptp(every[:, 0]))
    return [(curve - low) / span for curve in done]


def _capital(rng: np.random.Generator) -> list[tuple[float, float]]:
    tall = float(rng.uniform(0.20, 0.32))
    kind = int(rng.integers(3))
    if kind == 0:
        return [
            (0.02, 0.24),
            (0.09, 0.24 - tall),
            (0.14, 0.27),
            (0.06, 0.33),
            (0.03, 0.22),
            (0.16, 0.16),
            (0.22, 0.22),
        ]
    if kind == 1:
        return [
            (0.08, 0.30),
            (0.09, 0.24 - tall),
            (0.20, 0.02),
            (0.21, 0.12),
            (0.09, 0.16),
            (0.22, 0.28),
            (0.26, 0.22),
        ]
    return [
        (0.20, 0.04),
        (0.10, 0.24 - tall),
        (0.03, 0.18),
        (0.12, 0.30),
        (0.21, 0.18),
        (0.13, 0.12),
        (0.24, 0.24),
    ]


def _second_capital(rng: np.random.Generator) -> list[tuple[float, float]]:
    x = float(rng.uniform(0.42, 0.52))
    return [
        (x, 0.28),
        (x + 0.03, 0.02),
        (x + 0.12, 0.0),
        (x + 0.09, 0.14),
        (x + 0.02, 0.16),
        (x + 0.14, 0.24),
    ]


def _run(rng: np.random.Generator) -> list[tuple[float, float]]:
    x, points = 0.22, [(0.22, 0.22)]
    for _ in range(int(rng.integers(4, 8))):
        up = (
            float(rng.uniform(0.04, 0.10))
            if rng.random() < 0.75
            else float(rng.uniform(0.15, 0.22))
        )
        step = float(rng.uniform(0.035, 0.06))
        points += [(x + step * 0.4, 0.22 - up), (x + step * 0.7, 0.23), (x + step, 0.19)]
        x += step
    points += [(x + 0.06, 0.22), (x + 0.16, 0.18)]
    return points


def _flourish(rng: np.random.Generator) -> list[tuple[float, float]]:
    if rng.random() < 0.5:
        return [(0.86, 0.16), (0.60, 0.34), (0.16, 0.34), (0.10, 0.29), (0.50, 0.27), (0.98, 0.32)]
    return [(0.10, 0.33), (0.40, 0.30), (0.78, 0.30), (0.95, 0.24), (0.80, 0.14), (0.62, 0.36)]


def draw_signature(
    image: Image.Image,
    box: tuple[int, int, int],
    seed: int,
    ink: tuple[int, int, int],
    wobble_seed: int = 0,
) -> None:
    """Draws the signature at (left, top, width) with a pen that presses harder on slow parts."""
    left, top, width = box
    over = 3
    strokes = signature_strokes(seed, wobble_seed)
    height = int(width * 0.62)
    layer = Image.new("L", (width * over + 60, height * over + 60), 0)
    pen = ImageDraw.Draw(layer)
    for curve in strokes:
        points = curve * width * over + 30
        speed = np.hypot(*np.diff(points, axis=0).T)
        thick = np.clip(width * over / 92 * (1.35 - speed / (speed.mean() * 2.4)), over * 0.9, None)
        thick = np.convolve(thick, np.ones(5) / 5, mode="same")
        for (x0, y0), (x1, y1), wide in zip(points[:-1], points[1:], thick, strict=True):
            radius = max(over * 0.55, float(wide) / 2)
            pen.line((x0, y0, x1, y1), fill=255, width=max(1, int(radius * 2)))
            pen.ellipse((x1 - radius, y1 - radius, x1 + radius, y1 + radius), fill=255)
    small = layer.resize((layer.width // over, layer.height // over), Image.Resampling.LANCZOS)
    image.paste(Image.new("RGB", small.size, ink), (left - 10, top - 10), small)
