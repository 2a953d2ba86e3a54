"""No change goes in force to an address nobody can write to, or a mobile number that is none."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.contact import ContactData
from app.domain.errors import RuleViolationError
from app.domain.procedure import FormField
from app.domain.reachable import ContactReaders, require_reachable
from app.infra.emails import read_email
from app.infra.phones import read_phone
from tests.casework import NEW, shipped_procedures

READERS = ContactReaders(read_email, read_phone)
FORM = shipped_procedures().get("ADC", "2026.1").fields
ASKED_FOR_NOTHING: tuple[FormField, ...] = ()


def refusal(contact: ContactData, wanted=FORM) -> tuple[str, object, object] | None:
    try:
        require_reachable(contact, wanted, READERS)
    except RuleViolationError as error:
        return error.code, error.context["finding"], error.context["reason"]
    return None


def test_usable_data_pass():
    assert refusal(NEW) is None


@pytest.mark.parametrize(
    "email", ["rosa", "rosa@", "rosa@gmail", "rosa@@x.com", "ro sa@x.com", "rosa@x.com.", "@x.com"]
)
def test_an_address_of_no_form_is_refused_and_the_reason_fits(email):
    found = refusal(replace(NEW, email=email))
    assert found == ("EMAIL_NOT_USABLE", "CONTACT_EMAIL_INVALID", "SOL-03")


def test_what_is_missing_is_refused_where_it_is_demanded():
    assert refusal(replace(NEW, email="")) == ("EMAIL_NOT_USABLE", "CONTACT_REQUIRED", "SOL-02")
    assert refusal(replace(NEW, mobile_ec="")) == (
        "MOBILE_NOT_USABLE",
        "CONTACT_REQUIRED",
        "SOL-02",
    )
    assert refusal(replace(NEW, email="", mobile_ec=""), ASKED_FOR_NOTHING) is None


def test_a_mobile_number_may_lack_for_a_noted_reason_and_is_never_a_landline():
    assert refusal(replace(NEW, mobile_ec="", mobile_reason="vive fuera desde 1999")) is None
    for number in ("+59322345678", "0991", "+34612345678"):
        found = refusal(replace(NEW, mobile_ec=number))
        assert found == ("MOBILE_NOT_USABLE", "CONTACT_MOBILE_EC", "SOL-03")
        assert refusal(replace(NEW, mobile_ec=number), ASKED_FOR_NOTHING) == found


def test_other_fields_stop_nothing_here():
    assert refusal(replace(NEW, postal_code="", phone_abroad="x", country="")) is None


def test_the_reasons_named_are_reasons_of_the_request_that_name_fields():
    procedure = shipped_procedures().get("ADC", "2026.1")
    for code in ("SOL-02", "SOL-03"):
        assert procedure.reason(code).names_fields
        assert "request_form" in procedure.reason(code).requirements


@given(st.text(max_size=80) | st.emails() | st.from_regex(r"[a-z .@]{1,12}@[a-z.]{0,12}"))
def test_what_passes_is_an_address_and_what_does_not_is_none(email):
    found = refusal(replace(NEW, email=email))
    tidy = " ".join(email.split())
    if found is None:
        assert read_email(tidy).is_valid
        assert "@" in email
    elif read_email(email).is_valid:
        # Only the form of the field itself stands against it, such as its length.
        assert found[1] in {"CONTACT_TOO_LONG", "CONTACT_CHARACTERS"}


@given(st.text(max_size=30))
def test_any_text_for_a_number_is_judged_without_failing(number):
    found = refusal(replace(NEW, mobile_ec=number))
    assert found is None or found[0] == "MOBILE_NOT_USABLE"
