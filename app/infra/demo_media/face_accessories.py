"""Beards, glasses and caps of the drawn faces."""

import numpy as np

from app.infra.demo_media.brush import Canvas, Mask, Point
from app.infra.demo_media.face_head import Expression, outline, tint
from app.infra.demo_media.face_look import Look

_FRAME, _CLOTH = (14, 14, 16), (36, 58, 104)
_MOUSTACHE = ((0.36, 0.02), (0.22, -0.13), (0, -0.155))
_CROWN = ((1.08, -0.42), (1.05, -0.95), (0.6, -1.46))


def paint_facial_hair(canvas: Canvas, look: Look, face: Mask) -> None:
    """Stubble, moustache, goatee or beard, below the mouth's own painting."""
    kind, dark = look.facial_hair, tint(look.hair, 0.9)
    middle = look.nose_long + 0.335
    if kind == "stubble":
        canvas.shape(_jaw(look, middle), dark, opacity=0.24, blur=0.09, within=face)
    if kind == "beard":
        canvas.shape(_jaw(look, middle), dark, opacity=0.80, blur=0.045, within=face)
        _whiskers(canvas, look, 240, face)
    if kind in {"moustache", "goatee", "beard"}:
        right = [(x, middle + y) for x, y in _MOUSTACHE]
        left = [(-x, y) for x, y in right[:2]]
        under = [(0.16, middle - 0.05), (-0.16, middle - 0.05)]
        over = [*left, right[2], right[1], right[0]]
        canvas.shape([*over, *under], dark, opacity=0.85, blur=0.016, within=face)
    if kind == "goatee":
        top, low = middle + 0.20, look.chin - 0.10
        tuft = [(-0.22, top), (0.22, top), (0.26, low), (0, look.chin + 0.02), (-0.26, low)]
        canvas.shape(tuft, dark, opacity=0.8, blur=0.03, within=face)


def _jaw(look: Look, middle: float) -> list[Point]:
    half = ((0.92 * look.width, 0.25), (0.74, 0.60), (0.48, middle - 0.12), (0.2, middle - 0.17))
    left = [(-x, y) for x, y in half]
    return [*left, *reversed(half), *(p for p in outline(look) if p[1] > 0.6)]


def _whiskers(canvas: Canvas, look: Look, count: int, face: Mask) -> None:
    rng = np.random.default_rng(look.seed + 8)
    angles = rng.uniform(0.1, np.pi - 0.1, count)
    reach = rng.uniform(0.78, 0.98, count)
    curves = []
    for angle, far in zip(angles, reach, strict=True):
        x = float(np.cos(angle) * far * 0.80 * look.width)
        y = float(0.5 + np.sin(angle) * far * (look.chin - 0.5))
        curves.append(np.array([(x, y), (x * 1.03, y + 0.05)]))
    canvas.lines(curves, tint(look.hair, 1.5), 0.012, opacity=0.35, within=face)


def paint_accessories(canvas: Canvas, look: Look, expression: Expression) -> None:
    """Glasses and cap: what the rules of the photo forbid (R-088)."""
    if expression.glasses:
        _glasses(canvas, look)
    if expression.cap:
        _cap(canvas, look)


def _glasses(canvas: Canvas, look: Look) -> None:
    angles = np.linspace(0, 2 * np.pi, 44)
    cos, sin = np.cos(angles), np.sin(angles)
    for side in (-1, 1):
        x = side * look.eye_gap
        ring = np.stack(
            [
                x + 0.30 * np.sign(cos) * np.abs(cos) ** 0.75,
                0.03 + 0.235 * np.sign(sin) * np.abs(sin) ** 0.8,
            ],
            1,
        )
        lens = [(float(a), float(b)) for a, b in ring[:-1]]
        canvas.shape(lens, (30, 34, 40), opacity=0.78, sharp=True)
        gleam = [(x - 0.22, -0.12), (x - 0.02, -0.17), (x - 0.16, 0.16), (x - 0.24, 0.1)]
        canvas.shape(gleam, (255, 255, 255), opacity=0.22, blur=0.02)
        canvas.lines([ring], _FRAME, 0.05)
        temple = [(side * (look.eye_gap + 0.29), -0.05), (side * 0.95 * look.width, -0.10)]
        canvas.line(temple, _FRAME, 0.05)
    canvas.line([(-0.12, -0.02), (0, -0.07), (0.12, -0.02)], _FRAME, 0.05)


def _cap(canvas: Canvas, look: Look) -> None:
    w = look.width
    right: list[Point] = [(x * (w if x > 0.9 else 1), y) for x, y in _CROWN]
    left = [(-x, y) for x, y in right]
    crown = [*left, (0, -1.58), *reversed(right), (0.6, -0.52), (0, -0.55), (-0.6, -0.52)]
    canvas.shape(crown, _CLOTH)
    clip = canvas.mask_of(crown)
    shadow = tint(_CLOTH, 0.45)
    canvas.ellipse((0.8, -0.9), (0.4, 0.7), shadow, opacity=0.8, blur=0.18, within=clip)
    canvas.line([(0, -1.58), (0, -1.0), (0, -0.56)], tint(_CLOTH, 0.6), 0.02, within=clip)
    canvas.ellipse((0.0, -0.94), (0.2, 0.2), (232, 190, 60))
    front: list[Point] = [(0.80, -0.24), (0, -0.16), (-0.80, -0.24)]
    visor: list[Point] = [(-0.98 * w, -0.46), (0, -0.62), (0.98 * w, -0.46), *front]
    canvas.shape(visor, tint(_CLOTH, 0.75))
    shade: list[Point] = [(-0.9, -0.10), (0, 0.0), (0.9, -0.10), *front]
    canvas.shape(shade, (0, 0, 0), opacity=0.35, blur=0.05)
