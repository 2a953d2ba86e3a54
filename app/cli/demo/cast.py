"""The staff of the demonstration; synthetic cédulas with a right check digit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.domain.account import HandAct
from app.domain.ids import StaffId, fresh_id
from app.domain.staff import Agency, Duty, Session, StaffMember
from app.infra.demo_media.documents import cedula_with_sequence
from app.ports.clock import Clock
from app.ports.passwords import PasswordHasher
from app.ports.unit_of_work import Store, UnitOfWork
from app.stages.access.account_power import put_down
from app.stages.access.staff_directory import facts_of

PASSWORD = "puesto-de-prueba"  # noqa: S105  # printed on the demonstration's sign-in page
WORKSTATION = "PIC-01-V03"

QUITO = Agency("PIC-01", "CAU Quito Matriz", "17")
GUAYAQUIL = Agency("GUA-01", "CAU Guayaquil Caja del Seguro", "09")


@dataclass(frozen=True, slots=True)
class Role:
    """One member of the cast."""

    login: str
    full_name: str
    duty: Duty
    agency: Agency
    sequence: int


ROLES = (
    Role("ana.quishpe", "Ana Quishpe", Duty.CLERK, QUITO, 999801),
    Role("marco.paz", "Marco Paz", Duty.CLERK, QUITO, 999802),
    Role("luis.cedeno", "Luis Cedeño", Duty.CLERK, GUAYAQUIL, 999803),
    Role("veronica.ortega", "Verónica Ortega", Duty.VALIDATOR, QUITO, 999804),
    Role("diego.andrade", "Diego Andrade", Duty.VALIDATOR, QUITO, 999805),
    Role("carmen.intriago", "Carmen Intriago", Duty.VALIDATOR, GUAYAQUIL, 999806),
    Role("elena.jacome", "Elena Jácome", Duty.DIRECTOR, QUITO, 999807),
    Role("pablo.rueda", "Pablo Rueda", Duty.ADMINISTRATOR, QUITO, 999808),
    Role("teresa.molina", "Teresa Molina", Duty.ADMINISTRATOR, QUITO, 999810),
    Role("sofia.naranjo", "Sofía Naranjo", Duty.AUDITOR, QUITO, 999809),
)


ADDING, ENABLING = "pablo.rueda", "teresa.molina"
"""Two administrators let everybody in; who was there first let the second one in."""


class Cast:
    """The sessions of everybody, by login."""

    def __init__(self, store: Store, hasher: PasswordHasher, clock: Clock) -> None:
        self._sessions: dict[str, Session] = {}
        self._now = clock.now()
        verifier = hasher.hash(PASSWORD)
        first = (ADDING, ENABLING)
        with store.write() as uow:
            for agency in (QUITO, GUAYAQUIL):
                uow.staff.add_agency(agency)
            for role in sorted(
                ROLES, key=lambda one: (one.login not in first, one.login != ADDING)
            ):
                member = _member(role)
                uow.staff.add(member, verifier)
                self._sessions[role.login] = Session(member, WORKSTATION, self._now)
                self._let_in(uow, member)
            uow.commit()

    def _let_in(self, uow: UnitOfWork, member: StaffMember) -> None:
        """Put down and tell what was done to the account, as the administrators' acts do."""
        is_first = member.login in {ADDING, ENABLING}
        adding = None if member.login == ADDING else self._sessions[ADDING]
        enabling = adding if is_first else self._sessions[ENABLING]
        facts = facts_of(replace(member, active=is_first and adding is None))
        put_down(uow, adding, member, HandAct.ADDED, "staff.added", self._now, facts)
        told = {"code": False, "waived": is_first}
        put_down(uow, enabling, member, HandAct.ENABLED, "staff.enabled", self._now, told)

    def __getitem__(self, login: str) -> Session:
        return self._sessions[login]


def _member(role: Role) -> StaffMember:
    return StaffMember(
        id=StaffId(fresh_id()),
        login=role.login,
        full_name=role.full_name,
        cedula=cedula_with_sequence(role.agency.province, 5, role.sequence),
        duty=role.duty,
        agency=role.agency,
        active=True,
    )
