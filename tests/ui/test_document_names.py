"""The desk names the document the person really has, case after case."""

from __future__ import annotations

from dataclasses import replace

from app.domain.workflow import CaseState
from tests.casework import Casework
from tests.ui.office_window import OfficeWindow
from ui.review.view import ReviewView


def titles(screen: OfficeWindow[ReviewView]) -> list[str]:
    desk = screen.view.presenter.desk
    assert desk is not None
    items = screen.view.requirements._items
    assert list(items) == [one.code for one in desk.procedure.requirements]
    return [items[code]._title.text() for code in ("id_front", "id_back", "face_photo")]


def test_who_has_a_passport_is_asked_for_no_cedula(
    office: Casework, review_screen: OfficeWindow[ReviewView]
) -> None:
    presenter = review_screen.view.presenter
    presenter.take(office.case(CaseState.TO_REVIEW, reviewer="").id)
    review_screen.settle()
    home = titles(review_screen)
    assert home == ["Cédula, parte frontal", "Cédula, reverso", "Foto con la cédula"]
    desk = presenter.desk
    assert desk is not None
    presenter._show(replace(desk, procedure=desk.procedure.with_passport()))
    assert titles(review_screen) == [
        "Pasaporte, página de datos",
        "Pasaporte, segunda página",
        "Foto con el pasaporte",
    ]
    presenter._show(desk)
    assert titles(review_screen) == home
