"""What every chapter of the tour knows: the parts, the world outside, whose case it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ui.shell.parts import DesktopParts
from ui.tour.backstage import Backstage


@dataclass(frozen=True, slots=True)
class Setting:
    """One tour.

    Attributes:
        person: number of the person in the demonstration whose case is played.
        name: words that find that person's case.
        clean_name: names the person whose case has no defects and least time left.
    """

    parts: DesktopParts
    backstage: Backstage
    person: int
    name: str
    clean_name: str

    def now(self) -> datetime:
        """The demonstration's instant."""
        return self.parts.clock.now()
