"""What never leaves the store towards a screen, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.case import Case
from app.domain.errors import UnavailableError
from app.domain.masking import BULLET
from app.domain.notices import NOT_ME_CODE
from app.domain.staff import Duty
from app.domain.workflow import CaseState
from db.store import SqlStore
from tests import store_samples as samples
from tests.store_samples import NOW

ANA = samples.staff_member("ana")
VERA = samples.staff_member("vera", Duty.VALIDATOR)
SECRET = "V4444V4442"
CODE = "7K2M-ABCD-EFGH-JKLM"


@pytest.fixture
def case(store: SqlStore) -> Case:
    samples.furnish(store, ANA, VERA)
    with store.write() as work:
        made = samples.put_case(work, "ADC-2026-000001")
        work.calls.add(samples.call(made, VERA))
        parameters = {"name": "Rosa", NOT_ME_CODE: CODE}
        work.outbox.add(samples.message(made, parameters=parameters))
        work.commit()
    return made


def test_a_view_has_neither_codes_nor_answers(store: SqlStore, case: Case) -> None:
    with store.read() as readers:
        view = readers.case.view(case.id)
        ledger = readers.ledger.of_case(case.id)
        docket = readers.calls.docket(NOW, NOW + timedelta(days=1), None)
    assert view.case.declared.codigo_dactilar == BULLET * 10
    assert view.messages == ledger
    assert [message.parameters for message in ledger] == [{"name": "Rosa", NOT_ME_CODE: BULLET}]
    checks = (*view.calls[0].checks, *docket[0].call.checks)
    assert [check.expected for check in checks] == ["", ""]


def test_the_code_is_given_masked_with_every_case_and_kept_by_every_saving(
    store: SqlStore, case: Case
) -> None:
    with store.write() as work:
        held = work.cases.claim(case.id, ANA.id, NOW, samples.LEASE)
        saved = work.cases.save(replace(held, state=CaseState.TO_SCHEDULE), held.version)
        work.commit()
    for given in (held, saved):
        assert given.declared.codigo_dactilar == BULLET * 10
    with store.look() as stored:
        assert stored.cases.declared(case.id).codigo_dactilar == SECRET
        assert stored.outbox.of_case(case.id)[0].parameters[NOT_ME_CODE] == CODE


def test_a_masked_declaration_is_never_written_back(store: SqlStore, case: Case) -> None:
    with store.write() as work:
        masked = work.cases.get(case.id)
        with pytest.raises(ValueError, match="masked"):
            work.cases.put_papers(case.id, masked.declared, masked.reception)
        other = replace(case.declared, codigo_dactilar="")
        work.cases.put_papers(case.id, other, case.reception)
        assert work.cases.get(case.id).declared.codigo_dactilar == ""


def test_a_look_changes_nothing(store: SqlStore, case: Case) -> None:
    with store.look() as stored, pytest.raises(UnavailableError) as caught:
        stored.people.freeze(case.person_id, NOW, "test")
    assert caught.value.code == "DATABASE_READ_ONLY"
