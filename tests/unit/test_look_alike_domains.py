"""Domains that imitate a known one, and honest ones that must be left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.look_alike_domains import edit_distance, is_encoded, looks_like
from app.infra.risk_catalogue import load_risk_catalogue

KNOWN = load_risk_catalogue(
    Path(__file__).parents[2] / "resources" / "risk_marks.toml"
).limits.known_domains


@pytest.mark.parametrize(
    ("domain", "meant"),
    [
        ("gmial.com", "gmail.com"),
        ("gmai.com", "gmail.com"),
        ("gmail.co", "gmail.com"),
        ("grnail.com", "gmail.com"),
        ("g-mail.com", "gmail.com"),
        ("hotmal.com", "hotmail.com"),
        ("h0tmai1.com", "hotmail.com"),
        ("0utl00k.com", "outlook.com"),
        ("iesse.gob.ec", "iess.gob.ec"),
        ("iesg.gob.ec", "iess.gob.ec"),
        ("iess-gob.ec", "iess.gob.ec"),
        ("iess.gob.ec.example.com", "iess.gob.ec"),
        ("mail.iesse.gob.ec", "iess.gob.ec"),
        ("iess.gov.ec", "iess.gob.ec"),
        ("hotmail.con", "hotmail.com"),
        ("login.gmail.com.example.net", "gmail.com"),
    ],
)
def test_imitations(domain: str, meant: str) -> None:
    assert looks_like(domain, KNOWN) == meant


@pytest.mark.parametrize(
    "domain",
    [
        "",
        "gmail.com",
        "mail.com",
        "correo.iess.gob.ec",
        "hotmail.es",
        "yahoo.com.mx",
        "hotmail.it",
        "outlook.fr",
        "hotmail.se",
        "live.cl",
        "uce.edu.ec",
        "home.com",
        "man.com",
        "espol.edu.ec",
        "mies.gob.ec",
        "sri.gob.ec",
        "alumnos.upm.es",
    ],
)
def test_honest_domains(domain: str) -> None:
    assert looks_like(domain, KNOWN) is None


def test_encoded_labels() -> None:
    assert is_encoded("xn--gmil-63d.com")
    assert is_encoded("mail.xn--and-6ma2c.ec")
    assert not is_encoded("gmail.com")


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [("", "", 0), ("abc", "", 3), ("", "ab", 2), ("gmail", "gmial", 1), ("kitten", "sitting", 3)],
)
def test_distance(one: str, other: str, distance: int) -> None:
    assert edit_distance(one, other) == distance


WORDS = st.text("abc.", max_size=7)


@given(WORDS, WORDS)
def test_distance_is_symmetric_and_bounded(one: str, other: str) -> None:
    found = edit_distance(one, other)
    assert found == edit_distance(other, one)
    assert abs(len(one) - len(other)) <= found <= max(len(one), len(other))
    assert (found == 0) is (one == other)
