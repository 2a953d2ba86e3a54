"""One of several connection profiles of a workstation, as whoever chooses sees it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KnownProfile:
    """What there is to choose.

    Attributes:
        key: what ``--profile`` takes.
        name: what whoever set the workstation up calls it.
        server: whose database it is; empty for a file of this machine.
    """

    key: str
    name: str
    server: str
