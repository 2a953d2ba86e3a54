"""What clients saw of claims, written down as they went, and whether two ever held one case.

One file a client, two lines an act: that it begins, and what came of it. An act without its second
line is one whose client was killed: it may have happened or not, and so may one during which the
server went away. What is found wrong here is wrong for certain: between the lines it is not guessed.
"""

from __future__ import annotations

import json
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from app.domain.errors import UnavailableError, VentanillaError

Made = TypeVar("Made")
Facts = Mapping[str, Any]

TAKING = frozenset({"claimed", "renewed"})
GIVING = frozenset({"released", "reviewed", "scheduled", "decided"})
HOLDING = frozenset({"renewed", "released", "reviewed", "scheduled", "check", "decided"})
"""Acts that only whoever holds the case may do."""
FINISHING = HOLDING - TAKING - {"released"}
"""Acts that a lease which ended stands in the way of; giving back late what nobody took is none."""
BROKEN = "broken"
LOST = frozenset({"SEPARATION_HOLDS_THE_CASE", "CLAIM_EXPIRED", "CLAIMED_BY_OTHER"})
STRAY = timedelta(seconds=35)
"""How long a statement may go on for a client that is dead: the server's own limit, and some."""


class Diary:
    """Where one client writes what it does.

    Args:
        file: added to; on the disk before an act begins and before anybody hears how it ended.
        who: the person.
        now: the one true time, the same for all clients.
    """

    def __init__(self, file: Path, who: str, now: Callable[[], datetime]) -> None:
        self._file = file
        self._who = who
        self._now = now

    def act(
        self,
        kind: str,
        do: Callable[[], Made],
        told: Callable[[Made], Facts | None],
        case: str = "",
    ) -> Made:
        """Do it between its two lines; ``told`` says what is to be found later, None for nothing."""
        self._write(begin=self._now().isoformat(), who=self._who, kind=kind, case=case)
        try:
            done = do()
        except VentanillaError as error:
            came = "unknown" if isinstance(error, UnavailableError) else "refused"
            self._write(end=self._now().isoformat(), came=came, code=error.code)
            raise
        facts = told(done)
        came = "nothing" if facts is None else "done"
        self._write(end=self._now().isoformat(), came=came, **(facts or {}))
        return done

    def _write(self, **facts: object) -> None:
        with self._file.open("a") as file:
            file.write(json.dumps(facts) + "\n")
            file.flush()
            os.fsync(file.fileno())


@dataclass(frozen=True, slots=True)
class Act:
    """What one client did, between two instants."""

    who: str
    kind: str
    case: str
    begin: datetime
    end: datetime | None = None
    came: str = "unknown"
    facts: Facts = field(default_factory=dict)

    def last(self, stray: timedelta) -> datetime:
        """When it was over at the latest."""
        return self.begin + stray if self.end is None or self.came == "unknown" else self.end

    @property
    def is_there(self) -> bool:
        """Whether it may have changed anything."""
        return self.came != "refused" and self.facts.get("was_mine", True)


@dataclass(frozen=True, slots=True)
class Hold:
    """A time during which somebody certainly held a case."""

    who: str
    case: str
    since: datetime
    until: datetime

    def overlaps(self, other: Hold) -> bool:
        return max(self.since, other.since) < min(self.until, other.until)


def read(files: Iterable[Path]) -> list[Act]:
    """Every act of every client, in the order in which they began."""
    acts = [act for file in files for act in _acts(file)]
    return sorted(acts, key=lambda act: act.begin)


def _acts(file: Path) -> Iterator[Act]:
    begun: Act | None = None
    for line in file.read_text().splitlines(keepends=True):
        if not line.endswith("\n"):
            break
        said = json.loads(line)
        if "begin" in said:
            if begun is not None:
                yield begun
            begun = Act(
                said["who"], said["kind"], said["case"], datetime.fromisoformat(said["begin"])
            )
        elif begun is not None:
            yield replace(
                begun,
                case=said.get("case", begun.case),
                end=datetime.fromisoformat(said["end"]),
                came=said["came"],
                facts=said,
            )
            begun = None
    if begun is not None:
        yield begun


