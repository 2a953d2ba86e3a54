"""What screens stand on, fetched by workers before anybody opens them: modules, files, settings."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from ui.shell.screen_keys import (
    ADMIN,
    AUDIT,
    CALLS,
    DESK,
    OF_DUTY,
    QUEUE,
    RECORD,
    REGISTRY,
    REVIEW,
    SIGNS,
    UNLISTED,
)
from ui.shell.use_cases import SessionCases

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType
    from zoneinfo import ZoneInfo

    from app.domain.staff import Session
    from ui.shell.parts import DesktopParts


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody who signed in, with what the window has to know to receive them."""

    session: Session
    zone: ZoneInfo
    idle_minutes: int
    cases: SessionCases


class Readiness:
    """Keeps modules, files and the database out of the window's thread; called in workers.

    A screen that opens finds everything loaded: importing one takes up to half a second, during
    which no key would be answered.
    """

    def __init__(self, parts: DesktopParts, language: str) -> None:
        self._parts = parts
        self._language = language
        self._loaded: set[str] = set()
        # One at a time: a part is built when first asked for, and two askers would build two.
        self._lock = Lock()

    def warm_up(self) -> None:
        """Load every screen, while a person still types who they are."""
        cases = SessionCases(self._parts, self._language)
        for key in _LOADERS:
            self._load(key, cases)

    def receive(self, session: Session) -> Entry:
        """Read what a session begins with, and make what its screens ask for."""
        entry = self.entry_of(session)
        duty = session.staff.duty
        for key in (*OF_DUTY[duty], *UNLISTED.get(duty, ()), RECORD):
            self._load(key, entry.cases)
        return entry

    def entry_of(self, session: Session) -> Entry:
        """Read what a session begins with; its screens load when they open."""
        parts = self._parts
        # The first name of a country loads the names of all of them.
        parts.countries.name("EC", self._language)
        return Entry(
            session,
            parts.offices.time_of(session.staff.agency.province).zone,
            parts.settings.whole("session.idle_minutes"),
            SessionCases(parts, self._language),
        )

    def _load(self, key: str, cases: SessionCases) -> None:
        with self._lock:
            if key not in self._loaded:
                _LOADERS[key]()
                self._loaded.add(key)
            cases.make(key)


def _desk() -> tuple[ModuleType, ...]:
    from ui.desk import presenter, view

    return presenter, view


def _queue() -> tuple[ModuleType, ...]:
    from ui.queueing import presenter, view, views_presenter

    return presenter, view, views_presenter


def _review() -> tuple[ModuleType, ...]:
    from ui.review import view

    return (view,)


def _calls() -> tuple[ModuleType, ...]:
    from ui.decision import presenter as decision
    from ui.validation import presenter, view

    return presenter, view, decision


def _registry() -> tuple[ModuleType, ...]:
    from ui.registry import presenter, view

    return presenter, view


def _admin() -> tuple[ModuleType, ...]:
    from ui.administration import mail_presenter, settings_presenter, staff_presenter, view

    return mail_presenter, settings_presenter, staff_presenter, view


def _audit() -> tuple[ModuleType, ...]:
    from ui.audit import presenter, view

    return presenter, view


def _signs() -> tuple[ModuleType, ...]:
    from ui.audit import signs_presenter, signs_view

    return signs_presenter, signs_view


def _record() -> tuple[ModuleType, ...]:
    from ui.papers import mails_panel, record_presenter, record_view

    return mails_panel, record_presenter, record_view


# In the order in which most people come to them.
_LOADERS: dict[str, Callable[[], tuple[ModuleType, ...]]] = {
    DESK: _desk,
    QUEUE: _queue,
    REVIEW: _review,
    REGISTRY: _registry,
    CALLS: _calls,
    ADMIN: _admin,
    AUDIT: _audit,
    SIGNS: _signs,
    RECORD: _record,
}
