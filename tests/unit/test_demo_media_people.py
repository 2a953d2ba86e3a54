"""The synthetic people are complete, valid by the public rules, and nobody real."""

import re
import tomllib
from datetime import UTC, date, datetime
from importlib.resources import files

import phonenumbers
import pytest
from email_validator import validate_email
from stdnum.ec import ci

from app.domain.mrz.reader import read_mrz
from app.infra.demo_media import make_evidence, manifest_bytes, people, reception_form
from app.infra.demo_media.declaration import declaration_of, spoken
from app.infra.demo_media.documents import cedula_with_sequence
from app.infra.demo_media.people import Contact
from app.infra.packages.manifest import Manifest
from app.infra.packages.manifest_reading import read_manifest

PEOPLE = people()


def test_there_are_enough_people_and_no_identifier_twice() -> None:
    assert len(PEOPLE) >= 60
    assert len({person.identifier for person in PEOPLE}) == len(PEOPLE)
    assert len({person.full_name for person in PEOPLE}) == len(PEOPLE)
    assert {person.group for person in PEOPLE} == {"afiliado", "jubilado", "derechohabiente"}
    assert {person.electronic_card for person in PEOPLE} == {True, False}


def test_every_cedula_is_valid_and_synthetic() -> None:
    cedulas = [person.cedula for person in PEOPLE if person.cedula]
    assert len(cedulas) >= 58
    for number in cedulas:
        assert ci.is_valid(number)
        assert number[3:7] == "9999"


@pytest.mark.parametrize(
    ("province", "third", "expected"),
    [("01", 5, "0159999994"), ("17", 5, "1759999996"), ("24", 5, "2459999997")],
)
def test_published_synthetic_cedulas_come_out(province: str, third: int, expected: str) -> None:
    assert cedula_with_sequence(province, third, 999999) == expected


def test_machine_readable_zones_read_back_soundly() -> None:
    today = date(2026, 1, 1)
    for person in PEOPLE:
        for lines in (person.card_mrz(), person.passport_mrz()):
            if lines:
                reading = read_mrz("\n".join(lines), today)
                assert reading.is_sound
                assert reading.zone is not None
                assert reading.zone.birth == person.birth_date


def _phones(contact: Contact) -> list[str]:
    found = [contact.mobile_ec, contact.landline_ec, *contact.phones_abroad]
    return [number for number in found if number]


def test_phones_and_addresses_fit_their_plans() -> None:
    for person in PEOPLE:
        for contact in (person.new_contact, person.old_contact):
            if contact is None:
                continue
            for number in _phones(contact):
                assert phonenumbers.is_valid_number(phonenumbers.parse(number)), number
            address = validate_email(contact.email, check_deliverability=False)
            assert re.search(r"example\.(com|net|org)$", address.domain)


def test_only_the_marked_person_has_a_phone_of_another_country() -> None:
    for person in PEOPLE:
        place = person.new_contact
        regions = {
            phonenumbers.region_code_for_number(phonenumbers.parse(number))
            for number in place.phones_abroad
        }
        assert (regions == {place.country_code}) is ("prefix_mismatch" not in person.tags)


def test_risk_marks_have_their_pairs() -> None:
    shared = [p.new_contact.email for p in PEOPLE if "shared_email" in p.tags]
    assert len(shared) == 2
    assert len(set(shared)) == 1
    phones = [p.new_contact.mobile_ec for p in PEOPLE if "shared_phone" in p.tags]
    assert len(phones) == 2
    assert len(set(phones)) == 1


def test_fingerprint_codes_have_the_strict_shape() -> None:
    for person in PEOPLE:
        assert re.fullmatch(r"[AIEV][1-4]{4}[AIEV][1-4]{4}", person.fingerprint_code)


@pytest.mark.parametrize(
    ("index", "document"),
    [(0, "la cédula de identidad"), (17, "código de identificación para extranjeros")],
)
def test_declaration_is_the_text_of_the_procedure_to_the_letter(index: int, document: str) -> None:
    source = files("resources") / "procedures" / "adc" / "declaration.toml"
    pieces = tomllib.loads(source.read_text(encoding="utf-8"))["declaration"]
    person = PEOPLE[index]
    place = person.new_contact
    expected = "".join(piece["template"] for piece in pieces).format(
        names=person.full_name,
        document=document,
        number=person.identifier,
        residence=f"{place.country}, {place.region}, {place.city}",
    )
    assert declaration_of(person).text == expected


def test_numbers_are_spoken_digit_by_digit() -> None:
    assert spoken("número 102,") == "número uno cero dos,"
    assert spoken("del IESS de") == "del iés de"


@pytest.mark.parametrize("index", [0, 9, 17, 34, 40, 58])
def test_manifest_is_accepted_by_the_reader(index: int) -> None:
    person = PEOPLE[index]
    evidence = make_evidence(person, only=("video",))
    data = manifest_bytes(
        "ADC-2026-000001", person, evidence, submitted_at=datetime(2026, 11, 3, 15, tzinfo=UTC)
    )
    manifest = read_manifest(data)
    assert isinstance(manifest, Manifest), manifest
    assert manifest.person.identifier.value == person.identifier
    assert manifest.files[0].requirement == "video"


def test_reception_form_names_the_requirement_as_published() -> None:
    form = reception_form(PEOPLE[3])
    assert form.category == "Trámite"
    assert form.requirement == (
        "Actualización de datos de contacto para asegurados ecuatorianos residentes en el exterior"
    )
    assert form.message
