"""Shared set-up: windows without a display, reproducible Hypothesis, databases."""

from __future__ import annotations

import gc
import os
import sys

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A run starts some hundred processes; without bytecode each of them, and each process that collects,
# compiles every module anew (as the benchmarks, we do not follow a shell that forbids to keep it).
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

pytest_plugins = [
    "tests.db_fixtures",
    "tests.postbox",
    "tests.reported_counts",
    "tests.sandbox_fixtures",
]

settings.register_profile(
    "house",
    deadline=None,
    max_examples=100,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the tests that may take long, so that no worker waits for another's at the end."""
    items.sort(key=lambda item: item.get_closest_marker("timeout") is None)


def pytest_collection_finish() -> None:
    """What imports and collecting made stays for good: no collection need look through it again."""
    gc.collect()
    gc.freeze()
