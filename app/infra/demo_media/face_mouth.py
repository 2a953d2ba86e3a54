"""The mouth of the drawn faces, closed, smiling or speaking."""

from dataclasses import dataclass

from app.infra.demo_media.brush import Canvas, Mask, Point
from app.infra.demo_media.face_head import Expression, mix, shade_of, tint
from app.infra.demo_media.face_look import Look


@dataclass(frozen=True, slots=True)
class _Mouth:
    """Measures of one mouth in one moment, in face units."""

    half: float
    middle: float
    gape: float
    corner_y: float
    full: float

    @property
    def seam(self) -> list[Point]:
        """The lower edge of the upper lip, left to right."""
        return [
            (-self.half, self.corner_y),
            (-self.half * 0.5, self.middle - 0.006),
            (0.0, self.middle + 0.012),
            (self.half * 0.5, self.middle - 0.006),
            (self.half, self.corner_y),
        ]

    @property
    def lower_seam(self) -> list[Point]:
        """The upper edge of the lower lip, right to left, without the corners."""
        side = self.middle + self.gape * 0.92
        return [
            (self.half * 0.5, side),
            (0.0, self.middle + 0.012 + self.gape),
            (-self.half * 0.5, side),
        ]

    def upper_lip(self) -> list[Point]:
        half, middle, full = self.half, self.middle, self.full
        seam = self.seam
        bow: list[Point] = [
            (-half * 0.45, middle - 0.07 * full),
            (-0.07, middle - 0.10 * full),
            (0.0, middle - 0.078 * full),
            (0.07, middle - 0.10 * full),
            (half * 0.45, middle - 0.07 * full),
        ]
        return [seam[0], *bow, seam[-1], *reversed(seam[1:-1])]

    def lower_lip(self) -> list[Point]:
        seam = self.seam
        low = self.middle + 0.095 * self.full + self.gape
        curve: list[Point] = [
            (self.half * 0.55, low),
            (0.0, self.middle + 0.135 * self.full + self.gape),
            (-self.half * 0.55, low),
        ]
        return [seam[-1], *curve, seam[0], *reversed(self.lower_seam)]


def _measure(look: Look, expression: Expression) -> _Mouth:
    middle, gape = look.nose_long + 0.335, expression.mouth_open * 0.17
    stretch = 1 + expression.smile * 0.10 - expression.mouth_open * 0.10
    corner = middle - expression.smile * 0.055 + gape * 0.35
    return _Mouth(look.mouth_width * stretch, middle, gape, corner, look.lip_full)


def paint_mouth(canvas: Canvas, look: Look, expression: Expression, face: Mask) -> None:
    """Lips, the shadow below them, and teeth and tongue when the mouth is open."""
    mouth, shade = _measure(look, expression), shade_of(look)
    below = (0.0, mouth.middle + 0.20 * mouth.full + mouth.gape)
    canvas.ellipse(below, (0.20, 0.05), shade, opacity=0.48, blur=0.04, within=face)
    if mouth.gape > 0.015:
        _paint_inside(canvas, mouth)
    canvas.shape(mouth.upper_lip(), tint(look.lip, 0.86), opacity=0.92, blur=0.006)
    canvas.shape(mouth.lower_lip(), look.lip, opacity=0.92, blur=0.006)
    gloss = mix(look.lip, (255, 236, 230), 0.6)
    place = (-0.03, mouth.middle + 0.075 * mouth.full + mouth.gape)
    canvas.ellipse(place, (mouth.half * 0.36, 0.026), gloss, opacity=0.55, blur=0.022)
    dark = tint(look.lip, 0.36)
    canvas.line(mouth.seam, dark, 0.020, opacity=0.85, blur=0.005)
    for side in (-1, 1):
        corner = (side * mouth.half, mouth.corner_y)
        canvas.ellipse(corner, (0.026, 0.018), dark, opacity=0.55, blur=0.014)
    groove = [(0.035, look.nose_long + 0.12), (0.04, mouth.middle - 0.13 * mouth.full)]
    canvas.line(groove, shade, 0.03, opacity=0.32, blur=0.018, within=face)


def _paint_inside(canvas: Canvas, mouth: _Mouth) -> None:
    inside = [*mouth.seam, *mouth.lower_seam]
    clip = canvas.mask_of(inside)
    canvas.shape(inside, (62, 20, 22))
    top, low = mouth.middle - 0.03, mouth.middle + 0.045
    wide, narrow = mouth.half * 0.62, mouth.half * 0.55
    teeth = [(-wide, top), (wide, top), (narrow, low), (-narrow, low)]
    canvas.shape(teeth, (236, 230, 220), within=clip)
    tongue = (0, mouth.middle + mouth.gape + 0.02)
    canvas.ellipse(
        tongue, (mouth.half * 0.5, 0.05), (168, 74, 76), opacity=0.9, blur=0.02, within=clip
    )
