"""How a picture is being looked at; a value, never a change of the picture (D11)."""

from __future__ import annotations

from dataclasses import dataclass, replace

MIN_ZOOM, MAX_ZOOM = 0.02, 16.0
MIN_CONTRAST, MAX_CONTRAST = 0.4, 3.0


@dataclass(frozen=True, slots=True)
class ViewState:
    """View of one picture.

    Attributes:
        zoom: screen pixels per picture pixel; None fits the whole picture.
        centre: point of the upright picture in the middle of the view, 0..1 each way.
        rotation: degrees clockwise, quarter turns and fine turns together.
        contrast: 1 as it is, up to 3 stronger.
        is_inverted: negative.
    """

    zoom: float | None = None
    centre: tuple[float, float] = (0.5, 0.5)
    rotation: float = 0.0
    contrast: float = 1.0
    is_inverted: bool = False

    def zoomed(self, zoom: float) -> ViewState:
        """At another zoom, within limits."""
        return replace(self, zoom=min(max(zoom, MIN_ZOOM), MAX_ZOOM))

    def fitted(self) -> ViewState:
        """The whole picture."""
        return replace(self, zoom=None, centre=(0.5, 0.5))

    def moved_to(self, x: float, y: float) -> ViewState:
        """With another point in the middle; the picture never leaves the view."""
        return replace(self, centre=(min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)))

    def turned(self, degrees: float) -> ViewState:
        """Turned further clockwise."""
        return replace(self, rotation=round((self.rotation + degrees) % 360.0, 2))

    def with_contrast(self, contrast: float) -> ViewState:
        """With another contrast, within limits."""
        return replace(self, contrast=min(max(contrast, MIN_CONTRAST), MAX_CONTRAST))

    def inverted(self) -> ViewState:
        """Negative and back."""
        return replace(self, is_inverted=not self.is_inverted)

    @property
    def is_plain(self) -> bool:
        """True when pixels are shown as they are."""
        return self.contrast == 1.0 and not self.is_inverted


class ViewMemory:
    """Remembers one view per kind of evidence, so that forms open at the signature again.

    A turn sets one file upright and stays with it: the next person's card is not sideways too.
    """

    def __init__(self) -> None:
        self._states: dict[str, ViewState] = {}
        self._turns: dict[str, float] = {}

    def recall(self, kind: str, file: str = "") -> ViewState:
        """The last view of this kind, turned as that file was; whole and upright the first time."""
        state = self._states.get(kind, ViewState())
        return replace(state, rotation=self._turns.get(file, 0.0))

    def keep(self, kind: str, state: ViewState, file: str = "") -> None:
        """Remember; contrast and negative belong to one picture and are not kept."""
        self._states[kind] = replace(state, rotation=0.0, contrast=1.0, is_inverted=False)
        if file:
            self._turns[file] = state.rotation

    def forget_files(self) -> None:
        """Keep nothing of single files, as when their person leaves the desk."""
        self._turns.clear()

    def forget(self) -> None:
        """Start afresh, as when whoever works here leaves."""
        self._states.clear()
        self._turns.clear()
