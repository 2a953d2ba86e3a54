"""Settings as a use case, and one's own desk, on both databases."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.audit import SYSTEM_CHAIN
from app.domain.errors import AccessDeniedError, RuleViolationError, StaleCaseError
from app.domain.ids import StaffId, fresh_id
from app.domain.review import ReviewDraft
from app.domain.staff import Duty, StaffMember
from app.domain.workflow import CaseState
from app.infra.settings_file import read_settings
from app.stages.administration import ChangeSetting, ChangeSettingCommand, ListSettings
from app.stages.desk import ShowOwnWork
from tests.accounts import put_member
from tests.casework import CEDULAS, PICHINCHA, RESOURCES, Casework, verifier

HOLD = "decision.hold_hours"
REASON = "acuerdo de la dirección 14"


@pytest.fixture
def office(store) -> Casework:
    made = Casework(store)
    boss = StaffMember(
        StaffId(fresh_id()),
        "boss",
        "Marta Cueva",
        CEDULAS[6],
        Duty.ADMINISTRATOR,
        PICHINCHA,
        True,
    )
    with store.write() as uow:
        put_member(uow, boss, verifier(), made.clock.now())
        uow.commit()
    made.people["boss"] = boss
    return made


@pytest.fixture
def catalogue():
    return read_settings(RESOURCES / "settings.toml")


@pytest.fixture
def change(office, catalogue) -> ChangeSetting:
    return ChangeSetting(office.store, catalogue, office.offices, office.clock)


@pytest.fixture
def listed(office, catalogue):
    use_case = ListSettings(office.store, catalogue, office.offices, office.clock)

    def of(key: str = HOLD):
        states = use_case(office.session("boss"))
        assert [state.definition.key for state in states] == [item.key for item in catalogue]
        return next(state for state in states if state.definition.key == key)

    return of


def command(office: Casework, **changes: object) -> ChangeSettingCommand:
    today = office.clock.now().date()
    made = ChangeSettingCommand(office.session("boss"), HOLD, " 24 ", today, REASON, "0")
    return replace(made, **changes)  # type: ignore[arg-type] # fields of the command


def facts(office: Casework) -> list[dict[str, object]]:
    bodies = [json.loads(event.canonical) for event in office.events(SYSTEM_CHAIN)]
    return [body["details"] for body in bodies if body["action"] == "setting.changed"]


def test_every_setting_is_listed_with_its_shipped_value_until_somebody_sets_one(listed) -> None:
    state = listed()
    assert (state.value, state.current, state.coming, state.history) == ("0", None, None, ())


def test_a_value_holds_from_its_day_and_says_who_set_it(office, change, listed) -> None:
    state = change(command(office))
    assert state == listed()
    assert state.value == "24"
    assert state.current is not None
    assert state.current.set_by == "Marta Cueva"
    with office.store.write() as uow:
        assert uow.settings.get(HOLD, office.clock.now().date()) == "24"
    assert facts(office) == [
        {"key": HOLD, "value": "24", "was": "0", "valid_from": "2026-09-16", "reason": REASON}
    ]


def test_a_value_for_later_waits_and_then_holds(office, change, listed) -> None:
    change(command(office))
    later = office.clock.now().date() + timedelta(days=10)
    state = change(command(office, value="48", valid_from=later, seen="24"))
    assert (state.value, state.value_on(later)) == ("24", "48")
    assert state.coming is not None
    assert state.coming.stored.valid_from == later
    assert [version.stored.value for version in state.history] == ["48", "24"]
    office.clock.forward(days=10)
    assert (listed().value, listed().coming) == ("48", None)


def test_today_is_the_agencys_day_late_in_the_evening(office, change) -> None:
    # 22:30 of the 16th in Guayaquil is already the 17th in UTC.
    office.clock.to(datetime(2026, 9, 17, 3, 30, tzinfo=UTC))
    wednesday = datetime(2026, 9, 16, tzinfo=UTC).date()
    assert change(command(office, valid_from=wednesday)).value == "24"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"value": "721"}, "SETTING_VALUE"),
        ({"value": "mucho"}, "SETTING_VALUE"),
        ({"value": "0"}, "SETTING_UNCHANGED"),
        ({"key": "decision.hold"}, "SETTING_UNKNOWN"),
        ({"reason": "porque sí"}, "REASON_TOO_SHORT"),
        ({"reason": "." * 10}, "REASON_TOO_SHORT"),
        ({"reason": "a b " * 10}, "REASON_TOO_SHORT"),
        ({"reason": "motivo " * 72}, "REASON_TOO_LONG"),
        ({"valid_from": datetime(2026, 9, 15, tzinfo=UTC).date()}, "SETTING_IN_THE_PAST"),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_is_kept(office, change, listed, changes, code):
    with pytest.raises(RuleViolationError) as refused:
        change(command(office, **changes))
    assert refused.value.code == code
    assert listed().history == ()
    assert facts(office) == []


def test_a_change_on_a_stale_screen_is_refused(office, change) -> None:
    change(command(office))
    with pytest.raises(StaleCaseError) as refused:
        change(command(office, value="12"))
    assert refused.value.code == "SETTING_CHANGED"
    assert len(facts(office)) == 1


def test_an_empty_text_is_a_value_and_not_a_missing_one(office, change) -> None:
    change(command(office, key="mail.user", value="correo", seen=""))
    state = change(command(office, key="mail.user", value="", seen="correo"))
    assert state.value == ""
    again = change(command(office, key="mail.user", value="otro", seen=""))
    assert again.value == "otro"


@pytest.mark.parametrize("login", ["clerk", "validator", "director", "auditor"])
def test_only_administrators_list_and_change(office, catalogue, change, login) -> None:
    session = office.session(login)
    listing = ListSettings(office.store, catalogue, office.offices, office.clock)
    for attempt in (lambda: listing(session), lambda: change(command(office, session=session))):
        with pytest.raises(AccessDeniedError) as refused:
            attempt()
        assert refused.value.code == "DUTY_NOT_ALLOWED"


def test_a_desk_shows_drafts_left_behind_and_not_the_one_in_hand(office) -> None:
    show, session = ShowOwnWork(office.store, office.clock), office.session("clerk")
    now, me = office.clock.now(), office.people["clerk"].id
    cases = [
        office.case(CaseState.TO_REVIEW, reviewer="", person=office.person(f"17{n:08d}"))
        for n in range(4)
    ]
    closed = office.case(CaseState.REFUSED, reviewer="", person=office.person("1700000009"))
    with office.store.write() as uow:
        for minutes, case in enumerate([*cases, closed]):
            at = now - timedelta(minutes=minutes)
            uow.drafts.put(ReviewDraft(case.id, me, case.version, 1, {}, updated_at=at))
        uow.drafts.mark_stale(cases[1].id, None)
        uow.commit()
    office.claim(cases[0].id, "clerk")
    office.claim(cases[2].id, "validator")
    left = show(session, now).drafts
    assert [(one.number, one.is_stale) for one in left] == [
        (cases[1].number, True),
        (cases[2].number, False),
        (cases[3].number, False),
    ]
    assert show(office.session("director"), now).drafts == ()


def test_what_has_not_gone_out_is_told_to_those_who_may_read_the_ledger(office) -> None:
    show, now = ShowOwnWork(office.store, office.clock), office.clock.now()
    assert show(office.session("clerk"), now).unsent == 0
    assert show(office.session("auditor"), now).unsent == 0
    assert show(office.session("boss"), now).unsent is None
