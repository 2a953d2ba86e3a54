"""Design tokens: the numbers and colours every view is made of (design.md, Look)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum


class Tone(Enum):
    """What a coloured mark means; always shown with an icon and a word."""

    NEUTRAL = "neutral"
    INFO = "info"
    DONE = "done"
    SOON = "soon"
    LATE = "late"


class Gap(IntEnum):
    """Spacing steps in device-independent pixels at 100 %."""

    NONE = 0
    XS = 4
    S = 8
    M = 12
    L = 16
    XL = 24


class TextSize(IntEnum):
    """Text heights in device-independent pixels at 100 %."""

    CAPTION = 11
    BODY = 13
    TITLE = 16
    HEADING = 20


class Metric(IntEnum):
    """Fixed measures of parts, in device-independent pixels at 100 %."""

    HAIRLINE = 1
    RADIUS_SMALL = 4
    RADIUS = 6
    FOCUS_RING = 2
    ICON_SMALL = 12
    ICON = 16
    ICON_LARGE = 40
    BADGE = 20
    KEY_CAP = 18
    CONTROL = 34
    ROW = 36
    TABLE_HEAD = 36
    HEADER = 48
    STATUS = 28
    RAIL_WIDE = 176
    RAIL_NARROW = 52
    RAIL_ITEM = 36
    PANEL_MIN = 220
    FORM_WIDTH = 380
    SHEET_WIDTH = 560
    FILMSTRIP = 48
    LOUDNESS = 24
    FACE = 84
    FACE_MIN = 64
    LEFT_PANEL = 188
    LOUPE = 180
    WINDOW_MIN_WIDTH = 1024
    WINDOW_MIN_HEIGHT = 640
    WINDOW_WIDTH = 1366
    WINDOW_HEIGHT = 768


@dataclass(frozen=True, slots=True)
class Colours:
    """One theme's colours as ``#rrggbb``; `*_soft` are the grounds of the meaning beside them."""

    name: str
    ground: str
    surface: str
    raised: str
    line: str
    line_strong: str
    ink: str
    quiet: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    done: str
    done_soft: str
    soon: str
    soon_soft: str
    late: str
    late_soft: str
    neutral_soft: str
    stage: str
    on_stage: str
    stage_line: str
    stage_accent: str
    voice: str

    def tone(self, tone: Tone) -> tuple[str, str]:
        """Ink and soft ground of a meaning."""
        return {
            Tone.NEUTRAL: (self.quiet, self.neutral_soft),
            Tone.INFO: (self.accent, self.accent_soft),
            Tone.DONE: (self.done, self.done_soft),
            Tone.SOON: (self.soon, self.soon_soft),
            Tone.LATE: (self.late, self.late_soft),
        }[tone]

    def text_pairs(self) -> tuple[tuple[str, str], ...]:
        """Every ink and ground that meet on screen; the contrast test walks this list."""
        grounds = (self.ground, self.surface, self.raised)
        plain = (self.ink, self.quiet, self.accent, self.done, self.soon, self.late)
        pairs = [(ink, ground) for ink in plain for ground in grounds]
        pairs += [self.tone(tone) for tone in Tone]
        soft = (self.accent_soft, self.done_soft, self.soon_soft, self.late_soft, self.neutral_soft)
        pairs += [(self.ink, ground) for ground in soft]
        pairs += [(self.quiet, self.accent_soft), (self.quiet, self.neutral_soft)]
        pairs += [(self.on_accent, self.accent), (self.on_accent, self.accent_hover)]
        pairs += [(self.on_stage, self.stage), (self.on_stage, self.stage_line)]
        pairs += [(self.stage_accent, self.stage)]
        return tuple(pairs)


LIGHT = Colours(
    name="light",
    ground="#f4f6f8",
    surface="#ffffff",
    raised="#f7f9fb",
    line="#dde3e9",
    line_strong="#ccd4dc",
    ink="#17212b",
    quiet="#5b6875",
    accent="#12508f",
    accent_hover="#0d4379",
    on_accent="#ffffff",
    accent_soft="#e6eff8",
    done="#1c7c4a",
    done_soft="#e4f5ec",
    soon="#9a6100",
    soon_soft="#fdf3df",
    late="#b3261e",
    late_soft="#fde8e7",
    neutral_soft="#eef1f4",
    stage="#11161b",
    on_stage="#e6ebf0",
    stage_line="#2a343e",
    stage_accent="#6ab0f5",
    voice="#3f9c6c",
)

DARK = Colours(
    name="dark",
    ground="#12171c",
    surface="#1b2229",
    raised="#20282f",
    line="#2e3842",
    line_strong="#44515e",
    ink="#e6ebf0",
    quiet="#9aa7b4",
    accent="#6ab0f5",
    accent_hover="#86c0f8",
    on_accent="#0c1a28",
    accent_soft="#1d3146",
    done="#6fd09b",
    done_soft="#16301f",
    soon="#f0bb5c",
    soon_soft="#362a10",
    late="#f28b82",
    late_soft="#3b1c1a",
    neutral_soft="#27313a",
    stage="#0b0e11",
    on_stage="#e6ebf0",
    stage_line="#2a343e",
    stage_accent="#6ab0f5",
    voice="#3f9c6c",
)


def _linear(channel: int) -> float:
    value = channel / 255
    return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4


def _luminance(colour: str) -> float:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def contrast_ratio(first: str, second: str) -> float:
    """WCAG 2.2 contrast of two ``#rrggbb`` colours, 1 to 21."""
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)
