"""``audit pack`` as whoever answers a legal request meets it."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from app.domain.workflow import CaseState
from app.infra.system_clock import SystemClock
from db import migrate
from db.engine import open_engine
from db.store import SqlStore
from tests.casework import Casework, SetClock
from tests.console import Console

REASON = "Pedido de la Fiscalía, oficio 88."


@pytest.fixture
def console(tmp_path: Path) -> Console:
    return Console(tmp_path)


def number_of_a_case(console: Console) -> str:
    engine = open_engine(console.url)
    migrate.upgrade(engine)
    office = Casework(SqlStore(engine), clock=SetClock(SystemClock().now()))
    case = office.case(CaseState.TO_REVIEW)
    engine.dispose()
    return case.number


def test_a_pack_is_written_once_with_a_reason(console: Console) -> None:
    number, path = number_of_a_case(console), console.home / "pack.zip"
    done = console.run("audit", "pack", number, str(path), "--reason", REASON, "--json")
    assert done.code == 0
    assert done.one["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (done.one["case"], done.one["files"], done.one["missing"]) == (number, 1, [])
    with zipfile.ZipFile(path) as found:
        assert {"indice.pdf", "SHA256SUMS", "LEEME.txt", "cronologia.txt"} <= set(found.namelist())
    told = console.run("audit", "pack", number, str(console.home / "b.zip"), "--reason", REASON)
    assert told.out.startswith(f"Expediente de {number} escrito, con archivos: 1; hechos: ")
    again = console.run("audit", "pack", number, str(path), "--reason", REASON)
    assert (again.code, "FILE_EXISTS" in again.err) == (1, True)


@pytest.mark.parametrize(
    ("number", "reason", "folder", "code", "exit_code"),
    [
        ("", "no", "", "REASON_TOO_SHORT", 1),
        ("ADC-2026-999999", REASON, "", "CASE_UNKNOWN", 1),
        ("", REASON, "nowhere", "PACK_NOT_WRITTEN", 3),
    ],
)
def test_what_goes_wrong_says_so(
    console: Console, number: str, reason: str, folder: str, code: str, exit_code: int
) -> None:
    known = number_of_a_case(console)
    path = console.home / folder / "pack.zip"
    done = console.run("audit", "pack", number or known, str(path), "--reason", reason)
    assert done.code == exit_code
    assert code in done.err
    assert not path.exists()
