"""The metadata all tables share, and the column shapes that occur again and again."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Final

from sqlalchemy import CheckConstraint, Column, ForeignKey, MetaData
from sqlalchemy.sql.elements import ColumnElement

from db.column_types import EnumText, UtcDateTime, ordered_text

NAMES: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

metadata: Final = MetaData(naming_convention=NAMES)


def identifier(
    name: str = "id", *, primary_key: bool = False, nullable: bool = False
) -> Column[Any]:
    """A column for an identifier."""
    return Column(
        name, ordered_text(), primary_key=primary_key, nullable=nullable and not primary_key
    )


def reference(
    target: str, name: str, *, nullable: bool = False, primary_key: bool = False
) -> Column[Any]:
    """A column that points at ``target`` (``table.column``); nothing is ever deleted in cascade."""
    return Column(
        name,
        ordered_text(),
        ForeignKey(target),
        nullable=nullable and not primary_key,
        primary_key=primary_key,
    )


def instant(name: str, *, nullable: bool = False) -> Column[Any]:
    """A column for an aware instant."""
    return Column(name, UtcDateTime(), nullable=nullable)


def choice(name: str, members: type[StrEnum], *, nullable: bool = False) -> Column[Any]:
    """A column for one member of an enumeration; pair it with :func:`is_one_of`."""
    return Column(name, EnumText(members), nullable=nullable)


def is_one_of(column: str, members: type[StrEnum]) -> CheckConstraint:
    """The named CHECK that keeps a column to the values of an enumeration."""
    values = ", ".join(f"'{member.value}'" for member in members)
    return CheckConstraint(f"{column} IN ({values})", name=column)


Condition = ColumnElement[bool]
