"""A file whose time is over when its turn comes: nothing is begun, so nothing is killed."""

from __future__ import annotations

import sys

import pytest

from app.infra.sandbox.pool import SandboxLateError, SandboxPool
from app.ports.inspector import Priority
from tests.faults.test_sandbox_deaths import children, ping

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="/proc")


def test_no_time_left_costs_no_child() -> None:
    with SandboxPool(size=1, background=1, spare=False) as pool:
        pool.run(ping(), Priority.INTERACTIVE)
        before = children()
        with pytest.raises(SandboxLateError):
            pool.run(ping(wait_s=0.0), Priority.INTERACTIVE)
        pool.run(ping(), Priority.INTERACTIVE)
        assert children() == before
