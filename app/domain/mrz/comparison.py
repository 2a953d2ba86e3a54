"""Compare what a zone says with what the person declared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.mrz.zone import MachineReadableZone
from app.domain.passport import Passport
from app.domain.person_names import matches_search


@dataclass(frozen=True, slots=True, repr=False)
class DeclaredHolder:
    """What is known from elsewhere about the holder; None where nothing is known."""

    full_name: str | None = None
    birth: date | None = None
    passport: Passport | None = None


def differing_fields(zone: MachineReadableZone, declared: DeclaredHolder) -> tuple[str, ...]:
    """Return the names of the fields that disagree: "name", "birth", "passport".

    A name agrees when one side's words all occur on the other, since zones cut and forms
    abbreviate; what is unknown on either side disagrees with nothing.
    """
    differing = []
    if declared.full_name is not None and not _names_agree(zone.full_name, declared.full_name):
        differing.append("name")
    if declared.birth is not None and zone.birth is not None and declared.birth != zone.birth:
        differing.append("birth")
    if declared.passport is not None and declared.passport != zone.passport:
        differing.append("passport")
    return tuple(differing)


def _names_agree(one: str, other: str) -> bool:
    return matches_search(one, other) or matches_search(other, one)
