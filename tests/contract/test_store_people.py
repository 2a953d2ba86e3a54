"""The register on both databases: people, contact history, who shares what."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import RuleViolationError
from app.domain.ids import PersonId
from app.domain.person import Identifier, IdentifierKind, Insured
from db.picture_bands import MAX_DISTANCE, band_values, bands_near, is_near, signed
from db.store import SqlStore
from tests import store_samples as samples
from tests.store_samples import NOW


def _put(store: SqlStore, *names: tuple[str, str]) -> None:
    with store.write() as work:
        for place, (given_names, family_names) in enumerate(names):
            work.people.add(samples.person(f"{place + 1}", given_names, family_names), None)
        work.commit()


def _found(store: SqlStore, text: str, after: str = "", limit: int = 50) -> list[str]:
    with store.read() as read:
        return [row.display_name for row in read.registry.search(text, after, limit)]


def test_a_person_comes_back_with_every_number(store: SqlStore) -> None:
    who = replace(
        samples.person("1712345678"),
        identifiers=(
            Identifier(IdentifierKind.CEDULA, "1712345678"),
            Identifier(IdentifierKind.PASSPORT, "XDB123456", "ESP"),
            Identifier(IdentifierKind.PASSPORT, "XDB123456", "FRA"),
        ),
        insured=Insured.PENSIONER,
        frozen_at=NOW,
        frozen_reason="NOT_ME",
        in_register=False,
    )
    with store.write() as work:
        work.people.add(who, samples.contact_version())
        assert work.people.get(who.id) == who
        assert work.people.by_identifier(who.identifiers[2]) == who
        assert work.people.by_identifier(Identifier(IdentifierKind.CEDULA, "1")) is None
        assert work.people.contact(who.id) == samples.contact_version()
    with store.write() as work, pytest.raises(RuleViolationError) as caught:
        work.people.get(who.id)
    assert caught.value.code == "PERSON_UNKNOWN"


def test_one_number_is_one_person(store: SqlStore) -> None:
    with store.write() as work:
        work.people.add(samples.person("1712345678"), None)
        twin = replace(samples.person("1712345678"), id=PersonId("twin"))
        with pytest.raises(RuleViolationError) as caught:
            work.people.add(twin, None)
    assert caught.value.code == "IDENTIFIER_TAKEN"


def test_contact_history_is_kept(store: SqlStore) -> None:
    samples.furnish(store)
    new = samples.contact(email="nueva@example.org")
    with store.write() as work:
        case = samples.put_case(work, "ADC-2026-000001")
        opened = work.people.replace_contact(case.person_id, new, NOW, "ADC", case.id)
        work.commit()
    with store.read() as read:
        history = read.registry.contact_history(case.person_id)
    assert history == (opened, replace(samples.contact_version(), valid_to=NOW))
    assert (opened.value, opened.valid_from, opened.valid_to) == (new, NOW, None)
    with store.write() as work:
        assert work.people.contact(case.person_id) == opened
        again = work.people.replace_contact(case.person_id, new, NOW, "ADC", case.id)
        assert work.people.contact(case.person_id) == again


def test_others_with_the_same_contact_are_counted_while_it_is_in_force(store: SqlStore) -> None:
    with store.write() as work:
        for key in ("1", "2", "3"):
            work.people.add(samples.person(key), samples.contact_version())
        case = samples.put_case(work, "ADC-2026-000001")
        other = samples.contact(email="otra@example.org", phone_abroad="", mobile_ec="")
        work.people.replace_contact(PersonId("person-3"), other, NOW, "ADC", case.id)
        counted = work.people.others_with_contact(
            PersonId("person-1"), "MARIA@example.org", ["+34600111222", "+1"], NOW
        )
    assert counted == {"MARIA@example.org": 2, "+34600111222": 2, "+1": 0}


def test_others_with_the_very_same_file(store: SqlStore) -> None:
    with store.write() as work:
        sha256 = work.blobs.put(b"same")
        first = samples.put_case(work, "ADC-2026-000001")
        second = samples.put_case(work, "ADC-2026-000002")
        for case in (first, first, second):
            work.cases.add_files([samples.case_file(case, sha256)])
        assert work.people.others_with_file(first.person_id, sha256) == 1
        assert work.people.others_with_file(PersonId("nobody"), sha256) == 2


def test_near_pictures_of_other_people(store: SqlStore) -> None:
    asked = 0xF0F0_1234_ABCD_8001
    with store.write() as work:
        cases = [samples.put_case(work, f"ADC-2026-{n:06d}") for n in range(1, 5)]
        sha256 = work.blobs.put(b"picture")
        near = asked ^ 0b11 ^ (0b111 << 20) ^ (0b111 << 40) ^ (0b11 << 60)  # ten bits away
        for case, picture in zip(cases, (asked, near, asked ^ 0xFFF, ~near), strict=True):
            file = samples.case_file(case, sha256)
            work.cases.add_files([file])
            work.people.put_picture_hash(file.id, case.person_id, picture)
            work.people.put_picture_hash(file.id, case.person_id, picture)
        me = cases[0].person_id
        assert work.people.near_pictures(me, asked, 10) == 1
        assert work.people.near_pictures(me, asked, 9) == 0
        assert work.people.near_pictures(PersonId("other"), asked, 0) == 1


@given(
    one=st.integers(0, 2**64 - 1),
    flips=st.sets(st.integers(0, 63), max_size=14),
    distance=st.integers(0, MAX_DISTANCE),
)
@settings(max_examples=400)
def test_bands_find_every_near_hash(one: int, flips: set[int], distance: int) -> None:
    other = one ^ sum(1 << bit for bit in flips)
    assert is_near(signed(other), one, distance) is (len(flips) <= distance)
    bands = zip(band_values(other).values(), bands_near(one, distance), strict=True)
    if len(flips) <= distance:
        assert any(value in near for value, near in bands)


def test_a_freeze_is_set_and_taken_back(store: SqlStore) -> None:
    with store.write() as work:
        who = samples.person("1")
        work.people.add(who, None)
        work.people.freeze(who.id, NOW, "NOT_ME")
        frozen = work.people.get(who.id)
        assert (frozen.frozen_at, frozen.frozen_reason, frozen.version) == (NOW, "NOT_ME", 2)
        work.people.unfreeze(who.id)
        assert work.people.get(who.id).frozen_at is None
        with pytest.raises(RuleViolationError):
            work.people.freeze(PersonId("nobody"), NOW, "NOT_ME")


NAMES = (
    ("María José", "Zambrano Peña"),
    ("Mariana", "Zapata Muñoz"),
    ("José María", "Peñaherrera Zambrano"),
    ("Ángel", "De la Torre"),
    ("Zoë", "O'Brien"),
)


ZA = ("Zambrano Peña, María José", "Zapata Muñoz, Mariana", "Peñaherrera Zambrano, José María")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("zambrano maria", {"Zambrano Peña, María José", "Peñaherrera Zambrano, José María"}),
        ("MARÍA ZAMBRANO", {"Zambrano Peña, María José", "Peñaherrera Zambrano, José María"}),
        ("mar za", set(ZA)),
        ("pena", {"Zambrano Peña, María José", "Peñaherrera Zambrano, José María"}),
        ("munoz", {"Zapata Muñoz, Mariana"}),
        ("torre angel", {"De la Torre, Ángel"}),
        ("obrien", {"O'Brien, Zoë"}),
        ("zoe", {"O'Brien, Zoë"}),
        ("ambrano", set()),
        ("%", set()),
        ("", set()),
        ("ADC-2026", set()),
    ],
)  # fmt: skip
def test_names_are_found_in_any_order_without_accents(
    store: SqlStore, text: str, expected: set[str]
) -> None:
    _put(store, *NAMES)
    assert set(_found(store, text)) == expected


def test_people_are_found_by_the_beginning_of_a_number(store: SqlStore) -> None:
    _put(store, *NAMES)
    assert _found(store, "0000000002") == ["Zapata Muñoz, Mariana"]
    assert len(_found(store, "00000")) == len(NAMES)
    assert _found(store, "2") == []


def test_search_goes_on_page_by_page_in_order_of_surnames(store: SqlStore) -> None:
    _put(store, *NAMES)
    everybody = _found(store, "00000")
    assert everybody == sorted(everybody, key=lambda name: name.casefold().replace("'", ""))
    with store.read() as read:
        first = read.registry.search("00000", "", 2)
        second = read.registry.search("00000", first[-1].person_id, 2)
        third = read.registry.search("00000", second[-1].person_id, 2)
    assert [row.display_name for row in (*first, *second, *third)] == everybody


def test_common_words_are_walked_and_give_the_same(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    _put(store, *NAMES)
    few = {text: _found(store, text) for text in ("maria", "za", "0000", "maria zamb")}
    monkeypatch.setattr("db.readers.name_search.FEW", 0)
    assert {text: _found(store, text) for text in few} == few


def test_a_line_of_the_register_tells_open_cases(store: SqlStore) -> None:
    samples.furnish(store)
    with store.write() as work:
        case = samples.put_case(work, "ADC-2026-000001")
        work.people.freeze(case.person_id, NOW + timedelta(1), "NOT_ME")
        work.commit()
    with store.read() as read:
        (row,) = read.registry.search("zambrano", "", 5)
        lines = read.registry.cases_of(case.person_id)
        assert read.registry.person(case.person_id).id == case.person_id
    assert (row.open_cases, row.is_frozen, row.birth_year) == (1, True, 1980)
    assert [line.number for line in lines] == ["ADC-2026-000001"]
