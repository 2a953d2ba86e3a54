"""Who may read and write which columns, and which rows: rights and row policies as data.

A right that is not here does not exist: nobody but the owner has any by default, and nobody ever
has TRUNCATE, REFERENCES or TRIGGER. DELETE is given for rows of work in progress only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from app.domain.audit import SYSTEM_CHAIN
from app.domain.hold_setting import HOLD_HOURS, SETTING_CHANGED
from app.domain.staff import Duty
from db.policies.roles import GROUPS, OWNER, SERVICE, STAFF

CLERK, VALIDATOR, DIRECTOR, ADMINISTRATOR, AUDITOR = (GROUPS[duty] for duty in Duty)
WORKERS: Final = (CLERK, VALIDATOR)
CASEWORK: Final = (CLERK, VALIDATOR, DIRECTOR)
READERS: Final = (CLERK, VALIDATOR, DIRECTOR, AUDITOR)

_PROVINCE: Final = "province = ANY ((SELECT guard.provinces())::text[])"
_SEEN_CASE: Final = (
    "EXISTS (SELECT FROM public.cases c WHERE c.id = {table}.case_id"
    " AND c.province = ANY ((SELECT guard.provinces())::text[]))"
)
_OPENED_CASE: Final = "case_id = ANY ((SELECT guard.admitted('case'))::text[])"
_OPENED_PERSON: Final = "person_id = ANY ((SELECT guard.admitted_people())::text[])"
_SEEN_PERSON: Final = (
    "EXISTS (SELECT FROM public.cases c WHERE c.person_id = {table}.{key}"
    " AND c.province = ANY ((SELECT guard.provinces())::text[]))"
)
_OPENED_FILE: Final = (
    "EXISTS (SELECT FROM public.case_files f WHERE f.id = {table}.file_id"
    " AND f.case_id = ANY ((SELECT guard.admitted('case'))::text[]))"
)
_MINE: Final = "staff_id = (SELECT guard.my_id())"
_EVERYBODY: Final = "true"


@dataclass(frozen=True, slots=True)
class Rows:
    """Which rows of a table members of staff see and touch.

    Attributes:
        read: condition of what they see.
        write: condition of what they may insert, change or delete; guards say more.
    """

    table: str
    read: str
    write: str


@dataclass(frozen=True, slots=True)
class Right:
    """One right; no columns means all of them."""

    table: str
    kind: str
    groups: tuple[str, ...]
    columns: tuple[str, ...] = ()

    def statement(self) -> str:
        """The GRANT."""
        columns = f" ({', '.join(_quoted(self.columns))})" if self.columns else ""
        return f"GRANT {self.kind}{columns} ON public.{self.table} TO {', '.join(self.groups)}"


ROWS: Final[tuple[Rows, ...]] = (
    Rows("agencies", _EVERYBODY, _EVERYBODY),
    Rows("staff", _EVERYBODY, "(SELECT guard.my_duty()) = 'administrator'"),
    Rows("staff_credentials", "false", "false"),
    Rows(
        "account_hands",
        "(SELECT guard.my_duty()) = ANY (ARRAY['administrator', 'auditor'])",
        "false",
    ),
    Rows("settings", _EVERYBODY, _EVERYBODY),
    Rows("counters", _EVERYBODY, _EVERYBODY),
    Rows("saved_views", _MINE, _MINE),
    # Names, numbers and words are what lists show and are searched by: of people with a case in the
    # reader's provinces. Everything else about a person takes leave.
    Rows("people", _SEEN_PERSON.replace("{key}", "id"), _EVERYBODY),
    Rows("person_details", _OPENED_PERSON, "false"),
    Rows("person_identifiers", _SEEN_PERSON.replace("{key}", "person_id"), "false"),
    Rows("person_words", _SEEN_PERSON.replace("{key}", "person_id"), "false"),
    Rows("person_contacts", _OPENED_PERSON, "true"),
    Rows("contact_keys", _OPENED_PERSON, _EVERYBODY),
    Rows("cases", _PROVINCE, _PROVINCE),
    Rows("case_papers", _OPENED_CASE, "false"),
    # How many other people ask for the same is counted by a function.
    Rows("declared_keys", "false", "false"),
    Rows("case_files", _OPENED_CASE, "false"),
    Rows("findings", _OPENED_FILE, "false"),
    Rows("risk_marks", _OPENED_CASE, _SEEN_CASE),
    Rows("case_hands", _SEEN_CASE, _SEEN_CASE),
    Rows("term_pauses", _SEEN_CASE, _SEEN_CASE),
    Rows("blobs", _EVERYBODY, _EVERYBODY),
    Rows("blob_chunks", "sha256 = ANY ((SELECT guard.admitted_blobs())::text[])", _EVERYBODY),
    Rows("picture_hashes", "false", "false"),
    Rows("packages", _SEEN_CASE, "false"),
    Rows("review_drafts", f"({_OPENED_CASE}) OR ({_MINE})", _EVERYBODY),
    Rows("reviews", f"({_OPENED_CASE}) OR ({_MINE})", _SEEN_CASE),
    Rows("calls", _SEEN_CASE, _SEEN_CASE),
    Rows("decisions", _OPENED_CASE, _SEEN_CASE),
    Rows("documents", _SEEN_CASE, _SEEN_CASE),
    Rows("outbox", _OPENED_CASE, _SEEN_CASE),
    Rows(
        "audit_events",
        "(SELECT guard.my_duty()) = 'auditor'"
        " OR chain = ANY ((SELECT guard.admitted_chains())::text[])"
        # Whoever approves holds the row of the setting against the word of whoever set it.
        f" OR (SELECT guard.my_duty()) = 'validator' AND chain = '{SYSTEM_CHAIN}'"
        f""" AND starts_with(canonical, '{{{{"action":"{SETTING_CHANGED}"')"""
        f" AND position('{HOLD_HOURS}' IN canonical) > 0",
        "false",
    ),
    Rows("audit_heads", _EVERYBODY, "false"),
)
"""Every table has its line; a table without one is closed to everybody (tested)."""

_CLAIM: Final = ("claimed_by", "claimed_at", "lease_until")
_CASE_WORK: Final = (
    *_CLAIM,
    "state",
    "state_since",
    "due_at",
    "sort_at",
    "is_open",
    "no_shows",
    "reviewed_by",
    "validated_by",
    "decided_by",
    "hold_until",
    "warnings",
    "top_warning",
    "version",
)
# The program writes the whole row; that these stay as they are is the guard's business.
_CASE_KEPT: Final = (
    "procedure_version",
    "package_number",
    "round",
    "language",
    "zone",
    "place",
    "preferred_reviewer",
)

# The program writes the whole row here as well.
_CALL_WORK: Final = (
    "id",
    "case_id",
    "validator_id",
    "starts_at",
    "ends_at",
    "minutes",
    "link",
    "status",
    "checks",
    "sequence",
    "started_at",
    "ended_at",
    "outcome",
    "reasons",
    "note",
    "snapshots",
    "version",
)

_ACCOUNT: Final = (
    "id", "login", "full_name", "cedula", "duty", "agency_code", "active", "email",
)  # fmt: skip

RIGHTS: Final[tuple[Right, ...]] = (
    Right("alembic_version", "SELECT", (STAFF, SERVICE)),
    Right("agencies", "SELECT", (STAFF,)),
    Right("agencies", "INSERT", (ADMINISTRATOR,)),
    Right("agencies", "UPDATE", (ADMINISTRATOR,), ("name", "province")),
    Right("staff", "SELECT", (STAFF,)),
    Right("staff", "INSERT", (ADMINISTRATOR,)),
    # The program writes the whole row; who an account is of is the guard's business.
    Right("staff", "UPDATE", (ADMINISTRATOR,), _ACCOUNT),
    Right("account_hands", "SELECT", (ADMINISTRATOR, AUDITOR)),
    Right("settings", "SELECT", (STAFF,)),
    Right("settings", "INSERT", (ADMINISTRATOR,)),
    Right("settings", "UPDATE", (ADMINISTRATOR,), ("value", "set_by", "set_at")),
    Right("counters", "SELECT", WORKERS),
    Right("counters", "INSERT", WORKERS),
    Right("counters", "UPDATE", WORKERS, ("value",)),
    Right("saved_views", "SELECT, INSERT, DELETE", READERS),
    Right("saved_views", "UPDATE", READERS, ("view", "saved_at")),
    Right("people", "SELECT", READERS),
    Right("people", "UPDATE", CASEWORK, ("frozen_at", "frozen_reason", "version")),
    Right("person_details", "SELECT", READERS),
    Right("person_identifiers", "SELECT", READERS),
    Right("person_words", "SELECT", READERS),
    Right("person_contacts", "SELECT", READERS),
    Right("person_contacts", "INSERT", (VALIDATOR,)),
    Right("person_contacts", "UPDATE", (VALIDATOR,), ("valid_to",)),
    # Whose they are, for replacing them; who else has an address is counted by a function.
    Right("contact_keys", "SELECT", (VALIDATOR,), ("person_id",)),
    Right("contact_keys", "INSERT, DELETE", (VALIDATOR,)),
    Right("cases", "SELECT", READERS),
    Right("cases", "UPDATE", WORKERS, _CASE_WORK + _CASE_KEPT),
    Right("cases", "UPDATE", (DIRECTOR,), _CASE_WORK + _CASE_KEPT),
    Right("case_papers", "SELECT", READERS),
    Right("case_files", "SELECT", READERS),
    Right("findings", "SELECT", READERS),
    Right("risk_marks", "SELECT", READERS),
    Right("risk_marks", "INSERT, DELETE", WORKERS),
    Right("case_hands", "SELECT", READERS),
    Right("case_hands", "INSERT", WORKERS),
    Right("term_pauses", "SELECT", READERS),
    Right("term_pauses", "INSERT", WORKERS),
    Right("term_pauses", "UPDATE", WORKERS, ("ends_at",)),
    Right("blobs", "SELECT", READERS),
    Right("blobs", "INSERT", CASEWORK),
    Right("blob_chunks", "SELECT", READERS),
    Right("blob_chunks", "INSERT", CASEWORK),
    Right("packages", "SELECT", READERS),
    Right("review_drafts", "SELECT", CASEWORK),
    Right("review_drafts", "INSERT, DELETE", (CLERK,)),
    Right("review_drafts", "UPDATE", CASEWORK, ("draft", "is_stale")),
    Right("reviews", "SELECT", READERS),
    Right("reviews", "INSERT", (CLERK,)),
    Right("reviews", "UPDATE", (CLERK,), ("undone_at",)),
    Right("calls", "SELECT", READERS),
    Right("calls", "INSERT", (VALIDATOR,)),
    # By column: the right to the whole table would be the right to lock it.
    Right("calls", "UPDATE", CASEWORK, _CALL_WORK),
    Right("decisions", "SELECT", READERS),
    Right("decisions", "INSERT", (VALIDATOR,)),
    Right("documents", "SELECT", READERS),
    Right("documents", "INSERT", CASEWORK),
    Right("outbox", "SELECT", READERS),
    Right("outbox", "INSERT", CASEWORK),
    Right("outbox", "UPDATE", CASEWORK, ("status", "parameters")),
    Right("audit_events", "SELECT", READERS),
    Right("audit_heads", "SELECT", READERS),
)

SERVICE_WRITES: Final[tuple[tuple[str, str, tuple[str, ...]], ...]] = (
    ("people", "INSERT", ()),
    ("people", "UPDATE", ("frozen_at", "frozen_reason", "version")),
    ("person_details", "INSERT", ()),
    ("person_identifiers", "INSERT", ()),
    ("person_words", "INSERT", ()),
    ("person_contacts", "INSERT", ()),
    ("person_contacts", "UPDATE", ("valid_to",)),
    ("contact_keys", "INSERT, DELETE", ()),
    ("cases", "INSERT", ()),
    ("cases", "UPDATE", _CASE_WORK + _CASE_KEPT),
    ("case_papers", "INSERT", ()),
    ("case_papers", "UPDATE", ("declared", "reception")),
    ("declared_keys", "INSERT, DELETE", ()),
    ("case_files", "INSERT", ()),
    ("case_files", "UPDATE", ("report",)),
    ("findings", "INSERT, DELETE", ()),
    ("risk_marks", "INSERT, DELETE", ()),
    ("term_pauses", "INSERT", ()),
    ("term_pauses", "UPDATE", ("ends_at",)),
    ("blobs", "INSERT", ()),
    ("blob_chunks", "INSERT", ()),
    ("documents", "INSERT", ()),
    ("picture_hashes", "INSERT, UPDATE", ()),
    ("packages", "INSERT", ()),
    ("decisions", "UPDATE", ("applied_at",)),
    ("outbox", "INSERT, UPDATE", ()),
    ("counters", "INSERT", ()),
    ("counters", "UPDATE", ("value",)),
)
"""What intake, inspection, records, delivery and the end of holds write; never hands, reviews, calls or a
decision."""

FUNCTIONS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("now()", (STAFF, SERVICE)),
    ("refuse(text, text)", (STAFF, SERVICE)),
    ("is_maintenance()", (STAFF, SERVICE)),
    ("is_service()", (STAFF, SERVICE)),
    ("is_exempt()", (STAFF, SERVICE)),
    ("provinces()", (STAFF, SERVICE)),
    ("my_id()", (STAFF,)),
    ("my_duty()", (STAFF,)),
    ("record(text, text, text, timestamptz, text, text)", (STAFF, SERVICE)),
    ("admit(text, text, text)", (STAFF,)),
    ("admit_file(text, text)", (STAFF,)),
    ("admitted(text)", (STAFF,)),
    ("admitted_people()", (STAFF,)),
    ("admitted_chains()", (STAFF,)),
    ("admitted_blobs()", (STAFF,)),
    ("others_with_contact(text, text[], timestamptz)", (STAFF, SERVICE)),
    ("others_with_file(text, text)", (STAFF, SERVICE)),
    ("pictures_of(text)", (STAFF, SERVICE)),
    (
        "others_with_picture(text, bigint, integer, integer[], integer[], integer[], integer[])",
        (STAFF, SERVICE),
    ),
    ("concerns_me(text, text)", (STAFF,)),
    ("events_found(text, text, text, text, text, text, integer, integer)", (AUDITOR,)),
    ("lock_validator(text)", (STAFF, SERVICE)),
    ("lock_person(text)", (*READERS, SERVICE)),
    ("offer_code(text)", (STAFF,)),
    ("sign_in(bigint, text)", (STAFF,)),
    ("join_session(text)", (STAFF,)),
    ("step_up(bigint)", (STAFF,)),
    ("end_session()", (STAFF,)),
    ("has_second_factor()", (STAFF,)),
    ("end_idle(integer, integer)", (SERVICE,)),
    ("offer_not_me(text, text)", (STAFF, SERVICE)),
    ("stop_by_code(bigint)", (STAFF,)),
    ("reports_to_follow()", (SERVICE,)),
    ("take_report(bigint)", (SERVICE,)),
    ("needs_activation()", (STAFF,)),
    ("offer_activation(text)", (STAFF,)),
    ("activate(bigint, text, text)", (STAFF,)),
    ("set_verifier(text, text, boolean)", (ADMINISTRATOR,)),
    ("is_one_time(text)", (ADMINISTRATOR,)),
    ("give_code(text, text, timestamptz)", (ADMINISTRATOR,)),
    ("enrol(text, bytea)", (ADMINISTRATOR,)),
    ("put_hand(text, text, text, text, timestamptz)", (ADMINISTRATOR,)),
    ("open_calls(text, timestamptz)", (ADMINISTRATOR, VALIDATOR)),
)
"""Functions somebody may call; the others are called by these and by triggers, as the owner."""


def grants() -> list[str]:
    """Every right as a statement."""
    read = [row.table for row in ROWS if row.table != "staff_credentials"]
    return [
        *(right.statement() for right in RIGHTS),
        *(
            Right(table, kind, (SERVICE,), columns).statement()
            for table, kind, columns in SERVICE_WRITES
        ),
        *(f"GRANT SELECT ON public.{table} TO {SERVICE}" for table in read),
        *(
            f"GRANT EXECUTE ON FUNCTION guard.{function} TO {', '.join(groups)}"
            for function, groups in FUNCTIONS
        ),
    ]


def policies() -> list[str]:
    """One policy a table, command and kind of role: two for one would cost the index."""
    found = []
    for row in ROWS:
        found += [
            f"ALTER TABLE public.{row.table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE public.{row.table} FORCE ROW LEVEL SECURITY",
        ]
        read, write = (text.format(table=row.table) for text in (row.read, row.write))
        for command, clause in _clauses(read, write):
            found.append(_policy(row.table, "staff", command, STAFF, clause))
        # Triggers refuse what a row must not become; the owner's own functions check by themselves:
        # another change on hold, or a request for the same address, may be in any province.
        found.append(_policy(row.table, "owner", "ALL", OWNER, f"USING ({_EVERYBODY})"))
        found.append(_policy(row.table, "service", "ALL", SERVICE, "USING (true)"))
    return found


def _clauses(read: str, write: str) -> Iterable[tuple[str, str]]:
    yield "SELECT", f"USING ({read})"
    yield "INSERT", f"WITH CHECK ({write})"
    yield "UPDATE", f"USING ({write}) WITH CHECK ({write})"
    yield "DELETE", f"USING ({write})"


def _policy(table: str, who: str, command: str, role: str, clause: str) -> str:
    name = f"{table}_{who}_{command.lower()}"
    return f"CREATE POLICY {name} ON public.{table} FOR {command} TO {role} {clause}"


def _quoted(names: Iterable[str]) -> list[str]:
    return [f'"{name}"' for name in names]
