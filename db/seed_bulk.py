"""Fills a database with very many invented cases, for benchmarks and tests of large tables.

Not for demonstrations: people here have made-up names and numbers of a province that does not
exist, and their cases have no files. Secondary indexes are dropped while filling and made again.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import accumulate, product
from typing import Any, Final

from sqlalchemy import Engine, Index, Table, text
from sqlalchemy.schema import CreateIndex, DropIndex

from app.domain.case import Case, Declared, Reception
from app.domain.contact import ContactData
from app.domain.ids import CaseId, PersonId
from app.domain.person import Identifier, IdentifierKind, Insured, Person
from app.domain.person_names import normalise_name
from app.domain.workflow import CLOSED, CaseState
from db.column_types import EnumText, UtcDateTime, as_microseconds
from db.engine import WRITES, is_sqlite
from db.mapping.case_rows import (
    case_values,
    declared_key_values,
    paper_values,
    sort_instant,
)
from db.mapping.people_rows import detail_values, identifier_values, person_values
from db.tables import (
    case_papers,
    cases,
    declared_keys,
    people,
    person_details,
    person_identifiers,
    person_words,
)

_TABLES: Final = (
    people,
    person_details,
    person_identifiers,
    person_words,
    cases,
    case_papers,
    declared_keys,
)
_BATCH: Final = 5000
_GIVEN: Final = [
    "María",
    "José",
    "Luis",
    "Ana",
    "Carlos",
    "Carmen",
    "Ángel",
    "Rosa",
    "Jorge",
    "Lucía",
    "Manuel",
    "Elena",
    "Andrés",
    "Gabriela",
    "Segundo",
    "Blanca",
    "Wilson",
    "Zoila",
    "Byron",
    "Inés",
    "Édison",
    "Norma",
    "Iván",
    "Martha",
]
_SURNAMES: Final = tuple(
    f"{first}{middle}{last}".title()
    for first, middle, last in product(
        ["za", "que", "cha", "mo", "ca", "gua", "to", "pi", "lla", "ve"],
        ["m", "n", "r", "l", "s", "mb", "nd", "rr", "ñ"],
        ["ano", "ero", "ez", "illo", "osa", "uma", "ito", "ay"],
    )
)
_STATES: Final = tuple(CaseState)
_WEIGHTS: Final = tuple(accumulate((2, 30, 3, 15, 6, 6, 1, 3, 1, 25, 5, 2, 1)))
_PROVINCES: Final = ("17", "09", "01", "13", "18", "06")

Rows = dict[Table, list[dict[str, Any]]]


def seed_cases(
    engine: Engine, count: int, now: datetime, procedure_version: str, *, seed: int = 1
) -> None:
    """Add ``count`` people with one case each, numbered from ``ADC-2026-000001`` on.

    Args:
        engine: an upgraded database without cases.
        count: how many; a million takes a minute or two.
        now: instant around which terms end.
        procedure_version: version of ADC under which they were asked for.
        seed: the same seed gives the same rows.
    """
    indexes = [index for table in _TABLES for index in table.indexes if not index.unique]
    writing = engine.connect().execution_options(**{WRITES: True})
    with writing as connection:
        if not is_sqlite(engine):
            connection.execute(text("SET LOCAL statement_timeout = 0"))
        for index in indexes:
            connection.execute(DropIndex(index))
        driver: Any = connection.connection.driver_connection
        chance = random.Random(seed)  # noqa: S311 - invented people
        for batch in _batches(count, _Inventor(now, procedure_version, chance)):
            for table in _TABLES:
                _write(driver, table, batch[table], is_local=is_sqlite(engine))
        for index in _in_creation_order(indexes):
            connection.execute(CreateIndex(index))
        connection.commit()
        connection.exec_driver_sql("ANALYZE")
        connection.commit()


def _in_creation_order(indexes: list[Index]) -> list[Index]:
    return sorted(indexes, key=lambda index: str(index.name))


def _write(driver: Any, table: Table, rows: list[dict[str, Any]], *, is_local: bool) -> None:
    columns = [(column.name, _stored_by(column.type, is_local)) for column in table.columns]
    values = [tuple(stored(row[name]) for name, stored in columns) for row in rows]
    names = ", ".join(name for name, _ in columns)
    if is_local:
        places = ", ".join("?" * len(columns))
        statement = f"INSERT INTO {table.name} ({names}) VALUES ({places})"  # noqa: S608 - our own names
        driver.executemany(statement, values)
        return
    with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
        for value in values:
            copy.write_row(value)


def _stored_by(kind: Any, is_local: bool) -> Callable[[Any], Any]:
    """How a driver wants the values of a column; the types of SQLAlchemy are too slow here."""
    if isinstance(kind, UtcDateTime) and is_local:
        return lambda value: None if value is None else as_microseconds(value)
    if isinstance(kind, EnumText):
        return lambda value: None if value is None else value.value
    return lambda value: value


def _batches(count: int, invent: _Inventor) -> Iterator[Rows]:
    batch: Rows = {table: [] for table in _TABLES}
    for n in range(1, count + 1):
        invent.add(batch, n)
        if n % _BATCH == 0 or n == count:
            yield batch
            batch = {table: [] for table in _TABLES}


class _Inventor:
    """Rows of one person after the other: one real example, varied."""

    def __init__(self, now: datetime, procedure_version: str, chance: random.Random) -> None:
        person, case = _example(now, procedure_version)
        self._now = now
        self._chance = chance
        self._words = {name: normalise_name(name) for name in (*_GIVEN, *_SURNAMES)}
        self._person, self._details = person_values(person), detail_values(person)
        (self._number,) = (dict(row) for row in identifier_values(person))
        self._case = case_values(case) | _UNHELD
        self._papers = {
            name: json.dumps(value, ensure_ascii=False)
            for name, value in paper_values(case.declared, case.reception).items()
        }
        (self._key,) = (dict(row) for row in declared_key_values(case.id, person.id, case.declared))

    def add(self, batch: Rows, n: int) -> None:
        """Add the rows of the ``n``-th person and case."""
        chance, person_id, cedula = self._chance, f"{n:032x}", f"99{n:08d}"
        given = (chance.choice(_GIVEN), chance.choice(_GIVEN))
        family = (chance.choice(_SURNAMES), chance.choice(_SURNAMES))
        words = [self._words[word] for word in (*family, *given)]
        batch[people].append(
            self._person
            | {
                "id": person_id,
                "given_names": " ".join(given),
                "family_names": " ".join(family),
                "sort_name": " ".join(words),
                "main_identifier": cedula,
            }
        )
        batch[person_details].append(self._details | {"person_id": person_id})
        batch[person_identifiers].append(self._number | {"person_id": person_id, "value": cedula})
        batch[person_words] += [{"word": word, "person_id": person_id} for word in set(words)]
        case_id = f"{chance.getrandbits(128):032x}"
        batch[cases].append(self._case | self._fate() | {
            "id": case_id,
            "number": f"ADC-2026-{n:06d}",
            "person_id": person_id,
            "package_number": f"VV-{n:08d}",
        })  # fmt: skip
        declared = self._papers["declared"]
        for mark, value in ((_CEDULA, cedula), ("GIVEN", given[0]), ("FAMILY", family[0])):
            declared = declared.replace(mark, value)
        batch[case_papers].append(self._papers | {"case_id": case_id, "declared": declared})
        key = {"value": self._key["value"].replace(_CEDULA, cedula)}
        batch[declared_keys].append(key | {"case_id": case_id, "person_id": person_id})

    def _fate(self) -> dict[str, Any]:
        chance = self._chance
        submitted = self._now - timedelta(minutes=chance.randrange(60 * 24 * 30))
        state, due = chance.choices(_STATES, cum_weights=_WEIGHTS)[0], submitted + _TERM
        return {
            "province": chance.choice(_PROVINCES),
            "state": state,
            "is_open": state not in CLOSED,
            "submitted_at": submitted,
            "received_at": submitted,
            "state_since": submitted,
            "due_at": due,
            "sort_at": sort_instant(state, due),
        }


def _example(now: datetime, procedure_version: str) -> tuple[Person, Case]:
    cedula = Identifier(IdentifierKind.CEDULA, _CEDULA)
    person = Person(PersonId("p"), "GIVEN", "FAMILY", None, Insured.AFFILIATE, (cedula,))
    contact = ContactData(email=f"{_CEDULA}@example.org", country="ES", city="Madrid")
    declared = Declared(
        "GIVEN", "FAMILY", cedula, None, person.insured, contact, None, "handwritten", None
    )
    case = Case(
        id=CaseId("c"),
        number="",
        procedure="ADC",
        procedure_version=procedure_version,
        province="17",
        state=CaseState.TO_REVIEW,
        person_id=person.id,
        package_number="",
        submitted_at=now,
        received_at=now,
        state_since=now,
        due_at=now,
        round=1,
        no_shows=0,
        declared=declared,
        reception=Reception("17", "Seguros", "Datos", "Actualización", ""),
    )
    return person, case


_CEDULA: Final = "0000000000"
_TERM: Final = timedelta(days=3)
_UNHELD: Final = {
    "claimed_by": None,
    "claimed_at": None,
    "lease_until": None,
    "warnings": 0,
    "top_warning": "",
    "version": 1,
}
