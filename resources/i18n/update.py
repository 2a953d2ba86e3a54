"""Collects the windows' Spanish sentences and compiles the English ones.

Run ``python -m resources.i18n.update`` after adding text: new sentences appear, unfinished, in
``ventanilla_en.ts``; write their English there and run it again. The tools come with PySide6.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree  # our own file, written by our own tools

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parents[1]
CATALOGUE = FOLDER / "ventanilla_en.ts"
COMPILED = FOLDER / "ventanilla_en.qm"


def sources() -> list[Path]:
    """Every module that may hold text for people."""
    return sorted(path for path in (ROOT / "ui").rglob("*.py") if path.name != "__init__.py")


def collect(catalogue: Path) -> None:
    """Merge the present sentences into a catalogue; those no longer used are dropped.

    Raises:
        RuntimeError: the tool failed (its last words).
    """
    _run(
        "lupdate",
        *(str(path.relative_to(ROOT)) for path in sources()),
        "-ts",
        str(catalogue),
        "-no-obsolete",
        "-locations",
        "none",
        "-source-language",
        "es",
        "-target-language",
        "en",
    )


def compile_catalogue(catalogue: Path, compiled: Path) -> None:
    """Make the file the program loads.

    Raises:
        RuntimeError: the tool failed (its last words).
    """
    _run("lrelease", str(catalogue), "-qm", str(compiled))


def sentences(catalogue: Path) -> Iterator[tuple[str, str, str]]:
    """Class, Spanish sentence and its English (empty when unfinished)."""
    tree = ElementTree.parse(catalogue)
    for context in tree.iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            english = message.find("translation")
            is_done = english is not None and english.get("type") != "unfinished"
            text = (english.text or "") if is_done and english is not None else ""
            yield name, message.findtext("source") or "", text


def _run(tool: str, *arguments: str) -> None:
    program = Path(sys.executable).with_name(f"pyside6-{tool}")
    done = subprocess.run(
        [str(program), *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise RuntimeError(f"{tool}: {done.stderr.strip()[-400:]}")


def main() -> int:
    """Collect, compile, and say what is still to be translated."""
    collect(CATALOGUE)
    compile_catalogue(CATALOGUE, COMPILED)
    missing = [(name, text) for name, text, english in sentences(CATALOGUE) if not english]
    for name, text in missing:
        print(f"{name}: {text}")
    print(f"{len(missing)} to translate")
    return 1 if missing else 0


if __name__ == "__main__":
    raise SystemExit(main())
