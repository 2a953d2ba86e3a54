"""Verifiers of passwords."""

from __future__ import annotations

import argon2
import pytest

from app.infra.argon2_hasher import MAX_PASSWORD, Argon2Hasher

HASHER = Argon2Hasher()


def test_verify() -> None:
    verifier = HASHER.hash("contraseña 1")
    assert verifier.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert HASHER.verify(verifier, "contraseña 1")
    assert not HASHER.verify(verifier, "contraseña 2")
    assert verifier != HASHER.hash("contraseña 1")
    assert not HASHER.is_outdated(verifier)


@pytest.mark.parametrize("verifier", ["", "x", "$argon2id$v=19$m=8,t=1,p=1$AAAA$AAAA"])
def test_a_damaged_verifier_fits_nothing(verifier: str) -> None:
    assert not HASHER.verify(verifier, "x")
    assert HASHER.is_outdated(verifier)


def test_weaker_parameters_are_outdated() -> None:
    weak = argon2.PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash("x")
    assert HASHER.verify(weak, "x")
    assert HASHER.is_outdated(weak)


def test_no_work_for_endless_passwords() -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - it has no words
        HASHER.hash("a" * (MAX_PASSWORD + 1))
    assert not HASHER.verify(HASHER.hash("a"), "a" * (MAX_PASSWORD + 1))
