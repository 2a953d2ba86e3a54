"""What a telephone camera does to a flat original: angle, light, grain, blur, glare, JPEG."""

from functools import lru_cache
from io import BytesIO

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.infra.demo_media.brush import Picture

Quad = tuple[tuple[float, float], ...]
_ORIENTATION_TAG = 0x0112


def encode_jpeg(picture: Picture, quality: int = 84, orientation: int | None = None) -> bytes:
    """The picture (RGB) as JPEG bytes, optionally with an EXIF orientation."""
    target = BytesIO()
    image = Image.fromarray(picture)
    if orientation is None:
        image.save(target, "JPEG", quality=quality)
    else:
        exif = Image.Exif()
        exif[_ORIENTATION_TAG] = orientation
        image.save(target, "JPEG", quality=quality, exif=exif)
    return target.getvalue()


def tilted_quad(
    rng: np.random.Generator, width: int, height: int, margin: float, shake: float
) -> Quad:
    """Four corners of a sheet lying a little askew inside a picture, clockwise from top left."""
    mx, my = width * margin, height * margin
    corners = np.array([(mx, my), (width - mx, my), (width - mx, height - my), (mx, height - my)])
    corners += rng.uniform(-shake, shake, (4, 2)) * width
    return tuple((float(x), float(y)) for x, y in corners)


def lay_on(
    backdrop: Picture, sheet: Picture, quad: Quad, shadow: float = 0.5, rounded: float = 0.0
) -> Picture:
    """The sheet seen in perspective on the backdrop, with a soft shadow; returns a new picture.

    `rounded` is the corner radius as a share of the sheet's height.
    """
    height, width = sheet.shape[:2]
    left, top, right, bottom = _surroundings(backdrop, quad)
    area = backdrop[top:bottom, left:right]
    size = (right - left, bottom - top)
    source = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    moved_quad = np.array(quad, np.float32) - np.array((left, top), np.float32)
    matrix = cv2.getPerspectiveTransform(source, moved_quad)
    mask = _rounded_mask(width, height, int(rounded * height))
    warped = cv2.warpPerspective(sheet, matrix, size, flags=cv2.INTER_LINEAR)
    cover = cv2.warpPerspective(mask, matrix, size, flags=cv2.INTER_LINEAR)
    small = cv2.resize(cover, (size[0] // 4, size[1] // 4), interpolation=cv2.INTER_AREA)
    reach = backdrop.shape[1]
    cast = np.roll(
        cv2.GaussianBlur(small, (0, 0), reach / 420), (reach // 420, reach // 600), (0, 1)
    )
    dark = cv2.convertScaleAbs(cv2.resize(cast, size), alpha=shadow)
    ground = cv2.multiply(area, cv2.merge([255 - dark] * 3), scale=1 / 255)
    blend = cv2.merge([cover] * 3)
    result = backdrop.copy()
    result[top:bottom, left:right] = cv2.add(
        cv2.multiply(warped, blend, scale=1 / 255), cv2.multiply(ground, 255 - blend, scale=1 / 255)
    )
    return result


def _surroundings(backdrop: Picture, quad: Quad) -> tuple[int, int, int, int]:
    """The rectangle of the backdrop that a sheet and its shadow can touch."""
    height, width = backdrop.shape[:2]
    margin = width // 20
    xs, ys = [x for x, _ in quad], [y for _, y in quad]
    return (
        max(0, int(min(xs)) - margin),
        max(0, int(min(ys)) - margin),
        min(width, int(max(xs)) + margin),
        min(height, int(max(ys)) + margin),
    )


@lru_cache(maxsize=8)
def _rounded_mask(width: int, height: int, radius: int) -> NDArray[np.uint8]:
    mask: NDArray[np.uint8] = np.full((height, width), 255, np.uint8)
    if radius:
        mask[:] = 0
        cv2.rectangle(mask, (radius, 0), (width - radius, height), 255, -1)
        cv2.rectangle(mask, (0, radius), (width, height - radius), 255, -1)
        for x in (radius, width - radius):
            for y in (radius, height - radius):
                cv2.circle(mask, (x, y), radius, 255, -1, cv2.LINE_AA)
    return mask


def light_and_grain(
    picture: Picture,
    rng: np.random.Generator,
    strength: float = 1.0,
    tone: tuple[float, float, float] = (1.0, 1.0, 1.0),
) -> Picture:
    """An uneven light across the picture, a colour cast and sensor grain."""
    height, width = picture.shape[:2]
    angle = float(rng.uniform(0, 2 * np.pi))
    y, x = np.mgrid[-1:1:16j, -1:1:16j]
    slope = (
        1.0
        + 0.10 * strength * (np.cos(angle) * x + np.sin(angle) * y)
        - 0.05 * strength * (x**2 + y**2)
    )
    field = cv2.resize(slope.astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
    lit = cv2.multiply(picture, cv2.merge([field * t for t in tone]), dtype=cv2.CV_8U)
    return np.asarray(
        cv2.add(lit, _grain(height, width, round(3 * strength)), dtype=cv2.CV_8U), np.uint8
    )


@lru_cache(maxsize=6)
def _grain(height: int, width: int, sigma: int) -> NDArray[np.int16]:
    rng = np.random.default_rng(7)
    plain = rng.normal(0, max(1, sigma), (height // 2 + 1, width // 2 + 1)).astype(np.float32)
    soft = cv2.resize(plain, (width, height), interpolation=cv2.INTER_LINEAR).astype(np.int16)
    return np.asarray(cv2.merge([soft] * 3), np.int16)


def shaken(picture: Picture, amount: float) -> Picture:
    """Motion and focus blur; amount is a share of the picture's width."""
    length = max(3, int(picture.shape[1] * amount))
    kernel = np.zeros((length, length), np.float32)
    cv2.line(kernel, (0, length // 3), (length - 1, length - 1 - length // 3), 1.0, 1)
    moved = cv2.filter2D(picture, -1, kernel / kernel.sum())
    return np.asarray(cv2.GaussianBlur(moved, (0, 0), length / 4), np.uint8)


def glare(picture: Picture, x: float, y: float, radius: float) -> Picture:
    """A lamp's reflection: a burnt-out spot with a halo; arguments are shares of the width/height."""
    height, width = picture.shape[:2]
    spot = np.zeros((height // 8, width // 8), np.float32)
    axes = (int(width / 8 * radius), int(width / 8 * radius * 0.55))
    cv2.ellipse(spot, (int(width / 8 * x), int(height / 8 * y)), axes, -24, 0, 360, 1.0, -1)
    spot = cv2.GaussianBlur(spot, (0, 0), width / 8 * radius * 0.28) * 1.5
    weight = cv2.resize(np.clip(spot, 0, 1), (width, height), interpolation=cv2.INTER_LINEAR)[
        :, :, None
    ]
    return np.asarray(np.clip(picture * (1 - weight) + 255 * weight, 0, 255), np.uint8)


def darkened(picture: Picture, share: float) -> Picture:
    """An under-exposed version, noisier than the original."""
    dark = cv2.convertScaleAbs(picture, alpha=share)
    return np.asarray(cv2.add(dark, _grain(*picture.shape[:2], 6), dtype=cv2.CV_8U), np.uint8)
