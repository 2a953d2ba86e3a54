"""Who hears of a change, when, and what a "no fui yo" code still does; on both databases."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.domain.audit import case_chain, person_chain
from app.domain.case import Case
from app.domain.errors import RuleViolationError
from app.domain.hold import as_it_leaves
from app.domain.ids import CaseId
from app.domain.message import MessageStatus, OutboxMessage
from app.domain.notices import APPLIED_TO_OLD, HOLD_TO_OLD, NOT_ME_CODE, THAWED
from app.domain.person import Person
from app.domain.risk import RiskCode
from app.domain.workflow import CaseState
from app.stages.decision import NotMeEffect, NotMeReported, ReportNotMeCommand, UnfreezeCommand
from app.stages.desk import ShowOwnWork
from app.stages.notification import (
    Ledger,
    LedgerQuery,
    ResendMessage,
    ResendMessageCommand,
)
from db.store import SqlStore
from tests.casework import CEDULAS, NEW, OLD, Casework
from tests.stage_desks import CallDesk, DecisionDesk

OTHER = replace(NEW, email="rosa.tercera@correo.example", city="Sevilla")


class Office:
    """An office with its desks, and one person."""

    def __init__(self, store: SqlStore) -> None:
        self.work = Casework(store)
        self.calls, self.desk = CallDesk(self.work), DecisionDesk(self.work)
        self.person: Person = self.work.person()

    def ready(self, **changes: Any) -> Case:
        wanted = {"person": self.person, "holder": "validator", **changes}
        return self.calls.validated(self.work.case(**wanted))

    def approved(self, **changes: Any) -> Case:
        return self.desk.approve(self.ready(**changes)).case

    def code(self, case_id: CaseId) -> str:
        found = [m.parameters.get(NOT_ME_CODE) for m in self.work.messages(case_id)]
        return next(str(code) for code in found if code)

    def report(self, code: str) -> NotMeReported:
        return self.desk.report(ReportNotMeCommand(None, code))

    def lift(self) -> None:
        session = self.work.session("director")
        self.desk.unfreeze(UnfreezeCommand(session, self.person.id, "Verificado en la agencia"))

    def told(self, case_id: CaseId, template: str) -> set[str]:
        return {m.recipient for m in self.work.messages(case_id) if m.template == template}

    def warning(self, case_id: CaseId) -> OutboxMessage:
        return next(m for m in self.work.messages(case_id) if m.template == APPLIED_TO_OLD)

    def give_up(self, message: OutboxMessage) -> None:
        with self.work.store.write() as uow:
            uow.outbox.take_due(self.work.clock.now(), 50, timedelta(minutes=15))
            uow.outbox.mark(
                message.id, MessageStatus.FAILED, self.work.clock.now(), error="MAIL_REFUSED"
            )
            uow.commit()

    def unwarned(self) -> tuple[str, ...]:
        show = ShowOwnWork(self.work.store, self.work.clock)
        return show(self.work.session("clerk"), self.work.clock.now()).unwarned

    def frozen(self) -> bool:
        with self.work.store.look() as stored:
            return stored.people.get(self.person.id).frozen_at is not None


@pytest.fixture
def office(store: SqlStore) -> Office:
    return Office(store)


# When


def test_old_and_new_are_told_when_the_hold_begins_and_again_when_it_ends(office: Office) -> None:
    office.desk.hold(48)
    case, began = office.approved(), office.work.clock.now()
    first = [m for m in office.work.messages(case.id) if m.template.startswith("change_on_hold")]
    assert {m.recipient for m in first} == {OLD.email, NEW.email}
    assert {m.not_before for m in first} == {began}
    office.desk.tell(case)
    office.desk.wait(hours=49)
    office.desk.apply_holds()
    last = [m for m in office.work.messages(case.id) if m.template == "change_after_hold"]
    assert {m.recipient for m in last} == {OLD.email, NEW.email}
    assert {m.not_before for m in last} == {office.work.clock.now()}


def test_without_a_hold_the_old_address_is_told_when_the_change_applies(office: Office) -> None:
    case = office.approved()
    warning = office.warning(case.id)
    assert (warning.recipient, warning.not_before) == (OLD.email, office.work.clock.now())
    details = json.loads(office.work.events(case_chain(case.id))[-1].canonical)["details"]
    assert details["old_address_told"] is True


def test_an_old_address_under_a_domain_that_only_folds_alike_is_told(office: Office) -> None:
    old = replace(OLD, email="rosa@strasse.example")
    person = office.work.person(CEDULAS[6], old)
    after = replace(NEW, email="rosa@stra\u00dfe.example")
    office.desk.approve(case := office.ready(person=person, after=after))
    recipients = {message.recipient for message in office.work.messages(case.id)}
    assert old.email in recipients
    details = json.loads(office.work.events(case_chain(case.id))[-1].canonical)["details"]
    assert details["old_address_told"] is True


# Nobody to tell


@pytest.mark.parametrize("contact", [None, replace(OLD, email="")])
def test_nobody_to_warn_is_a_risk_that_has_to_be_seen_and_is_recorded(
    office: Office, contact: Any
) -> None:
    case = office.ready(person=office.work.person(CEDULAS[6], contact))
    seen = office.desk.seen(case)
    assert RiskCode.NOBODY_TO_WARN in seen
    command = office.desk.command(case)
    others = {m for m in command.seen_marks if m.code is not RiskCode.NOBODY_TO_WARN}
    blind = replace(command, seen_marks=frozenset(others))
    with pytest.raises(RuleViolationError) as caught:
        office.desk.decide(blind)
    assert caught.value.code == "NEW_RISK_MARKS"
    office.desk.approve(case)
    details = json.loads(office.work.events(case_chain(case.id))[-1].canonical)["details"]
    assert details["old_address_told"] is False
    assert "NOBODY_TO_WARN" in details["marks"]


def test_whoever_has_an_old_address_has_no_such_mark(office: Office) -> None:
    assert RiskCode.NOBODY_TO_WARN not in office.desk.seen(office.ready())


# A warning that was given up


def test_a_given_up_warning_is_counted_and_sent_again_with_its_code(office: Office) -> None:
    case = office.approved()
    assert office.unwarned() == ()
    warning, code = office.warning(case.id), office.code(case.id)
    office.give_up(warning)
    assert office.unwarned() == (case.number,)
    clerk = office.work.session("clerk")
    rows = Ledger(office.work.store, office.work.clock)(LedgerQuery(clerk, case.id))
    assert [row.is_repeatable for row in rows if row.id == warning.id] == [True]
    resend = ResendMessage(office.work.store, office.work.clock)
    office.work.clock.forward(minutes=1)
    copy_id = resend(ResendMessageCommand(clerk, warning.id)).message_id
    after = {m.id: m for m in office.work.messages(case.id)}
    assert after[copy_id].parameters[NOT_ME_CODE] == code
    assert after[copy_id].recipient == OLD.email
    assert after[warning.id].parameters[NOT_ME_CODE] == ""
    assert after[warning.id].status is MessageStatus.FAILED
    assert office.unwarned() == ()
    with pytest.raises(RuleViolationError) as caught:
        resend(ResendMessageCommand(clerk, warning.id))
    assert caught.value.code == "MESSAGE_NOT_REPEATABLE"
    office.give_up(after[copy_id])
    assert office.unwarned() == (case.number,)
    office.work.clock.forward(days=31)
    assert office.unwarned() == ()


# A hold whose notice never left


def test_a_hold_whose_notice_never_left_does_not_end_and_is_shown(office: Office) -> None:
    office.desk.hold(48)
    case = office.approved()
    office.work.clock.forward(hours=47)
    assert office.unwarned() == ()
    office.desk.wait(hours=72)
    assert office.desk.apply_holds().applied == ()
    assert office.work.now_case(case.id).state is CaseState.ON_HOLD
    assert office.unwarned() == (case.number,)
    office.work.clock.forward(days=40)
    assert office.unwarned() == (case.number,)


def test_a_notice_that_was_given_up_and_sent_again_gives_the_person_the_whole_time(
    office: Office,
) -> None:
    office.desk.hold(48)
    case = office.approved()
    notice = next(m for m in office.work.messages(case.id) if m.template == HOLD_TO_OLD)
    office.give_up(notice)
    assert office.unwarned() == (case.number,)
    office.work.clock.forward(hours=49)
    office.desk.wait(hours=1)
    assert office.desk.apply_holds().applied == ()
    resend = ResendMessage(office.work.store, office.work.clock)
    resend(ResendMessageCommand(office.work.session("director"), notice.id))
    office.desk.tell(case)
    told = office.work.clock.now()
    assert office.desk.apply_holds().applied == ()
    assert office.work.now_case(case.id).hold_until == told + timedelta(hours=48)
    assert office.work.actions(case.id)[-1] == "case.hold_prolonged"
    assert office.unwarned() == ()
    office.desk.wait(hours=47)
    assert office.desk.apply_holds().applied == ()
    office.desk.wait(hours=1)
    assert office.desk.apply_holds().applied == (case.id,)
    last = office.work.now_case(case.id).state_since
    assert told + timedelta(hours=48) <= last <= told + timedelta(hours=49)


def test_the_notice_to_the_new_address_does_not_stand_for_the_old_one(office: Office) -> None:
    office.desk.hold(48)
    case = office.approved()
    for message in office.work.messages(case.id):
        if message.template == HOLD_TO_OLD:
            office.give_up(message)
    office.desk.tell(case)
    office.desk.wait(hours=49)
    assert office.desk.apply_holds().applied == ()


def test_where_only_one_address_is_told_that_notice_counts(office: Office) -> None:
    office.desk.hold(48)
    after = replace(NEW, email=OLD.email)
    case = office.approved(after=after)
    office.desk.wait(hours=49)
    assert office.desk.apply_holds().applied == ()
    assert office.unwarned() == (case.number,)
    office.desk.tell(case)
    office.desk.wait(hours=47)
    assert office.desk.apply_holds().applied == ()
    office.desk.wait(hours=1)
    assert office.desk.apply_holds().applied == (case.id,)


def test_a_late_notice_says_until_when_the_person_really_has(office: Office) -> None:
    office.desk.hold(48)
    case = office.approved()
    notice = next(m for m in office.work.messages(case.id) if m.template == HOLD_TO_OLD)
    office.work.clock.forward(hours=30)
    with office.work.store.look() as stored:
        decision = stored.decisions.get(case.id)
    shown = as_it_leaves(notice, decision, office.work.clock.now())
    until = office.work.clock.now() + timedelta(hours=48)
    assert shown.parameters == {**notice.parameters, "applies_at": until.isoformat()}
    in_time = as_it_leaves(notice, decision, notice.created_at)
    assert in_time == notice


# The code


def test_a_code_goes_on_stopping_after_the_freeze_was_lifted(office: Office) -> None:
    first = office.approved()
    code = office.code(first.id)
    office.report(code)
    office.lift()
    assert office.told(first.id, THAWED) == {OLD.email, NEW.email}
    office.desk.hold(48)
    later = office.approved(after=OTHER)
    again = office.report(code)
    assert again.effect is NotMeEffect.FROZEN_AFTER_CHANGE
    assert (again.case_number, again.is_frozen) == (first.number, True)
    assert office.work.now_case(later.id).state is CaseState.REFUSED
    assert office.work.actions(first.id)[-1] == "person.not_me"
    settled = office.report(office.code(later.id))
    assert (settled.effect, settled.frozen_by) == (NotMeEffect.ALREADY_REPORTED, first.number)
    assert office.work.actions(later.id)[-1] == "person.not_me_again"


def test_a_second_report_says_which_one_stopped_the_changes(office: Office) -> None:
    first, second = office.approved(), office.approved(after=OTHER)
    one = office.report(office.code(first.id))
    two = office.report(office.code(second.id))
    assert (one.effect, one.frozen_by) == (NotMeEffect.FROZEN_AFTER_CHANGE, first.number)
    assert (two.effect, two.frozen_by) == (NotMeEffect.FROZEN_AFTER_CHANGE, first.number)
    assert two.is_frozen
    assert office.told(second.id, "changes_frozen") == {OLD.email, NEW.email, OTHER.email}
    repeated = office.report(office.code(first.id))
    assert (repeated.effect, repeated.is_frozen) == (NotMeEffect.ALREADY_REPORTED, True)
    assert repeated.frozen_by == first.number


def test_a_change_stopped_by_another_code_is_told_and_its_own_code_is_settled(
    office: Office,
) -> None:
    first = office.approved()
    office.desk.hold(48)
    held = office.approved(after=OTHER)
    office.report(office.code(first.id))
    assert office.work.now_case(held.id).state is CaseState.REFUSED
    assert office.told(held.id, "changes_frozen") == {OLD.email, NEW.email, OTHER.email}
    again = office.report(office.code(held.id))
    assert again.effect is NotMeEffect.ALREADY_REPORTED
    assert (again.is_frozen, again.frozen_by) == (True, first.number)


def test_lifting_is_on_the_persons_chain_with_who_was_told(office: Office) -> None:
    first = office.approved()
    office.report(office.code(first.id))
    office.lift()
    event = json.loads(office.work.events(person_chain(office.person.id))[-1].canonical)
    assert event["action"] == "person.unfrozen"
    assert len(event["details"]["messages"]) == 2
