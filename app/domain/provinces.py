"""The provinces by their two-digit codes, which are also the first two digits of a cédula."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

ABROAD_CODE = "30"
"""Registered at a consulate (I-24); a cédula prefix and a choice in the form, not a province."""


@dataclass(frozen=True, slots=True)
class Province:
    """A place of registration.

    Attributes:
        code: two digits of the DPA (Dirección Político-Administrativa), or 30 for abroad.
        name: official Spanish name.
    """

    code: str
    name: str


# Codes 05 and 06 are not in alphabetical order; that is the official numbering.
_NAMES = (
    "Azuay",
    "Bolívar",
    "Cañar",
    "Carchi",
    "Cotopaxi",
    "Chimborazo",
    "El Oro",
    "Esmeraldas",
    "Guayas",
    "Imbabura",
    "Loja",
    "Los Ríos",
    "Manabí",
    "Morona Santiago",
    "Napo",
    "Pastaza",
    "Pichincha",
    "Tungurahua",
    "Zamora Chinchipe",
    "Galápagos",
    "Sucumbíos",
    "Orellana",
    "Santo Domingo de los Tsáchilas",
    "Santa Elena",
)

PROVINCES = tuple(Province(f"{number:02}", name) for number, name in enumerate(_NAMES, start=1))
"""The 24 provinces in the order of their codes (domain.md §8)."""

ABROAD = Province(ABROAD_CODE, "Exterior")
"""The 25th choice of the PROVINCIA field, for people registered abroad (R-075, I-24)."""

PLACES_OF_REGISTRATION = MappingProxyType({item.code: item for item in (*PROVINCES, ABROAD)})
"""Every place a cédula number can name, by code."""


def place_of_registration(code: str) -> Province | None:
    """Return the province, or abroad, of a two-digit code; None when the code names no place."""
    return PLACES_OF_REGISTRATION.get(code)