def holds(acts: Iterable[Act], stray: timedelta) -> dict[str, list[Hold]]:
    """By case, when somebody certainly held it: from when they knew until they might not."""
    by_case: dict[str, list[Act]] = defaultdict(list)
    for act in acts:
        if act.case:
            by_case[act.case].append(act)
    return {case: list(_holds(case, found, stray)) for case, found in by_case.items()}


def _holds(case: str, acts: list[Act], stray: timedelta) -> Iterator[Hold]:
    ends = [one for one in acts if one.kind in GIVING | {BROKEN} and one.is_there]
    for act in acts:
        if act.kind not in TAKING or act.came != "done" or act.end is None or not act.is_there:
            continue
        until = _until(act)
        for one in ends:
            if (one.kind == BROKEN or one.who == act.who) and one.last(stray) > act.end:
                until = min(until, max(one.begin, act.end))
        if until > act.end:
            yield Hold(act.who, case, act.end, until)


def faults(acts: list[Act], stray: timedelta = STRAY) -> list[str]:
    """Everything that cannot be if a case has one holder and a person one case.

    Args:
        acts: of all clients.
        stray: how long an act of whom nobody heard again may go on, on the clock of the acts.
    """
    found = holds(acts, stray)
    said: list[str] = []
    by_person: dict[str, list[Hold]] = defaultdict(list)
    for case, ones in found.items():
        said += [
            f"two hold {case}: {one} {two}" for one, two in _clashes(ones) if one.who != two.who
        ]
        for one in ones:
            by_person[one.who].append(one)
    for who, ones in by_person.items():
        said += [
            f"{who} holds two: {one} {two}" for one, two in _clashes(ones) if one.case != two.case
        ]
    taken: dict[tuple[str, str], list[Act]] = defaultdict(list)
    for act in acts:
        if act.kind in HOLDING and act.end is not None:
            said += _out_of_place(act, found[act.case])
            if act.kind in FINISHING:
                said += _unclaimed(act, taken[act.who, act.case])
        if act.kind in TAKING and act.is_there:
            taken[act.who, act.case].append(act)
    return said


def _unclaimed(act: Act, earlier: list[Act]) -> Iterator[str]:
    """Done by whom nobody had given the case for so long, such as a finish that came too late."""
    might = (act.begin if "until" not in one.facts else _until(one) for one in earlier)
    if act.came == "done" and act.is_there and not any(until >= act.begin for until in might):
        yield f"done without a claim: {act}"


def _until(act: Act) -> datetime:
    return datetime.fromisoformat(act.facts["until"])


def _clashes(ones: list[Hold]) -> Iterator[tuple[Hold, Hold]]:
    ones = sorted(ones, key=lambda hold: hold.since)
    open_ones: list[Hold] = []
    for one in ones:
        open_ones = [other for other in open_ones if other.until > one.since]
        yield from ((other, one) for other in open_ones if other.overlaps(one))
        open_ones.append(one)


def _out_of_place(act: Act, ones: list[Hold]) -> Iterator[str]:
    """Done while another held it, or refused to who held it, all the time that it took."""
    assert act.end is not None
    is_lost = act.facts.get("code") in LOST or not act.facts.get("was_mine", True)
    for hold in ones:
        if not (hold.since <= act.begin and act.end <= hold.until):
            continue
        if act.came == "done" and act.is_there and hold.who != act.who:
            yield f"done while another held it: {act} {hold}"
        if is_lost and hold.who == act.who:
            yield f"lost without a cause: {act} {hold}"


def counted(acts: Iterable[Act]) -> dict[str, int]:
    """How many of each kind were done."""
    found: dict[str, int] = defaultdict(int)
    for act in acts:
        if act.came == "done" and act.case:
            found[act.kind] += 1
    return dict(sorted(found.items()))


def refused(acts: Iterable[Act]) -> dict[str, int]:
    """How many were refused or cut off, by kind and code."""
    found = Counter(f"{act.kind} {act.facts['code']}" for act in acts if "code" in act.facts)
    return dict(found.most_common())
