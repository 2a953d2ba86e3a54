"""Every sub-command of ``main.py`` as a script meets it: exit codes, JSON, and no traceback.

Exit 0 done, 1 refused (said why), 2 usage, 3 could not be done safely (design §8). With ``--json``
standard output has one JSON object a line and nothing else, whatever happens.
"""

from __future__ import annotations

import socket
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite3

from app.domain.audit import AuditEntry
from app.infra.packages.writer import write_zip
from db import migrate
from db.engine import open_engine
from db.store import SqlStore
from tests.casework import CEDULAS
from tests.console import ROOT, Console, Done
from tests.package_samples import package
from tests.sandbox_files import face, jpeg, pdf

NAMELESS = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}


WRONG = {
    "unknown command": ("fly",),
    "unknown option": ("queue", "--fast"),
    "no action": ("db",),
    "unknown action": ("audit", "repair"),
    "no number": ("case",),
    "words for a number": ("queue", "--limit", "many"),
    "number out of bounds": ("queue", "--limit", "0"),
    "unknown state": ("queue", "--state", "lost"),
    "seconds that are none": ("deliver", "--every", "nan"),
    "nothing to take in": ("intake",),
    "no such package": ("intake", "/no/such/package.zip"),
    "an unset variable": ("intake", ""),
    "nothing to look at": ("inspect", "", "--as", "photo"),
    "not said as what": ("inspect", "main.py"),
    "unknown duty": ("staff", "add", "ana", "--name", "A", "--cedula", "1", "--duty", "king"),
    "instant without zone": ("inspect", "main.py", "--as", "photo", "--at", "2026-01-01"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_wrong_usage_is_two_and_says_so_on_standard_error_only(kind: str, console: Console) -> None:
    done = console.run(*WRONG[kind])
    assert (done.code, done.out) == (2, "")
    assert done.err
    assert "invalid _" not in done.err
    assert not console.database.exists()


URLS = {
    "nonsense": ("nonsense", 2, "DATABASE_URL_INVALID"),
    "bad port": ("postgresql://localhost:port/x", 2, "DATABASE_URL_INVALID"),
    "no file named": ("sqlite://", 2, "DATABASE_URL_INVALID"),
    "unknown kind": ("mysql://localhost/x", 2, "DATABASE_KIND_UNKNOWN"),
    "memory": ("sqlite:///file:x?mode=memory&uri=true", 2, "DATABASE_URL_INVALID"),
    "a setting of the driver": ("sqlite:///a.db?timeout=abc", 2, "DATABASE_URL_INVALID"),
    "a driver we have not": ("postgresql+foo://x", 2, "DATABASE_KIND_UNKNOWN"),
    "nobody listens": ("postgresql://127.0.0.1:1/x", 3, "DATABASE_UNREACHABLE"),
    "a folder": ("sqlite:////tmp", 3, "DATABASE_UNREACHABLE"),
}


@pytest.mark.parametrize("kind", URLS)
def test_a_database_that_cannot_be_has_a_code(kind: str, console: Console) -> None:
    url, code, error = URLS[kind]
    done = console.run("queue", "--json", db=url)
    assert (done.code, done.one["error"]) == (code, error)


@pytest.mark.parametrize(
    "words",
    [
        ("queue",),
        ("case", "ADC-2026-000001"),
        ("deliver", "--once"),
        ("audit", "verify"),
        ("db", "check"),
        ("db", "backup", "copy.db"),
    ],
)
def test_a_missing_file_is_told_and_not_made(words: tuple[str, ...], console: Console) -> None:
    done = console.run(*words, "--json")
    assert (done.code, done.one["error"]) == (3, "DATABASE_MISSING")
    assert list(console.home.glob("*.db*")) == []


def _damage(kind: str, file: Path) -> None:
    match kind:
        case "garbage":
            file.write_bytes(b"this was never a database" * 100)
        case "cut short":
            file.write_bytes(file.read_bytes()[:9000])
        case "of another program":
            file.unlink()
            with closing(sqlite3.connect(file)) as other:
                other.execute("CREATE TABLE cases (x)")
        case "of a newer program":
            with closing(sqlite3.connect(file, isolation_level=None)) as newer:
                newer.execute("UPDATE alembic_version SET version_num = '9999'")
        case _:
            with closing(sqlite3.connect(file, isolation_level=None)) as poorer:
                poorer.execute("DROP TABLE audit_heads")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("garbage", ("queue",)),
        ("garbage", ("db", "check")),
        ("cut short", ("audit", "verify")),
        ("cut short", ("deliver", "--once")),
        ("of another program", ("queue",)),
        ("of another program", ("db", "check")),
        ("of a newer program", ("case", "X")),
        ("of a newer program", ("db", "upgrade")),
        ("without a table", ("db", "check")),
        ("without a table", ("audit", "verify")),
    ],
)
def test_a_damaged_or_foreign_database_is_not_worked_on(
    kind: str, words: tuple[str, ...], office: Console
) -> None:
    _damage(kind, office.database)
    done = office.run(*words, "--json")
    assert done.code == 3
    assert done.one["error"] in {
        "DATABASE_DAMAGED",
        "DATABASE_NEWER",
        "DATABASE_OUTDATED",
        "MIGRATION_FAILED",
    }


