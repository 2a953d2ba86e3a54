"""The mail server's password: in the system's store or nowhere, and on record."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import Engine

from app.domain.audit import SYSTEM_CHAIN
from app.domain.errors import AccessDeniedError, RuleViolationError, UnavailableError
from app.domain.ids import StaffId, fresh_id
from app.domain.staff import Duty, StaffMember
from app.infra import keyring_secrets
from app.infra.keyring_secrets import KeyringSecrets, backend_name
from app.ports.secret_store import SMTP_SECRET
from app.stages.mail_password import KeepMailPassword, MailPasswordState
from db.store import SqlStore
from tests.accounts import put_member
from tests.casework import CEDULAS, PICHINCHA, Casework, verifier
from tests.memory_keyring import MemoryKeyring

SECRET = "Contraseña del servidor 7"


@pytest.fixture
def office(sqlite_engine: Engine) -> Casework:
    made = Casework(SqlStore(sqlite_engine))
    boss = StaffMember(
        StaffId(fresh_id()), "boss", "Boss", CEDULAS[6], Duty.ADMINISTRATOR, PICHINCHA, True
    )
    with made.store.write() as uow:
        put_member(uow, boss, verifier(), made.clock.now())
        uow.commit()
    made.people["boss"] = boss
    return made


@pytest.fixture
def backend(monkeypatch: pytest.MonkeyPatch) -> MemoryKeyring:
    made = MemoryKeyring()
    names = keyring_secrets.ALLOWED_BACKENDS | {backend_name(made)}
    monkeypatch.setattr(keyring_secrets, "ALLOWED_BACKENDS", names)
    return made


def keeping(office: Casework, backend: MemoryKeyring) -> KeepMailPassword:
    return KeepMailPassword(office.store, KeyringSecrets(backend=backend), office.clock)


def system_actions(office: Casework) -> list[str]:
    told = [str(json.loads(e.canonical)["action"]) for e in office.events(SYSTEM_CHAIN)]
    return [action for action in told if action != "staff.added"]


def test_it_is_kept_replaced_and_removed_with_a_trace_that_does_not_hold_it(
    office: Casework, backend: MemoryKeyring
) -> None:
    use_case, boss = keeping(office, backend), office.session("boss")
    assert use_case.state(boss) is MailPasswordState.MISSING
    for secret in ("otra más vieja", SECRET):
        use_case.put(boss, secret)
    assert backend.kept["ventanilla", SMTP_SECRET] == SECRET
    assert use_case.state(boss) is MailPasswordState.KEPT
    use_case.forget(boss)
    assert backend.kept == {}
    assert system_actions(office) == [
        "mail.password_set",
        "mail.password_set",
        "mail.password_removed",
    ]
    assert not any(SECRET in event.canonical for event in office.events(SYSTEM_CHAIN))


def test_without_a_safe_store_nothing_is_kept_and_it_says_so(office: Casework) -> None:
    # Not on the list of the operating systems' own stores, like every keyring in a file.
    backend, boss = MemoryKeyring(), office.session("boss")
    use_case = keeping(office, backend)
    assert use_case.state(boss) is MailPasswordState.NO_SAFE_STORE
    with pytest.raises(UnavailableError, match="KEYRING_UNSAFE"):
        use_case.put(boss, SECRET)
    assert backend.kept == {}
    assert system_actions(office) == []


def test_a_locked_store_is_another_matter(office: Casework, backend: MemoryKeyring) -> None:
    backend.locked = True
    use_case = keeping(office, backend)
    assert use_case.state(office.session("boss")) is MailPasswordState.STORE_LOCKED


def test_only_who_keeps_the_settings_may_and_what_is_unfit_is_refused(
    office: Casework, backend: MemoryKeyring
) -> None:
    use_case = keeping(office, backend)
    for act in (use_case.state, use_case.forget, lambda who: use_case.put(who, SECRET)):
        with pytest.raises(AccessDeniedError, match="DUTY_NOT_ALLOWED"):
            act(office.session("clerk"))
    for unfit, code in (("", "SECRET_EMPTY"), ("x" * 1001, "SECRET_TOO_LONG")):
        with pytest.raises(RuleViolationError, match=code):
            use_case.put(office.session("boss"), unfit)
    assert backend.kept == {}
