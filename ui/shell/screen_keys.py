"""Names of the screens, and which of them each duty has, in the order of the rail."""

from __future__ import annotations

from app.domain.staff import Duty

DESK, QUEUE, REVIEW, CALLS, REGISTRY, ADMIN, AUDIT, SIGNS = (
    "desk", "queue", "review", "calls", "registry", "admin", "audit", "signs",
)  # fmt: skip
RECORD = "record"
OF_DUTY: dict[Duty, tuple[str, ...]] = {
    Duty.CLERK: (DESK, QUEUE, REVIEW, REGISTRY),
    Duty.VALIDATOR: (DESK, QUEUE, CALLS, REGISTRY),
    Duty.DIRECTOR: (DESK, QUEUE, REVIEW, REGISTRY, AUDIT),
    Duty.ADMINISTRATOR: (DESK, ADMIN),
    Duty.AUDITOR: (DESK, QUEUE, REVIEW, AUDIT, SIGNS),
}
UNLISTED: dict[Duty, tuple[str, ...]] = {Duty.VALIDATOR: (REVIEW,)}
"""Screens the rail of a duty does not list: they only show what is opened from another one."""
ICONS = {
    DESK: "home",
    QUEUE: "list",
    REVIEW: "desk",
    CALLS: "video",
    REGISTRY: "people",
    ADMIN: "settings",
    AUDIT: "shield",
    SIGNS: "warning",
}
"""What stands before the name of a screen in the rail."""
