"""The owner of an address hears of every change and can always stop it; on both databases."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from app.domain.audit import case_chain
from app.domain.case import Case
from app.domain.contact import ContactData
from app.domain.errors import RuleViolationError
from app.domain.notices import (
    APPLIED_TO_OLD,
    FROZEN,
    HOLD_OVER,
    HOLD_TO_NEW,
    HOLD_TO_OLD,
    NOT_ME_CODE,
    THAWED,
)
from app.domain.risk import RiskCode
from app.domain.workflow import CaseState
from app.infra.emails import read_email
from app.infra.message_templates import MessageTemplates
from app.stages.decision import NotMeEffect, PreviewRefusal, ReportNotMeCommand, UnfreezeCommand
from db.store import SqlStore
from tests.casework import CEDULAS, NEW, OLD, RESOURCES, Casework
from tests.stage_desks import CallDesk, DecisionDesk, new_messages

EVIL = replace(NEW, email="otra.mano@correo.example")
EVIL_AGAIN = replace(NEW, email="otra.mano.dos@correo.example", mobile_ec="+593997654322")


@pytest.fixture
def office(store: SqlStore) -> Casework:
    return Casework(store)


@pytest.fixture
def calls(office: Casework) -> CallDesk:
    return CallDesk(office)


@pytest.fixture
def desk(office: Casework) -> DecisionDesk:
    return DecisionDesk(office)


def codes(office: Casework, case: Case) -> dict[str, str]:
    return {
        message.recipient: str(message.parameters[NOT_ME_CODE])
        for message in office.messages(case.id)
        if message.parameters.get(NOT_ME_CODE)
    }


def lift(office: Casework, desk: DecisionDesk, case: Case) -> None:
    reason = "Llamó la persona y dijo que se equivocó"
    desk.unfreeze(UnfreezeCommand(office.session("director"), case.person_id, reason))


def test_the_code_of_the_old_address_is_not_burnt_and_the_next_change_is_told(
    office: Casework, calls: CallDesk, desk: DecisionDesk
) -> None:
    person = office.person()
    first = calls.validated(office.case(person=person, after=EVIL, holder="validator"))
    desk.approve(first)
    # Only the owner's notice has a code: the address asked for cannot use it up.
    (address, code) = next(iter(codes(office, first).items()))
    assert (len(codes(office, first)), address) == (1, OLD.email)
    # Even used and lifted by somebody who was talked into it, it goes on stopping this change.
    for _ in range(2):
        report = desk.report(ReportNotMeCommand(None, code))
        assert (report.effect, report.is_frozen) == (NotMeEffect.FROZEN_AFTER_CHANGE, True)
        assert desk.report(ReportNotMeCommand(None, code)).effect is NotMeEffect.ALREADY_REPORTED
        lift(office, desk, first)
    after = calls.validated(office.case(person=person, after=EVIL_AGAIN, holder="validator"))
    done = desk.approve(after)
    told = {m.recipient: m.template for m in new_messages(office, done)}
    assert told[OLD.email] == told[EVIL.email] == APPLIED_TO_OLD
    assert codes(office, after).keys() == {OLD.email, EVIL.email}
    assert desk.report(ReportNotMeCommand(None, code)).is_frozen


@pytest.mark.parametrize("days", ["1", "0"])
def test_a_freeze_and_its_lifting_are_told_to_the_address_before_the_last_two(
    office: Casework, calls: CallDesk, desk: DecisionDesk, days: str
) -> None:
    with office.store.write() as uow:
        at = office.clock.now()
        uow.settings.put("notice.earlier_address_days", days, date(2026, 1, 1), None, at)
        uow.commit()
    person = office.person()
    desk.approve(calls.validated(office.case(person=person, after=EVIL, holder="validator")))
    second = calls.validated(office.case(person=person, after=EVIL_AGAIN, holder="validator"))
    desk.approve(second)
    # Whoever took the account over has both addresses, and reads the code in the older one.
    code = codes(office, second)[EVIL.email]
    # A freeze may come long after the change: nobody falls out of its notices meanwhile.
    office.clock.forward(hours=26)
    assert desk.report(ReportNotMeCommand(None, code)).is_frozen
    lift(office, desk, second)
    told = [(m.template, m.recipient) for m in office.messages(second.id)]
    owner = [OLD.email] if days == "1" else []
    for template in (FROZEN, THAWED):
        heard = [address for name, address in told if name == template]
        assert sorted(heard) == sorted([*owner, EVIL.email, EVIL_AGAIN.email])


def test_a_freeze_tells_the_owner_of_every_change_it_stops(
    office: Casework, calls: CallDesk, desk: DecisionDesk
) -> None:
    person = office.person()
    first = calls.validated(office.case(person=person, after=EVIL, holder="validator"))
    desk.approve(first)
    code = codes(office, first)[OLD.email]
    desk.hold(48)
    held = calls.validated(office.case(person=person, after=EVIL_AGAIN, holder="validator"))
    desk.approve(held)
    assert desk.report(ReportNotMeCommand(None, code)).is_frozen
    heard = {m.recipient for m in office.messages(held.id) if m.template == FROZEN}
    assert heard == {OLD.email, EVIL.email, EVIL_AGAIN.email}


def test_a_refusal_is_told_to_the_address_in_force_and_the_one_asked_for(
    office: Casework, calls: CallDesk, desk: DecisionDesk
) -> None:
    person = office.person()
    desk.approve(calls.validated(office.case(person=person, after=EVIL, holder="validator")))
    second = calls.validated(office.case(person=person, after=EVIL_AGAIN, holder="validator"))
    done = desk.refuse(second, "LLA-01")
    heard = [m.recipient for m in new_messages(office, done)]
    assert sorted(heard) == sorted([EVIL.email, EVIL_AGAIN.email])


def test_a_code_of_a_change_that_was_stopped_stops_what_followed_it(
    office: Casework, calls: CallDesk, desk: DecisionDesk
) -> None:
    person = office.person()
    desk.hold(48)
    held = calls.validated(office.case(person=person, after=EVIL, holder="validator"))
    desk.approve(held)
    code = codes(office, held)[OLD.email]
    assert desk.report(ReportNotMeCommand(None, code)).effect is NotMeEffect.STOPPED
    lift(office, desk, held)
    office.clock.forward(minutes=1)
    # Nothing followed: the change it is about never was and never will be in force.
    assert desk.report(ReportNotMeCommand(None, code)).effect is NotMeEffect.ALREADY_REPORTED
    later = calls.validated(office.case(person=person, after=EVIL_AGAIN, holder="validator"))
    desk.approve(later)
    again = desk.report(ReportNotMeCommand(None, code))
    assert (again.effect, again.is_frozen) == (NotMeEffect.STOPPED, True)
    assert office.now_case(later.id).state is CaseState.REFUSED


def test_a_code_that_only_the_new_address_had_works_once(
    office: Casework, calls: CallDesk, desk: DecisionDesk
) -> None:
    person = office.person(contact=None)
    case = calls.validated(office.case(person=person, after=EVIL, holder="validator"))
    desk.approve(case)
    code = codes(office, case)[EVIL.email]
    assert desk.report(ReportNotMeCommand(None, code)).is_frozen
    lift(office, desk, case)
    again = desk.report(ReportNotMeCommand(None, code))
    assert (again.effect, again.is_frozen) == (NotMeEffect.ALREADY_REPORTED, False)


def test_whoever_keeps_the_address_gets_the_code_too(
    office: Casework, calls: CallDesk, desk: DecisionDesk
) -> None:
    person = office.person()
    desk.approve(calls.validated(office.case(person=person, holder="validator")))
    other_phone = replace(NEW, mobile_ec="+593997654322")
    case = calls.validated(office.case(person=person, after=other_phone, holder="validator"))
    desk.approve(case)
    assert codes(office, case).keys() == {NEW.email, OLD.email}


@pytest.mark.parametrize(("days", "is_told"), [("180", True), ("1", False)])
def test_addresses_replaced_not_long_ago_are_told(
    office: Casework, calls: CallDesk, desk: DecisionDesk, days: str, is_told: bool
) -> None:
    with office.store.write() as uow:
        at = office.clock.now()
        uow.settings.put("notice.earlier_address_days", days, date(2026, 1, 1), None, at)
        uow.commit()
    person = office.person()
    desk.approve(calls.validated(office.case(person=person, after=EVIL, holder="validator")))
    office.clock.forward(days=2)
    desk.hold(48)
    case = calls.validated(office.case(person=person, after=EVIL_AGAIN, holder="validator"))
    desk.approve(case)
    told = {m.recipient for m in office.messages(case.id) if m.template == HOLD_TO_OLD}
    assert (OLD.email in told) is is_told
    assert EVIL.email in told
    # Whoever was told that it waits is told that it waited to the end.
    desk.tell(office.now_case(case.id))
    desk.wait(hours=49)
    assert desk.apply_holds().applied == (case.id,)
    over = [m.recipient for m in office.messages(case.id) if m.template == HOLD_OVER]
    assert sorted(over) == sorted({*told, EVIL_AGAIN.email})


def test_the_hold_counts_from_the_notice_to_the_address_in_force(
    office: Casework, calls: CallDesk, desk: DecisionDesk
) -> None:
    person = office.person()
    desk.approve(calls.validated(office.case(person=person, holder="validator")))
    desk.hold(24)
    case = calls.validated(office.case(person=person, after=EVIL, holder="validator"))
    desk.approve(case)
    with office.store.write() as uow:
        for message in uow.outbox.of_case(case.id):
            if message.recipient == NEW.email:
                uow.outbox.cancel([message.id])
        uow.commit()
    desk.tell(office.now_case(case.id))
    desk.wait(hours=30)
    assert desk.apply_holds().applied == ()


def test_a_notice_without_a_code_says_what_to_do_instead(
    office: Casework, calls: CallDesk, desk: DecisionDesk
) -> None:
    desk.hold(24)
    case = calls.validated(office.case(holder="validator"))
    desk.approve(case)
    notice = next(m for m in office.messages(case.id) if m.template == HOLD_TO_NEW)
    assert NOT_ME_CODE not in notice.parameters
    templates = MessageTemplates(RESOURCES / "templates")
    for language, words in (("es", "Si no fue usted"), ("en", "If this was not you")):
        composed = templates.compose(notice.template, language, notice.parameters)
        assert words.upper() in composed.text.upper()


# An old address that cannot be one


@pytest.mark.parametrize("old", ["sin correo", "rosa@", "x", "notiene"])
def test_an_old_address_that_cannot_be_one_warns_nobody(
    office: Casework, calls: CallDesk, desk: DecisionDesk, old: str
) -> None:
    contact: ContactData = replace(OLD, email=old)
    person = office.person(CEDULAS[6], contact)
    case = calls.validated(office.case(person=person, holder="validator"))
    seen = desk.command(case)
    unseen = frozenset(m for m in seen.seen_marks if m.code is not RiskCode.NOBODY_TO_WARN)
    with pytest.raises(RuleViolationError, match="NEW_RISK_MARKS"):
        desk.decide(replace(seen, seen_marks=unseen))
    done = desk.approve(case)
    assert RiskCode.NOBODY_TO_WARN in {mark.code for mark in done.marks}
    details = json.loads(office.events(case_chain(case.id))[-1].canonical)["details"]
    assert details["old_address_told"] is False
    assert {m.recipient for m in new_messages(office, done)} == {NEW.email}
    # Somebody has to be able to stop it.
    assert codes(office, case).keys() == {NEW.email}


@pytest.mark.parametrize(("old", "listed"), [("sin correo", 1), ("rosa@", 1), (OLD.email, 2)])
def test_the_preview_of_a_refusal_lists_whom_the_refusal_is_told_to(
    office: Casework, calls: CallDesk, desk: DecisionDesk, old: str, listed: int
) -> None:
    person = office.person(CEDULAS[6], replace(OLD, email=old))
    case = calls.validated(office.case(person=person, holder="validator"))
    templates = MessageTemplates(RESOURCES / "templates")
    preview = PreviewRefusal(templates, office.procedures, read_email, office.clock)
    with office.store.read() as readers:
        view = readers.case.view(case.id)
    shown = preview(office.session("validator"), view, ("LLA-08",))
    assert len(shown.recipients) == listed
