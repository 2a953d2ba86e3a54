"""The real hasher of passwords at a cost nobody should use: tests make thousands of verifiers."""

from __future__ import annotations

from dataclasses import replace

from argon2.profiles import RFC_9106_LOW_MEMORY

from app.infra.argon2_hasher import Argon2Hasher

QUICK = replace(RFC_9106_LOW_MEMORY, time_cost=1, memory_cost=64, parallelism=1)
QUICK_HASHER = Argon2Hasher(QUICK)
