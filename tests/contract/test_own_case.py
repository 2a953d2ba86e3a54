"""One's own case is recognised by every number, on both databases; a second number does not help."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.domain.case import Case
from app.domain.duties import Operation, require
from app.domain.errors import AccessDeniedError
from app.domain.ids import PersonId
from app.domain.person import Identifier, IdentifierKind, Person
from app.domain.staff import Duty, Session
from app.domain.workflow import CaseState
from app.infra.emails import read_email
from app.infra.phones import read_phone
from app.risks import ChangeFacts
from app.stages.decision import Unfreeze, UnfreezeCommand
from app.stages.review.opening import OpenCase, OpenCaseCommand
from db.store import SqlStore
from tests import store_samples as samples
from tests.casework import SetClock, shipped_limits, shipped_offices
from tests.store_samples import LEASE, NOW

ANA = samples.staff_member("ana")
KIND = IdentifierKind
ABROAD = Identifier(KIND.PASSPORT, "AB 123-456", "COL")
HYPHENED = f"{ANA.cedula[:3]}-{ANA.cedula[3:9]} {ANA.cedula[9]}"
OWN = {
    "by cédula": (Identifier(KIND.CEDULA, ANA.cedula),),
    "by passport, the cédula being a second number": (
        ABROAD,
        Identifier(KIND.FOREIGNER_CODE, "EX-00077"),
        Identifier(KIND.CEDULA, ANA.cedula),
    ),
    "by one of two cédulas": (
        Identifier(KIND.CEDULA, "0102030405"),
        Identifier(KIND.CEDULA, ANA.cedula),
    ),
    "by a foreigner code with the same digits": (Identifier(KIND.FOREIGNER_CODE, HYPHENED),),
    "by an Ecuadorian passport with the same digits": (Identifier(KIND.PASSPORT, HYPHENED, "ECU"),),
}


def put(
    store: SqlStore, numbers: tuple[Identifier, ...], fields: dict[str, str] | None = None
) -> tuple[Case, Person]:
    samples.furnish(store, ANA)
    who = samples.person("77", identifiers=numbers)
    made = samples.case("ADC-2026-000001", who)
    made = replace(made, declared=replace(made.declared, fields=fields or {}))
    with store.write() as work:
        work.people.add(who, samples.contact_version())
        work.cases.add(made, ())
        work.commit()
    return made, who


def _is_refused(act: Callable[[], object]) -> bool:
    try:
        act()
    except AccessDeniedError as error:
        return error.code == "SEPARATION_NOT_THE_PERSON_CONCERNED"
    return False


def is_own(store: SqlStore, case: Case) -> bool:
    """Ask everything that asks; all have to agree."""
    session = Session(ANA, "PUESTO-1", NOW)
    states = (CaseState.TO_REVIEW,)
    with store.look() as stored:
        hands = stored.cases.hands(case.id)
    asked = [_is_refused(lambda: require(session, Operation.CLAIM_REVIEW, hands))]
    with store.read() as readers:
        peeked = readers.queue.peek_next(states, "17", ANA.id, NOW)
    asked.append(peeked is None)
    with store.write() as work:
        asked.append(work.cases.claim_next(ANA, states, NOW, LEASE) is None)
    change = ChangeFacts(shipped_offices(), read_phone, shipped_limits(), read_email)
    opening = OpenCaseCommand(session, case.id, "Para ver cómo va todo")
    asked.append(_is_refused(lambda: OpenCase(store, SetClock(NOW), change)(opening)))
    assert len(set(asked)) == 1, asked
    return asked[0]


@pytest.mark.parametrize("how", OWN)
def test_ones_own_case_is_recognised(store: SqlStore, how: str) -> None:
    case, who = put(store, OWN[how])
    assert is_own(store, case)
    with store.write() as work:
        work.people.freeze(who.id, NOW, "not_me:ADC-2026-000001")
        work.commit()
    director = replace(ANA, duty=Duty.DIRECTOR)
    lift = UnfreezeCommand(Session(director, "P", NOW), PersonId(who.id), "Verificado en agencia")
    with pytest.raises(AccessDeniedError) as caught:
        Unfreeze(store, SetClock(NOW), read_email)(lift)
    assert caught.value.code == "SEPARATION_NOT_THE_PERSON_CONCERNED"


def test_ones_own_case_is_recognised_by_the_cedula_in_the_form(store: SqlStore) -> None:
    case, _ = put(store, (ABROAD,), {"cedula": HYPHENED, "city": "x"})
    assert is_own(store, case)


@pytest.mark.parametrize(
    "numbers",
    [
        (ABROAD,),
        (Identifier(KIND.PASSPORT, ANA.cedula, "COL"),),
        (Identifier(KIND.CEDULA, "0102030405"),),
    ],
)
def test_somebody_elses_case_is_not_ones_own(
    store: SqlStore, numbers: tuple[Identifier, ...]
) -> None:
    case, _ = put(store, numbers, {"cedula": "0102030405", "other": ANA.cedula})
    assert not is_own(store, case)
