"""Agencies, staff, sign-in verifiers, settings, counters and saved views."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Integer, Table, Text, UniqueConstraint, false

from app.domain.account import HandAct
from app.domain.staff import Duty
from db.column_types import JsonText, ordered_text
from db.tables.base import choice, identifier, instant, is_one_of, metadata, reference

agencies = Table(
    "agencies",
    metadata,
    Column("code", ordered_text(), primary_key=True),
    Column("name", Text, nullable=False),
    Column("province", ordered_text(), nullable=False),
)

staff = Table(
    "staff",
    metadata,
    identifier(primary_key=True),
    Column("login", ordered_text(), nullable=False),
    Column("full_name", Text, nullable=False),
    Column("cedula", ordered_text(), nullable=False),
    choice("duty", Duty),
    reference("agencies.code", "agency_code"),
    Column("active", Boolean, nullable=False),
    Column("email", Text, nullable=False),
    UniqueConstraint("login"),
    UniqueConstraint("cedula"),
    is_one_of("duty", Duty),
)

staff_credentials = Table(
    "staff_credentials",
    metadata,
    reference("staff.id", "staff_id", primary_key=True),
    Column("password_hash", Text, nullable=False),
    Column("failures", Integer, nullable=False),
    instant("locked_until", nullable=True),
    Column("is_one_time", Boolean, nullable=False, server_default=false()),
    Column("code_hash", Text, nullable=False, server_default=""),
    instant("code_until", nullable=True),
    Column("code_failures", Integer, nullable=False, server_default="0"),
)

account_hands = Table(
    "account_hands",
    metadata,
    reference("staff.id", "staff_id", primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    choice("act", HandAct),
    choice("duty", Duty),
    reference("staff.id", "actor", nullable=True),
    Column("cedula", ordered_text(), nullable=False),
    instant("at"),
    is_one_of("act", HandAct),
    is_one_of("duty", Duty),
)

settings = Table(
    "settings",
    metadata,
    Column("key", ordered_text(), primary_key=True),
    Column("valid_from", Date, primary_key=True),
    Column("value", Text, nullable=False),
    reference("staff.id", "set_by", nullable=True),
    instant("set_at"),
)

counters = Table(
    "counters",
    metadata,
    Column("name", ordered_text(), primary_key=True),
    Column("value", Integer, nullable=False),
)

saved_views = Table(
    "saved_views",
    metadata,
    reference("staff.id", "staff_id", primary_key=True),
    Column("screen", ordered_text(), primary_key=True),
    Column("name", ordered_text(), primary_key=True),
    Column("view", JsonText, nullable=False),
    instant("saved_at"),
)
