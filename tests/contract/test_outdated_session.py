"""A window that outlived the duty it was opened with does nothing more, in any act."""

from __future__ import annotations

import pytest

from app.domain.audit import details_of, staff_chain
from app.domain.errors import AccessDeniedError
from app.domain.ids import StaffId
from app.domain.staff import Agency, Duty, StaffMember
from app.domain.workflow import CaseState
from app.stages.access import ChangeMember, ChangeMemberCommand, EnableAccount
from app.stages.decision import ReportNotMeCommand, UnfreezeCommand
from app.stages.notification import Ledger, LedgerQuery
from app.stages.queueing import Claims
from db.store import SqlStore
from tests.accounts import put_member
from tests.casework import CEDULAS, PICHINCHA, Casework, verifier
from tests.stage_desks import CallDesk, DecisionDesk, not_me_code

GUAYAS = Agency("GUA-01", "Agencia Guayaquil", "09")


@pytest.fixture
def office(store: SqlStore) -> Casework:
    made = Casework(store)
    with store.write() as uow:
        uow.staff.add_agency(GUAYAS)
        for login, cedula in (("boss", CEDULAS[6]), ("other_boss", "2059999991")):
            boss = StaffMember(
                StaffId(login), login, login.title(), cedula, Duty.ADMINISTRATOR, PICHINCHA, True
            )
            put_member(uow, boss, verifier(), made.clock.now())
            made.people[login] = boss
        uow.commit()
    return made


def move(office: Casework, login: str, duty: Duty, agency: str = PICHINCHA.code) -> None:
    """As administrators do it: one changes the account, which disables it; the other enables it."""
    member, boss = office.people[login], office.session("boss")
    ChangeMember(office.store, office.clock)(
        ChangeMemberCommand(boss, member.id, member.full_name, "", duty, agency)
    )
    EnableAccount(office.store, office.clock)(office.session("other_boss"), member.id)


def test_a_director_made_a_clerk_lifts_no_freeze(office: Casework) -> None:
    desk = DecisionDesk(office)
    done = desk.approve(CallDesk(office).validated(office.case(holder="validator")))
    desk.report(ReportNotMeCommand(None, not_me_code(office, done)))
    old = office.session("director")
    move(office, "director", Duty.CLERK)
    lift = UnfreezeCommand(old, done.case.person_id, "Vino con su cédula a la agencia")
    with pytest.raises(AccessDeniedError) as refused:
        desk.unfreeze(lift)
    assert refused.value.code == "SESSION_OUTDATED"
    last = office.events(staff_chain(old.staff_id))[-1]
    assert details_of(last)["code"] == "SESSION_OUTDATED"
    with office.store.look() as stored:
        assert stored.people.get(done.case.person_id).frozen_at is not None


@pytest.mark.parametrize("agency", [PICHINCHA.code, GUAYAS.code])
def test_another_duty_or_agency_ends_taking_and_reading(office: Casework, agency: str) -> None:
    case = office.case(CaseState.TO_REVIEW, reviewer="")
    ledger, old = Ledger(office.store, office.clock), office.session("clerk")
    ledger(LedgerQuery(old, case.id))
    move(office, "clerk", Duty.VALIDATOR if agency == PICHINCHA.code else Duty.CLERK, agency)
    for act in (
        lambda: Claims(office.store, office.clock).take(old, case.id),
        lambda: ledger(LedgerQuery(old, case.id)),
    ):
        with pytest.raises(AccessDeniedError, match="SESSION_OUTDATED"):
            act()
    assert office.now_case(case.id).claim is None
