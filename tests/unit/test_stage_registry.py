"""The register: searching, opening with a reason, showing masked data, on both databases."""

from __future__ import annotations

import json

import pytest

from app.domain.audit import person_chain, staff_chain
from app.domain.errors import AccessDeniedError, RuleViolationError
from app.domain.ids import PersonId
from app.domain.staff import Duty, Session, StaffMember
from app.domain.workflow import CaseState
from app.stages.registry import OpenPerson, PersonPart, SearchPeople, is_searchable
from app.trail.readings import masked_search
from tests.casework import CEDULAS, NEW, OLD, PICHINCHA, Casework

REASON = "llamada de la persona"


@pytest.fixture
def office(store) -> Casework:
    return Casework(store)


def facts(office: Casework, chain: str) -> list[tuple[str, dict[str, object]]]:
    bodies = [json.loads(event.canonical) for event in office.events(chain)]
    return [(body["action"], body["details"]) for body in bodies]


@pytest.mark.parametrize(
    "text", ["quishpe", "NAUTA rosa", "elena qui", CEDULAS[5], CEDULAS[5][:4], " ñauta "]
)
def test_people_are_found_by_number_or_by_words_in_any_order_and_masked(office, text) -> None:
    person = office.person()
    found = SearchPeople(office.store, office.clock)(office.session("clerk"), text)
    assert [row.person_id for row in found] == [person.id]
    assert found[0].display_name == "Quishpe Ñauta, Rosa Elena"
    assert CEDULAS[5] not in repr(found)
    assert found[0].identifier.endswith(CEDULAS[5][-3:])


def test_the_words_are_recorded_before_anything_is_found(office) -> None:
    session = office.session("clerk")
    assert SearchPeople(office.store, office.clock)(session, " nadie así ") == ()
    chain = staff_chain(session.staff_id)
    wanted = ("registry.searched", {**masked_search("nadie así"), "is_further_page": False})
    assert facts(office, chain) == [wanted]


@pytest.mark.parametrize("text", ["", "qu", "  q u  ", "---", "%%%", "1-2 "])
def test_too_short_a_search_is_refused_and_leaves_no_trace(office, text) -> None:
    office.person()
    session = office.session("clerk")
    assert not is_searchable(text)
    with pytest.raises(RuleViolationError) as refused:
        SearchPeople(office.store, office.clock)(session, text)
    assert refused.value.code == "SEARCH_TOO_SHORT"
    assert office.events(staff_chain(session.staff_id)) == ()


def test_pages_follow_one_another_in_order_of_surnames(office) -> None:
    people = {office.person(cedula=f"17{number:08d}").id for number in range(7)}
    search = SearchPeople(office.store, office.clock)
    session, seen, after = office.session("clerk"), [], ""
    while page := search(session, "quishpe", after, 3):
        seen += [row.person_id for row in page]
        after = page[-1].person_id
    assert len(seen) == 7
    assert set(seen) == people


def test_a_file_opens_with_a_reason_masked_and_the_look_is_on_the_persons_chain(office) -> None:
    person = office.person()
    case = office.case(CaseState.TO_REVIEW, person=person)
    opened = OpenPerson(office.store, office.clock)(office.session("clerk"), person.id, REASON)
    assert opened.person.display_name == person.display_name
    assert [row.number for row in opened.cases] == [case.number]
    text = repr((opened.person, opened.contacts[0].value.email, opened.contacts[0].value.phones))
    for secret in (CEDULAS[5], OLD.email, OLD.mobile_ec):
        assert secret not in text
    assert opened.contacts[0].value.country == "ES"
    assert facts(office, person_chain(person.id)) == [("person.opened", {"reason": REASON})]


def test_showing_a_part_is_recorded_and_shows_that_part_only(office) -> None:
    person = office.person()
    use_case, session = OpenPerson(office.store, office.clock), office.session("clerk")
    use_case(session, person.id, REASON)
    numbers = use_case.reveal(session, person.id, frozenset({PersonPart.IDENTIFIERS}))
    assert numbers.person == person
    assert numbers.contacts[0].value.email != OLD.email
    whole = use_case.reveal(session, person.id, frozenset(PersonPart))
    assert whole.contacts[0].value == OLD
    assert facts(office, person_chain(person.id))[1:] == [
        ("person.revealed", {"parts": ["identifiers"]}),
        ("person.revealed", {"parts": ["contact", "identifiers"]}),
    ]


def test_history_is_newest_first_with_validity_source_and_case(office) -> None:
    person = office.person()
    case = office.case(person=person)
    now = office.clock.now()
    with office.store.write() as uow:
        uow.people.replace_contact(person.id, NEW, now, "ADC", case.id)
        uow.commit()
    opened = OpenPerson(office.store, office.clock)(office.session("director"), person.id, REASON)
    newest, oldest = opened.contacts
    assert (newest.source, newest.case_id, newest.valid_to) == ("ADC", case.id, None)
    assert (oldest.source, oldest.case_id, oldest.valid_to) == ("REGISTER", None, now)


@pytest.mark.parametrize("reason", ["", "porque sí", "         a         "])
def test_no_reason_no_file(office, reason) -> None:
    person = office.person()
    with pytest.raises(RuleViolationError) as refused:
        OpenPerson(office.store, office.clock)(office.session("clerk"), person.id, reason)
    assert refused.value.code == "REASON_TOO_SHORT"
    assert office.events(person_chain(person.id)) == ()


def test_nobody_unknown_is_opened_and_nothing_is_recorded_about_them(office) -> None:
    use_case, ghost = OpenPerson(office.store, office.clock), PersonId("nadie")
    with pytest.raises(RuleViolationError) as refused:
        use_case(office.session("clerk"), ghost, REASON)
    assert refused.value.code == "PERSON_UNKNOWN"
    with pytest.raises(RuleViolationError):
        use_case.reveal(office.session("clerk"), ghost, frozenset(PersonPart))
    assert office.events(person_chain(ghost)) == ()


@pytest.mark.parametrize("duty", [Duty.ADMINISTRATOR, Duty.AUDITOR])
def test_administrators_and_auditors_do_not_look_people_up(office, duty) -> None:
    person = office.person()
    member = StaffMember(office.people["clerk"].id, "x", "X", CEDULAS[6], duty, PICHINCHA, True)
    session = Session(member, "PUESTO-1", office.clock.now())
    use_case = OpenPerson(office.store, office.clock)
    for attempt in (
        lambda: SearchPeople(office.store, office.clock)(session, "quishpe"),
        lambda: use_case(session, person.id, REASON),
        lambda: use_case.reveal(session, person.id, frozenset(PersonPart)),
    ):
        with pytest.raises(AccessDeniedError) as refused:
            attempt()
        assert refused.value.code == "DUTY_NOT_ALLOWED"
