"""The zone a reviewer typed is compared with the declaration, and its mark reaches whoever decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.case import Declared
from app.domain.mrz.document_check import check_document
from app.domain.person import Identifier, IdentifierKind
from app.domain.risk import RiskCode, RiskMark
from app.domain.workflow import CaseState
from app.infra.risk_catalogue import load_risk_catalogue
from app.stages.decision import ComparisonQuery
from tests.casework import RESOURCES, Casework, declared
from tests.reviewing import ReviewDesk, again
from tests.stage_desks import DecisionDesk
from tests.store_samples import contact, person

ON = date(2026, 9, 16)
CARD = """I<UTOD231458907<<<<<<<<<<<<<<<
7408122F1204159UTO<<<<<<<<<<<6
ERIKSSON<<ANNA<MARIA<<<<<<<<<<"""


def anna(**changes: object) -> Declared:
    who = person("1", "Anna María", "Eriksson")
    form = declared(replace(who, birth_date=date(1974, 8, 12)), contact())
    return replace(form, **changes)  # type: ignore[arg-type] # fields of the form


def differences(zone: str, form: Declared) -> tuple[str, ...]:
    return check_document(zone, form, ON).differences


def test_what_agrees_differs_in_nothing() -> None:
    check = check_document(CARD, anna(), ON)
    assert check.differences == ()
    assert check.reading.is_sound
    assert check.is_expired


def test_each_difference_is_named() -> None:
    passport = Identifier(IdentifierKind.PASSPORT, "X-999.999", "UTO")
    assert differences(CARD, anna(family_names="Quishpe")) == ("name",)
    assert differences(CARD, anna(birth_date=date(1974, 8, 13))) == ("birth",)
    assert differences(CARD, anna(identifier=passport)) == ("passport",)
    same = Identifier(IdentifierKind.PASSPORT, "d-231.458 90", "UTO")
    assert differences(CARD, anna(identifier=same)) == ()
    assert differences(CARD, anna(birth_date=None)) == ()


def test_a_zone_that_disagrees_with_itself_is_named_and_no_zone_is_nothing() -> None:
    assert differences(CARD.replace("7408122F", "7408123F"), anna()) == ("check_digits",)
    assert differences("esto no es una zona", anna()) == ()
    assert differences("<" * 5000, anna()) == ()


def test_the_mark_names_the_fields_in_words() -> None:
    catalogue = load_risk_catalogue(Path(RESOURCES / "risk_marks.toml"))
    mark = RiskMark(RiskCode.MRZ_MISMATCH, "alarm", (("fields", "name birth"),))  # type: ignore[arg-type]
    assert "(nombres, fecha de nacimiento)" in catalogue.sentence(mark, "es")
    assert "(names, date of birth)" in catalogue.sentence(mark, "en")


@pytest.fixture
def desk(store) -> ReviewDesk:
    return ReviewDesk(Casework(store))


def marks(office: Casework, case_id) -> list[tuple[str, dict[str, object]]]:
    with office.store.read() as readers:
        view = readers.case.view(case_id)
    ours = [mark for mark in view.risk_marks if mark.code is RiskCode.MRZ_MISMATCH]
    return [(mark.code.value, dict(mark.facts)) for mark in ours]


def test_the_mark_comes_with_the_review_and_goes_with_its_undoing(desk: ReviewDesk) -> None:
    office = desk.office
    case = office.case(CaseState.TO_REVIEW, reviewer="", holder="clerk")
    draft = replace(desk.draft(case), zone=CARD)
    desk.drafting.save(office.session("clerk"), draft)
    stored = desk.drafting.load(office.session("clerk"), case.id)
    assert stored.zone == CARD
    review = desk.commit_as("clerk", case, stored)
    assert marks(office, case.id) == [("MRZ_MISMATCH", {"fields": "name birth"})]
    assert '"document_differs":["name","birth"]' in office.events(f"case:{case.id}")[-1].canonical
    with office.store.read() as readers:
        assert readers.case.view(case.id).reviews[-1].draft.zone == CARD
    compared = DecisionDesk(office).compare(ComparisonQuery(office.session("validator"), case.id))
    assert RiskCode.MRZ_MISMATCH in {mark.code for mark in compared.marks}
    desk.undo("clerk", review)
    assert marks(office, case.id) == []


def test_a_later_round_keeps_the_mark_until_a_zone_that_agrees_is_typed(desk: ReviewDesk) -> None:
    office = desk.office
    case = office.case(CaseState.TO_REVIEW, reviewer="", holder="clerk")
    draft = desk.draft(case, request_form=again("request_form", "SOL-04"))
    desk.commit_as("clerk", case, replace(draft, zone=CARD))
    with office.store.write() as uow:
        now = uow.cases.get(case.id)
        uow.cases.save(replace(now, state=CaseState.TO_REVIEW, round=2), now.version)
        uow.commit()
    office.clock.forward(minutes=1)
    second = office.claim(case.id, "clerk")
    assert desk.draft(second).zone == ""
    desk.commit_as("clerk", second, desk.draft(second))
    assert [code for code, _ in marks(office, case.id)] == ["MRZ_MISMATCH"]
