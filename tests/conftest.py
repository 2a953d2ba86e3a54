"""Shared set-up: windows without a display, reproducible Hypothesis, databases."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

pytest_plugins = ["tests.db_fixtures", "tests.sandbox_fixtures"]

settings.register_profile(
    "house",
    deadline=None,
    max_examples=100,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")
