"""The theme in force: palette, style sheet, fonts and icons, switched while windows are open."""

from __future__ import annotations

import sys
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget
from shiboken6 import isValid

from ui.theme.icons import make_icon
from ui.theme.sheet import style_sheet
from ui.theme.tokens import DARK, LIGHT, Colours, TextSize, Tone

_FONT_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"
_MIN_SCALE, _MAX_SCALE = 0.9, 2.0


class Mode(Enum):
    """What the person chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Guarantees that every part draws from the same tokens.

    Signals:
        changed: colours or sizes are new; parts that paint themselves repaint.
    """

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._mode = Mode.LIGHT
        self._scale = 1.0
        self._shown: tuple[Colours, float] | None = None
        self._dressed: QWidget | None = None
        self._family = _interface_family(app)
        self._icons: dict[tuple[str, str, str], QIcon] = {}
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    @property
    def mode(self) -> Mode:
        """The chosen mode."""
        return self._mode

    @property
    def scale(self) -> float:
        """Text scale on top of the screen's own, 0.9 to 2."""
        return self._scale

    @property
    def colours(self) -> Colours:
        """Colours in force."""
        if self._mode is Mode.SYSTEM:
            scheme = self._app.styleHints().colorScheme()
            return DARK if scheme == Qt.ColorScheme.Dark else LIGHT
        return DARK if self._mode is Mode.DARK else LIGHT

    def px(self, token: float) -> int:
        """A token in device-independent pixels at the text scale; never below one unless zero."""
        return max(1, round(token * self._scale)) if token > 0 else 0

    def font(
        self, size: TextSize = TextSize.BODY, *, strong: bool = False, tabular: bool = True
    ) -> QFont:
        """Interface font; figures are of equal width unless `tabular` is off."""
        font = QFont(self._family)
        font.setPixelSize(self.px(size))
        font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def metrics(self, size: TextSize = TextSize.BODY, *, strong: bool = False) -> QFontMetrics:
        """Metrics of `font` for parts that measure their own text."""
        return QFontMetrics(self.font(size, strong=strong))

    def colour(self, name: str) -> QColor:
        """A colour token by name, for parts that paint themselves."""
        return QColor(getattr(self.colours, name))

    def tone(self, tone: Tone) -> tuple[QColor, QColor]:
        """Ink and soft ground of a meaning."""
        ink, ground = self.colours.tone(tone)
        return QColor(ink), QColor(ground)

    def icon(self, name: str, colour: str = "ink") -> QIcon:
        """An icon by meaning (see `icon_names`) in a colour token."""
        key = (name, getattr(self.colours, colour), self.colours.quiet)
        if key not in self._icons:
            self._icons[key] = make_icon(*key)
        return self._icons[key]

    def apply(self, mode: Mode | None = None, *, scale: float | None = None) -> None:
        """Switch theme or text scale; open windows follow at once.

        What is shown already is left alone: a style sheet set again costs every widget its polish.

        Args:
            mode: light, dark or as the system says; None keeps the present one.
            scale: text scale, clamped to 0.9 to 2; None keeps the present one.
        """
        self._mode = self._mode if mode is None else mode
        if scale is not None:
            self._scale = min(max(scale, _MIN_SCALE), _MAX_SCALE)
        wanted = self.colours, self._scale
        if wanted == self._shown:
            return
        self._shown = wanted
        self._app.setFont(self.font())
        self._app.setPalette(_palette(self.colours))
        self._put_sheet()
        self.changed.emit()

    def dress(self, window: QWidget) -> None:
        """Give the style sheet to this window instead of the application, until `undress`.

        Qt hands an application's sheet to every widget again each time one of its parents gets a
        parent: half of what making a screen took. A window's sheet comes once, when all is in it.
        """
        self._dressed = window
        self._put_sheet()

    def undress(self) -> None:
        """Every widget takes the style sheet from the application again."""
        self._dressed = None
        self._put_sheet()

    def _put_sheet(self) -> None:
        sheet, window = style_sheet(self.colours, self.px), self._dressed
        if window is not None:
            window.setStyleSheet(sheet)
        wanted = "" if window is not None else sheet
        if self._app.styleSheet() != wanted:
            self._app.setStyleSheet(wanted)

    def _on_system_changed(self) -> None:
        if self._mode is Mode.SYSTEM:
            self.apply()


# Asked several times for every painted cell, so found without a search; it lives as long as the
# application does.
_MADE: list[Theme] = []


def current_theme() -> Theme:
    """The running application's theme; made, light, on first use.

    Raises:
        TypeError: there is no QApplication yet.
    """
    if _MADE and isValid(_MADE[-1]):
        return _MADE[-1]
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise TypeError("the theme needs a QApplication")
    app.setStyle(QStyleFactory.create("Fusion"))
    theme = Theme(app)
    _MADE[:] = [theme]
    theme.apply(Mode.LIGHT)
    return theme


def mark(widget: QWidget, kind: str) -> None:
    """Give a widget a look of the style sheet (`card`, `primary`, `caption`, …) and refresh it."""
    widget.setProperty("kind", kind)
    # What was never shown is looked up in the sheet when it is.
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)


def _interface_family(app: QApplication) -> str:
    if sys.platform in {"win32", "darwin"}:
        return app.font().family()
    families: list[str] = []
    for file in sorted(_FONT_FOLDER.glob("*.otf")):
        families += QFontDatabase.applicationFontFamilies(
            QFontDatabase.addApplicationFont(str(file))
        )
    return families[0] if families else app.font().family()


def _palette(c: Colours) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: c.ground,
        QPalette.ColorRole.WindowText: c.ink,
        QPalette.ColorRole.Base: c.surface,
        QPalette.ColorRole.AlternateBase: c.raised,
        QPalette.ColorRole.ToolTipBase: c.surface,
        QPalette.ColorRole.ToolTipText: c.ink,
        QPalette.ColorRole.Text: c.ink,
        QPalette.ColorRole.PlaceholderText: c.quiet,
        QPalette.ColorRole.Button: c.surface,
        QPalette.ColorRole.ButtonText: c.ink,
        QPalette.ColorRole.Highlight: c.accent_soft,
        QPalette.ColorRole.HighlightedText: c.ink,
        QPalette.ColorRole.Link: c.accent,
        QPalette.ColorRole.Accent: c.accent,
        QPalette.ColorRole.Mid: c.line,
        QPalette.ColorRole.Dark: c.line_strong,
        QPalette.ColorRole.Light: c.raised,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
        QPalette.ColorRole.WindowText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(c.quiet))
    return palette
