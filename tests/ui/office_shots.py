"""Draws Mi puesto, Registro, Administración and Auditoría, light, dark and at twice the size, into a folder.

Run: ``python -m tests.ui.office_shots out/office [desk] [registry] [administration] [audit] [signs]``.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from pytestqt.qt_compat import qt_api
from pytestqt.qtbot import QtBot

from app.domain.contact import ContactVersion
from app.domain.ids import PersonId, fresh_id
from app.domain.person import Identifier, IdentifierKind, Insured, Person
from app.domain.review import ReviewDraft
from app.domain.workflow import CaseState
from app.stages.access import ManageStaff
from db import migrate
from db.engine import open_engine
from db.store import SqlStore
from tests.casework import NEW, OLD, PASSWORD, Casework
from tests.quick_hasher import QUICK_HASHER
from tests.stage_desks import CallDesk, DecisionDesk, not_me_code
from tests.ui import (
    administration_rig,
    test_administration_window,
    test_audit_window,
    test_desk_window,
    test_registry_window,
    test_signs_window,
)
from tests.ui.office_window import CTRL, OfficeWindow, add_administrator
from ui.application import Application
from ui.audit.presenter import AuditPresenter
from ui.audit.signs_presenter import SignsPresenter
from ui.audit.signs_view import SignsView
from ui.audit.view import AuditView
from ui.desk.presenter import DeskPresenter
from ui.desk.view import DeskView
from ui.registry.presenter import RegistryPresenter
from ui.registry.view import RegistryView
from ui.theme import Mode

RUNS = (("claro", Mode.LIGHT, 1.0), ("oscuro", Mode.DARK, 1.0), ("doble", Mode.LIGHT, 2.0))
KEY = Qt.Key
NAMES = (
    ("Rosa Elena", "Quishpe Ñauta"),
    ("Luis Alfredo", "Zambrano Vera"),
    ("María", "Chiluisa Toapanta"),
    ("Carlos", "Espinoza Mera"),
    ("Segundo", "Guamán Lema"),
)
Shoot = Callable[[OfficeWindow[Any], str], None]


@contextmanager
def new_office() -> Iterator[Casework]:
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{folder}/shots.db", pool_size=5)
        migrate.upgrade(engine)
        office = Casework(SqlStore(engine))
        add_administrator(office)
        add_administrator(office, "other_boss", "2009999992")
        yield office
        engine.dispose()


def named(office: Casework, number: int) -> Person:
    """A person of the list, in the register with contact data."""
    given, family = NAMES[number]
    cedula = Identifier(IdentifierKind.CEDULA, f"175999990{number}")
    person = Person(
        PersonId(fresh_id()), given, family, date(1970, 4, 5), Insured.AFFILIATE, (cedula,)
    )
    since = office.clock.now() - timedelta(days=900)
    with office.store.write() as uow:
        uow.people.add(person, ContactVersion(OLD, since, None, "REGISTER"))
        uow.commit()
    return person


def busy_office(office: Casework) -> None:
    """Cases with different time left, one in hand, a stale draft, calls of today."""
    now = office.clock.now()
    dues = (-30, 3, 6, 30, 48)
    made = []
    for number, hours in enumerate(dues):
        person = named(office, number)
        due = now + timedelta(hours=hours)
        made.append(office.case(CaseState.TO_REVIEW, person=person, reviewer="", due_at=due))
    me = office.people["clerk"].id
    with office.store.write() as uow:
        uow.drafts.put(ReviewDraft(made[3].id, me, 1, 1, {}, updated_at=now))
        uow.drafts.put(ReviewDraft(made[4].id, me, 1, 1, {}, updated_at=now))
        uow.drafts.mark_stale(made[4].id, None)
        uow.commit()
    office.claim(made[1].id, "clerk")
    calls = CallDesk(office)
    for number in range(3):
        person = office.person(f"18{number:08d}")
        calls.schedule(
            office.case(person=person, holder="validator"),
            at=calls.slot(office.case(person=office.person(f"19{number:08d}")), number=number),
        )


def desk(office: Casework, window: Callable[..., OfficeWindow[Any]], shoot: Shoot) -> None:
    use_cases = test_desk_window.use_cases(office)

    def build(context: Any) -> DeskView:
        return DeskView(DeskPresenter(use_cases, context), context)

    shoot(window(build, "clerk").show(), "puesto-primer-minuto")
    busy_office(office)
    for login in ("clerk", "validator", "director", "auditor", "boss"):
        shoot(window(build, login).show(), f"puesto-{login}")


def registry(office: Casework, window: Callable[..., OfficeWindow[Any]], shoot: Shoot) -> None:
    use_cases = test_registry_window.use_cases(office)
    people = [named(office, number) for number in range(len(NAMES))]
    case = office.case(person=people[0])
    office.case(CaseState.REFUSED, person=people[0])
    with office.store.write() as uow:
        uow.people.replace_contact(people[0].id, NEW, office.clock.now(), "ADC", case.id)
        uow.people.freeze(people[0].id, office.clock.now(), f"not_me:{case.number}")
        uow.commit()

    def build(context: Any) -> RegistryView:
        return RegistryView(RegistryPresenter(use_cases, context), context)

    screen = window(build, "director").show()
    shoot(screen, "registro-1-vacio")
    screen.type("qu")
    screen.press(KEY.Key_Return)
    shoot(screen, "registro-2-corta")
    screen.type("is")
    screen.press(KEY.Key_Return)
    screen.press(KEY.Key_Return)
    screen.type("ver")
    screen.press(KEY.Key_Return, CTRL)
    shoot(screen, "registro-3-motivo")
    screen.type(" lo que pide la persona")
    screen.press(KEY.Key_Return, CTRL)
    shoot(screen, "registro-4-ficha")
    screen.press(KEY.Key_M, CTRL)
    shoot(screen, "registro-5-a-la-vista")
    screen.press(KEY.Key_D, CTRL)
    shoot(screen, "registro-6-levantar")
    screen.press(KEY.Key_N, CTRL)
    shoot(screen, "registro-7-no-fui-yo")
    screen.type("7k2m abcd efgh jklm")
    screen.press(KEY.Key_Return)
    shoot(screen, "registro-8-codigo-desconocido")
    held = DecisionDesk(office)
    held.hold(48)
    other = office.person()
    decided = held.approve(
        CallDesk(office).validated(office.case(person=other, holder="validator"))
    )
    screen.press(KEY.Key_A, CTRL)
    screen.type(not_me_code(office, decided))
    screen.press(KEY.Key_Return)
    shoot(screen, "registro-9-detenido")


def administration(
    office: Casework, window: Callable[..., OfficeWindow[Any]], shoot: Shoot
) -> None:
    def build(context: Any) -> Any:
        return administration_rig.build_view(office, context)

    manage = ManageStaff(office.store, QUICK_HASHER, office.clock)
    waiting = office.people["auditor"].id
    manage.give_password(office.session("other_boss"), waiting, "Una-prestada-77")
    screen = window(build, "boss").show()
    screen.view.staff.table.select_first()
    shoot(screen, "admin-1-personal")
    test_administration_window.fill_member(screen, cedula="1710034066", again="otra")
    screen.press(KEY.Key_Return, CTRL)
    shoot(screen, "admin-2-persona-nueva")
    screen.press(KEY.Key_Escape)
    test_administration_window.choose(screen, "clerk")
    screen.press(KEY.Key_E, CTRL)
    shoot(screen, "admin-3-desactivada")
    screen.press(KEY.Key_Escape)
    test_administration_window.choose(screen, "auditor")
    screen.press(KEY.Key_E, CTRL)
    shoot(screen, "admin-3-por-activar")
    screen.type(PASSWORD)
    screen.press(KEY.Key_Return, CTRL)
    shoot(screen, "admin-3-codigo")
    screen.press(KEY.Key_Escape)
    screen.press(KEY.Key_PageDown, CTRL)
    screen.press(KEY.Key_N, CTRL)
    shoot(screen, "admin-4-agencia")
    screen.press(KEY.Key_Escape)
    screen.press(KEY.Key_PageUp, CTRL)
    with office.store.write() as uow:
        now, me = office.clock.now(), office.people["boss"].id
        uow.settings.put("decision.hold_hours", "24", now.date(), me, now)
        later = now.date() + timedelta(days=14)
        uow.settings.put("decision.hold_hours", "48", later, me, now)
        uow.commit()
    screen.press(KEY.Key_F5)
    pane = administration_rig.open_setting(screen, "decision.hold_hours")
    screen.press(KEY.Key_A, CTRL)
    screen.type("9000")
    shoot(screen, "admin-5-ajuste")
    assert pane.editor.isVisible()
    screen.press(KEY.Key_Escape)
    screen.press(KEY.Key_PageDown, CTRL)
    shoot(screen, "admin-6-correo")


def audit(office: Casework, window: Callable[..., OfficeWindow[Any]], shoot: Shoot) -> None:
    use_cases = test_audit_window.use_cases(office)
    held = DecisionDesk(office)
    case = CallDesk(office).validated(office.case(holder="validator"))
    held.approve(office.claim(case.id, "validator"))

    def build(context: Any) -> AuditView:
        return AuditView(AuditPresenter(use_cases, context), context)

    screen = window(build, "auditor").show()
    shoot(screen, "auditoria-1-vacia")
    screen.press(KEY.Key_Return)
    shoot(screen, "auditoria-2-sin-motivo")
    screen.press(KEY.Key_Slash)
    screen.view.form.number.setFocus()
    test_audit_window.look_for(screen, case)
    shoot(screen, "auditoria-3-hechos")
    screen.press(KEY.Key_Down)
    screen.press(KEY.Key_Down)
    screen.press(KEY.Key_Return)
    screen.press(KEY.Key_R, CTRL)
    shoot(screen, "auditoria-4-hecho")
    screen.press(KEY.Key_S, CTRL)
    shoot(screen, "auditoria-5-expediente")
    screen.press(KEY.Key_Escape)
    screen.press(KEY.Key_Escape)
    shoot(screen, "auditoria-6-vuelta")


def signs(office: Casework, window: Callable[..., OfficeWindow[Any]], shoot: Shoot) -> None:
    test_signs_window.decided_fast(office)

    def build(context: Any) -> SignsView:
        return SignsView(SignsPresenter(test_signs_window.use_cases(office), context), context)

    screen = window(build, "auditor").show()
    shoot(screen, "senales-1-lista")
    screen.press(KEY.Key_M, CTRL)
    shoot(screen, "senales-2-motivo")
    screen.type("hablé con la persona")
    screen.press(KEY.Key_Return, CTRL)
    shoot(screen, "senales-3-vista")


WALKS: dict[str, Callable[..., None]] = {
    "desk": desk,
    "registry": registry,
    "administration": administration,
    "audit": audit,
    "signs": signs,
}


class _Request:
    """What a QtBot wants to know of its test."""

    class _Node:
        name = "shots"

    node = _Node()


def draw(folder: Path, wanted: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with Application(mode=Mode.LIGHT) as app:
        qt_api.set_qt_api("pyside6")

        qtbot = QtBot(_Request())  # type: ignore[arg-type]  # a script is no test
        for run, mode, scale in RUNS:
            app.theme.apply(mode, scale=scale)
            for name in wanted or list(WALKS):
                with new_office() as office:

                    def window(build: Any, login: str, at: Casework = office) -> Any:
                        return OfficeWindow(at, qtbot, app.tasks, app.messages, build, login)

                    def shoot(screen: OfficeWindow[Any], name: str, run: str = run) -> None:
                        screen.settle()
                        screen.window.grab().save(str(folder / f"{name}-{run}.png"))

                    WALKS[name](office, window, shoot)


if __name__ == "__main__":
    draw(Path(sys.argv[1] if len(sys.argv) > 1 else "out/office"), sys.argv[2:])
