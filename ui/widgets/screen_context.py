"""What every screen is given: who works, the bridge to workers, words for errors, keys, time."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.habits import Habits
from app.domain.staff import Session
from app.ports.clock import Clock
from ui.messages import Messages
from ui.tasks import Tasks
from ui.widgets.agency_time import AgencyTime
from ui.widgets.shortcuts import ShortcutRegistry


@dataclass(frozen=True, slots=True)
class ScreenContext:
    """Handed to the factory of each screen by the composition root."""

    session: Session
    tasks: Tasks
    messages: Messages
    shortcuts: ShortcutRegistry
    time: AgencyTime
    clock: Clock
    language: str = "es"
    habits: Habits = field(default_factory=Habits)
