"""Views of the queue kept under a name, on both databases."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import Engine, select

from app.domain.audit import staff_chain
from app.domain.errors import AccessDeniedError, RuleViolationError
from app.domain.saved_view import MAX_KEY, MAX_NAME, MAX_VIEWS, SavedView
from app.domain.staff import Duty
from app.stages.queueing import SavedViews
from db.engine import WRITES
from db.store import SqlStore
from db.tables import saved_views
from tests.casework import Casework
from tests.ui.office_window import add_administrator

URGENT = SavedView("Lo urgente", "province", "to_review")


@pytest.fixture
def office(store: SqlStore) -> Casework:
    return Casework(store)


@pytest.fixture
def views(office: Casework) -> SavedViews:
    return SavedViews(office.store, office.clock)


def refused(act: object, *args: object) -> str:
    with pytest.raises(RuleViolationError) as raised:
        act(*args)  # type: ignore[operator]
    return raised.value.code


def test_a_view_is_saved_listed_renamed_and_deleted(office: Casework, views: SavedViews) -> None:
    me = office.session("clerk")
    assert views.mine(me) == ()
    assert views.save(me, SavedView("  Lo   urgente ", "province", "to_review")) == URGENT
    views.save(me, SavedView("abiertos", "country"))
    assert [view.name for view in views.mine(me)] == ["abiertos", "Lo urgente"]
    assert views.mine(me)[1] == URGENT
    assert views.rename(me, "Lo urgente", "Hoy") == SavedView("Hoy", "province", "to_review")
    views.delete(me, "abiertos")
    views.delete(me, "abiertos")
    assert views.mine(me) == (SavedView("Hoy", "province", "to_review"),)


def test_nobody_sees_or_changes_the_views_of_another(office: Casework, views: SavedViews) -> None:
    me, other = office.session("clerk"), office.session("validator")
    views.save(me, URGENT)
    assert views.mine(other) == ()
    views.delete(other, URGENT.name)
    assert refused(views.rename, other, URGENT.name, "Mía") == "VIEW_UNKNOWN"
    views.save(other, URGENT)
    assert views.mine(me) == views.mine(other) == (URGENT,)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "VIEW_NAME_MISSING"),
        (" \t ", "VIEW_NAME_MISSING"),
        ("a" * (MAX_NAME + 1), "VIEW_NAME_TOO_LONG"),
        ("a\x00b", "TEXT_UNREADABLE"),
        ("a\ud800", "TEXT_UNREADABLE"),
        ("Otra\u3164", "TEXT_UNREADABLE"),
        ("\u2800", "TEXT_UNREADABLE"),
        ("Otra\ufe0f", "TEXT_UNREADABLE"),
        ("a\u0301" * MAX_NAME * 100, "VIEW_NAME_TOO_LONG"),
        ("LO URGENTE", "VIEW_NAME_TAKEN"),
    ],
)
def test_a_name_is_a_short_line_of_its_own(
    office: Casework, views: SavedViews, name: str, code: str
) -> None:
    me = office.session("clerk")
    views.save(me, URGENT)
    views.save(me, SavedView("Otra", "mine"))
    assert refused(views.save, me, SavedView(name, "mine")) == code
    assert refused(views.rename, me, "Otra", name) == code
    assert {view.name for view in views.mine(me)} == {"Lo urgente", "Otra"}


@pytest.mark.parametrize(
    ("base", "state"),
    [
        ("z" * (MAX_KEY + 1), ""),
        ("mine", "z" * 10**6),
        ("mi provincia", ""),
        (None, ""),
        ("mine", None),
        ("mine", ["to_review"]),
    ],
)
def test_filters_are_short_keys(office: Casework, views: SavedViews, base: str, state: str) -> None:
    me = office.session("clerk")
    assert refused(views.save, me, SavedView("Una", base, state)) == "VIEW_FILTER_UNSOUND"
    assert views.mine(me) == ()
    longest = SavedView("Una", "b" * MAX_KEY, "s" * MAX_KEY)
    assert views.save(me, longest) == longest


@pytest.mark.parametrize("key", ["x\0y", "\ud800"])
def test_a_filter_no_database_keeps_is_refused(
    office: Casework, views: SavedViews, key: str
) -> None:
    me = office.session("clerk")
    assert refused(views.save, me, SavedView("Una", key)) == "TEXT_UNREADABLE"


def test_names_that_look_alike_are_one_name(office: Casework, views: SavedViews) -> None:
    me = office.session("clerk")
    composed, decomposed = "Cédulas", "Ce\u0301dulas"
    assert views.save(me, SavedView(decomposed, "mine")).name == composed
    assert refused(views.save, me, SavedView(composed, "mine")) == "VIEW_NAME_TAKEN"
    assert refused(views.save, me, SavedView("CE\u0301DULAS", "mine")) == "VIEW_NAME_TAKEN"
    longest = SavedView("e\u0301" * MAX_NAME, "mine")
    assert views.save(me, longest).name == "é" * MAX_NAME


def test_a_name_kept_before_names_were_composed_is_found_again(
    office: Casework, views: SavedViews
) -> None:
    me = office.session("clerk")
    with office.store.write() as uow:
        uow.views.add(me.staff_id, SavedView("Ce\u0301dulas", "mine"), office.clock.now())
        uow.commit()
    assert refused(views.save, me, SavedView("Cédulas", "mine")) == "VIEW_NAME_TAKEN"
    assert views.rename(me, "Ce\u0301dulas", "Cédulas").name == "Cédulas"


def test_a_name_may_change_its_own_capitals(office: Casework, views: SavedViews) -> None:
    me = office.session("clerk")
    views.save(me, URGENT)
    assert views.rename(me, "Lo urgente", "LO URGENTE").name == "LO URGENTE"
    longest = "ñ" * MAX_NAME
    assert views.rename(me, "LO URGENTE", longest).name == longest


def test_there_is_an_end_to_how_many(office: Casework, views: SavedViews) -> None:
    me = office.session("clerk")
    for number in range(MAX_VIEWS):
        views.save(me, SavedView(f"Vista {number}", "mine"))
    assert refused(views.save, me, URGENT) == "VIEW_TOO_MANY"


def test_two_windows_of_one_person_keep_one_of_two_equal_names(
    office: Casework, views: SavedViews
) -> None:
    me, codes = office.session("clerk"), []
    gate = threading.Barrier(2)

    def save() -> None:
        gate.wait()
        try:
            views.save(me, URGENT)
            codes.append("")
        except RuleViolationError as error:
            codes.append(error.code)

    both = [threading.Thread(target=save) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(codes) == ["", "VIEW_NAME_TAKEN"]


def test_filters_of_another_program_are_listed_as_unknown(
    office: Casework, views: SavedViews, engine: Engine
) -> None:
    me = office.session("clerk")
    views.save(me, URGENT)
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        connection.execute(saved_views.update().values(view=["otra", "forma"]))
        connection.commit()
    assert views.mine(me) == (SavedView("Lo urgente", "", ""),)


def test_a_duty_without_queue_has_no_views_of_it(office: Casework, views: SavedViews) -> None:
    boss = office.session(add_administrator(office).login)
    assert boss.staff.duty is Duty.ADMINISTRATOR
    for act in (lambda: views.mine(boss), lambda: views.save(boss, URGENT)):
        with pytest.raises(AccessDeniedError):
            act()
    assert office.events(staff_chain(boss.staff_id))


def test_what_was_searched_for_is_not_kept(
    office: Casework, views: SavedViews, engine: Engine
) -> None:
    views.save(office.session("clerk"), URGENT)
    with engine.connect() as connection:
        (kept,) = connection.execute(select(saved_views.c.view)).scalars()
    assert kept == {"base": "province", "state": "to_review"}
