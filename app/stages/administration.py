"""Settings of the office: what they are, what is in force, and changing one from a day on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from app.domain.audit import SYSTEM_CHAIN, AuditEntry
from app.domain.duties import Operation, require
from app.domain.errors import RuleViolationError, StaleCaseError
from app.domain.office_zone import office_day
from app.domain.settings import SettingDefinition, SettingsCatalogue, StoredSetting
from app.domain.staff import Session
from app.domain.stated_reason import stated_reason
from app.ports.clock import Clock
from app.ports.office import Offices
from app.ports.unit_of_work import Look, Store
from app.trail.refusals import on_record


@dataclass(frozen=True, slots=True)
class SettingVersion:
    """A value once set and who set it; ``set_by`` is empty when the program did."""

    stored: StoredSetting
    set_by: str


@dataclass(frozen=True, slots=True)
class SettingState:
    """One setting as it stands on a day.

    Attributes:
        value: in force that day; the shipped one unless somebody set another.
        current: what set it; None for the shipped value.
        coming: the next value that will come into force; None when none is stored.
        history: every value ever set, the one that begins last first.
    """

    definition: SettingDefinition
    value: str
    current: SettingVersion | None
    coming: SettingVersion | None
    history: tuple[SettingVersion, ...]

    def value_on(self, day: date) -> str:
        """The value in force on another day."""
        found = _in_force(self.history, day)
        return found.stored.value if found else self.definition.default


@dataclass(frozen=True, slots=True)
class ChangeSettingCommand:
    """Set a value from a day on.

    Attributes:
        value: as typed; checked by the definition.
        valid_from: day of the asking agency; today or later.
        seen: the value the person saw in force on that day.
    """

    session: Session
    key: str
    value: str
    valid_from: date
    reason: str
    seen: str


@on_record
class ListSettings:
    """Every setting the program knows, in the order of the catalogue."""

    def __init__(
        self, store: Store, catalogue: SettingsCatalogue, offices: Offices, clock: Clock
    ) -> None:
        self._store = store
        self._catalogue = catalogue
        self._offices = offices
        self._clock = clock

    def __call__(self, session: Session) -> tuple[SettingState, ...]:
        """Return the settings as they stand today; stored keys nobody knows are left out.

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED``.
        """
        require(session, Operation.MANAGE_SETTINGS)
        today = _today(self._offices, self._clock, session)
        with self._store.look() as stored:
            versions = _versions(stored)
        return tuple(_state(item, versions.get(item.key, ()), today) for item in self._catalogue)


@on_record
class ChangeSetting:
    """Sets a value from a day on; the past stays as it was."""

    def __init__(
        self, store: Store, catalogue: SettingsCatalogue, offices: Offices, clock: Clock
    ) -> None:
        self._store = store
        self._catalogue = catalogue
        self._offices = offices
        self._clock = clock

    def __call__(self, command: ChangeSettingCommand) -> SettingState:
        """Store the value and return the setting as it stands now.

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED``.
            RuleViolationError: ``SETTING_UNKNOWN``, ``SETTING_VALUE``, ``SETTING_IN_THE_PAST``,
                ``SETTING_FROM_TOMORROW``, ``REASON_TOO_SHORT``, ``REASON_TOO_LONG``, ``SETTING_UNCHANGED``.
            StaleCaseError: ``SETTING_CHANGED`` when somebody else set it meanwhile.
        """
        session = command.session
        require(session, Operation.MANAGE_SETTINGS)
        definition = self._catalogue.definition(command.key)
        value = definition.check(command.value)
        today = _today(self._offices, self._clock, session)
        if command.valid_from < today:
            raise RuleViolationError("SETTING_IN_THE_PAST", key=command.key)
        # What is in force goes by the day of the mainland, which an agency may be behind.
        last = max(today, office_day(self._clock.now()))
        if definition.from_tomorrow and command.valid_from <= last:
            raise RuleViolationError("SETTING_FROM_TOMORROW", key=command.key)
        reason = stated_reason(command.reason)
        now = self._clock.now()
        with self._store.write() as uow:
            stored = uow.settings.get(command.key, command.valid_from)
            was = definition.default if stored is None else stored
            if was != command.seen:
                raise StaleCaseError("SETTING_CHANGED", key=command.key)
            if was == value:
                raise RuleViolationError("SETTING_UNCHANGED", key=command.key)
            uow.settings.put(command.key, value, command.valid_from, session.staff_id, now)
            details = {
                "key": command.key,
                "value": value,
                "was": was,
                "valid_from": command.valid_from.isoformat(),
                "reason": reason,
            }
            uow.audit.append(
                AuditEntry(
                    SYSTEM_CHAIN,
                    "setting.changed",
                    session.staff_id,
                    now,
                    session.workstation,
                    details,
                )
            )
            versions = _versions(uow)
            uow.commit()
        return _state(definition, versions[command.key], today)


def _today(offices: Offices, clock: Clock, session: Session) -> date:
    zone = offices.time_of(session.staff.agency.province).zone
    return clock.now().astimezone(zone).date()


def _versions(stored: Look) -> dict[str, tuple[SettingVersion, ...]]:
    names = {member.id: member.full_name for member in stored.staff.all()}
    return {
        key: tuple(
            SettingVersion(item, names.get(item.set_by, "") if item.set_by else "")
            for item in items
        )
        for key, items in groupby(stored.settings.history(), key=lambda item: item.key)
    }


def _state(
    definition: SettingDefinition, history: tuple[SettingVersion, ...], today: date
) -> SettingState:
    current = _in_force(history, today)
    later = [version for version in history if version.stored.valid_from > today]
    return SettingState(
        definition,
        current.stored.value if current else definition.default,
        current,
        later[-1] if later else None,
        history,
    )


def _in_force(history: Sequence[SettingVersion], day: date) -> SettingVersion | None:
    return next((version for version in history if version.stored.valid_from <= day), None)
