"""How large a package may be; beyond these nothing is unpacked at all."""

from __future__ import annotations

from dataclasses import dataclass

KIB = 1024
MIB = 1024 * KIB

MANIFEST_NAME = "tramite.json"
"""The one file every package has."""


@dataclass(frozen=True, slots=True)
class PackageLimits:
    """Limits in bytes and counts (docs/intake.md).

    A file past the limit of its requirement but within ``file`` is taken as evidence: inspection
    then finds it too large and the citizen is told so, which a refused package could not do.

    Attributes:
        ratio: how many times its packed size a member may grow, once past ``ratio_from``.
        directory: size of a zip's central directory; bounds what reading its index costs.
    """

    members: int = 64
    manifest: int = 256 * KIB
    file: int = 32 * MIB
    unpacked: int = 64 * MIB
    packed: int = 66 * MIB
    directory: int = 64 * KIB
    ratio: int = 100
    ratio_from: int = 1 * MIB
    name: int = 120
