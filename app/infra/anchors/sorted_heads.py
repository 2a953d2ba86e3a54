"""Sorting the heads of any number of anchors with little memory: sorted runs, then one merge."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from app.domain.anchor import AnchoredHead, chain_order, head_line, head_of

RUN = 100_000
"""Heads sorted in memory at a time."""


@contextmanager
def by_chain(heads: Iterable[AnchoredHead], scratch: Path) -> Iterator[Iterator[AnchoredHead]]:
    """The heads sorted by chain and number; ``scratch`` is where the runs lie meanwhile."""
    stream = iter(heads)
    with ExitStack() as opened:
        runs: list[Iterator[AnchoredHead]] = []
        folder: Path | None = None
        while run := sorted(islice(stream, RUN), key=_place):
            if len(run) < RUN and not runs:
                runs.append(iter(run))
                break
            if folder is None:
                scratch.mkdir(parents=True, exist_ok=True)
                folder = Path(opened.enter_context(TemporaryDirectory(dir=scratch)))
            runs.append(_written(run, folder / str(len(runs)), opened))
        yield heapq.merge(*runs, key=_place)


def _place(item: AnchoredHead) -> tuple[bytes, int]:
    return chain_order(item.head.chain), item.number


def _written(run: list[AnchoredHead], path: Path, opened: ExitStack) -> Iterator[AnchoredHead]:
    with path.open("w", encoding="ascii") as out:
        out.writelines(f"{item.number} {head_line(item.head)}" for item in run)
    lines = opened.enter_context(path.open(encoding="ascii"))
    return (
        AnchoredHead(head_of(text), int(number))
        for number, _, text in (line.partition(" ") for line in lines)
    )
