"""Giving a colleague a second factor on screen: asked for with a code, scanned once, then enabled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import Engine, text

import main
from app.domain.staff import Duty
from app.infra.workstation_profile import Profile
from tests.central_office import CentralOffice, totp
from tests.ui.test_central_window import _page, _type
from tests.ui.test_desktop import settle, wait_for
from ui.administration.staff_pane import StaffPane
from ui.shell.desktop import Desktop
from ui.shell.screen_keys import ADMIN

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def central(own_postgresql_engine: Engine) -> Iterator[CentralOffice]:
    office = CentralOffice(own_postgresql_engine, is_real_time=True)
    office.casework.clock.at = datetime.now(UTC)
    office.add_member("boss", Duty.ADMINISTRATOR, "1750000004")
    office.add_member("other_boss", Duty.ADMINISTRATOR, "1750000012")
    yield office
    office.close()


@pytest.fixture
def desktop(central: CentralOffice, tmp_path: Path, qapp: QApplication) -> Iterator[Desktop]:
    url = central.owner.url._replace(username=None, password=None).render_as_string()
    program = main.Program(Profile(url, tmp_path), main.RESOURCES)
    program.has_window = True
    with program.closing, Desktop(program) as desktop:
        desktop.start()
        desktop.window.activateWindow()
        yield desktop


def test_a_factor_is_given_by_keys_and_shown_once(desktop: Desktop, central: CentralOffice) -> None:
    _type(desktop, central.role("boss"), "any")
    view = _page(desktop)
    wait_for(view.code_field.isVisible)
    at = datetime.now(UTC)
    QTest.keyClicks(view.code, totp(at))
    QTest.keyClick(view.code, Qt.Key.Key_Return)
    wait_for(lambda: desktop.session is not None)
    settle(desktop)
    pane = _staff_pane(desktop)
    validator = central.casework.people["validator"]

    def is_chosen() -> bool:
        pane.table.select_id(validator.id)
        return pane.table.selected_id == validator.id

    wait_for(is_chosen)
    QTest.keyClick(pane.table, Qt.Key.Key_K, CTRL)
    wait_for(pane.factor.isVisible)
    # The next one: that of now was spent at the door.
    QTest.keyClicks(pane.factor.own, totp(at + timedelta(seconds=30)))
    QTest.keyClick(pane.factor.own, Qt.Key.Key_Return)
    wait_for(pane.link.isVisible)
    link = _scanned(pane.link.picture.pixmap().toImage())
    assert link.startswith("otpauth://totp/")
    assert central.role("validator") in link
    settle(desktop)
    with central.owner.connect() as connection:
        is_active = text("SELECT active FROM staff WHERE id = :id")
        assert not connection.execute(is_active, {"id": validator.id}).scalar_one()
    QTest.keyClick(pane.link.leave, Qt.Key.Key_Escape)
    wait_for(lambda: not pane.link.isVisible())
    assert pane.link.picture.pixmap().isNull()
    assert "staff.factor_given" in central.staff_actions("validator")


def _staff_pane(desktop: Desktop) -> StaffPane:
    place = desktop.window.workplace
    assert place is not None
    place.go_to(ADMIN)
    settle(desktop)
    (pane,) = desktop.window.findChildren(StaffPane)
    return pane


def _scanned(image: QImage) -> str:
    """What a telephone reads in it."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    words, _, _ = cv2.QRCodeDetector().detectAndDecode(pixels[:, : grey.width()].copy())
    return words
