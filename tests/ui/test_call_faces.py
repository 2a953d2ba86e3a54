"""Beside the call stand the faces of the case, read in the sandbox and recorded as seen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.audit import case_chain
from app.domain.ids import FileId, fresh_id
from app.domain.person import Identifier, IdentifierKind
from app.infra.demo_media.evidence import make_evidence
from app.infra.demo_media.people import people
from app.ports.media import MediaReader
from tests.casework import NEW, Casework, declared
from tests.sandbox_files import photo
from tests.stage_desks import CallDesk
from tests.ui.calls_window import CTRL, CallsWindow
from ui.messages import Messages
from ui.tasks import Tasks
from ui.validation.face_reader import HAND_FACE, ID_FACE, LIVE_FACE, VIDEO_FACE

KEY = Qt.Key


@pytest.fixture
def screen(
    office: Casework, qtbot: QtBot, tasks: Tasks, messages: Messages, media: MediaReader
) -> Iterator[CallsWindow]:
    made = CallsWindow(office, qtbot, tasks, messages, media=media)
    yield made
    made.window.close()


def hand_in(office: Casework, case, files: dict[str, bytes]) -> None:
    """Real files for a case whose only one is unreadable; the ID comes as a second round."""
    with office.store.write() as uow:
        first = uow.cases.files(case.id)[0]
        uow.cases.add_files(
            [
                replace(
                    first,
                    id=FileId(fresh_id()),
                    requirement=requirement,
                    round=2 if requirement == first.requirement else 1,
                    sha256=uow.blobs.put(data),
                    size=len(data),
                )
                for requirement, data in files.items()
            ]
        )
        uow.commit()


def read(office: Casework, case_id) -> list[str]:
    bodies = [json.loads(event.canonical) for event in office.events(case_chain(case_id))]
    return [body["details"]["requirement"] for body in bodies if body["action"] == "evidence.read"]


def test_the_portrait_and_the_photo_stand_beside_the_checks_and_their_reading_is_on_record(
    office: Casework, screen: CallsWindow
) -> None:
    case = office.case(holder="validator")
    (front,) = make_evidence(people()[0], only=("id_front",))["id_front"]
    hand_in(office, case, {"id_front": front.data, "face_photo": photo()})
    done = CallDesk(office).schedule(office.now_case(case.id))
    office.clock.to(done.call.starts_at)
    screen.show()
    screen.view.open_case(case.id)
    screen.until(lambda: screen.tasks.under_way == 0)
    portraits = screen.view.call.facts.likeness.portraits
    assert not portraits[ID_FACE].image.isNull()
    assert not portraits[LIVE_FACE].image.isNull()
    assert portraits[HAND_FACE].accessibleName() == "Foto entera"
    assert portraits[VIDEO_FACE].accessibleName() == "Video: Sin rostro"
    assert sorted(read(office, case.id)) == ["face_photo", "id_front"]

    screen.press(KEY.Key_Return, CTRL)
    assert sorted(read(office, case.id)) == ["face_photo", "id_front"], "read once"


def test_the_faces_of_one_case_are_gone_before_the_next_is_seen(
    office: Casework, screen: CallsWindow
) -> None:
    case = office.case(holder="validator")
    hand_in(office, case, {"face_photo": photo()})
    done = CallDesk(office).schedule(office.now_case(case.id))
    office.clock.to(done.call.starts_at)
    screen.show()
    screen.view.open_case(case.id)
    screen.until(lambda: screen.tasks.under_way == 0)
    portraits = screen.view.call.facts.likeness.portraits
    assert not portraits[LIVE_FACE].image.isNull()
    screen.press(KEY.Key_R, CTRL)
    assert all(portrait.image.isNull() for portrait in portraits.values())


def test_the_portrait_of_a_passport_is_called_one(office: Casework, screen: CallsWindow) -> None:
    person = office.person()
    given = replace(
        declared(person, NEW), identifier=Identifier(IdentifierKind.PASSPORT, "AB123456", "ESP")
    )
    case = office.case(person=person, declared=given, holder="validator")
    hand_in(office, case, {"id_front": photo()})
    done = CallDesk(office).schedule(office.now_case(case.id))
    office.clock.to(done.call.starts_at)
    screen.show()
    screen.view.open_case(case.id)
    screen.until(lambda: screen.tasks.under_way == 0)
    likeness = screen.view.call.facts.likeness
    assert likeness.portraits[ID_FACE].accessibleName() == "Pasaporte"
    assert likeness._captions[ID_FACE].text() == "Pasaporte"


def test_a_case_to_appoint_shows_and_reads_no_evidence(
    office: Casework, screen: CallsWindow
) -> None:
    case = office.case()
    screen.show()
    screen.view.open_case(case.id)
    screen.settle()
    assert read(office, case.id) == []
