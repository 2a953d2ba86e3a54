"""The one place that knows colours, sizes, margins, fonts and icons; everything else asks it."""

from ui.theme.current import Mode, Theme, current_theme, mark
from ui.theme.icons import icon_names
from ui.theme.tokens import DARK, LIGHT, Colours, Gap, Metric, TextSize, Tone, contrast_ratio

__all__ = [
    "DARK",
    "LIGHT",
    "Colours",
    "Gap",
    "Metric",
    "Mode",
    "TextSize",
    "Theme",
    "Tone",
    "contrast_ratio",
    "current_theme",
    "icon_names",
    "mark",
]
