"""The key of a local file from the command line: what is said, what is done, what is on record."""

from __future__ import annotations

import re
from pathlib import Path

import keyring
import pikepdf
import pytest

from app.domain.file_key import read_rows
from app.infra import keyring_secrets
from app.infra.keyring_secrets import backend_name
from db import cipher
from tests.console import Console
from tests.memory_keyring import MemoryKeyring

ADMINISTRATOR = (
    "staff", "add", "ada", "--name", "Ada Vera", "--cedula", "1710034065", "--duty",
    "administrator", "--agency", "PIC-01", "--province", "17",
)  # fmt: skip


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> MemoryKeyring:
    """A machine with a store that is safe."""
    made = MemoryKeyring()
    names = keyring_secrets.ALLOWED_BACKENDS | {backend_name(made)}
    monkeypatch.setattr(keyring_secrets, "ALLOWED_BACKENDS", names)
    monkeypatch.setattr(keyring, "get_keyring", lambda: made)
    return made


@pytest.fixture
def console(tmp_path: Path) -> Console:
    """A workstation whose profile says nothing about sealing."""
    profile = tmp_path / "XDG_CONFIG_HOME" / "ventanilla" / "profile.toml"
    profile.parent.mkdir(parents=True)
    profile.write_text("")
    return Console(tmp_path)


@pytest.fixture
def sealed(console: Console, store: MemoryKeyring) -> Console:
    """An office whose first command made a sealed file."""
    done = console.run(*ADMINISTRATOR, "--password-file", console.secret("word", "una clave larga"))
    assert done.code == 0, done
    return console


def rows_of(sheet: bytes, folder: Path) -> list[str]:
    import pypdfium2

    (folder / "read.pdf").write_bytes(sheet)
    document = pypdfium2.PdfDocument(folder / "read.pdf")
    words = document[0].get_textpage().get_text_range()
    document.close()
    return re.findall(r"(?:[0-9A-HJKMNP-TV-Z]{4} ){3}[0-9A-HJKMNP-TV-Z]{4}", words)


def actions(console: Console) -> list[str]:
    with_key = console.run("audit", "verify", "--json")
    assert with_key.code == 0, with_key
    from contextlib import closing

    from app.domain.file_key import FileKey
    from db.file_copy import open_to_read

    kept = keyring.get_keyring()
    assert isinstance(kept, MemoryKeyring)
    name = cipher.sealed_with(console.database)
    key = FileKey(bytes.fromhex(kept.kept["ventanilla", f"file-key-{name}"]))
    with closing(open_to_read(console.database, key)) as file:
        found = file.execute("SELECT canonical FROM audit_events").fetchall()
    return re.findall(r'"action":"(database\.[a-z_]+)"', " ".join(text for (text,) in found))


def test_an_office_is_sealed_from_its_first_command(sealed: Console, store: MemoryKeyring) -> None:
    assert cipher.sealed_with(sealed.database) is not None
    assert len(store.kept) == 1
    assert sealed.run("db", "check", "--json").one["clean"] is True


def test_without_store_and_terminal_nothing_is_made(console: Console) -> None:
    done = console.run("db", "init")
    assert done.code == 3
    assert done.err.startswith("PASSPHRASE_NEEDED: ")
    assert "terminal" in done.err
    assert list(console.home.glob("*.db*")) == []


def test_a_file_in_the_open_is_refused_then_sealed(
    console: Console, store: MemoryKeyring, sqlite_template: Path
) -> None:
    console.database.write_bytes(sqlite_template.read_bytes())
    refused = console.run("db", "check")
    assert refused.code == 3
    assert refused.err.startswith("DATABASE_NOT_SEALED: ")
    assert "db seal" in refused.err
    assert cipher.is_plain(console.database)
    copy = console.home / "office.db.before-0004-at-0003"
    copy.write_bytes(sqlite_template.read_bytes())
    done = console.run("db", "seal", "--json").one
    assert done["plain_copies"] == [str(copy)]
    assert done["key"] == cipher.sealed_with(console.database)
    again = console.run("db", "seal", "--json")
    assert (again.code, again.one["error"]) == (1, "DATABASE_SEALED")
    assert actions(console) == ["database.sealed"]


