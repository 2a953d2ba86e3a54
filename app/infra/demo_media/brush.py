"""A small painting surface: smooth shapes with soft edges, drawn above the final resolution."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Mask = NDArray[np.uint8]
Point = tuple[float, float]

_SHIFT = 4


def smooth_closed(points: Sequence[Point], per_segment: int = 10) -> NDArray[np.float64]:
    """A closed Catmull-Rom curve through the points, as an (n, 2) array."""
    ring = np.array(points, dtype=np.float64)
    before, after, after_next = np.roll(ring, 1, 0), np.roll(ring, -1, 0), np.roll(ring, -2, 0)
    steps = np.linspace(0, 1, per_segment, endpoint=False)[:, None, None]
    curve = 0.5 * (
        2 * ring
        + (after - before) * steps
        + (2 * before - 5 * ring + 4 * after - after_next) * steps**2
        + (3 * ring - before - 3 * after + after_next) * steps**3
    )
    return np.asarray(curve.transpose(1, 0, 2).reshape(-1, 2), dtype=np.float64)


def smooth_open(points: Sequence[Point], per_segment: int = 10) -> NDArray[np.float64]:
    """An open Catmull-Rom curve through the points, ends included, as an (n, 2) array."""
    line = [points[0], *points, points[-1]]
    pieces = []
    for index in range(1, len(line) - 2):
        p0, p1, p2, p3 = (np.array(line[index + k]) for k in (-1, 0, 1, 2))
        t = np.linspace(0, 1, per_segment, endpoint=False)[:, None]
        pieces.append(
            0.5
            * (
                2 * p1
                + (p2 - p0) * t
                + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2
                + (3 * p1 - p0 - 3 * p2 + p3) * t**3
            )
        )
    pieces.append(np.array([points[-1]], dtype=np.float64))
    return np.concatenate(pieces)


class Canvas:
    """RGB surface addressed in face units; every operation touches only its own rectangle.

    `matrix` is the 2x3 affine map from face units to pixels of the (supersampled) surface.
    """

    def __init__(self, pixels: Picture, matrix: NDArray[np.float64]) -> None:
        self.pixels = pixels
        self.matrix = matrix
        self.scale = float(np.sqrt(abs(np.linalg.det(matrix[:, :2]))))

    def to_pixels(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Face units to surface pixels."""
        return np.asarray(points @ self.matrix[:, :2].T + self.matrix[:, 2], dtype=np.float64)

    def shape(
        self,
        points: Sequence[Point],
        colour: Sequence[float],
        *,
        opacity: float = 1.0,
        blur: float = 0.0,
        within: Mask | None = None,
        sharp: bool = False,
    ) -> None:
        """Fills a closed shape; `blur` is a softness in face units, `within` a full-size clip."""
        curve = np.array(points, dtype=np.float64) if sharp else smooth_closed(points)
        self._composite([self.to_pixels(curve)], colour, opacity, blur, within, thickness=0)

    def line(
        self,
        points: Sequence[Point],
        colour: Sequence[float],
        width: float,
        *,
        opacity: float = 1.0,
        blur: float = 0.0,
        within: Mask | None = None,
    ) -> None:
        """Strokes an open smooth line, width in face units."""
        self.lines([smooth_open(points)], colour, width, opacity=opacity, blur=blur, within=within)

    def lines(
        self,
        curves: Sequence[NDArray[np.float64]],
        colour: Sequence[float],
        width: float,
        *,
        opacity: float = 1.0,
        blur: float = 0.0,
        within: Mask | None = None,
    ) -> None:
        """Strokes many open lines of one colour and width at once."""
        thickness = max(1, round(width * self.scale))
        self._composite(
            [self.to_pixels(curve) for curve in curves], colour, opacity, blur, within, thickness
        )

    def ellipse(
        self,
        centre: Point,
        radii: Point,
        colour: Sequence[float],
        *,
        opacity: float = 1.0,
        blur: float = 0.0,
        within: Mask | None = None,
    ) -> None:
        """Fills an axis-parallel ellipse."""
        angles = np.linspace(0, 2 * np.pi, 40, endpoint=False)
        points = [
            (centre[0] + radii[0] * float(np.cos(a)), centre[1] + radii[1] * float(np.sin(a)))
            for a in angles
        ]
        self.shape(points, colour, opacity=opacity, blur=blur, within=within, sharp=True)

    def mask_of(self, points: Sequence[Point], blur: float = 0.0) -> Mask:
        """A full-size 0..255 mask of a smooth closed shape, for clipping."""
        mask: Mask = np.zeros(self.pixels.shape[:2], np.uint8)
        _fill(mask, [self.to_pixels(smooth_closed(points))], 0)
        return _soften(mask, blur * self.scale)

    def _composite(
        self,
        curves: Sequence[NDArray[np.float64]],
        colour: Sequence[float],
        opacity: float,
        blur: float,
        within: Mask | None,
        thickness: int,
    ) -> None:
        every = np.concatenate(curves)
        margin = int(blur * self.scale * 3) + thickness + 3
        height, width = self.pixels.shape[:2]
        left, top = (max(0, int(v) - margin) for v in every.min(0))
        right = min(width, int(every[:, 0].max()) + margin)
        bottom = min(height, int(every[:, 1].max()) + margin)
        if right <= left or bottom <= top:
            return
        mask: Mask = np.zeros((bottom - top, right - left), np.uint8)
        _fill(mask, [curve - (left, top) for curve in curves], thickness)
        mask = _soften(mask, blur * self.scale)
        if within is not None:
            mask = np.asarray(
                cv2.multiply(mask, within[top:bottom, left:right], scale=1 / 255), np.uint8
            )
        area = self.pixels[top:bottom, left:right]
        weight = cv2.merge([cv2.convertScaleAbs(mask, alpha=opacity)] * 3)
        paint = np.array([*(round(part) for part in colour), 0], np.float64)
        difference = cv2.subtract(area, paint, dtype=cv2.CV_16S)
        change = cv2.multiply(difference, weight, scale=1 / 255, dtype=cv2.CV_16S)
        area[:] = cv2.subtract(area, change, dtype=cv2.CV_8U)


def _fill(mask: Mask, curves: Sequence[NDArray[np.float64]], thickness: int) -> None:
    fixed = [np.round(curve * (1 << _SHIFT)).astype(np.int32) for curve in curves]
    if thickness:
        cv2.polylines(mask, fixed, False, 255, thickness, cv2.LINE_AA, _SHIFT)
    else:
        cv2.fillPoly(mask, fixed, 255, cv2.LINE_AA, _SHIFT)


def _soften(mask: Mask, sigma: float) -> Mask:
    """Gaussian softness; wide ones are made small first, which looks the same and is fast."""
    if sigma < 0.5:
        return mask
    if sigma < 6:
        return np.asarray(cv2.GaussianBlur(mask, (0, 0), sigma), np.uint8)
    factor = max(2, int(sigma / 3))
    height, width = mask.shape
    small = cv2.resize(
        mask, (max(1, width // factor), max(1, height // factor)), interpolation=cv2.INTER_AREA
    )
    small = cv2.GaussianBlur(small, (0, 0), sigma / factor)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)
