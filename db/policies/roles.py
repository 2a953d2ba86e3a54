"""Names of the roles of the cluster. ``bootstrap.sql`` creates them; nobody logs in as one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from app.domain.staff import Duty

OWNER: Final = "ventanilla_owner"
"""Owns every table and function; no login."""

STAFF: Final = "ventanilla_staff"
"""Everybody with a duty; each duty's group is a member of it."""

SERVICE: Final = "ventanilla_service"
"""Intake, inspection, delivery and the sentinel: work of no person."""

GROUPS: Final[Mapping[Duty, str]] = {duty: f"ventanilla_{duty.value}" for duty in Duty}
"""The group of each duty; the login of a member of staff belongs to exactly one."""
