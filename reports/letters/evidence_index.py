"""The index of an evidence pack: what is in it, what is missing, what happened, how to check it."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable, Paragraph, Spacer

from app.ports.evidence_pack import PackedChain, PackedEvent, PackedFile, PackView
from reports.flowables import (
    CELL_EDGE,
    Cell,
    banner,
    facts,
    grid,
    grouped,
    name_lines,
    section,
    text,
)
from reports.pack_words import PackWords
from reports.styles import (
    BODY,
    CELL,
    CELL_BOLD,
    CELL_QUIET,
    DONE,
    DONE_SOFT,
    FAILED,
    FAILED_SOFT,
    HASH,
    INSTITUTION,
    OUTCOME,
    SMALL,
    TITLE,
    WIDTH,
)

_FILE_SHARES = (0.2, 0.33, 0.28, 0.19)
_CHAIN_SHARES = (0.16, 0.2, 0.38, 0.26)
_EVENT_SHARES = (0.2, 0.42, 0.2, 0.18)
_STEPS = ("check_1", "check_2", "check_3", "check_4")


def story(view: PackView, words: PackWords) -> list[Flowable]:
    """The index as flowables, top to bottom."""
    return [
        text(words["institution"], INSTITUTION),
        text(words["title"], TITLE),
        Spacer(1, 6),
        _verdict(view, words),
        Spacer(1, 4),
        facts([
            (words["case"], view.case_number),
            (words["person"], view.person_name),
            (words["state"], words.states.get(view.state, view.state)),
            (words["made"], words.instant(view.made_at)),
            (words["made_by"], view.made_by),
            (words["reason"], view.reason),
        ]),
        *section(words["files"]),
        grid(
            [words[key] for key in ("file_what", "file_place", "file_hash", "file_state")],
            [_file(file, words) for file in view.files],
            _FILE_SHARES,
        ),
        *section(words["chains"]),
        grid(
            [words[key] for key in ("chain_name", "chain_folder", "chain_end", "chain_state")],
            [_chain(chain, words) for chain in view.chains],
            _CHAIN_SHARES,
        ),
        Spacer(1, 4),
        *_seal(view, words),
        *section(words["timeline"]),
        text(words["hour_note"], SMALL),
        Spacer(1, 3),
        grid(
            [words[key] for key in ("event_at", "event_what", "event_who", "event_where")],
            [_event(event, words) for event in view.events],
            _EVENT_SHARES,
        ),
        *section(words["check"]),
        *(text(words[step], BODY) for step in _STEPS),
    ]  # fmt: skip


def _verdict(view: PackView, words: PackWords) -> Flowable:
    is_good = not any(file.problem for file in view.files) and not any(
        chain.fault or chain.refuted for chain in view.chains
    )
    edge, ground = (DONE, DONE_SOFT) if is_good else (FAILED, FAILED_SOFT)
    said = text(words["complete" if is_good else "incomplete"], OUTCOME)
    return banner(said, ground, edge)


def _file(file: PackedFile, words: PackWords) -> list[Cell]:
    room = WIDTH * _FILE_SHARES[1] - 2 * CELL_EDGE
    place: list[Flowable] = [
        text(line, CELL) for line in name_lines(file.place or words["none"], room)
    ]
    # Only to be read: what the person called it is no path of ours.
    place += [text(line, CELL_QUIET) for line in name_lines(file.name[:200], room, CELL_QUIET)]
    state = text(words[file.problem], CELL_BOLD) if file.problem else text(words["good"], CELL)
    return [
        [text(words.kinds[file.kind], CELL), text(file.what, CELL_QUIET)],
        place,
        [text(grouped(file.sha256), HASH)],
        [state, text(words.size(file.size), CELL_QUIET)],
    ]


def _chain(chain: PackedChain, words: PackWords) -> list[Cell]:
    kind, _, _key = chain.chain.partition(":")
    style = CELL_BOLD if chain.fault or chain.refuted else CELL
    return [
        text(words[f"chain_{kind}"], CELL),
        text(chain.folder, CELL),
        [text(str(chain.head_sequence), CELL), text(grouped(chain.head_hash), HASH)],
        text(words.chain(chain), style),
    ]


def _seal(view: PackView, words: PackWords) -> Iterator[Paragraph]:
    if not view.seal_number:
        yield text(words["no_seal"], SMALL)
        return
    yield text(words["seal"].format(number=view.seal_number), SMALL)
    yield text(grouped(view.seal_digest), HASH)


def _event(event: PackedEvent, words: PackWords) -> list[Cell]:
    return [
        text(words.instant(event.at), CELL),
        text(words.event(event), CELL if event.action else CELL_BOLD),
        text(event.who or words["program"], CELL),
        text(event.where or words["none"], CELL_QUIET),
    ]
