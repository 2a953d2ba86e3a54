"""A sealed file: nothing of it in the open, nothing of it changed unseen, no other library."""

from __future__ import annotations

import os
import random
import shutil
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from app.domain.errors import UnavailableError, VentanillaError
from app.domain.file_key import KEY_BYTES, FileKey
from db import cipher, maintenance, migrate
from db.engine import open_engine, reading_engine
from db.file_copy import open_to_read
from db.store import SqlStore
from tests import store_samples as samples
from tests.db_fixtures import KEY

FLIPS = 250
CANARY = "Canaria Qzxwv"
ADDRESS = "qzxwv.canaria@correo.example"
EVIDENCE = b"\xff\xd8\xff\xe0 portrait of qzxwv " * 400


def test_a_sealed_connection_has_every_setting(sealed_engine: Engine) -> None:
    expected = {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "trusted_schema": 0,
        "secure_delete": 1,
        "temp_store": 2,
        "cell_size_check": 1,
        "cipher_memory_security": "1",
        "recursive_triggers": 1,
    }
    for engine in (sealed_engine, reading_engine(sealed_engine)):
        with engine.connect() as connection:
            found = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in expected
            }
        assert found == expected


def test_a_sealed_file_is_as_durable_as_a_plain_one(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'office.db'}", KEY)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
    engine.dispose()


@pytest.mark.parametrize("name", cipher.NAMESAKES)
def test_a_namesake_is_refused(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / f"{name.replace('-', '_')}-0.6.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 0.6.0\n")
    monkeypatch.syspath_prepend(tmp_path)
    cipher.library.cache_clear()
    with pytest.raises(UnavailableError) as caught:
        open_engine(f"sqlite:///{tmp_path / 'x.db'}")
    assert (caught.value.code, caught.value.context["found"]) == (
        "DATABASE_LIBRARY_NAMESAKE",
        name,
    )
    monkeypatch.undo()
    assert cipher.library().sqlite_version_info >= cipher.OLDEST


def test_an_old_sqlite_is_refused() -> None:
    for version in ((3, 51, 2), (3, 40, 1), (3, 7, 0)):
        with pytest.raises(UnavailableError) as caught:
            cipher.require_new_enough(version)
        assert caught.value.code == "DATABASE_LIBRARY_OLD"
        assert caught.value.context["needed"] == "3.51.3"
    cipher.require_new_enough((3, 51, 3))


def test_connections_that_create_a_file_together_agree(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"
    faults: list[BaseException] = []
    barrier = threading.Barrier(4)

    def create() -> None:
        engine = open_engine(url, KEY)
        barrier.wait()
        try:
            with engine.connect() as connection:
                connection.execute(text("SELECT count(*) FROM sqlite_master"))
        except VentanillaError as error:
            faults.append(error)
        finally:
            engine.dispose()

    threads = [threading.Thread(target=create) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert cipher.sealed_with(tmp_path / "new.db") == KEY.id


@pytest.fixture
def office(sealed_template: Path, tmp_path: Path) -> Path:
    """A sealed file with people, a case and evidence in it, closed by everybody."""
    file = tmp_path / "office.db"
    shutil.copy(sealed_template, file)
    engine = open_engine(f"sqlite:///{file}", KEY)
    store = SqlStore(engine)
    samples.furnish(store, samples.staff_member("ana"))
    with store.write() as work:
        samples.put_case(work, "ADC-2026-000001")
        work.blobs.put(EVIDENCE)
        work.commit()
    engine.dispose()
    return file


def _all_rows(file: Path) -> list[tuple[object, ...]]:
    with closing(open_to_read(file, KEY)) as connection:
        names = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
            )
        ]
        return [
            (name, *row)
            for name in names
            for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY 1')  # noqa: S608
        ]


def test_no_flipped_bit_gives_a_wrong_answer(office: Path, tmp_path: Path) -> None:
    """Each flip is refused by the first reading of its page, or by the check at the latest."""
    data = office.read_bytes()
    expected = _all_rows(office)
    chance = random.Random(20261130)
    first_page = [chance.randrange(4096 * 8) for _ in range(50)]
    anywhere = [chance.randrange(len(data) * 8) for _ in range(FLIPS - len(first_page))]
    flipped = tmp_path / "flipped.db"
    unseen = []
    for bit in first_page + anywhere:
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << bit % 8
        flipped.write_bytes(changed)
        try:
            rows = _all_rows(flipped)
        except (cipher.library().DatabaseError, VentanillaError):
            continue
        # A page nothing was read from, such as a free one: what was read must be right.
        assert rows == expected
        unseen.append(bit)
    for bit in unseen:
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << bit % 8
        flipped.write_bytes(changed)
        assert _is_faulty(flipped), f"bit {bit} is seen by nobody"


