"""Pages, counts and search of the queue on both databases."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from app.domain.staff import Duty
from app.domain.workflow import CLOSED, CaseState
from app.ports.readers import CaseRow, QueueFilter
from db.column_types import FAR_FUTURE
from db.store import SqlStore
from tests import store_samples as samples
from tests.store_samples import LEASE, NOW

ANA = samples.staff_member("ana")
LUIS = samples.staff_member("luis", Duty.VALIDATOR)
OPEN = tuple(state for state in CaseState if state not in CLOSED)


@pytest.fixture
def filled(store: SqlStore) -> SqlStore:
    """60 cases: every state, two provinces, some due at the very same instant."""
    samples.furnish(store, ANA, LUIS)
    states = list(CaseState)
    chance = random.Random(7)
    with store.write() as work:
        for n in range(60):
            due = None if n % 20 == 19 else NOW + timedelta(hours=chance.randrange(-10, 30))
            samples.put_case(
                work,
                f"ADC-2026-{n:06d}",
                state=states[n % len(states)],
                province="17" if n % 3 else "09",
                due_at=due,
                procedure="ADC" if n % 5 else "CIE",
            )
        work.commit()
    return store


def _walk(store: SqlStore, wanted: QueueFilter, size: int) -> list[CaseRow]:
    rows: list[CaseRow] = []
    after = None
    with store.read() as read:
        while True:
            page = read.queue.page(wanted, after, size)
            assert len(page.rows) <= size
            rows += page.rows
            if page.after is None:
                return rows
            assert len(page.rows) == size
            after = page.after


@pytest.mark.parametrize(
    "wanted",
    [
        QueueFilter(),
        QueueFilter(states=OPEN),
        QueueFilter(states=(CaseState.TO_REVIEW, CaseState.SECOND_REVIEW)),
        QueueFilter(states=OPEN, provinces=("17",)),
        QueueFilter(provinces=("17", "09"), procedures=("CIE",)),
        QueueFilter(states=(CaseState.APPROVED,), provinces=("09",)),
        QueueFilter(search="zambrano jose"),
        QueueFilter(search="ADC-2026-00000"),
        QueueFilter(search="adc-2026-00001", states=OPEN),
        QueueFilter(due_before=NOW + timedelta(hours=5)),
        QueueFilter(unheld_at=NOW),
    ],
    ids=lambda wanted: "-".join(
        str(value)
        for value in (
            len(wanted.states),
            *wanted.provinces,
            *wanted.procedures,
            wanted.search,
            wanted.due_before and "due",
            wanted.unheld_at and "free",
        )
        if value
    ),
)
def test_pages_hold_every_row_once_in_order(filled: SqlStore, wanted: QueueFilter) -> None:
    expected = [row for row in _walk(filled, QueueFilter(), 100) if _fits(row, wanted)]
    keys = [(row.sort_at, row.case_id) for row in expected]
    assert keys == sorted(set(keys))
    assert expected
    for size in (1, 7, 60, 100):
        assert _walk(filled, wanted, size) == expected


def _fits(row: CaseRow, wanted: QueueFilter) -> bool:
    is_number = wanted.search[:3].upper() == "ADC"
    return (
        (not wanted.states or row.state in wanted.states)
        and (not wanted.provinces or row.province in wanted.provinces)
        and (not wanted.procedures or row.procedure in wanted.procedures)
        and (wanted.due_before is None or row.sort_at < wanted.due_before)
        and (
            not is_number
            or row.number.startswith(wanted.search.upper())
            # The beginning of a number is also a number without some of its zeros.
            or int(row.number[-6:]) == int(wanted.search[-5:])
        )
    )


def test_nothing_runs_for_closed_and_waiting_cases(filled: SqlStore) -> None:
    for row in _walk(filled, QueueFilter(), 100):
        is_still = row.due_at is None or row.state in CLOSED
        is_still |= row.state is CaseState.AWAITING_CITIZEN
        assert row.sort_at == (FAR_FUTURE if is_still else row.due_at)


def test_a_line_masks_the_number_and_names_the_holder(filled: SqlStore) -> None:
    with filled.write() as work:
        case = work.cases.by_number("ADC-2026-000001")
        assert case is not None
        held = work.cases.claim(case.id, ANA.id, NOW, LEASE)
        cedula = work.people.get(case.person_id).cedula
        work.commit()
    assert held.claim is not None
    with filled.read() as read:
        (row,) = read.queue.page(QueueFilter(search="ADC-2026-000001"), None, 5).rows
        (mine,) = read.queue.page(QueueFilter(holder=ANA.id), None, 5).rows
        free = read.queue.page(QueueFilter(unheld_at=NOW), None, 100).rows
        later = read.queue.page(QueueFilter(unheld_at=NOW + 2 * LEASE), None, 100).rows
    assert row == mine
    assert row.masked_identifier == "•" * 7 + cedula[-3:]
    assert (row.holder_id, row.holder_name) == (ANA.id, "Ana")
    assert row.lease_until == held.claim.lease_until
    assert row.person_name == "Zambrano Peña, María José"
    assert row.place == "Madrid, ES"
    assert (len(free), len(later)) == (59, 60)


@pytest.mark.parametrize(
    "wanted",
    [
        QueueFilter(),
        QueueFilter(states=OPEN),
        QueueFilter(provinces=("17",)),
        QueueFilter(search="zambrano"),
        QueueFilter(search="ADC-2026-00001"),
    ],
    ids=lambda wanted: "-".join(
        str(value)
        for value in (
            len(wanted.states),
            *wanted.provinces,
            *wanted.procedures,
            wanted.search,
            wanted.due_before and "due",
            wanted.unheld_at and "free",
        )
        if value
    ),
)
def test_counts_agree_with_the_pages(filled: SqlStore, wanted: QueueFilter) -> None:
    today = NOW + timedelta(hours=9)
    rows = _walk(filled, wanted, 100)
    running = [row for row in rows if row.sort_at != FAR_FUTURE]
    with filled.read() as read:
        counts = read.queue.counts(wanted, NOW, today)
    assert counts.overdue == sum(row.sort_at < NOW for row in running)
    assert counts.due_today == sum(NOW <= row.sort_at < today for row in running)
    assert counts.on_time == sum(row.sort_at >= today for row in running)
    resting = [row for row in rows if row not in running and row.state not in CLOSED]
    assert counts.waiting == len(resting)
    assert counts.total == len(rows)


def test_common_words_are_walked_and_give_the_same(
    filled: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = ("zambrano", "maria pena", "00000", "ADC-2026-0000")
    few = {text: _walk(filled, QueueFilter(search=text), 9) for text in texts}
    monkeypatch.setattr("db.readers.name_search.FEW", 0)
    monkeypatch.setattr("db.readers.case_search.FEW", 0)
    monkeypatch.setattr("db.readers.case_search.MANY", 0)
    monkeypatch.setattr("db.readers.case_search.SURE_DIGITS", 99)
    monkeypatch.setattr("db.readers.case_search.SURE_LENGTH", 99)
    assert {text: _walk(filled, QueueFilter(search=text), 9) for text in texts} == few


SPOKEN = [
    "18",
    "000018",
    "00018",
    "ADC 2026 000018",
    "adc-2026-18",
    "adc 2026 18",
    "ADC/2026/000018",
    "adc2026000018",
    "ADC 18",
    "adc-018",
    "2026 18",
    "2026-000018",
    "2026000018",
    "  ADC – 2026 – 0018 ",
    "000 018",
]
"""How a number is written down from the telephone."""


@pytest.mark.parametrize("text", SPOKEN)
@pytest.mark.parametrize("is_walked", [False, True])
def test_a_number_is_found_as_it_is_heard(
    filled: SqlStore, monkeypatch: pytest.MonkeyPatch, text: str, *, is_walked: bool
) -> None:
    if is_walked:
        monkeypatch.setattr("db.readers.case_search.FEW", 0)
        monkeypatch.setattr("db.readers.case_search.SURE_DIGITS", 99)
        monkeypatch.setattr("db.readers.case_search.SURE_LENGTH", 99)
    rows = _walk(filled, QueueFilter(search=text), 3)
    assert "ADC-2026-000018" in [row.number for row in rows]
    assert len(rows) < 60
    with filled.read() as read:
        assert read.queue.counts(QueueFilter(search=text), NOW, NOW).total == len(rows)


def test_a_serial_number_is_found_in_every_series(filled: SqlStore) -> None:
    with filled.write() as work:
        for key, number in (("1799", "ADC-2027-000018"), ("1798", "CIE-2026-000018")):
            person = samples.person(key)
            work.people.add(person, None)
            work.cases.add(samples.case(number, person), ())
        work.commit()

    def found(text: str) -> set[str]:
        rows = _walk(filled, QueueFilter(search=text), 5)
        return {row.number for row in rows if row.number.endswith("-000018")}

    assert found("000018") == {"ADC-2026-000018", "ADC-2027-000018", "CIE-2026-000018"}
    assert found("adc 18") == {"ADC-2026-000018", "ADC-2027-000018"}
    assert found("2026 18") == {"ADC-2026-000018", "CIE-2026-000018"}
    assert found("adc 2027 18") == {"ADC-2027-000018"}
    assert found("xyz 18") == found("2031 18") == set()


def test_a_short_number_also_stays_the_beginning_of_an_identifier(filled: SqlStore) -> None:
    with filled.write() as work:
        person = samples.person("1800000001")
        work.people.add(person, None)
        work.cases.add(samples.case("ADC-2026-000900", person), ())
        work.commit()
    numbers = {row.number for row in _walk(filled, QueueFilter(search="18"), 5)}
    assert {"ADC-2026-000018", "ADC-2026-000900"} <= numbers


def test_a_search_that_finds_nobody_is_an_empty_page(filled: SqlStore) -> None:
    with filled.read() as read:
        page = read.queue.page(QueueFilter(search="xylophon"), None, 10)
        assert (page.rows, page.after) == ((), None)
        assert read.queue.counts(QueueFilter(search="xylophon"), NOW, NOW).by_state == {}
