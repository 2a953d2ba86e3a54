"""Which of several profiles a window opens: named, the only one, or asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

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

    Args:
        args: of the command line; where it names a profile or an address nothing is asked.
        ask: the window that asks.
        require_address: raises what is wrong with the address of a database.
    """
    known = known_profiles() if args.db is None and args.profile is None else ()
    if len(known) < 2:
        return True

    def check(key: str) -> None:
        require_address(load_profile(None, key).database)

    args.profile = ask(known, last_profile(), check, shared_language())
    if args.profile is not None:
        remember_profile(args.profile)
    return args.profile is not None
