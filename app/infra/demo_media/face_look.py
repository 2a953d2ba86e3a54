"""What makes one synthetic face different from another: a seeded set of parameters."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

Colour = tuple[int, int, int]
HairStyle = Literal["side_part", "crew", "curly_short", "receding", "long", "bob", "tied", "wavy"]
Collar = Literal["round", "shirt", "jacket", "v"]
FacialHair = Literal["none", "stubble", "moustache", "goatee", "beard"]

_SKINS: tuple[Colour, ...] = (
    (238, 200, 170),
    (228, 184, 150),
    (216, 168, 132),
    (205, 154, 116),
    (190, 138, 100),
    (172, 120, 85),
    (146, 98, 68),
    (112, 74, 52),
)
_HAIRS: tuple[Colour, ...] = ((30, 24, 22), (38, 29, 25), (52, 36, 28), (70, 47, 33), (92, 62, 40))
_GREYS: tuple[Colour, ...] = ((104, 100, 98), (150, 148, 146), (188, 187, 185))
_IRISES: tuple[Colour, ...] = ((58, 36, 22), (74, 46, 26), (46, 30, 22), (96, 66, 34), (88, 92, 60))
_CLOTHES: tuple[Colour, ...] = (
    (38, 58, 92),
    (120, 42, 48),
    (64, 84, 70),
    (92, 96, 104),
    (196, 190, 178),
    (52, 52, 58),
    (150, 106, 62),
    (86, 62, 104),
    (30, 98, 112),
    (206, 214, 222),
    (170, 84, 84),
    (58, 74, 44),
)
_MALE_STYLES: tuple[HairStyle, ...] = ("side_part", "crew", "curly_short", "side_part")
_FEMALE_STYLES: tuple[HairStyle, ...] = ("long", "bob", "tied", "wavy")
_FACIAL: tuple[FacialHair, ...] = ("none", "none", "stubble", "moustache", "goatee", "beard")
_COLLARS: tuple[Collar, ...] = ("round", "shirt", "jacket", "v")
_OLD_AGE = 58


@dataclass(frozen=True, slots=True)
class Look:
    """The parameters of one face; lengths in face units (1.0 = half the width of a plain face)."""

    skin: Colour
    hair: Colour
    brow: Colour
    iris: Colour
    clothes: Colour
    lip: Colour
    style: HairStyle
    facial_hair: FacialHair
    collar: Collar
    width: float
    jaw: float
    chin: float
    eye_gap: float
    eye_size: float
    eye_tilt: float
    brow_thick: float
    brow_arch: float
    nose_width: float
    nose_long: float
    mouth_width: float
    lip_full: float
    ear: float
    age: float
    feminine: bool
    earrings: bool
    moles: tuple[tuple[float, float], ...]
    freckles: bool
    seed: int


def _pick(rng: np.random.Generator, options: tuple[Colour, ...]) -> Colour:
    base = np.array(options[int(rng.integers(len(options)))], dtype=np.float64)
    shifted = np.clip(base * rng.normal(1.0, 0.05) + rng.normal(0, 1.2, 3), 8, 250)
    return int(shifted[0]), int(shifted[1]), int(shifted[2])


def _lip(skin: Colour, *, feminine: bool) -> Colour:
    own, red = (0.55, 0.45) if feminine else (0.68, 0.26)
    mixed = np.array(skin) * own + np.array((176, 70, 74)) * red
    return int(mixed[0]), int(mixed[1]), int(mixed[2])


def look_of(seed: int, *, feminine: bool, age_years: int) -> Look:
    """The face of one person: always the same for the same arguments."""
    rng = np.random.default_rng(seed)
    skin = _pick(rng, _SKINS)
    hair = _pick(rng, _HAIRS)
    old = age_years >= _OLD_AGE
    if old:
        hair = _pick(rng, _GREYS)
    styles = _FEMALE_STYLES if feminine else _MALE_STYLES
    style: HairStyle = styles[int(rng.integers(len(styles)))]
    if not feminine and age_years > 44 and rng.random() < 0.45:
        style = "receding"
    return Look(
        skin=skin,
        hair=hair,
        brow=(int(hair[0] * 0.8), int(hair[1] * 0.76), int(hair[2] * 0.74)),
        iris=_pick(rng, _IRISES),
        clothes=_pick(rng, _CLOTHES),
        lip=_lip(skin, feminine=feminine),
        style=style,
        facial_hair="none" if feminine else _FACIAL[int(rng.integers(len(_FACIAL)))],
        collar=_COLLARS[int(rng.integers(len(_COLLARS)))],
        width=float(rng.uniform(0.90, 1.04)) - (0.03 if feminine else 0.0),
        jaw=float(rng.uniform(0.60, 0.74)) + (0.0 if feminine else 0.07),
        chin=float(rng.uniform(1.34, 1.48)),
        eye_gap=float(rng.uniform(0.385, 0.43)),
        eye_size=float(rng.uniform(0.92, 1.1)),
        eye_tilt=float(rng.uniform(-0.02, 0.035)),
        brow_thick=float(rng.uniform(0.03, 0.05)) + (0.0 if feminine else 0.022),
        brow_arch=float(rng.uniform(0.02, 0.07)) + (0.02 if feminine else 0.0),
        nose_width=float(rng.uniform(0.20, 0.27)) + (0.0 if feminine else 0.02),
        nose_long=float(rng.uniform(0.50, 0.60)),
        mouth_width=float(rng.uniform(0.31, 0.39)),
        lip_full=float(rng.uniform(0.8, 1.25)),
        ear=float(rng.uniform(0.9, 1.12)),
        age=min(1.0, max(0.0, (age_years - 28) / 45)),
        feminine=feminine,
        earrings=feminine and bool(rng.random() < 0.55),
        moles=tuple(
            (float(rng.uniform(-0.6, 0.6)), float(rng.uniform(0.25, 1.1)))
            for _ in range(max(0, int(rng.integers(-2, 3))))
        ),
        freckles=bool(rng.random() < 0.12),
        seed=seed,
    )
