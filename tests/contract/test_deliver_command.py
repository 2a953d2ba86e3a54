"""``deliver``: what it prints and how it ends."""

from __future__ import annotations

import argparse
import io
import json
import os
import signal
import sys
from dataclasses import dataclass

import pytest
from typing_extensions import override

from app.cli import deliver_command
from app.domain.station import Station
from app.infra.mail_builder import MailIdentity, RfcMailBuilder
from app.infra.message_templates import MessageTemplates
from app.infra.smtp_transport import SmtpTransport
from db.store import SqlStore
from tests.casework import RESOURCES, STATION, Casework, SetClock
from tests.unit.test_stage_delivery import put

IDENTITY = MailIdentity("ventanilla@iess.example", "IESS", "ventanilla.iess.example")


@dataclass
class DeliveryServices:
    """The part of the composed program that this command asks for."""

    store: SqlStore
    clock: SetClock
    transport: SmtpTransport
    composer: MessageTemplates
    mail_builder: RfcMailBuilder
    mail_sender: str = IDENTITY.address
    station: Station = STATION


@pytest.fixture
def office(sqlite_engine) -> Casework:
    return Casework(SqlStore(sqlite_engine))


@pytest.fixture
def services(office, postbox) -> DeliveryServices:
    return DeliveryServices(
        office.store,
        office.clock,
        postbox.transport(),
        MessageTemplates(RESOURCES / "templates"),
        RfcMailBuilder(IDENTITY),
    )


def run(services: DeliveryServices, *words: str) -> int:
    parser = argparse.ArgumentParser()
    deliver_command.add_parser(parser.add_subparsers())
    args = parser.parse_args(["deliver", *words])
    return int(args.run(args, services))


def test_what_is_due_leaves_and_the_answer_is_one_object(office, services, postbox, capsys):
    case = office.case()
    put(office, case)
    put(office, case)
    assert run(services, "--once", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "handed_over": 2,
        "retry": 0,
        "failed": 0,
        "dropped": 0,
        "let_go": 0,
        "waiting": 0,
        "codes": {},
    }
    assert run(services, "--once") == 0
    assert "Entregados al servidor: 0;" in capsys.readouterr().out
    assert len(postbox.mails) == 2


def test_given_up_is_1_and_unreachable_is_3(office, services, postbox, capsys):
    put(office, office.case(), recipient="no-address")
    assert run(services, "--once", "--json") == 1
    put(office, office.case(person=office.person("1769999994")))
    postbox.answers = ["451 busy"]
    assert run(services, "--once", "--json") == 3
    answer = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (answer["waiting"], answer["codes"]) == (1, {"MAIL_TRY_LATER": 1})


def test_why_something_did_not_leave_is_said_with_what_to_do(office, services, postbox, capsys):
    put(office, office.case())
    postbox.answers = ["451 busy"]
    assert run(services, "--once") == 3
    said = capsys.readouterr().err
    assert f"MAIL_TRY_LATER × 1 (127.0.0.1:{postbox.port}): El servidor de correo" in said
    assert "Administración › Ajustes" in said


@pytest.mark.parametrize(
    "words", [["--every", "0"], ["--limit", "0"], ["--limit", "x"], ["--twice"]]
)
def test_wrong_words_are_usage(services, words, capsys):
    with pytest.raises(SystemExit) as caught:
        run(services, *words)
    assert caught.value.code == 2


class StopAfterTwoLines(io.StringIO):
    """Sends this process SIGTERM once two lines stand in it: no clock decides."""

    @override
    def write(self, text: str) -> int:
        before = self.getvalue().count("\n")
        written = super().write(text)
        if before < 2 <= self.getvalue().count("\n"):
            os.kill(os.getpid(), signal.SIGTERM)
        return written


def test_it_goes_round_until_it_is_told_to_stop(office, services, postbox, monkeypatch):
    case = office.case()
    put(office, case)
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    said = StopAfterTwoLines()
    monkeypatch.setattr(sys, "stdout", said)
    try:
        assert run(services, "--every", "0.1", "--json") == 0
    finally:
        signal.signal(signal.SIGTERM, before[0])
        signal.signal(signal.SIGINT, before[1])
    rounds = [json.loads(line) for line in said.getvalue().splitlines()]
    assert [item["handed_over"] for item in rounds] == [1, 0]
