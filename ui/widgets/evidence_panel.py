"""An evidence view with its tools, its name and the hash of the original."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from ui.theme import Gap, Metric, current_theme, mark
from ui.widgets.arrange import column, row
from ui.widgets.evidence_view import EvidenceView
from ui.widgets.icon_button import IconButton
from ui.widgets.shortcuts import ShortcutRegistry
from ui.widgets.text import PlainLabel
from ui.widgets.view_state import ViewMemory

_ZOOM = 1.25
_FINE = 0.5
_CONTRAST = 1.2
_HASH_ENDS = 8
_WHOLE_HASH_FROM = 2 * Metric.PANEL_MIN


class EvidencePanel(QFrame):
    """View, tools below, hash at the right; keys are bound with `bind`.

    Two of these side by side and a `ViewLink` compare two files.
    """

    def __init__(
        self, name: str, *, memory: ViewMemory | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        mark(self, "stage")
        self._memory = memory or ViewMemory()
        self._kind = self._file = ""
        self.view = EvidenceView(name)
        self.view.view_changed.connect(self._on_view)
        self.setFocusProxy(self.view)
        self._caption = PlainLabel("", "stage")
        self._hash = PlainLabel("", "stage-caption", selectable=True)
        self._tools: dict[str, IconButton] = {}
        tools = row(gap=Gap.NONE)
        for key, icon, label, run, _keys in self._tool_list():
            button = IconButton(icon, label, stage=True, checkable=key in {"invert", "loupe"})
            button.clicked.connect(lambda _=False, act=run: act())
            self._tools[key] = button
            tools.addWidget(button)
        tools.addStretch(1)
        tools.insertStretch(0, 1)
        body = column(row(self._caption, 1, self._hash, gap=Gap.M), gap=Gap.XS, margin=Gap.XS)
        body.addWidget(self.view, 1)
        body.addLayout(tools)
        self.setLayout(body)

    def show_picture(
        self,
        image: QImage,
        *,
        kind: str,
        caption: str,
        sha256: str,
        full_size: QSize | None = None,
        is_drawn: bool = False,
    ) -> None:
        """Show a picture, looked at as the last one of its kind was and turned as that file was.

        Args:
            image: its pixels.
            kind: kind of evidence, such as the requirement's code.
            caption: what it is, in words.
            sha256: hexadecimal hash of the original file, never of what is shown.
            full_size: size of the original in pixels.
            is_drawn: a page, drawn anew as fine as it is asked for.
        """
        self._kind, self._file = kind, sha256
        self._caption.setText(caption)
        self._show_hash()
        state = self._memory.recall(kind, sha256)
        self.view.show_image(image, full_size=full_size, state=state, is_drawn=is_drawn)
        self._sync()

    def _show_hash(self) -> None:
        sha256 = self._file
        short = f"SHA-256 {sha256[:_HASH_ENDS]}…{sha256[-_HASH_ENDS:]}"
        if self.width() < current_theme().px(_WHOLE_HASH_FROM):
            # Two panels side by side: what it is comes before the end of its hash.
            short = f"{sha256[:_HASH_ENDS]}…"
        self._hash.setText(short if sha256 else "")
        self._hash.setToolTip(sha256)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """As much of the hash as there is room for."""
        super().resizeEvent(event)
        self._show_hash()

    def show_caption(self, caption: str) -> None:
        """Say otherwise what it is."""
        self._caption.setText(caption)

    def show_waiting(self, words: str) -> None:
        """Say in the picture's place that it is on its way."""
        if self.view.image.isNull():
            self._caption.setText(words)

    def clear(self) -> None:
        """Forget the picture."""
        self.show_picture(QImage(), kind="", caption="", sha256="")

    def bind(self, registry: ShortcutRegistry, prefix: str) -> None:
        """Register the keys; they are live while the focus is in this panel."""
        group = self.tr("Imagen")
        for key, _icon, label, run, keys in self._tool_list():
            action = registry.add(self, f"{prefix}.{key}", label, keys, run, group=group)
            button = self._tools[key]
            button.clicked.disconnect()
            button.follow(action)

    def _tool_list(self) -> tuple[tuple[str, str, str, Callable[[], None], str], ...]:
        view = self.view
        return (
            ("zoom_in", "zoom_in", self.tr("Acercar"), lambda: view.zoom_by(_ZOOM), "+"),
            ("zoom_out", "zoom_out", self.tr("Alejar"), lambda: view.zoom_by(1 / _ZOOM), "-"),
            ("fit", "fit", self.tr("Ver completo"), view.fit, "0"),
            (
                "left",
                "rotate_left",
                self.tr("Girar a la izquierda"),
                lambda: view.turn(-90),
                "Shift+R",
            ),
            ("right", "rotate_right", self.tr("Girar a la derecha"), lambda: view.turn(90), "R"),
            (
                "fine_left",
                "left",
                self.tr("Giro fino a la izquierda"),
                lambda: view.turn(-_FINE),
                ",",
            ),
            (
                "fine_right",
                "right",
                self.tr("Giro fino a la derecha"),
                lambda: view.turn(_FINE),
                ".",
            ),
            (
                "contrast",
                "contrast",
                self.tr("Más contraste"),
                lambda: view.change_contrast(_CONTRAST),
                "C",
            ),
            (
                "soften",
                "ring",
                self.tr("Menos contraste"),
                lambda: view.change_contrast(1 / _CONTRAST),
                "Shift+C",
            ),
            ("invert", "invert", self.tr("Negativo"), view.invert, "I"),
            ("loupe", "loupe", self.tr("Lupa"), self._on_loupe, "L"),
            ("reset", "reset", self.tr("Vista original"), view.reset, "Home"),
        )

    def _on_loupe(self) -> None:
        self.view.toggle_loupe()
        self._sync()

    def _on_view(self) -> None:
        if self._kind:
            self._memory.keep(self._kind, self.view.state, self._file)
        self._sync()

    def _sync(self) -> None:
        self._tools["invert"].setChecked(self.view.state.is_inverted)
        self._tools["loupe"].setChecked(self.view.has_loupe)
