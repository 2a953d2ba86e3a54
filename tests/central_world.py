"""A central office with a case for every way of being right or wrong, and what it all looks like.

Made once for many attacks: nobody changes it for good. What an attack changed is found by
comparing every table with its copy, and put back from there.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from app.domain.account import HandAct
from app.domain.ids import StaffId, fresh_id
from app.domain.staff import Agency, Duty, StaffMember
from app.domain.workflow import CaseState
from tests.accounts import put_member
from tests.casework import NEW, OLD, PASSWORD, Casework, verifier
from tests.central_cases import furnish
from tests.central_office import CentralOffice

GUAYAS = Agency("GUA-01", "Agencia Guayas", "09")
CODE = "7K2M-0000-1111-2222"
TOLD = "7K2M-3333-4444-5555"
"""What stops the change on hold."""
EXTRA = (
    ("other_clerk", Duty.CLERK, "1700000011", None),
    ("far_clerk", Duty.CLERK, "1700000012", GUAYAS),
    ("far", Duty.VALIDATOR, "1700000013", GUAYAS),
    ("no_factor", Duty.VALIDATOR, "1700000014", None),
    ("deactivated", Duty.VALIDATOR, "1700000015", None),
    ("administrator", Duty.ADMINISTRATOR, "1700000016", None),
    ("other_boss", Duty.ADMINISTRATOR, "1700000018", None),
    ("far_director", Duty.DIRECTOR, "1700000017", GUAYAS),
)
WAITING = (
    ("prepared", "1700000021", "administrator"),
    ("waiting", "1700000022", "other_boss"),
    ("newcomer", "1700000023", "other_boss"),
)
"""Accounts that wait to be enabled, and who added them."""
_APART = {"sessions", "sign_ins", "offers", "factors", "test_clock", "installed"}


@dataclass
class Tried:
    """What came of an attempt.

    Attributes:
        errors: of the statements that were refused, SQLSTATE and code.
        rows: what the last statement gave or touched.
        changed: tables that are not as they were.
    """

    errors: list[str] = field(default_factory=list)
    rows: int = 0
    changed: set[str] = field(default_factory=set)


class World:
    """The office, its cases by name, a connection for each person."""

    def __init__(self, owner: Engine) -> None:
        self.owner = owner
        self.office = CentralOffice(owner)
        self.casework: Casework = self.office.casework
        self.cases: dict[str, dict[str, Any]] = {}
        self._staff()
        self._accounts()
        self._logins()
        furnish(self)
        self.keeper = owner.connect()
        self._keep()

    def close(self) -> None:
        for connection in self.connections.values():
            # Closed for good: its pool may have been replaced by a test.
            connection.invalidate()
            connection.close()
        self.keeper.close()
        self.office.close()

    # ---- making it -----------------------------------------------------------------------

    def _staff(self) -> None:
        with self.casework.store.write() as uow:
            uow.staff.add_agency(GUAYAS)
            for login, duty, cedula, agency in EXTRA:
                own = agency or self.casework.people["clerk"].agency
                member = StaffMember(
                    StaffId(fresh_id()), login, login.title(), cedula, duty, own, True
                )
                put_member(uow, member, verifier(), self.casework.clock.now())
                self.casework.people[login] = member
            uow.commit()
        for login, *_ in EXTRA:
            self.office.add_login(login, self.casework.people[login])
        self.office.add_role("nobody", "ventanilla_staff")

    def _accounts(self) -> None:
        """Accounts that wait to be enabled; the administrator of the matrix prepared one of them."""
        people = self.casework.people
        agency, now = people["clerk"].agency, self.casework.clock.now()
        with self.casework.store.write() as uow:
            for login, cedula, by in WAITING:
                member = StaffMember(
                    StaffId(fresh_id()), login, login.title(), cedula, Duty.CLERK, agency, False
                )
                uow.staff.add(member, verifier(), is_one_time=login == "newcomer")
                uow.accounts.put_hand(member, HandAct.ADDED, people[by], now)
                people[login] = member
            uow.commit()

    def run(self, statement: str, **values: Any) -> Any:
        """As the owner, whom nothing holds back."""
        with self.owner.begin() as connection:
            found = connection.execute(text(statement), values)
            return found.scalar() if found.returns_rows else None

    def id_of(self, login: str) -> str:
        member = self.casework.people.get(login)
        return member.id if member else ""

    def cedula_of(self, login: str) -> str:
        return self.casework.people[login].cedula

    def _case(
        self,
        name: str,
        state: CaseState,
        holder: str = "",
        *,
        late: bool = False,
        province: str = "17",
        hands: tuple[tuple[str, str], ...] = (("clerk", "reviewer"),),
        **columns: Any,
    ) -> str:
        number = len(self.cases)
        person = self.casework.person(f"09{number:08d}")
        case = self.casework.case(state, person=person, reviewer="", province=province)
        now = self.casework.clock.now()
        if holder:
            end = now - timedelta(minutes=1) if late else now + timedelta(minutes=15)
            columns |= {
                "claimed_by": self.id_of(holder),
                "claimed_at": now - timedelta(minutes=5),
                "lease_until": end,
            }
        if columns:
            wanted = ", ".join(f"{column} = :{column}" for column in columns)
            self.run(f"UPDATE cases SET {wanted} WHERE id = :id", id=case.id, **columns)
        for login, role in hands:
            self.run(
                "INSERT INTO case_hands (case_id, role, cedula, staff_id, at)"
                " VALUES (:case, :role, :cedula, :staff, guard.now())",
                case=case.id,
                role=role,
                cedula=self.cedula_of(login),
                staff=self.id_of(login),
            )
        self.run(
            "INSERT INTO risk_marks (case_id, position, code, mark) VALUES (:id, 0, 'NEW_COUNTRY', '{}')",
            id=case.id,
        )
        self.cases[name] = {"case": case.id, "person": person.id, "blob": "", "call": ""}
        self.cases[name]["blob"] = self.run(
            "SELECT sha256 FROM case_files WHERE case_id = :id", id=case.id
        )
        return case.id

    def _call(self, name: str, login: str, status: str, outcome: str | None = None) -> None:
        call = fresh_id()
        self.cases[name]["call"] = call
        number = len(self.cases)
        began = status != "scheduled"
        self.run(
            "INSERT INTO calls (id, case_id, validator_id, starts_at, ends_at, minutes, link, status,"
            " checks, sequence, started_at, ended_at, outcome, reasons, note, snapshots, version)"
            " VALUES (:id, :case, :who, guard.now() - make_interval(hours => :n),"
            " guard.now() - make_interval(hours => :n) + interval '20 minutes', 20, 'https://x.example',"
            " :status, :checks, 0, :started, :ended, :outcome, '[]', '', '[]', 1)",
            id=call,
            case=self.cases[name]["case"],
            who=self.id_of(login),
            n=number if began else 0,
            status=status,
            checks='[{"code":"email_mailbox","result":"passed"}]' if began else "[]",
            started=self.casework.clock.now() - timedelta(minutes=30) if began else None,
            ended=self.casework.clock.now() - timedelta(minutes=9) if status == "done" else None,
            outcome=outcome,
        )

    def _declares(self, name: str, login: str) -> None:
        declared = json.loads(
            self.run(
                "SELECT declared FROM case_papers WHERE case_id = :id", id=self.cases[name]["case"]
            )
        )
        cedula = self.cedula_of(login)
        declared["fields"]["cedula"] = f"{cedula[:4]}-{cedula[4:9]} {cedula[9:]}"
        self.run(
            "UPDATE case_papers SET declared = :text WHERE case_id = :id",
            text=json.dumps(declared),
            id=self.cases[name]["case"],
        )

    def _is(self, name: str, login: str, kind: str = "passport") -> None:
        self.run(
            "INSERT INTO person_identifiers (person_id, position, kind, country, value)"
            " VALUES (:id, 1, :kind, 'ECU', :value)",
            kind=kind,
            id=self.cases[name]["person"],
            value=self.cedula_of(login),
        )

    # ---- people and their connections ------------------------------------------------------

    def _logins(self) -> None:
        self.connections: dict[str, Connection] = {}
        office = self.office
        with_factor = ("second", "director", "administrator", "deactivated", "far", "far_director")
        for login in with_factor:
            office.sign_in(login)
        office.casework.clock.forward(minutes=10)
        office.sign_in("validator")
        office.step_up("director")
        office.step_up("validator")
        office.step_up("administrator")
        for login, engine in office.engines.items():
            self.connections[login] = engine.connect()
            self.connections[login].execute(text("SELECT 1"))
            self.connections[login].commit()
        self.run("UPDATE staff SET active = false WHERE id = :id", id=self.id_of("deactivated"))

    # ---- what it looks like ----------------------------------------------------------------

    def _keep(self) -> None:
        found = self.keeper.execute(
            text(
                "SELECT schemaname, tablename FROM pg_tables WHERE schemaname IN ('public', 'guard')"
            )
        ).all()
        self.tables = [f"{s}.{t}" for s, t in found if t not in _APART]
        self.keeper.execute(text("CREATE SCHEMA kept"))
        for table in self.tables:
            self.keeper.execute(
                text(f"CREATE TABLE kept.{table.replace('.', '_')} AS TABLE {table}")
            )
        self._look = text(
            " UNION ALL ".join(
                f"SELECT '{t}', count(*), coalesce(sum(hashtextextended(t::text, 0)), 0) FROM {t} AS t"
                for t in self.tables
            )
        )
        self.keeper.commit()
        self.pristine = self.look()

    def look(self) -> dict[str, tuple[int, int]]:
        """Every table in one figure."""
        rows = self.keeper.execute(self._look).all()
        self.keeper.commit()
        return {row[0]: (row[1], row[2]) for row in rows}

    def put_back(self, tables: set[str]) -> None:
        if not tables:
            return
        self.keeper.execute(text("SET LOCAL session_replication_role = replica"))
        for table in tables:
            self.keeper.execute(text(f"DELETE FROM {table}"))
            kept = f"kept.{table.replace('.', '_')}"
            self.keeper.execute(
                text(f"INSERT INTO {table} {_VALUES.get(table, '')} SELECT * FROM {kept}")
            )
        self.keeper.commit()

    # ---- trying ----------------------------------------------------------------------------

    def facts(self, login: str, name: str) -> dict[str, Any]:
        """What an attacker who knows everything would put into statements about a case."""
        mine = self.id_of(login)
        return {
            **self.cases[name],
            "me": mine,
            "cedula": self.cedula_of(login) if mine else "",
            "other": self.id_of("other_clerk"),
            **{login: self.id_of(login) for login in ("deactivated", *_waiting())},
            "fresh": fresh_id(),
            "fresh2": fresh_id(),
            "before": json.dumps(_contact(OLD)),
            "after": json.dumps(_contact(NEW)),
            "old_mail": OLD.email,
            "new_mail": NEW.email,
            "code": CODE,
            "told": TOLD,
            "password": PASSWORD,
        }

    def attempt(
        self,
        login: str,
        statements: tuple[str, ...],
        values: dict[str, Any],
        prelude: tuple[str, ...] = (),
        *,
        is_reading: bool = False,
    ) -> Tried:
        """Everything in one transaction, each refusal survived by a savepoint, and committed."""
        connection = self.connections[login]
        for statement in prelude:
            try:
                connection.execute(text(statement), values)
                connection.commit()
            except DBAPIError:
                connection.rollback()
        before = self.look() if prelude and not is_reading else self.pristine
        tried = Tried()
        for statement in statements:
            point = connection.begin_nested() if len(statements) > 1 else connection
            try:
                found = connection.execute(text(statement), values)
                tried.rows = len(found.all()) if found.returns_rows else found.rowcount
                if point is not connection:
                    point.commit()
            except DBAPIError as error:
                tried.rows = 0
                tried.errors.append(_said(error))
                if error.connection_invalidated:
                    raise
                point.rollback()
        # Without a number of its own a transaction wrote nothing: that is how the server works.
        wrote = connection.execute(text("SELECT pg_current_xact_id_if_assigned()")).scalar()
        try:
            connection.commit()
        except DBAPIError as error:
            tried.rows = 0
            tried.errors.append(_said(error))
            connection.rollback()
            wrote = None
        if is_reading:
            self.put_back(_OF_LEAVE if prelude or wrote is not None else set())
            return tried
        if wrote is None and not prelude:
            return tried
        after = self.look()
        tried.changed = {table for table in self.tables if after[table] != before[table]}
        self.put_back({table for table in self.tables if after[table] != self.pristine[table]})
        return tried


def _waiting() -> list[str]:
    return [login for login, *_ in WAITING]


_OF_LEAVE = {"guard.tickets", "public.audit_events", "public.audit_heads"}
_VALUES = dict.fromkeys(("guard.tickets", "guard.not_me_offers"), "OVERRIDING SYSTEM VALUE")


def _contact(value: Any) -> Any:
    from db.payload import to_json

    return to_json(value)


def _said(error: DBAPIError) -> str:
    state = getattr(error.orig, "sqlstate", "") or ""
    return f"{state} {str(error.orig).splitlines()[0]}"