def test_a_profile_that_cannot_be_read_is_the_environments_fault(console: Console) -> None:
    profile = console.home / "profile.toml"
    profile.write_text("database = [")
    console.extra["VENTANILLA_PROFILE"] = str(profile)
    done = console.run("queue", "--json", db="")
    assert (done.code, done.one["error"]) == (3, "PROFILE_INVALID")
    profile.write_text('language = "qu"')
    done = console.run("queue", "--json", db="")
    assert (done.code, done.one["error"]) == (3, "PROFILE_INVALID")
    (console.home / "file").write_text("")
    profile.write_text(f'data = "{console.home / "file"}"')
    done = console.run("queue", "--json", db="")
    assert (done.code, done.one["error"]) == (3, "FILE_ACCESS_FAILED")


def test_init_check_backup_restore(console: Console) -> None:
    made = console.run("db", "init", "--json")
    assert (made.code, made.one["revision"]) == (0, migrate.HEAD)
    again = console.run("db", "init", "--json")
    assert (again.code, again.one["error"]) == (1, "DATABASE_NOT_EMPTY")
    assert console.run("db", "upgrade").code == 0
    checked = console.run("db", "check", "--json")
    assert (checked.code, checked.one) == (0, {"clean": True, "faults": []})
    _employ(console)
    copy = console.home / "copy.db"
    assert console.run("db", "backup", str(copy)).code == 0
    refused = console.run("db", "backup", str(copy), "--json")
    assert (refused.code, refused.one["error"]) == (1, "FILE_EXISTS")
    other = f"sqlite:///{console.home / 'other.db'}"
    assert console.run("db", "restore", str(copy), db=other).code == 0
    assert console.run("db", "check", "--json", db=other).one["clean"] is True
    twice = console.run("db", "restore", str(copy), "--json", db=other)
    assert (twice.code, twice.one["error"]) == (1, "DATABASE_NOT_EMPTY")
    with closing(sqlite3.connect(console.home / "other.db")) as restored:
        assert restored.execute("SELECT login FROM staff").fetchall() == [("jefa",)]


def test_a_date_far_ahead_is_refused_until_it_is_accepted(console: Console) -> None:
    assert console.run("db", "init").code == 0
    long_ago = datetime.now(UTC) - timedelta(days=60)
    store = SqlStore(open_engine(console.url))
    with store.write() as uow:
        uow.audit.append(AuditEntry("system", "test.done", None, long_ago))
        uow.commit()
    store.close()
    refused = console.run("queue", "--json")
    assert (refused.code, refused.one["error"]) == (3, "CLOCK_AHEAD")
    assert console.run("db", "accept-date").code == 0
    assert console.run("queue", "--json").code == 0


def test_restore_refuses_what_is_no_sound_backup(office: Console) -> None:
    office.run("db", "backup", str(office.home / "copy.db"))
    torn = office.home / "torn.db"
    data = bytearray((office.home / "copy.db").read_bytes())
    data[4096 * 4 : 4096 * 6] = b"\xff" * 8192
    torn.write_bytes(data)
    empty = office.home / "empty.db"
    office.run("db", "init", db=f"sqlite:///{empty}")
    before = empty.read_bytes()
    for bad, codes in (
        (office.home / "none.db", {"BACKUP_UNREADABLE"}),
        (office.home, {"BACKUP_UNREADABLE"}),
        (ROOT / "main.py", {"BACKUP_UNREADABLE"}),
        (torn, {"BACKUP_DAMAGED", "DATABASE_DAMAGED"}),
    ):
        done = office.run("db", "restore", str(bad), "--json", db=f"sqlite:///{empty}")
        assert done.code in {1, 3}
        assert done.one["error"] in codes
    assert empty.read_bytes() == before
    done = office.run("db", "backup", str(office.home / "no" / "folder" / "copy.db"), "--json")
    assert (done.code, done.one["error"]) == (3, "BACKUP_FAILED")


