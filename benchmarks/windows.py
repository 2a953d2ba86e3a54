"""The window as a process: how soon its queue is usable, and what it weighs."""

from __future__ import annotations

from functools import partial

from benchmarks.children import answer_of, time_to_first_line
from benchmarks.office import Office
from benchmarks.rows import Row, at_most
from benchmarks.scale import PAGE, Scale

_WINDOW = "benchmarks.window_child"
_BARE = "benchmarks.bare_window_child"


def measure_start(office: Office, scale: Scale) -> list[Row]:
    """From asking for the process to the first page painted.

    The floor is Python, PySide6, a window and a table of so many ready strings. Ours has, besides:
    the database library (about as long as the whole floor), the sign-in page, the own desk, which
    comes first, and the queue, with their reads. The password is not asked (``window_child``). Both
    find their modules compiled, as at every start but the first.
    """
    url = office.sqlite(scale.start_cases)
    ours: list[float] = []
    bare: list[float] = []
    runs = (
        (ours, partial(time_to_first_line, _WINDOW, url, str(office.folder))),
        (bare, partial(time_to_first_line, _BARE, str(PAGE))),
    )
    for number in range(scale.starts + 1):
        for times, run in runs if number % 2 else runs[::-1]:
            took = run()
            if number:
                times.append(took)
    title = f"start to a usable queue, {scale.start_cases:,} cases, SQLite"
    against = f"a bare PySide6 window with a table of {PAGE} rows"
    return [at_most(title, ours, bare, 2.0, against)]


def measure_memory(office: Office, scale: Scale) -> list[Row]:
    """Resident memory with the queue open and everything settled."""
    small, large = office.sqlite(scale.small_cases), office.sqlite(scale.cases)
    weights: dict[str, list[float]] = {small: [], large: []}
    for _ in range(scale.windows):
        for url in (small, large):
            answer = answer_of(_WINDOW, url, str(office.folder), "--weigh")
            weights[url].append(float(answer["resident_mib"]))
    title = f"memory of the window, {scale.cases:,} cases, SQLite"
    against = f"the same window at {scale.small_cases:,} cases"
    return [at_most(title, weights[large], weights[small], 1.1, against, unit="MiB")]
