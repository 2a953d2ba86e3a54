"""What commands say is Spanish: answers, help and mistakes in writing; each has its words."""

from __future__ import annotations

import argparse
import ast
import re
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli.parser import build_parser
from app.cli.words import usage_words, words
from app.domain.package import PackageStatus

ROOT = Path(__file__).resolve().parents[2]
TABLE = tomllib.loads((ROOT / "resources" / "command_words.toml").read_text(encoding="utf-8"))
SAID = {f"{part}.{name}": text for part, told in TABLE.items() for name, text in told.items()}
COMPUTED = {f"intake.{status.value}" for status in PackageStatus}


def calls() -> Iterator[tuple[str, set[str] | None]]:
    """Key and names of the facts of every call; None where the facts are computed."""
    for path in sorted((ROOT / "app" / "cli").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") != "words":
                continue
            if isinstance(node.args[0], ast.Constant):
                names = [one.arg for one in node.keywords]
                yield str(node.args[0].value), {n for n in names if n} if all(names) else None


def test_every_sentence_is_there_with_its_facts_and_none_is_left_over() -> None:
    used = set()
    for key, names in calls():
        used.add(key)
        places = {name for _, name, _, _ in string.Formatter().parse(SAID[key]) if name}
        assert names is None or names == places, key
    assert used | COMPUTED == {key for key in SAID if not key.startswith("usage.")}
    assert words("nowhere.said") == "nowhere.said"


def parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from parsers(below)


ALL = {parser.prog: parser for parser in parsers(build_parser())}


@pytest.mark.parametrize("prog", ALL)
def test_help_names_every_option_and_what_it_is_for(prog: str) -> None:
    parser = ALL[prog]
    told = parser.format_help()
    assert told.startswith("uso: ")
    assert "--db URL" in told
    for action in parser._actions:
        is_list_of_commands = isinstance(action, argparse._SubParsersAction)
        assert is_list_of_commands or action.help, action
    english = r"\b(the|usage|show|options|positional|arguments|with|of|and)\b"
    assert not re.search(english, told), told


MISTAKES = {
    ("queue", "--limit"): "--limit: lleva un valor",
    ("queue", "--limit", "0"): "--limit: un número entero entre 1 y 100000",
    ("queue", "--state", "lost"): "--state: no vale 'lost' (elija entre ",
    ("queue", "--fast"): "no se conoce: --fast",
    ("deliver", "--every", "x"): "--every: entre 0.1 y 3600 segundos",
    ("db",): "falta: action",
    ("intake",): "falta: PATH",
    ("--db", "", "queue"): "--db: no nombra ninguna base de datos",
    ("inspect", "x", "--as", "photo", "--at", "ayer"): "--at: un instante con su zona",
}


@pytest.mark.parametrize("written", MISTAKES)
def test_a_mistake_in_writing_is_told_in_spanish(
    written: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        build_parser().parse_args(list(written))
    assert ended.value.code == 2
    usage, _, told = capsys.readouterr().err.rstrip().rpartition("\n")
    assert usage.startswith("uso: main.py")
    assert MISTAKES[written] in told


def test_what_python_says_that_nobody_put_into_words_is_said_as_it_is() -> None:
    assert usage_words("something else") == "something else"
