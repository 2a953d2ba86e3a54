"""Contact data: history, difference and masks; then the form, field by field."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.contact import (
    CONTACT_FIELDS,
    ContactData,
    ContactVersion,
    contact_difference,
    masked_contact,
    supersede,
)
from app.domain.contact_form import ContactAssessment, ContactForm, ContactReadings, assess_contact
from app.domain.errors import RuleViolationError
from app.domain.field_finding import Weight, has_errors
from app.domain.ids import CaseId
from app.infra.emails import read_email
from app.infra.phones import read_phone

NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)
OLD = ContactData(email="ana@hotmail.com", mobile_ec="+593991234567", country="EC")
NEW = ContactData(
    email="ana@gmail.com",
    mobile_ec="+593991234567",
    landline_ec="+59323945666",
    phone_abroad="+34612345678",
    country="ES",
    state="Comunidad de Madrid",
    city="Madrid",
    postal_code="28013",
)
FORM = ContactForm(
    email=" Ana@GMAIL.com ",
    mobile_ec="099 123 4567",
    landline_ec="(02) 394-5666",
    phone_abroad="612 345 678",
    country="es",
    state="Comunidad  de Madrid ",
    city="Madrid",
    postal_code="28013",
)


def assess(form: ContactForm) -> ContactAssessment:
    return assess_contact(
        form,
        ContactReadings(
            email=read_email(form.email) if form.email else None,
            mobile_ec=read_phone(form.mobile_ec, "EC") if form.mobile_ec else None,
            landline_ec=read_phone(form.landline_ec, "EC") if form.landline_ec else None,
            phone_abroad=read_phone(form.phone_abroad, form.country.strip().upper())
            if form.phone_abroad
            else None,
        ),
    )


def found(form: ContactForm) -> list[tuple[str, str, Weight]]:
    return [(item.field, item.code, item.weight) for item in assess(form).findings]


class TestVersions:
    def test_a_new_version_closes_the_one_before(self) -> None:
        first = ContactVersion(OLD, NOW - timedelta(days=900), None, "import")
        closed, opened = supersede(first, NEW, NOW, "ADC", CaseId("c1"))
        assert closed == replace(first, valid_to=NOW)
        assert opened == ContactVersion(NEW, NOW, None, "ADC", CaseId("c1"))

    def test_the_first_version_closes_nothing(self) -> None:
        closed, opened = supersede(None, NEW, NOW, "ADC")
        assert closed is None
        assert opened.case_id is None
        assert opened.valid_to is None

    def test_only_the_version_in_force_can_be_followed(self) -> None:
        closed = ContactVersion(OLD, NOW - timedelta(days=2), NOW - timedelta(days=1), "import")
        with pytest.raises(RuleViolationError) as caught:
            supersede(closed, NEW, NOW, "ADC")
        assert caught.value.code == "CONTACT_VERSION_CLOSED"

    def test_time_does_not_run_backwards(self) -> None:
        later = ContactVersion(OLD, NOW + timedelta(days=1), None, "import")
        with pytest.raises(RuleViolationError) as caught:
            supersede(later, NEW, NOW, "ADC")
        assert caught.value.code == "CONTACT_VERSION_ORDER"


class TestDifference:
    def test_every_field_has_its_row(self) -> None:
        rows = contact_difference(OLD, NEW)
        assert [row.field for row in rows] == list(CONTACT_FIELDS)
        changed = [row.field for row in rows if row.changed]
        assert changed == [name for name in CONTACT_FIELDS if name != "mobile_ec"]
        assert (rows[0].before, rows[0].after) == ("ana@hotmail.com", "ana@gmail.com")

    def test_without_known_data_the_left_side_is_empty(self) -> None:
        rows = contact_difference(None, NEW)
        assert {row.before for row in rows} == {""}
        assert all(row.changed for row in rows)

    def test_equal_data_have_no_change(self) -> None:
        assert not any(row.changed for row in contact_difference(NEW, NEW))


class TestShowing:
    def test_masks(self) -> None:
        assert masked_contact(NEW) == (
            ("email", "a•••••@gmail.com"),
            ("mobile_ec", "••••••••••567"),
            ("landline_ec", "•••••••••666"),
            ("phone_abroad", "•••••••••678"),
            ("country", "ES"),
            ("state", "C••• d••• M•••"),
            ("city", "M•••"),
            ("postal_code", "2•••"),
        )

    def test_nothing_but_the_country_shows_itself(self) -> None:
        version = ContactVersion(NEW, NOW, None, "ADC")
        shown = f"{version} {contact_difference(OLD, NEW)} {FORM} {assess(FORM)}"
        for secret in ("ana@", "991234567", "612345678", "Madrid", "28013"):
            assert secret not in shown

    def test_phones_and_domain(self) -> None:
        assert NEW.phones == ("+593991234567", "+59323945666", "+34612345678")
        assert replace(NEW, phone_abroad=NEW.mobile_ec).phones == NEW.phones[:2]
        assert ContactData(email="a@IESS.gob.ec").email_domain == "iess.gob.ec"
        assert ContactData(email="nobody").email_domain == ""


class TestForm:
    def test_a_good_form_becomes_normalised_data(self) -> None:
        assessed = assess(FORM)
        assert assessed.findings == ()
        assert assessed.value == replace(NEW, email="Ana@gmail.com")

    def test_the_landline_is_optional(self) -> None:
        assert found(replace(FORM, landline_ec="")) == []

    @pytest.mark.parametrize(
        "name", ["email", "mobile_ec", "phone_abroad", "country", "state", "city", "postal_code"]
    )
    def test_every_other_field_is_mandatory(self, name: str) -> None:
        assert (name, "CONTACT_REQUIRED", Weight.ERROR) in found(replace(FORM, **{name: " "}))
        assert has_errors(assess(replace(FORM, **{name: ""})).findings)

    @pytest.mark.parametrize(
        ("name", "text", "code"),
        [
            ("email", "ana@gmail", "CONTACT_EMAIL_INVALID"),
            ("email", "ana gmail.com", "CONTACT_EMAIL_INVALID"),
            ("mobile_ec", "02 394 5666", "CONTACT_MOBILE_EC"),
            ("mobile_ec", "+34 612 345 678", "CONTACT_MOBILE_EC"),
            ("mobile_ec", "no tengo", "CONTACT_MOBILE_EC"),
            ("landline_ec", "099 123 4567", "CONTACT_LANDLINE_EC"),
            ("phone_abroad", "12", "CONTACT_PHONE_ABROAD"),
            ("phone_abroad", "no tengo", "CONTACT_PHONE_ABROAD"),
            ("phone_abroad", "+593 99 123 4567", "CONTACT_PHONE_ABROAD_IS_LOCAL"),
            ("country", "EC", "CONTACT_COUNTRY_IS_HOME"),
            ("country", "España", "CONTACT_COUNTRY_UNKNOWN"),
            ("postal_code", "28013!", "CONTACT_POSTAL_CODE"),
            ("postal_code", "1" * 17, "CONTACT_POSTAL_CODE"),
            ("city", "x" * 121, "CONTACT_TOO_LONG"),
            ("city", "Ma\u202edrid", "CONTACT_CHARACTERS"),
        ],
    )
    def test_errors_stand_at_their_field(self, name: str, text: str, code: str) -> None:
        form = replace(FORM, **{name: text})
        assert (name, code, Weight.ERROR) in found(form)

    def test_what_cannot_be_read_is_kept_as_typed(self) -> None:
        value = assess(replace(FORM, email="ana gmail.com", phone_abroad="no tengo")).value
        assert (value.email, value.phone_abroad) == ("ana gmail.com", "no tengo")

    def test_no_ecuadorian_mobile_needs_a_reason(self) -> None:
        form = replace(FORM, mobile_ec="", mobile_reason="No conserva línea en Ecuador")
        assert found(form) == [("mobile_ec", "CONTACT_MOBILE_EXCEPTION", Weight.WARNING)]

    @pytest.mark.parametrize("text", ["S/N", "s/n", "sn", "S.N.", "s / n"])
    def test_no_postal_code_needs_a_reason(self, text: str) -> None:
        form = replace(FORM, postal_code=text)
        assert found(form) == [("postal_code", "CONTACT_POSTAL_CODE_REASON", Weight.ERROR)]
        excused = assess(replace(form, postal_code_reason="El país no los usa"))
        assert not has_errors(excused.findings)
        assert excused.value.postal_code == "S/N"

    @pytest.mark.parametrize("text", ["sw1a 1aa", "4000-123", "D02 X285"])
    def test_postal_codes_of_the_world(self, text: str) -> None:
        assert assess(replace(FORM, postal_code=text)).value.postal_code == text.upper()
        assert found(replace(FORM, postal_code=text)) == []

    def test_a_number_nobody_assigned_yet_is_a_warning(self) -> None:
        assert found(replace(FORM, mobile_ec="0912345678")) == [
            ("mobile_ec", "CONTACT_PHONE_UNASSIGNED", Weight.WARNING)
        ]

    def test_a_prefix_of_another_country_is_a_warning(self) -> None:
        form = replace(FORM, phone_abroad="+39 347 123 4567")
        assert found(form) == [("phone_abroad", "CONTACT_PHONE_COUNTRY", Weight.WARNING)]
        facts = dict(assess(form).findings[0].facts)
        assert facts == {"country": "ES", "regions": "IT"}

    @given(st.builds(ContactForm, *[st.text(max_size=20)] * 10))
    def test_any_typing_gets_an_answer(self, form: ContactForm) -> None:
        for item in assess(form).findings:
            assert item.code.startswith("CONTACT_")


class TestReaders:
    @pytest.mark.parametrize(
        ("text", "home", "e164", "regions"),
        [
            ("0991234567", "EC", "+593991234567", ("EC",)),
            ("612345678", " es ", "+34612345678", ("ES",)),
            ("00593 2 394 5666", "ES", "+59323945666", ("EC",)),
            ("+1 416 555 0199", "US", "+14165550199", ("CA",)),
            ("+1 202 555 0199", "", "+12025550199", ("US",)),
            ("+882 16 1234 5678", "ES", "+8821612345678", ()),
            ("612345678", "", "", ()),
            ("+34 612345678 ext. 5", "ES", "", ()),
            ("9" * 41, "EC", "", ()),
        ],
    )
    def test_phones(self, text: str, home: str, e164: str, regions: tuple[str, ...]) -> None:
        facts = read_phone(text, home)
        assert (facts.e164, facts.regions) == (e164, regions)
        assert e164 == "" or e164 not in repr(facts)

    def test_a_prefix_many_countries_share(self) -> None:
        facts = read_phone("+1 000 000 0000", "US")
        assert {"US", "CA", "DO"} <= set(facts.regions)
        assert not facts.is_valid

    @pytest.mark.parametrize(
        ("text", "address", "domain"),
        [
            ("Ana.P@GMAIL.com ", "Ana.P@gmail.com", "gmail.com"),
            ("ana@ñandú.ec", "ana@xn--and-6ma2c.ec", "xn--and-6ma2c.ec"),
            ("ana@gm\u0430il.com", "ana@xn--gmil-63d.com", "xn--gmil-63d.com"),
            ("josé@gmail.com", "", ""),
            ("Ana <ana@gmail.com>", "", ""),
            ("ana@localhost", "", ""),
            ("ana@[127.0.0.1]", "", ""),
            ("ana\n@gmail.com", "", ""),
        ],
    )
    def test_addresses(self, text: str, address: str, domain: str) -> None:
        facts = read_email(text)
        assert (facts.address, facts.domain, facts.is_valid) == (address, domain, bool(address))
