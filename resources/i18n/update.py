"""Collects the windows' Spanish sentences and compiles what goes with them.

Two catalogues: ``ventanilla_en`` has the English of every sentence; ``ventanilla_es`` has only the
Spanish sentences that count something, one form for one and one for many, because the sentence in
the code («%n día(s)») can have but one.

Run ``python -m resources.i18n.update`` after adding text: new sentences appear, unfinished, in the
``.ts`` files; write their forms there and run it again. The tools come with PySide6.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree  # our own file, written by our own tools

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parents[1]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One file of sentences.

    Attributes:
        written: the file people write in (``.ts``).
        language: the language its forms are in.
        only_counted: leave out the sentences that count nothing.
    """

    written: Path
    language: str
    only_counted: bool = False

    @property
    def compiled(self) -> Path:
        """The file the program loads."""
        return self.written.with_suffix(".qm")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One Spanish sentence of a class, with its forms in the language of the catalogue.

    Attributes:
        context: the class that says it.
        source: the Spanish in the code.
        forms: one text, or for a sentence that counts one for one and one for many.
        is_counted: it counts something (``%n``).
        is_done: every form is written and marked as finished.
    """

    context: str
    source: str
    forms: tuple[str, ...]
    is_counted: bool
    is_done: bool


ENGLISH = Catalogue(FOLDER / "ventanilla_en.ts", "en")
SPANISH = Catalogue(FOLDER / "ventanilla_es.ts", "es", only_counted=True)
CATALOGUES = (ENGLISH, SPANISH)


def sources() -> list[Path]:
    """Every module that may hold text for people."""
    return sorted(path for path in (ROOT / "ui").rglob("*.py") if path.name != "__init__.py")


def collect(catalogue: Catalogue) -> None:
    """Merge the present sentences into a catalogue; those no longer used are dropped.

    Raises:
        RuntimeError: the tool failed (its last words).
    """
    options = ["-no-obsolete", "-locations", "none", "-source-language", "es"]
    if catalogue.only_counted:
        options.append("-pluralonly")
    _run(
        "lupdate",
        *(str(path.relative_to(ROOT)) for path in sources()),
        *("-ts", str(catalogue.written)),
        *options,
        *("-target-language", catalogue.language),
    )


def compile_catalogue(catalogue: Catalogue) -> None:
    """Make the file the program loads.

    Raises:
        RuntimeError: the tool failed (its last words).
    """
    _run("lrelease", str(catalogue.written), "-qm", str(catalogue.compiled))


def sentences(catalogue: Catalogue) -> Iterator[Sentence]:
    """Every sentence of a catalogue, as it stands in its written file."""
    for context in ElementTree.parse(catalogue.written).iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            yield _sentence(name, message)


def _sentence(context: str, message: ElementTree.Element) -> Sentence:
    is_counted = message.get("numerus") == "yes"
    translation = message.find("translation")
    if translation is None:
        return Sentence(context, message.findtext("source") or "", (), is_counted, is_done=False)
    if is_counted:
        forms = tuple(form.text or "" for form in translation.iter("numerusform"))
    else:
        forms = (translation.text or "",)
    is_done = translation.get("type") is None and bool(forms) and all(forms)
    return Sentence(context, message.findtext("source") or "", forms, is_counted, is_done)


def _run(tool: str, *arguments: str) -> None:
    program = Path(sys.executable).with_name(f"pyside6-{tool}")
    done = subprocess.run(
        [str(program), *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise RuntimeError(f"{tool}: {done.stderr.strip()[-400:]}")


def main() -> int:
    """Collect, compile, and say what is still to be written."""
    missing = 0
    for catalogue in CATALOGUES:
        collect(catalogue)
        compile_catalogue(catalogue)
        for sentence in sentences(catalogue):
            if not sentence.is_done:
                missing += 1
                print(f"{catalogue.written.stem}: {sentence.context}: {sentence.source}")
    print(f"{missing} to write")
    return 1 if missing else 0


if __name__ == "__main__":
    raise SystemExit(main())
