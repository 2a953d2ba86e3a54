"""``audit key|seal|verify|export`` as an operator's script meets them."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.audit import AuditEntry
from app.infra.system_clock import SystemClock
from db import migrate
from db.engine import open_engine
from db.store import SqlStore
from tests.console import Console


@pytest.fixture
def console(tmp_path: Path) -> Console:
    """An office with something on record, and a profile that names folder and keys."""
    profile = tmp_path / "profile.toml"
    console = Console(tmp_path, {"VENTANILLA_PROFILE": str(profile)})
    profile.write_text(
        f'database = "{console.url}"\n'
        f'data = "{tmp_path}/data"\n'
        "sealed = false\n"
        f'anchors = "{tmp_path}/anchors"\n'
        f'anchors_key = "{tmp_path}/sealing.key"\n'
        f'anchors_public_keys = ["{tmp_path}/seals.pem"]\n'
    )
    (tmp_path / "anchors").mkdir()
    engine = open_engine(console.url)
    migrate.upgrade(engine)
    with SqlStore(engine).write() as uow:
        for _ in range(3):
            uow.audit.append(AuditEntry("case:a", "case.opened", None, SystemClock().now()))
        uow.commit()
    engine.dispose()
    return console


@pytest.fixture
def keyed(console: Console) -> Console:
    public = str(console.home / "seals.pem")
    assert console.run("audit", "key", "--new", "--public-key", public, db="").code == 0
    return console


def test_everything_by_the_profile(keyed: Console) -> None:
    sealed = keyed.run("audit", "seal", "--json", db="")
    assert (sealed.code, sealed.one["sealed"], sealed.one["contradictions"]) == (0, True, [])
    seal = sealed.one["seal"]
    assert (seal["number"], seal["chains"], seal["events"]) == (1, 1, 3)
    again = keyed.run("audit", "seal", db="")
    assert again.code == 0
    assert again.out.startswith(f"Nada que hacer todavía: sellado 1 del {seal['at']}")
    assert keyed.run("audit", "seal", "--now", "--json", db="").one["seal"]["number"] == 2
    verified = keyed.run("audit", "verify", "--json", db="").one
    assert (verified["whole"], verified["unseen"], verified["events"]) == (True, [], 5)
    anchors = verified["anchors"]
    assert (anchors["count"], anchors["events_since"], anchors["faults"]) == (2, 1, [])
    assert anchors["last"] == anchors["last_good"]
    first, second = keyed.run("audit", "verify", db="").out.splitlines()
    assert first == "Íntegro. Eventos: 5; cadenas: 2"
    assert second.startswith("Sellos guardados: 2, el último 2 del ")
    assert second.endswith("; eventos desde entonces: 1")


def test_the_sentinel_seals_and_alarms(keyed: Console, tmp_path: Path) -> None:
    done = keyed.run("sentinel", "--once", "--json", db="")
    assert (done.code, done.one["failed"]) == (0, {})
    assert keyed.run("audit", "verify", "--json", db="").one["anchors"]["count"] == 1
    assert keyed.run("sentinel", "--once", db="").code == 0
    (tmp_path / "anchors").rename(tmp_path / "away")
    done = keyed.run("sentinel", "--once", "--json", db="")
    assert (done.code, done.one["failed"]) == (3, {"seal": "ANCHORS_UNREACHABLE"})


def test_everything_by_options_and_as_a_process(keyed: Console, tmp_path: Path) -> None:
    bare = Console(tmp_path)
    folder, key = ("--anchors", str(tmp_path / "anchors")), str(tmp_path / "sealing.key")
    started = bare.start("audit", "seal", "--json", *folder, "--key", key)
    assert (started.code, started.one["sealed"]) == (0, True)
    unsigned = bare.run("audit", "verify", "--json", *folder)
    assert (unsigned.code, unsigned.one["unseen"]) == (0, ["no_public_key"])
    assert "por falta de clave pública" in bare.run("audit", "verify", *folder).out
    known = ("--public-key", str(tmp_path / "seals.pem"))
    assert bare.run("audit", "verify", "--json", *folder, *known).one["unseen"] == []
    # A key that took over: seals of the old one are believed when its public half is given too.
    assert bare.run("audit", "key", "--new", "--key", str(tmp_path / "next.key")).code == 0
    shown = bare.run("audit", "key", "--json", "--key", str(tmp_path / "next.key")).one
    (tmp_path / "next.pem").write_text(shown["public_key"])
    next_key = ("--key", str(tmp_path / "next.key"))
    assert bare.run("audit", "seal", "--now", *folder, *next_key).code == 0
    both = (*known, "--public-key", str(tmp_path / "next.pem"))
    assert bare.run("audit", "verify", *folder, *both).code == 0
    assert bare.run("audit", "verify", *folder, *known).code == 1


def test_what_contradicts_the_last_seal_is_said_by_the_sealer_too(keyed: Console) -> None:
    assert keyed.run("audit", "seal", db="").code == 0
    with closing(sqlite3.connect(keyed.database, isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER audit_events_no_delete")
        connection.execute("DROP TRIGGER audit_heads_no_update")
        connection.execute("DELETE FROM audit_events WHERE chain = 'case:a' AND sequence = 3")
        connection.execute(
            "UPDATE audit_heads SET sequence = 2, hash = (SELECT hash FROM audit_events"
            " WHERE chain = 'case:a' AND sequence = 2) WHERE chain = 'case:a'"
        )
    done = keyed.run("audit", "seal", "--now", db="")
    assert done.code == 1
    assert "CONTRADICTED: la cadena case:a ya no tiene el evento 3 como se selló antes" in done.out


def test_every_anchor_is_exported_once(keyed: Console, tmp_path: Path) -> None:
    keyed.run("audit", "seal", db="")
    target = tmp_path / "copy.zip"
    assert keyed.run("audit", "export", str(target), "--json", db="").one["anchors"] == 1
    with zipfile.ZipFile(target) as copy:
        (line,) = copy.read("anchor-00000001.jsonl").decode().splitlines()[1:]
    assert json.loads(line)["seal"]["number"] == 1
    assert keyed.run("audit", "export", str(target), db="").code == 1


def refused(console: Console, *words: str, db: str | None = "") -> tuple[int, str]:
    done = console.run("audit", *words, "--json", db=db)
    return done.code, done.one["error"]


def test_refusals_have_a_code_and_an_exit(console: Console, tmp_path: Path) -> None:
    bare = Console(tmp_path)
    assert refused(bare, "seal", db=None) == (1, "ANCHORS_NOT_NAMED")
    assert refused(console, "seal") == (3, "ANCHORS_KEY_UNREADABLE")
    assert refused(console, "verify") == (3, "ANCHORS_PUBLIC_KEY_UNREADABLE")
    public = str(tmp_path / "seals.pem")
    assert console.run("audit", "key", "--new", "--public-key", public, db="").code == 0
    assert refused(console, "key", "--new") == (1, "ANCHORS_KEY_EXISTS")
    assert refused(console, "key", "--public-key", public) == (1, "FILE_EXISTS")
    (tmp_path / "sealing.key").chmod(0o644)
    assert refused(console, "seal") == (3, "ANCHORS_KEY_EXPOSED")
    (tmp_path / "sealing.key").chmod(0o600)
    assert console.run("audit", "seal", db="").code == 0
    (tmp_path / "anchors").rename(tmp_path / "away")
    for action in (("seal",), ("verify",), ("export", str(tmp_path / "x.zip"))):
        assert refused(console, *action) == (3, "ANCHORS_UNREACHABLE")
    (tmp_path / "anchors").mkdir()
    assert refused(console, "seal") == (1, "ANCHORS_LOST")
    missing = console.run("audit", "verify", "--json", db="")
    assert (missing.code, missing.one["anchors"]["faults"][0]["code"]) == (1, "ANCHOR_MISSING")
    assert console.run("audit", "seal", "--new-series", db="").code == 0
    assert console.run("audit", "verify", db="").code == 0
    (tmp_path / "anchors" / "anchor-00000002.jsonl").write_text("{}\n")
    assert refused(console, "seal") == (3, "ANCHOR_UNREADABLE")
