"""The central server goes and comes back while somebody works: told, kept, tried again by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from sqlalchemy import Engine, text

import main
from app.domain.errors import AccessDeniedError, UnavailableError
from app.domain.workflow import CaseState
from app.infra import keyring_secrets
from app.infra.keyring_secrets import KeyringSecrets, backend_name
from app.infra.workstation_profile import Profile
from tests.central_office import CentralOffice
from tests.cut_line import CutLine
from tests.memory_keyring import MemoryKeyring
from tests.ui.test_desktop import screens, settle, wait_for
from ui.shell.desktop import Desktop
from ui.shell.screen_keys import QUEUE, REVIEW
from ui.shell.workplace import Workplace
from ui.widgets.banner import Banner


@pytest.fixture
def central(own_postgresql_engine: Engine) -> Iterator[CentralOffice]:
    office = CentralOffice(own_postgresql_engine, is_real_time=True)
    office.casework.clock.at = datetime.now(UTC)
    yield office
    office.close()


@pytest.fixture
def line(central: CentralOffice) -> Iterator[CutLine]:
    with CutLine(central.owner.url) as line:
        yield line


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> MemoryKeyring:
    names = keyring_secrets.ALLOWED_BACKENDS | {backend_name(MemoryKeyring())}
    monkeypatch.setattr(keyring_secrets, "ALLOWED_BACKENDS", names)
    return MemoryKeyring()


@pytest.fixture
def desktop(
    central: CentralOffice,
    line: CutLine,
    tmp_path: Path,
    keyring: MemoryKeyring,
    qapp: QApplication,
) -> Iterator[Desktop]:
    url = line.url._replace(username=None, password=None).render_as_string()
    program = main.Program(Profile(url, tmp_path), main.RESOURCES)
    program.has_window = True
    program.secrets = KeyringSecrets(backend=keyring)
    with program.closing, Desktop(program) as desktop:
        desktop.start()
        desktop.open_session(desktop._sign_in(central.role("clerk"), "any"))
        settle(desktop)
        yield desktop
        line.mend()


def _place(desktop: Desktop) -> Workplace:
    assert desktop.window.workplace is not None
    return desktop.window.workplace


def _connection(desktop: Desktop) -> str:
    return _place(desktop).status._connection.word.text()


def test_a_server_that_goes_is_told_and_work_goes_on_when_it_is_back(
    desktop: Desktop, line: CutLine, central: CentralOffice
) -> None:
    case = central.casework.case(CaseState.TO_REVIEW, reviewer="")
    screens(desktop).take_next()
    desktop.window.go_to(REVIEW)
    review = screens(desktop).review()
    settle(desktop)
    assert review.presenter.desk is not None, [
        b.text for b in review.findChildren(Banner) if b.text
    ]
    banner = _place(desktop).banner
    assert not banner.isVisible()
    line.cut()
    review.presenter.write_note("lo que se escribió sin conexión")
    wait_for(banner.isVisible)
    assert "No hay conexión" in banner.text
    assert "sigue en la pantalla" in banner.text
    assert _connection(desktop) == "Sin conexión"
    assert review.presenter.desk is not None
    assert review.presenter.desk.draft.note == "lo que se escribió sin conexión"
    line.mend()
    # Nobody presses anything.
    wait_for(lambda: not banner.isVisible())
    settle(desktop)
    assert _connection(desktop) == "Conectado"
    stored = central.scalar(
        "clerk", "SELECT count(*) FROM review_drafts WHERE case_id = :id", id=case.id
    )
    assert stored == 1
    with central.owner.connect() as connection:
        draft = str(connection.execute(text("SELECT draft FROM review_drafts")).scalar_one())
    assert "sin conexi" in draft


def test_a_standby_and_a_full_disk_are_told_apart_and_end_by_themselves(
    desktop: Desktop, line: CutLine, central: CentralOffice
) -> None:
    central.casework.case(CaseState.TO_REVIEW, reviewer="")
    banner, name = _place(desktop).banner, central.database
    with central.owner.begin() as connection:
        connection.execute(text(f"ALTER DATABASE {name} SET default_transaction_read_only = on"))
    # As a server that takes over from another does, it ends what was open.
    line.cut()
    line.mend()
    screens(desktop).take_next()
    wait_for(banner.isVisible)
    assert "solo admite lectura" in banner.text
    assert _connection(desktop) == "Conectado"
    with central.owner.begin() as connection:
        connection.execute(text("SET TRANSACTION READ WRITE"))
        connection.execute(text(f"ALTER DATABASE {name} RESET default_transaction_read_only"))
    wait_for(lambda: not banner.isVisible())
    settle(desktop)


@pytest.mark.parametrize(
    "word", [AccessDeniedError("ACCOUNT_DISABLED"), UnavailableError("DATABASE_LOGIN_REFUSED")]
)
def test_the_server_s_word_at_work_takes_a_kept_password_away(
    desktop: Desktop, central: CentralOffice, keyring: MemoryKeyring, word: Exception
) -> None:
    remembering = desktop._remembering
    assert remembering is not None
    remembering.is_wanted = True
    remembering.around(desktop._sign_in)(central.role("clerk"), "any", "")
    ((_, name),) = keyring.kept
    assert central.database in name
    assert central.role("clerk") not in name

    def act() -> None:
        raise word

    desktop.tasks.run(act, owner=desktop, on_error=lambda _error: None)
    wait_for(lambda: not keyring.kept)
    settle(desktop)


def test_lists_are_read_again_by_themselves(desktop: Desktop, line: CutLine) -> None:
    desktop.window.go_to(QUEUE)
    settle(desktop)
    line.cut()
    queue = screens(desktop).queue()
    queue.presenter.reload()
    banner = _place(desktop).banner
    wait_for(banner.isVisible)
    line.mend()
    wait_for(lambda: not banner.isVisible())
    settle(desktop)
    assert not queue.banner.isVisible()
