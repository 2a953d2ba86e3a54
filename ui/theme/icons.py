"""Icons by meaning, drawn from one line-icon font, so that no view names a glyph.

Font and names of its glyphs are those that QtAwesome ships. Its code is not loaded: it brings a
second set of Qt bindings and eleven fonts more, which took a tenth of the start.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap
from typing_extensions import override

_GLYPHS = {
    "home": "ph.house-line",
    "list": "ph.list-bullets",
    "desk": "ph.identification-card",
    "video": "ph.video-camera",
    "counter": "ph.storefront",
    "signature": "ph.pen-nib",
    "people": "ph.users-three",
    "report": "ph.chart-bar",
    "audit": "ph.scales",
    "settings": "ph.gear-six",
    "affiliation": "ph.user-plus",
    "key": "ph.key",
    "lock": "ph.lock-simple",
    "search": "ph.magnifying-glass",
    "clear": "ph.x",
    "check": "ph.check-bold",
    "clock": "ph.clock",
    "warning": "ph.warning",
    "error": "ph.warning-octagon",
    "info": "ph.info",
    "dot": "ph.circle-fill",
    "ring": "ph.circle",
    "cross": "ph.x-bold",
    "question": "ph.question",
    "doubt": "ph.question-bold",
    "repeat": "ph.arrow-counter-clockwise-bold",
    "undo": "ph.arrow-u-up-left",
    "retry": "ph.arrows-clockwise",
    "menu": "ph.list",
    "down": "ph.caret-down",
    "right": "ph.caret-right",
    "left": "ph.caret-left",
    "zoom_in": "ph.magnifying-glass-plus",
    "zoom_out": "ph.magnifying-glass-minus",
    "fit": "ph.arrows-out",
    "rotate_left": "ph.arrow-counter-clockwise",
    "rotate_right": "ph.arrow-clockwise",
    "contrast": "ph.circle-half",
    "invert": "ph.circle-half-tilt",
    "loupe": "ph.crosshair",
    "reset": "ph.arrow-u-up-left",
    "play": "ph.play-fill",
    "pause": "ph.pause-fill",
    "frame_back": "ph.skip-back",
    "frame_next": "ph.skip-forward",
    "loop": "ph.repeat",
    "camera": "ph.camera",
    "sound": "ph.speaker-high",
    "muted": "ph.speaker-slash",
    "person": "ph.user",
    "document": "ph.file-text",
    "image": "ph.image",
    "mail": "ph.envelope-simple",
    "phone": "ph.phone",
    "calendar": "ph.calendar-blank",
    "print": "ph.printer",
    "save": "ph.floppy-disk",
    "add": "ph.plus",
    "remove": "ph.minus",
    "edit": "ph.pencil-simple",
    "delete": "ph.trash",
    "crop": "ph.crop",
    "blend": "ph.intersect",
    "flicker": "ph.swap",
    "link": "ph.link-simple",
    "eye": "ph.eye",
    "eye_off": "ph.eye-slash",
    "hash": "ph.fingerprint-simple",
    "database": "ph.database",
    "empty": "ph.tray",
    "sun": "ph.sun",
    "moon": "ph.moon",
    "keyboard": "ph.keyboard",
    "filter": "ph.funnel",
    "flag": "ph.flag",
    "shield": "ph.shield-check",
    "open": "ph.arrow-square-out",
    "download": "ph.download-simple",
    "upload": "ph.upload-simple",
    "release": "ph.hand-palm",
    "next": "ph.arrow-right",
    "more": "ph.dots-three",
}


def icon_names() -> tuple[str, ...]:
    """Names `Theme.icon` accepts."""
    return tuple(_GLYPHS)


def make_icon(name: str, colour: str, disabled: str) -> QIcon:
    """An icon in the given colours.

    Raises:
        KeyError: the name is not in the list.
    """
    return QIcon(_GlyphEngine(_GLYPHS[name].removeprefix("ph."), QColor(colour), QColor(disabled)))


_SHARE_OF_HEIGHT: Final = 0.875
"""Size of the glyph within its square: the font's own bearing is the rest."""


class _GlyphEngine(QIconEngine):
    """Draws one character of the icon font, sharp at every size."""

    def __init__(self, glyph: str, colour: QColor, disabled: QColor) -> None:
        super().__init__()
        self._glyph, self._colour, self._disabled = glyph, colour, disabled

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        family, characters = _icon_font()
        font = QFont(family)
        font.setPixelSize(max(1, round(_SHARE_OF_HEIGHT * rect.height())))
        painter.save()
        painter.setFont(font)
        painter.setPen(self._disabled if mode is QIcon.Mode.Disabled else self._colour)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, characters[self._glyph])
        painter.restore()

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    @override
    def clone(self) -> QIconEngine:
        return _GlyphEngine(self._glyph, self._colour, self._disabled)


@cache
def _icon_font() -> tuple[str, dict[str, str]]:
    """Family of the icon font and its characters by name.

    Raises:
        FileNotFoundError: the package that ships it is not installed whole.
    """
    package = find_spec("qtawesome")
    places = package.submodule_search_locations if package is not None else None
    folder = Path(next(iter(places or ()), "")) / "fonts"
    fonts, names = sorted(folder.glob("phosphor-*.ttf")), sorted(folder.glob("phosphor-*.json"))
    if not fonts or not names:
        raise FileNotFoundError(folder)
    number = QFontDatabase.addApplicationFont(str(fonts[-1]))
    codes: dict[str, str] = json.loads(names[-1].read_text(encoding="utf-8"))
    characters = {name: chr(int(code, 16)) for name, code in codes.items()}
    return QFontDatabase.applicationFontFamilies(number)[0], characters
