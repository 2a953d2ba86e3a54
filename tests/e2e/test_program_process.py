"""``main.py`` as a process: it ends as the entry called in the tests does, and survives lost outputs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from functools import partial

import pytest

from tests.console import ROOT, Console, Done

ENDS = {
    "usage": (("queue", "--limit", "0"), 2),
    "an empty queue": (("queue", "--json"), 0),
    "an unknown case": (("case", "ADC-1999-000001", "--json"), 1),
    "a sound file": (("db", "check", "--json"), 0),
    "a backup to nowhere": (("db", "backup", "/no/folder/copy.db", "--json"), 3),
    "nobody signed in": (("staff", "list"), 1),
    "a package that is none": (("intake", "main.py", "--json"), 1),
    "a file that is none": (("inspect", "main.py", "--as", "photo"), 1),
    "nothing to deliver": (("deliver", "--once", "--json"), 0),
    "a whole trail": (("audit", "verify"), 0),
}


@pytest.mark.parametrize("kind", ENDS)
def test_both_ways_of_running_answer_alike(kind: str, office: Console) -> None:
    words, code = ENDS[kind]
    process, here = office.start(*words), office.run(*words)
    assert process.code == code
    assert _steady(process) == _steady(here)


def _steady(done: Done) -> Done:
    """Without instants and times taken."""
    steady = partial(re.sub, r'"(at|elapsed_ms|analysed_at)": ?[^,}]+', "")
    return replace(done, out=steady(done.out), err=steady(done.err))


def test_an_empty_url_is_not_the_profiles_database(console: Console) -> None:
    command = [sys.executable, "main.py", "--db", "", "queue"]
    done = subprocess.run(
        command, cwd=ROOT, env=console.environment, capture_output=True, check=False
    )
    assert done.returncode == 2


@pytest.mark.parametrize(
    "words", [("audit", "verify", "--json"), ("inspect", "main.py", "--as", "photo")]
)
@pytest.mark.parametrize("kind", ["closed", "full", "nobody reads"])
def test_an_answer_that_cannot_be_given_is_three(
    words: tuple[str, ...], kind: str, office: Console
) -> None:
    shell = {"closed": ">&-", "full": ">/dev/full", "nobody reads": "> >(exec true)"}[kind]
    command = [sys.executable, "main.py", "--db", office.url, *words]
    if kind == "nobody reads":
        reading, writing = os.pipe()
        os.close(reading)
        done = subprocess.run(
            command, cwd=ROOT, env=office.environment, stdout=writing,
            stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
        os.close(writing)
    else:
        done = subprocess.run(
            ["bash", "-c", f'"$@" {shell}', "bash", *command], cwd=ROOT, env=office.environment,
            stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 3
    assert not re.search("Traceback|Exception ignored", done.stderr), done.stderr