def test_check_finds_what_is_wrong_and_exits_with_one(office: Console) -> None:
    _employ(office)
    with closing(sqlite3.connect(office.database, isolation_level=None)) as attacker:
        attacker.execute("DROP TRIGGER audit_events_no_update")
        attacker.execute("UPDATE audit_events SET hash = hash || '0' WHERE sequence = 1")
    done = office.run("db", "check", "--json")
    assert (done.code, done.one["clean"]) == (1, False)
    codes = {fault["code"] for fault in done.one["faults"]}
    assert codes == {"AUDIT_ALTERED", "TRIGGER_MISSING"}
    assert "AUDIT_ALTERED system#1" in office.run("db", "check").out


def _employ(
    console: Console, login: str = "jefa", duty: str = "administrator", *more: str, number: int = 0
) -> Done:
    password = console.secret(f"{login}.txt", f"Clave-larga-{number}")
    return console.run(
        "staff", "--json", *more, "add", login, "--name", "Íñigo Ñauta", "--cedula",
        CEDULAS[number], "--duty", duty, "--agency", "PIC-01", "--province", "17",
        "--password-file", password,
    )  # fmt: skip


def _come_in(office: Console, login: str, *enabling: str) -> str:
    """Enabled by whoever acts, then there for the first time; the file with their own password."""
    code = office.run("staff", *enabling, "enable", login, "--json").one["code"]
    own = office.secret(f"{login}-own.txt", f"Propia-{len(login)}-larga-26")
    done = office.run(
        "staff", "--json", "activate", login, "--password-file", str(office.home / f"{login}.txt"),
        "--code-file", office.secret("code.txt", code), "--new-password-file", own,
    )  # fmt: skip
    assert (done.code, done.one.get("login")) == (0, login), done
    return own


def test_staff_from_password_files(office: Console) -> None:
    first = _employ(office, "ana", "clerk")
    assert (first.code, first.one["error"]) == (1, "FIRST_MUST_ADMINISTER")
    assert office.run("staff", "list", "--json").one["error"] == "SIGN_IN_NEEDED"
    made = _employ(office)
    assert (made.code, made.one["login"], made.one["full_name"]) == (0, "jefa", "Íñigo Ñauta")
    assert CEDULAS[0] not in made.out
    unsigned = _employ(office, "ana", "clerk", number=1)
    assert (unsigned.code, unsigned.one["error"]) == (1, "SIGN_IN_NEEDED")
    key = str(office.home / "jefa.txt")
    me = ("--as", "jefa", "--as-password-file", key)
    early = _employ(office, "ana", "clerk", *me, number=2)
    assert (early.code, early.one["error"]) == (1, "SECOND_MUST_ADMINISTER")
    # The first one lets the second in, for nobody else is there; from then on it takes two.
    _employ(office, "jefe", "administrator", *me, number=1)
    other = ("--as", "jefe", "--as-password-file", _come_in(office, "jefe", *me))
    added = _employ(office, "ana", "clerk", *me, number=2)
    assert (added.code, added.one["active"]) == (0, False)
    alone = office.run("staff", *me, "enable", "ana", "--json")
    assert (alone.code, alone.one["error"]) == (1, "SEPARATION_NOT_A_HAND_OF_THE_ACCOUNT")
    _come_in(office, "ana", *other)
    taken = _employ(office, "ana", "clerk", *me, number=3)
    assert (taken.code, taken.one["error"]) == (1, "LOGIN_TAKEN")
    listed = office.run("staff", *me, "list", "--json")
    assert (listed.code, [one["login"] for one in listed.lines]) == (0, ["ana", "jefa", "jefe"])
    off = office.run("staff", *me, "disable", "ana", "--json")
    assert (off.code, off.one["active"]) == (0, False)
    assert office.run("staff", *me, "enable", "ana", "--json").one["active"] is True
    again = office.secret("again.txt", "Otra-prestada-9")
    given = office.run("staff", *me, "passwd", "ana", "--password-file", again, "--json")
    assert (given.code, given.one["active"]) == (0, False)
    own = office.run("staff", *me, "disable", "jefa", "--json")
    assert (own.code, own.one["error"]) == (1, "OWN_ACCOUNT")
    unknown = office.run("staff", *me, "disable", "nadie", "--json")
    assert (unknown.code, unknown.one["error"]) == (1, "LOGIN_UNKNOWN")


