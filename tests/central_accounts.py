"""What an administrator who knows everything would send about accounts, as data (ADR 0019).

The matrix has one administrator, who prepared ``prepared``; somebody else prepared ``waiting`` and
``newcomer``, and nobody touched ``deactivated``.
"""

from __future__ import annotations

from typing_extensions import override

from tests.central_operations import PERSONAS, Operation

_MEMBER = (
    "INSERT INTO staff (id, login, full_name, cedula, duty, agency_code, active, email)"
    " VALUES (:fresh, 'x' || substr(:fresh, 1, 20), 'Topo', '{cedula}', '{duty}', 'PIC-01', {active}, '')"
)
_HAND = (
    "INSERT INTO account_hands (staff_id, position, act, duty, actor, cedula, at)"
    " VALUES (:{who}, 9, '{act}', 'validator', NULL, '', guard.now())"
)
_SCRAM = "'SCRAM-SHA-256$4096:c2FsdA==$c3RvcmVk:c2VydmVy'"
_CODE = "repeat('a', 64)"


def _set(who: str, change: str) -> str:
    return f"UPDATE staff SET {change} WHERE id = :{who}"


def _member(cedula: str = "1700000099", duty: str = "clerk", active: str = "false") -> str:
    return _MEMBER.format(cedula=cedula, duty=duty, active=active)


def accounts() -> list[Operation]:
    """Everything by everybody: what only administrators may is refused to all others."""
    may = {
        "add an account": (_member(),),
        "disable": (_set("other", "active = false"),),
        "disable and move": (_set("other", "active = false, duty = 'validator'"),),
        "another name": (_set("other", "full_name = 'Otra'"),),
        "enable what nobody touched": (_set("deactivated", "active = true"),),
        "enable what another prepared": (_set("waiting", "active = true"),),
        "enable a newcomer with a code": (
            f"SELECT guard.give_code(:newcomer, {_CODE}, NULL)",
            _set("newcomer", "active = true"),
        ),
        "give a newcomer a code": (f"SELECT guard.give_code(:newcomer, {_CODE}, NULL)",),
        "give a second factor": ("SELECT guard.enrol(:other, repeat('x', 20)::bytea)",),
    }
    never = {
        "add an account that acts": (_member(active="true"),),
        "add a second account of one person": (_member("1700000011"),),
        "add a second account, written otherwise": (_member("170000001-1"),),
        "add a second account, with a blank": (_member("1700000011 "),),
        "enable what one prepared": (_set("prepared", "active = true"),),
        "move and enable at once": (_set("waiting", "active = true, duty = 'director'"),),
        "move what acts": (_set("other", "duty = 'validator'"),),
        "move to another agency what acts": (_set("other", "agency_code = 'GUA-01'"),),
        "enable a newcomer without a code": (_set("newcomer", "active = true"),),
        "give what one prepared a code": (f"SELECT guard.give_code(:prepared, {_CODE}, NULL)",),
        "another cedula": (_set("other", "cedula = '1700000098'"),),
        "another login": (_set("other", "login = 'x'"),),
        "another key": (_set("other", "id = 'x'"),),
        "one's own duty": (_set("me", "duty = 'validator'"),),
        "one's own agency": (_set("me", "agency_code = 'GUA-01'"),),
        "one's own end": (_set("me", "active = false"),),
        "remove an account": ("DELETE FROM staff WHERE id = :waiting",),
        "wash a hand": (_HAND.format(who="prepared", act="enabled"),),
        "a hand of old": (_HAND.format(who="prepared", act="kept"),),
        "change hands": ("UPDATE account_hands SET cedula = '0' WHERE staff_id = :prepared",),
        "remove hands": ("DELETE FROM account_hands WHERE staff_id = :prepared",),
        "one's own password": (f"SELECT guard.set_verifier(:me, {_SCRAM}, true)",),
        "one's own factor": ("SELECT guard.enrol(:me, repeat('x', 20)::bytea)",),
        "one's own code": (f"SELECT guard.give_code(:me, {_CODE}, NULL)",),
        "no password at all": ("SELECT guard.set_verifier(:other, '', false)",),
        "code of who has come": (f"SELECT guard.give_code(:other, {_CODE}, NULL)",),
        "code without asking": ("UPDATE staff_credentials SET code_hash = 'x'",),
        "password without asking": ("UPDATE staff_credentials SET is_one_time = false",),
        "hand by name": ("SELECT guard.put_hand(:prepared, 'enabled', NULL, '', guard.now())",),
        "another's agency elsewhere": (
            "UPDATE agencies SET province = '09' WHERE code = 'PIC-01'",
        ),
    }
    after = {
        "add an account and enable it": (
            _member(),
            "UPDATE staff SET active = true WHERE id = :fresh",
        ),
        "disable what one prepared and enable it": (
            _set("prepared", "active = false"),
            _set("prepared", "active = true"),
        ),
        "move what waits and enable it": (
            _set("waiting", "duty = 'director'"),
            _set("waiting", "active = true"),
        ),
        "move what acts and enable it": (
            _set("other", "active = false, duty = 'validator'"),
            _set("other", "active = true"),
        ),
        "give a factor and enable": (
            "SELECT guard.enrol(:other, repeat('x', 20)::bytea)",
            _set("other", "active = true"),
        ),
    }
    allowed = frozenset({"administrator"})
    return [
        *(_Tried(name, "review_mine", said, allowed) for name, said in may.items()),
        *(_Tried(name, "review_mine", said) for name, said in never.items()),
        # What comes first is allowed and committed; what follows is not.
        *(_Tried(name, "review_mine", said[1:], prelude=said[:1]) for name, said in after.items()),
    ]


class _Tried(Operation):
    @property
    @override
    def tried_by(self) -> tuple[str, ...]:
        """Everybody, for this is about the administrator."""
        return PERSONAS
