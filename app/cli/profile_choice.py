"""Which of several profiles a window opens: named, the only one, or asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from app.domain.errors import VentanillaError
from app.domain.languages import SPANISH
from app.infra.last_profile import last_profile, remember_profile
from app.infra.workstation_profile import known_profiles, load_profile, shared_language

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from app.domain.known_profile import KnownProfile


class Asking(Protocol):
    """Shows what there is; gives the key of what was chosen, None where the person leaves."""

    def __call__(
        self,
        known: Sequence[KnownProfile],
        last: str,
        check: Callable[[str], None],
        language: str,
    ) -> str | None: ...


def choose_profile(
    args: argparse.Namespace, ask: Asking, require_address: Callable[[str], None]
) -> bool:
    """Name in ``args`` the profile to open; False when none is wanted.

    Whoever opens the window by its icon sees no terminal: a mistake in the only profile is told
    in the same window, which then has nothing to choose, and raised all the same.

    Args:
        args: of the command line; where it names a profile or an address nothing is asked.
        ask: the window that asks.
        require_address: raises what is wrong with the address of a database.

    Raises:
        RuleViolationError: of the only profile, or a file that cannot be read.
    """
    if args.db is not None or args.profile is not None:
        return True

    def check(key: str) -> None:
        require_address(load_profile(None, key or None).database)

    try:
        known = known_profiles()
        language = shared_language()
        if len(known) < 2:
            check("")
            return True
    except VentanillaError:
        ask((), "", check, SPANISH)
        raise
    args.profile = ask(known, last_profile(), check, language)
    if args.profile is not None:
        remember_profile(args.profile)
    return args.profile is not None
