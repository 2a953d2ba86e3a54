"""Names of members: plain file names only, before anything is done with them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from app.domain.package import PackageProblem

_DRIVE = re.compile(r"^[A-Za-z]:")
_FORBIDDEN = frozenset('<>:"|?*')
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_SHOWN = 80


def shown(name: str) -> str:
    """The name as it may be printed: unseen characters visible, never too long."""
    plain = "".join(
        f"\\u{ord(char):04x}" if unicodedata.category(char) in _UNSEEN else char for char in name
    )
    return plain if len(plain) <= _SHOWN else plain[: _SHOWN - 1] + "…"


def check_names(names: Sequence[str], longest: int) -> tuple[PackageProblem, ...]:
    """Every problem of a list of member names, as the container spells them.

    Codes: PATH_ABSOLUTE, PATH_BACKSLASH, PATH_TRAVERSAL, NAME_IN_FOLDER, NAME_FORBIDDEN,
    NAME_DUPLICATE, NAME_CASE_CLASH.
    """
    problems = [
        PackageProblem(code, shown(name))
        for name in dict.fromkeys(names)
        if (code := _name_code(name, longest))
    ]
    return (*problems, *_clashes(names))


def folded(name: str) -> str:
    """The name as a file system without case would see it."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold())


def _name_code(name: str, longest: int) -> str:
    if name.startswith("/") or _DRIVE.match(name):
        return "PATH_ABSOLUTE"
    if "\\" in name:
        return "PATH_BACKSLASH"
    parts = name.split("/")
    if ".." in parts or "." in parts:
        return "PATH_TRAVERSAL"
    if len(parts) > 1:
        return "NAME_IN_FOLDER"
    return "NAME_FORBIDDEN" if _is_forbidden(name, longest) else ""


def _is_forbidden(name: str, longest: int) -> bool:
    if not name or len(name.encode("utf-8", "surrogatepass")) > longest:
        return True
    if name != name.strip() or name.endswith("."):
        return True
    if any(char in _FORBIDDEN or unicodedata.category(char) in _UNSEEN for char in name):
        return True
    return name.partition(".")[0].strip().casefold() in _DEVICES


def _clashes(names: Iterable[str]) -> tuple[PackageProblem, ...]:
    counted = Counter(names)
    twice = [
        PackageProblem("NAME_DUPLICATE", shown(n)) for n, times in counted.items() if times > 1
    ]
    first: dict[str, str] = {}
    for name in counted:
        other = first.setdefault(folded(name), name)
        if other != name:
            twice.append(PackageProblem("NAME_CASE_CLASH", shown(name), {"other": shown(other)}))
    return tuple(twice)
