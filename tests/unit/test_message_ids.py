"""A message keeps its Message-ID whatever becomes of the domain meanwhile, and a call its UID."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from icalendar import Calendar

import main
from app.domain.errors import RuleViolationError
from app.domain.ids import MessageId, StaffId, fresh_id
from app.domain.message import OutboxMessage
from app.domain.staff import Agency, Duty, StaffMember
from app.infra.settings_file import read_settings
from app.infra.workstation_profile import Profile
from app.ports.invitations import appointment, cancellation
from app.stages.administration import ChangeSetting, ChangeSettingCommand
from tests.accounts import put_member
from tests.casework import CEDULAS, PICHINCHA, RESOURCES, Casework, SetClock, verifier
from tests.stage_desks import CallDesk

DOMAIN = "mail.domain"
SHIPPED = "ventanilla.iess.example"
REASON = "nombre nuevo del servidor"


@pytest.fixture
def program(tmp_path: Path):
    profile = Profile(f"sqlite:///{tmp_path}/office.db", tmp_path, is_sealed=False)
    made = main.Program(profile, main.RESOURCES, SetClock())
    with made.closing:
        yield made


@pytest.fixture
def office(program) -> Casework:
    made = Casework(program.store, program.clock)
    boss = StaffMember(
        StaffId(fresh_id()), "boss", "Marta Cueva", CEDULAS[6], Duty.ADMINISTRATOR, PICHINCHA, True
    )
    with made.store.write() as uow:
        put_member(uow, boss, verifier(), made.clock.now())
        uow.commit()
    made.people["boss"] = boss
    return made


def change(office: Casework, value: str, day: date, seen: str = SHIPPED) -> None:
    catalogue = read_settings(RESOURCES / "settings.toml")
    use_case = ChangeSetting(office.store, catalogue, office.offices, office.clock)
    use_case(ChangeSettingCommand(office.session("boss"), DOMAIN, value, day, REASON, seen))


def today(office: Casework) -> date:
    return office.clock.now().date()


def message_id(program, message: OutboxMessage) -> str:
    composed = program.composer.compose(message.template, message.language, message.parameters)
    data = program.mail_builder.build(message, composed, [])
    return str(message_from_bytes(data, policy=policy.default)["Message-ID"])


def written(at: datetime) -> OutboxMessage:
    parameters = {"name": "Rosa", "case_number": "ADC-2026-000001"}
    made = MessageId(fresh_id())
    to = "rosa@correo.example"
    return OutboxMessage(made, None, "request_closed", "es", to, parameters, at, at)


def test_a_retry_after_the_domain_changed_carries_the_same_message_id(program, office) -> None:
    message = written(office.clock.now())
    first = message_id(program, message)
    assert first.endswith(f"@{SHIPPED}>")
    change(office, "correo.iess.gob.ec", today(office) + timedelta(days=1))
    office.clock.forward(days=2)
    assert message_id(program, message) == first
    assert message_id(program, written(office.clock.now())).endswith("@correo.iess.gob.ec>")


def test_a_deliverer_that_runs_since_before_the_change_says_the_same(program, office) -> None:
    builder = program.mail_builder
    change(office, "correo.iess.gob.ec", today(office) + timedelta(days=1))
    office.clock.forward(days=2)
    message = written(office.clock.now())
    composed = program.composer.compose(message.template, message.language, message.parameters)
    mail = message_from_bytes(builder.build(message, composed, []), policy=policy.default)
    assert str(mail["Message-ID"]) == message_id(program, message)


def test_the_domain_does_not_change_on_the_day_itself(office) -> None:
    with pytest.raises(RuleViolationError) as refused:
        change(office, "correo.iess.gob.ec", today(office))
    assert refused.value.code == "SETTING_FROM_TOMORROW"
    change(office, "correo.iess.gob.ec", today(office) + timedelta(days=1))


def test_an_office_of_the_islands_is_held_to_the_later_day_of_the_mainland(office) -> None:
    # 23:30 of the 16th in Galápagos is the 17th on the mainland already.
    boss = office.people["boss"]
    islands = Agency("GAL-01", "Agencia Puerto Ayora", "20")
    moved = replace(boss, agency=islands)
    with office.store.write() as uow:
        uow.staff.add_agency(islands)
        uow.staff.save(moved)
        uow.commit()
    office.people["boss"] = moved
    office.clock.to(datetime.fromisoformat("2026-09-17T05:30:00+00:00"))
    with pytest.raises(RuleViolationError) as refused:
        change(office, "correo.iess.gob.ec", date(2026, 9, 17))
    assert refused.value.code == "SETTING_FROM_TOMORROW"


def test_a_moved_call_is_the_same_entry_of_the_calendar(program, office) -> None:
    done = CallDesk(office).schedule(office.case(holder="validator"))
    now = office.clock.now()
    before = program.invitations.build(appointment(done.case, done.call, "America/Guayaquil", now))
    change(office, "correo.iess.gob.ec", today(office) + timedelta(days=1))
    office.clock.forward(days=2)
    later = cancellation(done.case, done.call, "America/Guayaquil", office.clock.now())
    after = program.invitations.build(later)
    uids = {str(Calendar.from_ical(one).walk("VEVENT")[0]["UID"]) for one in (before, after)}
    assert uids == {f"{done.call.id}@{SHIPPED}"}