def test_the_sheet_is_printed_once_a_key(sealed: Console, store: MemoryKeyring) -> None:
    sheet = sealed.home / "hoja.pdf"
    done = sealed.run("db", "sheet", str(sheet))
    assert done.code == 0, done
    rows = rows_of(sheet.read_bytes(), sealed.home)
    assert read_rows(rows).id == cipher.sealed_with(sealed.database)
    assert sheet.stat().st_mode & 0o077 == 0
    with pikepdf.open(sheet) as document:
        assert len(document.pages) == 1
    again = sealed.run("db", "sheet", str(sealed.home / "otra.pdf"))
    assert (again.code, again.err.split(":")[0]) == (1, "RECOVERY_SHEET_PRINTED")
    assert not (sealed.home / "otra.pdf").exists()
    assert sealed.run("db", "rekey").code == 0
    taken = sealed.run("db", "sheet", str(sheet), "--json")
    assert (taken.code, taken.one["error"]) == (1, "FILE_EXISTS")
    assert sealed.run("db", "sheet", str(sealed.home / "otra.pdf")).code == 0
    assert rows_of((sealed.home / "otra.pdf").read_bytes(), sealed.home) != rows
    assert actions(sealed) == [
        "database.sheet_printed", "database.rekeyed", "database.sheet_printed",
    ]  # fmt: skip
    assert len(store.kept) == 2


def test_a_lost_key_is_told_and_typed_again(sealed: Console, store: MemoryKeyring) -> None:
    sheet = sealed.home / "hoja.pdf"
    sealed.run("db", "sheet", str(sheet))
    rows = rows_of(sheet.read_bytes(), sealed.home)
    before = sealed.database.read_bytes()
    store.kept.clear()
    for words in (("db", "check"), ("queue",), ("db", "backup", str(sealed.home / "b.db"))):
        lost = sealed.run(*words)
        assert lost.code == 3
        assert lost.err.startswith("FILE_KEY_MISSING: ")
        assert "db recover" in lost.err
    slip = [rows[0], rows[1][:-1] + ("0" if rows[1][-1] != "0" else "1"), *rows[2:]]
    wrong = sealed.run("db", "recover", typed="\n".join(slip))
    assert (wrong.code, "FILE_KEY_ROW: row=2" in wrong.err) == (1, True)
    from app.domain.file_key import FileKey

    other = sealed.run("db", "recover", typed="\n".join(FileKey(b"o" * 32).rows))
    assert (other.code, "FILE_KEY_WRONG: " in other.err) == (3, True)
    assert (sealed.database.read_bytes(), store.kept) == (before, {})
    done = sealed.run("db", "recover", typed="\n".join(rows))
    assert done.code == 0, done
    assert sealed.run("db", "check").code == 0
    assert actions(sealed)[-1] == "database.key_recovered"


def test_a_sealed_backup_comes_back_on_another_machine(
    sealed: Console, store: MemoryKeyring
) -> None:
    copy, sheet = sealed.home / "copia.db", sealed.home / "hoja.pdf"
    assert sealed.run("db", "backup", str(copy)).code == 0
    sealed.run("db", "sheet", str(sheet))
    assert cipher.sealed_with(copy) == cipher.sealed_with(sealed.database)
    store.kept.clear()
    fresh = f"sqlite:///{sealed.home / 'otro equipo.db'}"
    lost = sealed.run("db", "restore", str(copy), db=fresh)
    assert (lost.code, lost.err.split(":")[0]) == (3, "FILE_KEY_MISSING")
    rows = "\n".join(rows_of(sheet.read_bytes(), sealed.home))
    typed = sealed.run("db", "recover", "--backup", str(copy), db=fresh, typed=rows)
    assert typed.code == 0, typed
    assert sealed.run("db", "restore", str(copy), db=fresh).code == 0
    assert sealed.run("db", "check", db=fresh).code == 0


def test_a_server_has_no_key_here(console: Console, store: MemoryKeyring) -> None:
    done = console.run("db", "rekey", "--json", db="postgresql://127.0.0.1:1/x")
    assert (done.code, done.one["error"]) == (1, "DATABASE_NOT_LOCAL")
