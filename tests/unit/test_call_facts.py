"""A check of the call learns no more of a person than it needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.domain.call_facts import CALL_FACTS, call_facts
from app.domain.case import Declared
from app.domain.contact import ContactData
from app.domain.languages import LANGUAGES
from app.domain.person import Identifier, IdentifierKind, Insured

DECLARED = Declared(
    given_names="Rosa Elena",
    family_names="Quinde Morales",
    identifier=Identifier(IdentifierKind.CEDULA, "1759999996"),
    birth_date=date(1980, 5, 15),
    insured=Insured.AFFILIATE,
    contact=ContactData(
        email="rosa@example.com",
        phone_abroad="+34612345678",
        country="ES",
        state="Madrid",
        city="Madrid",
        postal_code="28001",
    ),
    id_issue_date=date(2021, 2, 10),
    signature="handwritten",
    form_date=None,
    codigo_dactilar="E1333I1222",
)


def test_all_facts_and_only_their_ends() -> None:
    facts = call_facts(DECLARED, "Europe/Madrid")
    assert set(facts) == CALL_FACTS
    assert facts["number_end"] == "996"
    assert (facts["dactylar_first"], facts["dactylar_last"]) == ("1333", "1222")
    assert facts["birth_day"] == "15 de mayo"
    assert facts["id_issue_date"] == "10-02-2021"
    assert facts["phone_abroad_end"] == "678"
    assert facts["email_start"] == "ros"
    shown = " ".join(facts.values())
    for whole in ("1759999996", "E1333I1222", "rosa@example.com", "612345678", "1980"):
        assert whole not in shown


def test_a_day_is_said_in_the_language_of_whoever_asks() -> None:
    facts = {name: dict(call_facts(DECLARED, "Europe/Madrid", name)) for name in LANGUAGES}
    assert facts["es"] == call_facts(DECLARED, "Europe/Madrid")
    assert facts["en"].pop("birth_day") == "15 May"
    assert facts["es"].pop("birth_day") == "15 de mayo"
    assert facts["en"] == facts["es"]


def test_what_is_missing_is_left_out() -> None:
    bare = replace(
        DECLARED,
        birth_date=None,
        id_issue_date=None,
        codigo_dactilar="",
        contact=ContactData(country="AE", city="Dubái", postal_code="S/N"),
    )
    assert set(call_facts(bare, "Asia/Dubai")) == {"number_end", "city", "zone"}