def test_passwords_are_changed_checked_and_never_asked_of_nobody(office: Console) -> None:
    _employ(office)
    me = ("--as", "jefa", "--as-password-file", str(office.home / "jefa.txt"))
    new = office.secret("new.txt", "Otra-clave-larga")
    assert office.run("staff", *me, "passwd", "jefa", "--password-file", new).code == 0
    old = office.run("staff", *me, "list", "--json")
    assert (old.code, old.one["error"]) == (1, "SIGN_IN_REFUSED")
    now = ("--as", "jefa", "--as-password-file", new)
    assert office.run("staff", *now, "list").code == 0
    short = office.secret("short.txt", "corta")
    weak = office.run("staff", *now, "passwd", "jefa", "--password-file", short, "--json")
    assert (weak.code, weak.one["error"]) == (1, "PASSWORD_TOO_SHORT")
    missing = office.run("staff", "--as", "jefa", "--as-password-file", "/none", "list", "--json")
    assert (missing.code, missing.one["error"]) == (1, "PASSWORD_FILE_UNREADABLE")
    # Not here: it would ask the terminal of whoever runs the tests.
    silent = office.start("staff", "--as", "jefa", "list", "--json")
    assert (silent.code, silent.one["error"]) == (1, "PASSWORD_NEEDED")


def test_a_package_from_intake_to_the_queue_and_no_server_to_tell(office: Console) -> None:
    good = write_zip(package(1), office.home / "a.zip")
    (office.home / "b.zip").write_bytes(b"no zip at all")
    taken = office.run("intake", str(good), str(office.home / "b.zip"), "--json")
    assert taken.code == 1
    assert [line["status"] for line in taken.lines] == ["accepted", "rejected"]
    assert office.run("intake", str(good), "--json").one["status"] == "duplicate"
    rows = office.run("queue", "--json", "--state", "to_review")
    assert (rows.code, [row["state"] for row in rows.lines]) == (0, ["to_review"])
    number = rows.one["number"]
    case = office.run("case", number, "--json")
    assert (case.code, case.one["number"], len(case.one["files"])) == (0, number, 5)
    for secret in ("V1234I5678", "persona1@correo.example", "+593991000001"):
        assert secret not in case.out + rows.out
    assert number in office.run("case", package(1).number).out
    nobody = office.run("case", "ADC-1999-000001", "--json")
    assert (nobody.code, nobody.one["error"]) == (1, "CASE_UNKNOWN")
    _deliver_to_nobody(office)
    assert office.run("audit", "verify", "--json").one["whole"] is True
    # The name has letters that this terminal does not: neither a crash nor broken JSON.
    office.extra = NAMELESS
    assert "Quishpe \\xd1auta" in office.start("queue").out
    assert "Ñauta" in office.start("queue", "--json").one["person_name"]
    helped = office.start("--help")
    assert (helped.code, "tr\\xe1mites" in helped.out) == (0, True)


def _deliver_to_nobody(office: Console) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        closed = server.getsockname()[1]
    engine = open_engine(office.url)
    at = datetime(2026, 9, 16, tzinfo=UTC)
    with SqlStore(engine).write() as uow:
        for key, value in {"mail.host": "127.0.0.1", "mail.port": str(closed)}.items():
            uow.settings.put(key, value, date(2026, 1, 1), None, at)
        uow.commit()
    engine.dispose()
    done = office.run("deliver", "--once", "--json")
    assert done.code == 3
    assert (done.one["retry"], done.one["waiting"], done.one["handed_over"]) == (1, 1, 0)
    # It waits for its next try: nothing is due now, and nothing was lost.
    again = office.run("deliver", "--once", "--json")
    assert (again.code, again.one["waiting"]) == (0, 1)


def test_an_empty_office_answers_with_nothing(office: Console) -> None:
    for words in (("queue",), ("queue", "--json")):
        done = office.run(*words)
        assert (done.code, done.out) == (0, "")
    assert office.run("deliver", "--once", "--json").one["waiting"] == 0


def test_inspect_answers_with_one_object_whatever_the_file(office: Console) -> None:
    files = {
        "good.jpg": (jpeg(face().resize((900, 900))), "photo", {0, 1}),
        "form.pdf": (pdf(), "ADC/request_form", {0, 1}),
        "empty": (b"", "document", {1, 3}),
        "text.mp4": (b"no video" * 50, "video", {1}),
    }
    for name, (data, declared, codes) in files.items():
        path = office.home / name
        path.write_bytes(data)
        done = office.run("inspect", str(path), "--as", declared)
        (line,) = done.lines
        assert done.code in codes, done
        assert line["file"] == name
        assert line["accepted"] is (done.code == 0)
    folder = office.run("inspect", str(office.home), "--as", "photo")
    assert (folder.code, folder.one["accepted"]) == (3, False)
    nothing = office.run("inspect", "/no/such/file", "--as", "photo")
    assert (nothing.code, nothing.one["error"]) == (2, "FILE_NOT_FOUND")
    unknown = office.run("inspect", str(office.home / "empty"), "--as", "ADC/nothing")
    assert (unknown.code, unknown.one["error"]) == (2, "REQUIREMENT_UNKNOWN")
    assert "Revise la ruta" in nothing.err
    assert "photo, document, video" in unknown.err
