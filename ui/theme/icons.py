"""Icons by meaning, drawn from one line-icon font, so that no view names a glyph."""

from __future__ import annotations

import qtawesome
from PySide6.QtGui import QColor, QIcon

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
    icon: QIcon = qtawesome.icon(
        _GLYPHS[name], color=QColor(colour), color_disabled=QColor(disabled)
    )
    return icon