def _is_faulty(file: Path) -> bool:
    engine = open_engine(f"sqlite:///{file}", KEY)
    try:
        # The part of the check that finds it; the others take a hundred times as long.
        return list(maintenance._broken_seals(engine)) != []
    except UnavailableError as error:
        return error.code == "DATABASE_DAMAGED"
    finally:
        engine.dispose()


def test_damage_is_said_in_our_words(office: Path) -> None:
    data = bytearray(office.read_bytes())
    data[100] ^= 1
    office.write_bytes(data)
    engine = open_engine(f"sqlite:///{office}", KEY)
    with pytest.raises(UnavailableError) as caught:
        migrate.current(engine)
    engine.dispose()
    assert caught.value.code == "DATABASE_DAMAGED"


def test_another_key_is_noticed_before_anything_is_read(office: Path) -> None:
    before = office.read_bytes()
    engine = open_engine(f"sqlite:///{office}", FileKey(b"x" * KEY_BYTES))
    with pytest.raises(UnavailableError) as caught:
        migrate.current(engine)
    engine.dispose()
    assert caught.value.code == "FILE_KEY_CHANGED"
    without = open_engine(f"sqlite:///{office}")
    with pytest.raises(UnavailableError) as caught:
        migrate.current(without)
    without.dispose()
    assert caught.value.code == "DATABASE_DAMAGED"
    assert office.read_bytes() == before


def test_nothing_personal_lies_in_the_open(
    sealed_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looked for while the program writes, in the file, beside it and where temporary files go."""
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(temporary))
    place = tmp_path / "place"
    place.mkdir()
    file = place / "office.db"
    shutil.copy(sealed_template, file)
    engine = open_engine(f"sqlite:///{file}", KEY)
    store = SqlStore(engine)
    samples.furnish(store, samples.staff_member("ana"))
    seen: set[str] = set()
    for number in range(1, 12):
        with store.write() as work:
            case = samples.put_case(work, f"ADC-2026-{number:06}")
            parameters = {"name": CANARY, "email": ADDRESS}
            work.outbox.add(samples.message(case, parameters=parameters))
            work.blobs.put(EVIDENCE + bytes([number]))
            seen |= _look(place, temporary)
            work.commit()
        with store.read() as readers:
            # Sorting more than a page is what temporary files would be for.
            assert readers.ledger.of_case(case.id)[0].parameters["name"] == CANARY
            seen |= _look(place, temporary)
    maintenance.backup(engine, place / "backup.db")
    seen |= _look(place, temporary)
    engine.dispose()
    seen |= _look(place, temporary)
    assert {"office.db", "office.db-wal", "office.db-shm", "backup.db"} <= seen


def _look(*folders: Path) -> set[str]:
    words = (CANARY, ADDRESS, "portrait of qzxwv", "ADC-2026-", "alembic_version", "CREATE TABLE")
    seen = set()
    for folder in folders:
        for root, _, names in os.walk(folder):
            for name in names:
                content = (Path(root) / name).read_bytes()
                for word in words:
                    assert word.encode() not in content, f"{word} in {name}"
                    assert word.encode("utf-16-le") not in content, f"{word} in {name}"
                seen.add(name)
    return seen


def test_the_scan_itself_finds_what_is_in_the_open(sqlite_engine: Engine, tmp_path: Path) -> None:
    samples.furnish(SqlStore(sqlite_engine))
    with pytest.raises(AssertionError, match="alembic_version"):
        _look(Path(str(sqlite_engine.url.database)).parent)


def test_pages_of_a_backup_do_not_fit_into_the_file(office: Path, tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{office}", KEY)
    maintenance.backup(engine, tmp_path / "copy.db")
    engine.dispose()
    own, other = office.read_bytes(), (tmp_path / "copy.db").read_bytes()
    assert own[:8] == other[:8] == KEY.mark
    assert own[8:16] != other[8:16]
    office.write_bytes(own[:4096] + other[4096:8192] + own[8192:])
    with closing(open_to_read(office, KEY)) as mixed:
        assert mixed.execute("PRAGMA cipher_integrity_check").fetchall() != []
