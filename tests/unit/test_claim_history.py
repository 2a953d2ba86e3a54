"""The judge of recorded claims: it sees two holders, late finishes and lost claims, and guesses nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.domain.errors import AccessDeniedError, UnavailableError
from tests.claim_history import Act, Diary, counted, faults, read

START = datetime(2026, 9, 16, 15, 0, tzinfo=UTC)


def at(minute: float) -> datetime:
    return START + timedelta(minutes=minute)


def act(who: str, kind: str, begin: float, end: float | None, case: str = "c", **facts) -> Act:
    came = facts.pop("came", "unknown" if end is None else "done")
    if "until" in facts:
        facts["until"] = at(facts["until"]).isoformat()
    return Act(who, kind, case, at(begin), None if end is None else at(end), came, facts)


def took(who: str, begin: float, end: float, until: float, case: str = "c") -> Act:
    return act(who, "claimed", begin, end, case, until=until)


FINE = {
    "one after the other": [took("a", 0, 1, 20), act("a", "released", 3, 4), took("b", 3.5, 5, 25)],
    "after the lease": [took("a", 0, 1, 20), took("b", 20.5, 21, 41)],
    "broken": [took("a", 0, 1, 20), act("d", "broken", 3, 5), took("b", 4, 6, 24)],
    "perhaps broken": [took("a", 0, 1, 20), act("d", "broken", 3, None), took("b", 3.1, 3.2, 23)],
    "perhaps given back": [took("a", 0, 1, 20), act("a", "reviewed", 3, None), took("b", 4, 5, 24)],
    "perhaps taken": [act("a", "claimed", 0, None), took("b", 1, 2, 21)],
    "not broken": [took("a", 0, 1, 20), act("d", "broken", 3, 4, came="refused", code="X")],
    "another case": [
        took("a", 0, 1, 20),
        act("a", "released", 3, 4),
        took("a", 5, 6, 25, "other"),
    ],
    "given back late": [took("a", 0, 1, 20), act("a", "released", 23, 24)],
    "refused too late": [
        took("a", 0, 1, 20),
        act("a", "reviewed", 21, 22, came="refused", code="CLAIM_EXPIRED"),
    ],
}
WRONG = {
    "two hold": [took("a", 0, 1, 20), took("b", 3, 4, 23)],
    "holds two": [took("a", 0, 1, 20), took("a", 3, 4, 23, "other")],
    "done while another held it": [
        took("a", 0, 1, 20),
        took("b", 21, 22, 41),
        act("a", "reviewed", 23, 24),
    ],
    "done without a claim": [took("a", 0, 1, 20), act("a", "reviewed", 23, 24)],
    "lost without a cause": [
        took("a", 0, 1, 20),
        act("a", "reviewed", 3, 4, came="refused", code="SEPARATION_HOLDS_THE_CASE"),
    ],
    "two hold c": [
        took("a", 0, 1, 20),
        act("d", "broken", 3, 4, came="refused", code="X"),
        took("b", 5, 6, 25),
    ],
}


@pytest.mark.parametrize("acts", FINE.values(), ids=FINE.keys())
def test_what_can_be_is_not_called_wrong(acts: list[Act]) -> None:
    assert faults(acts) == []


@pytest.mark.parametrize(("said", "acts"), WRONG.items(), ids=WRONG.keys())
def test_what_cannot_be_is_found(said: str, acts: list[Act]) -> None:
    assert [fault.partition(":")[0] for fault in faults(acts) if said in fault]


def test_a_diary_is_read_as_it_was_written_also_when_it_was_cut_off(tmp_path: Path) -> None:
    minute = iter(range(20))
    diary = Diary(tmp_path / "a.jsonl", "a", lambda: at(next(minute)))
    diary.act("claimed", lambda: "c", lambda case: {"case": case, "until": at(20).isoformat()})

    def refuse() -> None:
        raise AccessDeniedError("CLAIMED_BY_OTHER")

    def vanish() -> None:
        raise UnavailableError("DATABASE_UNREACHABLE")

    for do in (refuse, vanish):
        with pytest.raises((AccessDeniedError, UnavailableError)):
            diary.act("renewed", do, lambda _: {}, "c")
    with pytest.raises(KeyboardInterrupt):
        diary.act("released", lambda: (_ for _ in ()).throw(KeyboardInterrupt), lambda _: {}, "c")
    with (tmp_path / "a.jsonl").open("a") as file:
        file.write('{"begin": "20')
    acts = read([tmp_path / "a.jsonl"])
    assert [(one.kind, one.came) for one in acts] == [
        ("claimed", "done"),
        ("renewed", "refused"),
        ("renewed", "unknown"),
        ("released", "unknown"),
    ]
    assert counted(acts) == {"claimed": 1}
