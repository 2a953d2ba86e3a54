"""Risk marks: each one appears for its fact, and only for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.domain.contact import ContactData
from app.domain.errors import RuleViolationError, UnavailableError
from app.domain.languages import LANGUAGES
from app.domain.risk import RiskCode, RiskFacts, RiskMark, RiskSeverity, risk_marks
from app.infra.risk_catalogue import load_risk_catalogue

FILE = Path(__file__).parents[2] / "resources" / "risk_marks.toml"
CATALOGUE = load_risk_catalogue(FILE)
NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)
BEFORE = ContactData(email="ana@hotmail.com", mobile_ec="+593991234567", country="EC")
CLEAN = RiskFacts(
    before=BEFORE,
    after=replace(BEFORE, phone_abroad="+34612345678", country="ES"),
    now=NOW,
    last_change_at=NOW - timedelta(days=30),
    phone_regions=("ES",),
    received_on=date(2026, 11, 20),
    form_date=date(2026, 10, 21),
    review_time=timedelta(minutes=1),
)


def marks(**changes: Any) -> list[RiskMark]:
    return list(risk_marks(replace(CLEAN, **changes), CATALOGUE.limits))


def email(address: str) -> ContactData:
    return replace(CLEAN.after, email=address)


def test_an_ordinary_change_has_no_mark() -> None:
    assert marks() == []
    assert marks(after=email("ana@gmail.com")) == []


@pytest.mark.parametrize(
    ("changes", "code", "severity", "facts"),
    [
        ({"is_frozen": True}, "ACCOUNT_FROZEN", "alarm", {}),
        ({"before": None}, "NOBODY_TO_WARN", "warning", {}),
        ({"before": replace(BEFORE, email="")}, "NOBODY_TO_WARN", "warning", {}),
        ({"is_old_address_usable": False}, "NOBODY_TO_WARN", "warning", {}),
        ({"is_unknown_person": True}, "NOT_IN_REGISTER", "alarm", {}),
        ({"same_email_people": 2}, "EMAIL_OF_OTHERS", "alarm", {"count": 2}),
        ({"same_phone_people": 1}, "PHONE_OF_OTHERS", "warning", {"count": 1}),
        ({"same_file_people": 1}, "FILE_OF_OTHERS", "alarm", {"count": 1}),
        ({"near_picture_people": 3}, "PICTURE_OF_OTHERS", "warning", {"count": 3}),
        ({"document_case_count": 1}, "DOCUMENT_ON_OTHER_CASE", "alarm", {"count": 1}),
        (
            {"after": email("ana@gmial.com")},
            "LOOK_ALIKE_DOMAIN",
            "alarm",
            {"domain": "gmial.com", "known": "gmail.com"},
        ),
        (
            {"after": email("ana@xn--ana-6ma2c.ec")},
            "ENCODED_DOMAIN",
            "warning",
            {"domain": "xn--ana-6ma2c.ec"},
        ),
        (
            {"last_change_at": NOW - timedelta(days=29, hours=23)},
            "RECENT_CHANGE",
            "warning",
            {"days": 29, "limit": 30},
        ),
        (
            {"last_change_at": NOW + timedelta(minutes=5)},
            "RECENT_CHANGE",
            "warning",
            {"days": 0, "limit": 30},
        ),
        (
            {"after": replace(email("ana@gmail.com"), mobile_ec="+593987654321")},
            "EMAIL_AND_PHONE",
            "warning",
            {},
        ),
        (
            {"phone_regions": ("IT",)},
            "PHONE_COUNTRY",
            "warning",
            {"country": "ES", "regions": "IT"},
        ),
        ({"is_pensioner": True}, "PENSIONER", "notice", {}),
        (
            {"review_time": timedelta(seconds=44)},
            "REVIEWED_FAST",
            "warning",
            {"seconds": 44, "limit": 45},
        ),
        (
            {"decision_time": timedelta(seconds=19)},
            "DECIDED_FAST",
            "warning",
            {"seconds": 19, "limit": 20},
        ),
        ({"decided_outside_hours": True}, "OUTSIDE_HOURS", "warning", {}),
        ({"form_date": date(2026, 10, 20)}, "OLD_FORM", "notice", {"days": 31, "limit": 30}),
        ({"form_date": date(2026, 11, 21)}, "FORM_DATE_IN_FUTURE", "warning", {"days": 1}),
    ],
)
def test_each_mark(
    changes: dict[str, object], code: str, severity: str, facts: dict[str, object]
) -> None:
    found = marks(**changes)
    assert [(mark.code, mark.severity, dict(mark.facts)) for mark in found] == [
        (code, severity, facts)
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"last_change_at": None},
        {"form_date": None},
        {"received_on": None},
        {"review_time": None},
        {"phone_regions": ()},
        {"after": replace(CLEAN.after, country="")},
        {"after": email("ANA@hotmail.com")},
        # An old look-alike address that stays is not what this case changes.
        {"before": replace(BEFORE, email="a@gmial.com"), "after": email("a@gmial.com")},
    ],
)
def test_unknown_or_unchanged_facts_mark_nothing(changes: dict[str, object]) -> None:
    assert marks(**changes) == []


def test_the_loudest_come_first() -> None:
    found = marks(is_pensioner=True, same_phone_people=1, is_frozen=True, same_email_people=1)
    assert [mark.severity for mark in found] == ["alarm", "alarm", "warning", "notice"]


class TestCatalogue:
    def test_every_mark_has_a_sentence_in_every_language(self) -> None:
        for code in RiskCode:
            for language in LANGUAGES:
                assert CATALOGUE.sentences[code, language]

    def test_facts_are_filled_in(self) -> None:
        (mark,) = marks(after=email("ana@gmial.com"))
        assert "gmial.com se parece a gmail.com" in CATALOGUE.sentence(mark)
        assert "looks like gmail.com" in CATALOGUE.sentence(mark, "en")
        assert CATALOGUE.sentence(mark, "qu") == CATALOGUE.sentence(mark, "es")

    def test_facts_of_every_mark_fit_its_sentence(self) -> None:
        known: dict[str, str | int] = {
            "domain": "d",
            "known": "k",
            "days": 1,
            "limit": 2,
            "seconds": 3,
        }
        known |= {"count": 4, "country": "ES", "regions": "IT", "fields": "name"}
        for code in RiskCode:
            mark = RiskMark(code, RiskSeverity.NOTICE, tuple(known.items()))
            for language in LANGUAGES:
                assert "{" not in CATALOGUE.sentence(mark, language)

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("[marks.PENSIONER]", "[marks.PENSIONERS]"),
            ('en = "This is a pensioner', 'fr = "This is a pensioner'),
            ("recent_change_days = 30", 'recent_change_days = "30"'),
            ("recent_change_days = 30", "recent_change_days = true"),
            ("picture_distance = 6", "picture_distance = 6\nextra = 1"),
            ('"iess.gob.ec",', "1,"),
            ("{seconds} segundos", "{seconds:>9} segundos"),
            ("{seconds} segundos", "{seconds!r} segundos"),
            ("{seconds} segundos", "{seconds.real} segundos"),
            ("[limits]", "[limits"),
            ("[limits]", "[other]"),
        ],
    )
    def test_a_damaged_file_is_refused(self, tmp_path: Path, old: str, new: str) -> None:
        text = FILE.read_text(encoding="utf-8")
        assert old in text
        damaged = tmp_path / "risk_marks.toml"
        damaged.write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(RuleViolationError) as caught:
            load_risk_catalogue(damaged)
        assert caught.value.code == "DATA_FILE_FORM"
        assert caught.value.context["file"] == "risk_marks.toml"

    def test_a_missing_file_is_unavailable(self, tmp_path: Path) -> None:
        with pytest.raises(UnavailableError):
            load_risk_catalogue(tmp_path / "none.toml")
