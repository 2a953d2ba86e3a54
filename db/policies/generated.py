"""What the guards know of the domain, as SQL: moves, claims, separations, duties, templates."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from app.domain import notices
from app.domain.account import CLOSING, CODE_LIFE, CODE_TRIES, GIVING
from app.domain.audit_time import HAPPENED, TOLERANCE
from app.domain.call import MAX_SNAPSHOTS, OUTCOME_RULES, CallOutcome
from app.domain.case import CEDULA_IN_FORM
from app.domain.duties import CLAIMING, MOVING, PERMISSIONS, SECOND_FACTOR, Operation
from app.domain.not_me import WRONG_TRIES
from app.domain.person import FROZEN_BY_NOTICE, HOME
from app.domain.review import Verdict
from app.domain.staff import Duty
from app.domain.workflow import CLOSED, TRANSITIONS, CaseState, Move

SERVICE: Final = "service"

# Also what becomes of a case of itself when its term ends (workflow: from awaiting the citizen).
_OF_ITSELF: Final = frozenset({Move.ABANDON})


_N = notices
_CALLED_OFF: Final = (_N.CALL_CANCELLED, _N.CALL_MISSED, _N.CALL_TO_REPEAT)
_LETTERS: Final[dict[Move, tuple[str, ...]]] = {
    Move.RETURN_FOR_CORRECTION: (_N.CORRECTION,),
    Move.REFUSE_DOCUMENTS: (_N.DOCUMENTS_REFUSED,),
    Move.INVITE: (_N.INVITATION, _N.INVITATION_CHANGED, _N.REMINDER),
    Move.CALL_AGAIN: _CALLED_OFF,
    Move.ESCALATE: _CALLED_OFF,
    Move.ABANDON: (_N.CLOSED_AFTER_NO_SHOWS, _N.CLOSED_UNANSWERED),
    Move.APPROVE: (_N.APPLIED_TO_OLD, _N.APPLIED_TO_NEW),
    Move.APPROVE_WITH_HOLD: (_N.HOLD_TO_OLD, _N.HOLD_TO_NEW),
    Move.REFUSE: (_N.REFUSED,),
    Move.WITHDRAW: (_N.WITHDRAWN, _N.WITHDRAWN_WITH_CALL),
}

_IS_OPEN_STATE: Final = """
CREATE FUNCTION guard.is_open_state(p_state text) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT p_state <> ALL (guard.closed_states()) $$
"""


def statements() -> list[str]:
    """Functions that answer from the domain's constants, and the rows of the guard's tables."""
    return [
        _text_function("home", HOME),
        _text_function("cedula_in_form", CEDULA_IN_FORM),
        _list_function("duties_with_second_factor", sorted(SECOND_FACTOR)),
        _list_function("duties", sorted(Duty)),
        _list_function("templates", sorted(_templates())),
        _list_function("recorded_in_any_case", sorted(HAPPENED)),
        (
            "CREATE FUNCTION guard.clock_tolerance() RETURNS interval LANGUAGE sql IMMUTABLE"
            " SET search_path = pg_catalog, pg_temp"
            f" AS $$ SELECT make_interval(secs => {TOLERANCE.total_seconds()}) $$"
        ),
        _list_function("closed_states", sorted(CLOSED)),
        _IS_OPEN_STATE,
        "DELETE FROM guard.moves",
        *(
            "INSERT INTO guard.moves (move, source, target, duty, separations) VALUES"
            f" ({_text(row[0])}, {_text(row[1])}, {_text(row[2])}, {_text(row[3])},"
            f" {_texts(row[4])})"
            for row in move_rows()
        ),
        "DELETE FROM guard.claims",
        *(
            "INSERT INTO guard.claims (state, duty, separations) VALUES"
            f" ({_text(row[0])}, {_text(row[1])}, {_texts(row[2])})"
            for row in claim_rows()
        ),
        _readers(),
        _view("letters", ("template", "move"), letter_rows()),
        _view("outcomes", ("outcome", "target"), outcome_rows()),
        _text_function("refusal", notices.REFUSED),
        _text_function("conforms", Verdict.CONFORMS),
        _text_function("not_me_code", notices.NOT_ME_CODE),
        _text_function("thawed", notices.THAWED),
        _text_function("frozen_by_notice", FROZEN_BY_NOTICE),
        _list_function(
            "separations_of_thaw", sorted(PERMISSIONS[Operation.UNFREEZE_PERSON].separations)
        ),
        _list_function(
            "separations_of_reassigning",
            sorted(PERMISSIONS[Operation.REASSIGN_VALIDATION].separations),
        ),
        _list_function(
            "separations_of_breaking", sorted(PERMISSIONS[Operation.BREAK_CLAIM].separations)
        ),
        _list_function("warnings", sorted(notices.WARNINGS)),
        _list_function(
            "separations_of_enabling", sorted(PERMISSIONS[Operation.ENABLE_ACCOUNT].separations)
        ),
        _list_function("giving", sorted(GIVING)),
        _list_function("closing", sorted(CLOSING)),
        _number_function("code_tries", CODE_TRIES),
        _number_function("most_pictures", MAX_SNAPSHOTS),
        _number_function("not_me_tries", WRONG_TRIES),
        _number_function("code_hours", int(CODE_LIFE.total_seconds()) // 3600),
    ]


def move_rows() -> list[tuple[str, str, str, str, tuple[str, ...]]]:
    """``(move, source, target, duty, separations)`` for everybody who may make a move."""
    found: list[tuple[str, str, str, str, tuple[str, ...]]] = []
    for transition in TRANSITIONS:
        move, source, target = transition.move, transition.source, transition.target
        operations = MOVING[move]
        if not operations or (move in _OF_ITSELF and source is CaseState.AWAITING_CITIZEN):
            found.append((move.value, source.value, target.value, SERVICE, ()))
        for operation in operations:
            permission = PERMISSIONS[operation]
            kept = tuple(sorted(separation.value for separation in permission.separations))
            found += [
                (move.value, source.value, target.value, duty.value, kept)
                for duty in sorted(permission.duties)
            ]
    return found


def claim_rows() -> list[tuple[str, str, tuple[str, ...]]]:
    """``(state, duty, separations)`` for everybody who may claim a case in that state."""
    found = []
    for state, operation in CLAIMING.items():
        permission = PERMISSIONS[operation]
        kept = tuple(sorted(separation.value for separation in permission.separations))
        found += [(state.value, duty.value, kept) for duty in sorted(permission.duties)]
    return found


def letter_rows() -> list[tuple[str, str]]:
    """``(template, move)``: with which move each message is written."""
    return [(template, move.value) for move, said in _LETTERS.items() for template in said]


def outcome_rows() -> list[tuple[str, str]]:
    """``(outcome, target)``: where a call that ended so may take its case."""
    moves = {(rule.outcome, rule.move) for rule in OUTCOME_RULES.values()}
    moves.add((CallOutcome.NO_SHOW, Move.ABANDON))
    return sorted(
        (outcome.value, transition.target.value)
        for outcome, move in moves
        for transition in TRANSITIONS
        if transition.move is move and transition.source is CaseState.CALL_SCHEDULED
    )


def _view(name: str, columns: tuple[str, str], rows: Iterable[tuple[str, str]]) -> str:
    values = ", ".join(f"({_text(one)}, {_text(other)})" for one, other in rows)
    return f"CREATE VIEW guard.{name} ({', '.join(columns)}) AS VALUES {values}"


def _readers() -> str:
    """Which duty may get leave to read what: a view with what the table of duties says."""
    rows = [
        (kind, duty.value)
        for kind, operation in (
            ("case", Operation.OPEN_CASE),
            ("evidence", Operation.READ_EVIDENCE),
            ("person", Operation.READ_REGISTRY),
        )
        for duty in sorted(PERMISSIONS[operation].duties)
    ]
    return _view("readers", ("kind", "duty"), rows)


def _templates() -> set[str]:
    return {
        value
        for name, value in vars(notices).items()
        if name.isupper() and isinstance(value, str) and name != "NOT_ME_CODE"
    }


def _text_function(name: str, value: str) -> str:
    return (
        f"CREATE FUNCTION guard.{name}() RETURNS text LANGUAGE sql IMMUTABLE"
        f" SET search_path = pg_catalog, pg_temp AS $$ SELECT {_text(value)} $$"
    )


def _number_function(name: str, value: int) -> str:
    return (
        f"CREATE FUNCTION guard.{name}() RETURNS integer LANGUAGE sql IMMUTABLE"
        f" SET search_path = pg_catalog, pg_temp AS $$ SELECT {value} $$"
    )


def _list_function(name: str, values: Iterable[str]) -> str:
    return (
        f"CREATE FUNCTION guard.{name}() RETURNS text[] LANGUAGE sql IMMUTABLE"
        f" SET search_path = pg_catalog, pg_temp AS $$ SELECT {_texts(values)} $$"
    )


def _text(value: str) -> str:
    return "'" + str(value).replace("'", "''") + "'"


def _texts(values: Iterable[str]) -> str:
    return f"ARRAY[{', '.join(_text(value) for value in values)}]::text[]"
