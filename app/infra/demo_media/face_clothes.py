"""Neck, shoulders and collars of the drawn people."""

from collections.abc import Sequence

from app.infra.demo_media.brush import Canvas, Point
from app.infra.demo_media.face_head import mix, shade_of, tint
from app.infra.demo_media.face_look import Look

# Points below are measured from the chin downwards; `_from_chin` puts them in place.
_ROUND = ((-0.60, 0.36), (-0.36, 0.68), (0, 0.80), (0.36, 0.68), (0.60, 0.36))
_ROUND_EDGE = ((-0.60, 0.34), (-0.37, 0.65), (0, 0.77), (0.37, 0.65), (0.60, 0.34))
_V_SKIN = ((-0.44, 0.42), (0, 1.12), (0.44, 0.42), (0.0, 0.6))
_V_EDGE = ((0.62, 0.36), (0.34, 0.72), (0, 1.16))
_SHIRT = ((-0.40, 0.46), (0, 1.0), (0.40, 0.46), (0.34, 3.3), (-0.34, 3.3))
_COLLAR_WING = ((0.56, 0.26), (0.34, 0.42), (0, 0.86), (0.30, 1.10), (0.66, 0.62))
_COLLAR_EDGE = ((0.02, 0.88), (0.30, 1.10), (0.66, 0.62))
_JACKET = ((0.62, 0.44), (0.34, 1.0), (0.10, 3.3), (1.3, 3.3), (0.95, 0.60))
_LAPEL = ((0.66, 0.46), (0.36, 1.05), (0.20, 2.3), (0.72, 1.5), (0.60, 1.36), (0.84, 1.25))
_TENDON = ((0.24, 0.28), (0.1, 0.56), (0.03, 0.64))


def _from_chin(look: Look, points: Sequence[Point], side: float = 1) -> list[Point]:
    return [(side * x, look.chin + y) for x, y in points]


def paint_body(canvas: Canvas, look: Look) -> None:
    """Shoulders with clothes, and the neck with the shadow of the chin."""
    broad, cloth = 1.0 if look.feminine else 1.16, look.clothes
    half = ((0.42, 0.34), (1.25 * broad, 0.66), (1.72 * broad, 1.15), (1.86 * broad, 3.4))
    right, left = _from_chin(look, half), _from_chin(look, half, -1)
    shoulders = [left[0], *right, *reversed(left[1:])]
    canvas.shape(shoulders, cloth)
    clip = canvas.mask_of(shoulders)
    for x, y, radii, light, opacity, blur in (
        (-1.5 * broad, 1.5, (0.55, 1.3), 0.45, 0.6, 0.3),
        (1.6 * broad, 1.7, (0.5, 1.3), 0.4, 0.75, 0.3),
        (-0.7, 0.75, (0.5, 0.22), 1.5, 0.35, 0.18),
        (0.0, 2.4, (0.5, 1.0), 0.7, 0.4, 0.35),
    ):
        centre = (x, look.chin + y)
        canvas.ellipse(centre, radii, tint(cloth, light), opacity=opacity, blur=blur, within=clip)
    _paint_neck(canvas, look, shade_of(look))
    {"round": _round, "v": _pointed, "shirt": _shirt, "jacket": _jacket}[look.collar](canvas, look)


def _paint_neck(canvas: Canvas, look: Look, shade: Sequence[float]) -> None:
    thick, chin = 0.44 if look.feminine else 0.56, look.chin
    half = ((thick, -0.6), (thick * 0.97, 0.1), (thick * 1.12, 0.38), (0.3, 0.66))
    right, left = _from_chin(look, half), _from_chin(look, half, -1)
    neck = [left[0], *right, (0.0, chin + 0.74), *reversed(left[1:])]
    canvas.shape(neck, mix(look.skin, shade, 0.22))
    clip = canvas.mask_of(neck)
    under = (thick * 1.25, 0.36)
    canvas.ellipse((0.06, chin - 0.10), under, shade, opacity=0.85, blur=0.12, within=clip)
    canvas.ellipse((thick, chin + 0.2), (0.2, 0.7), shade, opacity=0.6, blur=0.12, within=clip)
    for side in (-1, 1):
        tendon = _from_chin(look, _TENDON, side)
        canvas.line(tendon, shade, 0.03, opacity=0.35, blur=0.03, within=clip)


def _round(canvas: Canvas, look: Look) -> None:
    canvas.line(_from_chin(look, _ROUND), tint(look.clothes, 0.62), 0.085)
    canvas.line(_from_chin(look, _ROUND_EDGE), tint(look.clothes, 1.25), 0.03)


def _pointed(canvas: Canvas, look: Look) -> None:
    canvas.shape(_from_chin(look, _V_SKIN), mix(look.skin, shade_of(look), 0.18), sharp=True)
    for side in (-1, 1):
        canvas.line(_from_chin(look, _V_EDGE, side), tint(look.clothes, 0.62), 0.07)


def _shirt(canvas: Canvas, look: Look) -> None:
    _shirt_of(canvas, look, tint(look.clothes, 1.22))


def _shirt_of(canvas: Canvas, look: Look, colour: Sequence[float]) -> None:
    canvas.shape(_from_chin(look, _SHIRT), colour, sharp=True)
    for side in (-1, 1):
        canvas.shape(_from_chin(look, _COLLAR_WING, side), tint(colour, 0.97), sharp=True)
        canvas.line(_from_chin(look, _COLLAR_EDGE, side), tint(colour, 0.6), 0.02, opacity=0.8)


def _jacket(canvas: Canvas, look: Look) -> None:
    _shirt_of(canvas, look, (238, 238, 236))
    for side in (-1, 1):
        canvas.shape(_from_chin(look, _JACKET, side), look.clothes, sharp=True)
        canvas.shape(_from_chin(look, _LAPEL, side), tint(look.clothes, 1.18), sharp=True)
