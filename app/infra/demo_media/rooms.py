"""Backdrops: the rooms where people photograph and film themselves, out of focus."""

import cv2
import numpy as np

from app.infra.demo_media.brush import Picture

_WALLS = (
    (214, 206, 192),
    (196, 208, 206),
    (206, 196, 206),
    (222, 214, 196),
    (188, 200, 214),
    (210, 192, 178),
)
_CURTAINS = ((168, 92, 74), (92, 112, 132), (122, 134, 96), (176, 146, 96), (116, 92, 120))


def draw_room(seed: int, width: int, height: int) -> Picture:
    """A seeded living room (RGB): wall, window or shelf or picture, plant; softly blurred."""
    rng = np.random.default_rng(seed + 900)
    small = (width // 4, height // 4)  # it is out of focus anyway
    wall = np.array(_WALLS[int(rng.integers(len(_WALLS)))], np.float64)
    across = np.linspace(1.08, 0.84, small[0])[None, :, None]
    down = np.linspace(1.03, 0.90, small[1])[:, None, None]
    room: Picture = np.clip(wall * across * down, 0, 255).astype(np.uint8)
    furniture = (_window, _shelf, _frames)[int(rng.integers(3))]
    furniture(room, rng)
    if rng.random() < 0.6:
        _plant(room, rng)
    soft = cv2.GaussianBlur(room, (0, 0), max(small) / 190)
    return np.asarray(cv2.resize(soft, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)


def _box(
    room: Picture, left: float, top: float, right: float, bottom: float, colour: tuple[int, ...]
) -> None:
    height, width = room.shape[:2]
    cv2.rectangle(
        room,
        (int(left * width), int(top * height)),
        (int(right * width), int(bottom * height)),
        colour,
        -1,
        cv2.LINE_AA,
    )


def _window(room: Picture, rng: np.random.Generator) -> None:
    left = float(rng.uniform(0.02, 0.10))
    _box(room, left, 0.04, left + 0.36, 0.56, (244, 240, 230))
    _box(room, left + 0.02, 0.06, left + 0.17, 0.54, (206, 226, 242))
    _box(room, left + 0.19, 0.06, left + 0.34, 0.54, (214, 231, 243))
    curtain = _CURTAINS[int(rng.integers(len(_CURTAINS)))]
    for k in range(7):
        tone = 0.82 + 0.3 * (k % 2)
        shade = tuple(min(255, int(c * tone)) for c in curtain)
        _box(room, left + 0.34 + 0.022 * k, 0.0, left + 0.366 + 0.022 * k, 0.72, shade)


def _shelf(room: Picture, rng: np.random.Generator) -> None:
    for row in range(3):
        y = 0.12 + 0.2 * row
        x = 0.66
        while x < 0.97:
            wide = float(rng.uniform(0.018, 0.045))
            tone = tuple(int(v) for v in rng.integers(60, 205, 3))
            _box(room, x, y - float(rng.uniform(0.07, 0.12)), x + wide, y, tone)
            x += wide + 0.004
        _box(room, 0.62, y, 1.0, y + 0.016, (120, 88, 60))


def _frames(room: Picture, rng: np.random.Generator) -> None:
    for x, y, w, h in ((0.06, 0.08, 0.22, 0.16), (0.74, 0.12, 0.2, 0.2)):
        _box(room, x, y, x + w, y + h, (92, 68, 48))
        _box(room, x + 0.015, y + 0.012, x + w - 0.015, y + h - 0.012, (236, 232, 222))
        sky, hill = (
            tuple(int(v) for v in rng.integers(150, 220, 3)),
            tuple(int(v) for v in rng.integers(70, 150, 3)),
        )
        _box(room, x + 0.035, y + 0.03, x + w - 0.035, y + h * 0.55, sky)
        _box(room, x + 0.035, y + h * 0.55, x + w - 0.035, y + h - 0.03, hill)


def _plant(room: Picture, rng: np.random.Generator) -> None:
    height, width = room.shape[:2]
    foot = (int(width * float(rng.choice([0.08, 0.92]))), int(height * 0.62))
    for _ in range(26):
        angle, reach = float(rng.uniform(-2.9, -0.25)), float(rng.uniform(0.05, 0.2)) * height
        tip = (int(foot[0] + np.cos(angle) * reach * 0.7), int(foot[1] + np.sin(angle) * reach))
        green = tuple(
            int(v) for v in (rng.integers(40, 80), rng.integers(96, 150), rng.integers(50, 84))
        )
        cv2.line(room, foot, tip, green, max(1, width // 60), cv2.LINE_AA)
    cv2.rectangle(
        room,
        (foot[0] - width // 16, foot[1]),
        (foot[0] + width // 16, foot[1] + height // 7),
        (168, 104, 76),
        -1,
        cv2.LINE_AA,
    )
