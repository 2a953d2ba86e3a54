"""An office on a central database in which everybody has a login of their own and nobody is owner."""

from __future__ import annotations

import hashlib
import hmac
import json
import struct
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, text
from typing_extensions import override

from app.domain.audit import staff_chain
from app.domain.duties import SECOND_FACTOR
from app.domain.ids import StaffId, fresh_id
from app.domain.staff import Agency, Duty, StaffMember
from app.stages.queueing import Claims
from db.central_session import CentralSession
from db.engine import open_engine
from db.policies.roles import GROUPS, SERVICE
from db.store import SqlStore
from tests.accounts import put_member
from tests.casework import PICHINCHA, Casework, SetClock, verifier

SECRET = b"12345678901234567890"


def totp(at: datetime, secret: bytes = SECRET) -> str:
    """RFC 6238 in Python, to be compared with the server's."""
    digest = hmac.digest(secret, struct.pack(">Q", int(at.timestamp()) // 30), hashlib.sha1)
    place = digest[19] & 15
    number = int(struct.unpack(">I", digest[place : place + 4])[0]) & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


@dataclass
class ServerClock(SetClock):
    """A clock that the server's guards follow: the one thing replaced in the database.

    Attributes:
        ahead: by how much the server's clock is ahead of this one, of the workstations.
    """

    owner: Engine | None = None
    ahead: timedelta = timedelta()

    def install(self, owner: Engine) -> None:
        self.owner = owner
        with owner.begin() as connection:
            connection.execute(text("CREATE TABLE guard.test_clock (at timestamptz NOT NULL)"))
            connection.execute(text("INSERT INTO guard.test_clock VALUES (:at)"), {"at": self.at})
            connection.execute(
                text(
                    "CREATE OR REPLACE FUNCTION guard.now() RETURNS timestamptz LANGUAGE sql"
                    " VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp"
                    " AS 'SELECT at FROM guard.test_clock'"
                )
            )
            connection.execute(text("ALTER TABLE guard.test_clock OWNER TO ventanilla_owner"))

    @override
    def forward(self, **span: float) -> datetime:
        at = super().forward(**span)
        self._tell(at)
        return at

    @override
    def to(self, at: datetime) -> datetime:
        super().to(at)
        self._tell(at)
        return at

    def _tell(self, at: datetime) -> None:
        if self.owner is not None:
            with self.owner.begin() as connection:
                its = {"at": at + self.ahead}
                connection.execute(text("UPDATE guard.test_clock SET at = :at"), its)


@dataclass
class CentralOffice:
    """The office of :mod:`tests.casework` behind logins; ``casework`` is the owner's view of it."""

    owner: Engine
    is_real_time: bool = False
    casework: Casework = field(init=False)
    engines: dict[str, Engine] = field(default_factory=dict)
    sessions: dict[str, CentralSession] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.mark = uuid.uuid4().hex[:8]
        clock = ServerClock()
        if not self.is_real_time:
            clock.install(self.owner)
        self.casework = Casework(SqlStore(self.owner), clock)
        for login, member in list(self.casework.people.items()):
            self.add_login(login, member)
        self.add_member("clerk2", Duty.CLERK, "2059999991")
        self.add_member("validator2", Duty.VALIDATOR, "2459999997")
        self.add_role("service", SERVICE)

    @property
    def database(self) -> str:
        return str(self.owner.url.database)

    def role(self, login: str) -> str:
        return f"{login}_{self.mark}"

    def add_member(self, login: str, duty: Duty, cedula: str, agency: Agency = PICHINCHA) -> None:
        """One more colleague, with a login."""
        member = StaffMember(
            StaffId(fresh_id()), login, login.title(), cedula, duty, agency, active=True
        )
        with self.casework.store.write() as uow:
            uow.staff.add_agency(agency)
            put_member(uow, member, verifier(), self.casework.clock.now())
            uow.commit()
        self.casework.people[login] = member
        self.add_login(login, member)

    def add_login(self, login: str, member: StaffMember) -> None:
        """The login of a member of staff, by which the database knows them."""
        with self.owner.begin() as connection:
            # Roles are of the whole server: the names of an office made here are made its own.
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            connection.execute(
                text("UPDATE staff SET login = :role WHERE id = :id"),
                {"role": self.role(login), "id": member.id},
            )
            if member.duty in SECOND_FACTOR:
                connection.execute(
                    text(
                        "INSERT INTO guard.factors (staff_id, secret, last_step, enrolled_at)"
                        " VALUES (:id, :secret, 0, guard.now())"
                    ),
                    {"id": member.id, "secret": SECRET},
                )
        self.add_role(login, GROUPS[member.duty])

    def add_role(self, login: str, group: str) -> None:
        with self.owner.begin() as connection:
            connection.execute(text(f"CREATE ROLE {self.role(login)} LOGIN IN ROLE {group}"))
        engine = open_engine(str(self.owner.url.set(username=self.role(login))), pool_size=2)
        self.engines[login] = engine
        self.sessions[login] = CentralSession(engine, "PUESTO-1")

    def go_ahead(self, by: timedelta) -> None:
        """Set the server's clock ahead of that of the workstations, and keep it there."""
        clock = self.casework.clock
        if isinstance(clock, ServerClock):
            clock.ahead = by
        clock.forward(seconds=0)

    def sign_in(self, login: str) -> None:
        """Give the one-time code of now; the clock goes on, as a code works once."""
        self.casework.clock.forward(seconds=31)
        self.sessions[login].give_code(totp(self.casework.clock.now()))

    def step_up(self, login: str) -> None:
        self.casework.clock.forward(seconds=31)
        self.sessions[login].step_up(totp(self.casework.clock.now()))

    def url(self, login: str) -> str:
        """By which that login reaches the database."""
        url = self.owner.url.set(username=self.role(login))
        return url.render_as_string(hide_password=False).replace("+psycopg", "")

    def return_expired(self) -> int:
        """One of the sentinel's chores."""
        return Claims(self.store("service"), self.casework.clock).return_expired()

    def store(self, login: str) -> SqlStore:
        return SqlStore(self.engines[login])

    def as_seen_by(self, login: str) -> Casework:
        """The office whose every act goes over that person's own connection."""
        seen = object.__new__(Casework)
        seen.__dict__.update(self.casework.__dict__)
        seen.store = self.store(login)
        return seen

    def staff_actions(self, login: str) -> list[str]:
        """What stands on the chain of a member of staff."""
        chain = staff_chain(self.casework.people[login].id)
        return [json.loads(event.canonical)["action"] for event in self.casework.events(chain)]

    def close(self) -> None:
        for engine in self.engines.values():
            engine.dispose()
        with self.owner.begin() as connection:
            for login in self.engines:
                role = self.role(login)
                connection.execute(text(f"DROP OWNED BY {role}"))
                connection.execute(text(f"DROP ROLE {role}"))

    def scalar(self, login: str, statement: str, **values: Any) -> Any:
        """One answer over a person's own connection, as psql would ask it."""
        with self.engines[login].begin() as connection:
            return connection.execute(text(statement), values).scalar()
