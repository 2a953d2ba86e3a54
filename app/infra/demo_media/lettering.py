"""Typefaces for the drawn documents; all come with the program, none from the system."""

from datetime import date
from functools import lru_cache
from io import BytesIO
from typing import Literal

from PIL import ImageFont

from app.infra.demo_media.assets import read_asset, read_shared_font

Face = Literal["text", "strong", "mono", "serif", "hand_a", "hand_b"]
_OWN = {
    "mono": "fonts/DejaVuSansMono-Bold-subset.ttf",
    "serif": "fonts/DejaVuSerif-Bold-subset.ttf",
    "hand_a": "fonts/dkg.ttf",
    "hand_b": "fonts/Breip.ttf",
}
_SHARED = {"text": "Inter-Regular.otf", "strong": "Inter-SemiBold.otf"}


@lru_cache(maxsize=128)
def font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    """The typeface at a size in pixels."""
    data = read_shared_font(_SHARED[face]) if face in _SHARED else read_asset(_OWN[face])
    return ImageFont.truetype(BytesIO(data), size, layout_engine=ImageFont.Layout.BASIC)


_MONTHS = ("ENE", "FEB", "MAR", "ABR", "MAY", "JUN", "JUL", "AGO", "SEP", "OCT", "NOV", "DIC")


def card_date(day: date) -> str:
    """A date as identity documents print it: 04 MAY 1985."""
    return f"{day.day:02d} {_MONTHS[day.month - 1]} {day.year}"
