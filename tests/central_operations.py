"""What somebody who knows everything would send over their own connection, as data.

Every operation is tried by everybody of :data:`tests.central_world.PERSONAS`; ``allowed`` names
who gets it done. What is wrong about an operation that is allowed to nobody is its name.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.workflow import CLOSED, TRANSITIONS, CaseState, Move

PERSONAS = (
    "clerk",
    "validator",
    "director",
    "administrator",
    "auditor",
    "service",
    "no_factor",
    "deactivated",
    "nobody",
    "far",
)
"""Everybody who tries everything."""

NEAR = ("clerk", "validator", "director", "service", "deactivated", "far")
BARE = ("clerk", "validator", "service")
_CONCERNED = {
    "decide_cold": ("second",),
    "decide_no_factor": ("no_factor",),
    "decide_deactivated": ("deactivated",),
    "decide_left": ("deactivated",),
    "decide": ("deactivated", "far", "director"),
}
"""Who else comes near deciding: whoever validated without a fresh code, without any, or is closed."""


@dataclass(frozen=True, slots=True)
class Operation:
    """Statements of one transaction, on the case of that name.

    Attributes:
        prelude: committed one by one beforehand; refusals of these are no matter.
        is_reading: whether its effect is what the last statement gives.
    """

    name: str
    case: str
    statements: tuple[str, ...]
    allowed: frozenset[str] = frozenset()
    prelude: tuple[str, ...] = ()
    is_reading: bool = False

    @property
    def tried_by(self) -> tuple[str, ...]:
        """Everybody, where somebody is allowed; else those who come near."""
        if self.allowed or self.is_reading:
            return PERSONAS
        if self.name.startswith(("bare", "empty", "remove")):
            return BARE
        if self.prelude == TICKET:
            return (*BARE, *_CONCERNED.get(self.case, ()))
        return NEAR


def op(
    name: str, case: str, *statements: str, by: str = "", after: tuple[str, ...] = ()
) -> Operation:
    return Operation(name, case, statements, frozenset(by.split()), after)


def moved(
    target: str, extra: str = "", version: str = "version + 1", at: str = "guard.now()"
) -> str:
    is_open = "false" if CaseState(target) in CLOSED else "true"
    return (
        f"UPDATE cases SET state = '{target}', state_since = {at}, is_open = {is_open},"
        f" version = {version}{', ' + extra if extra else ''} WHERE id = :case"
    )


TICKET = ("SELECT guard.admit('case', :case)", "SELECT guard.admit('evidence', :case)")
CLAIM = (
    "UPDATE cases SET claimed_by = :me, claimed_at = guard.now(),"
    " lease_until = guard.now() + interval '20 minutes' WHERE id = :case"
)
RELEASE = (
    "UPDATE cases SET claimed_by = NULL, claimed_at = NULL, lease_until = NULL WHERE id = :case"
)
RELEASE_ALL = RELEASE.replace("id = :case", "claimed_by = :me")
GIVE_BACK = f"{RELEASE} AND version > 1 AND claimed_by = :me"
"""As the program does once it has moved a case; by itself it would be no attack."""

REVIEW = (
    "INSERT INTO reviews (id, case_id, staff_id, round, outcome, came_from, catalogue_version,"
    " committed_at, undo_until, draft, messages) VALUES (:fresh, :case, :me, 1, '{outcome}', '{source}',"
    " '1', guard.now(), guard.now() + interval '30 seconds', '{{}}', '[]')"
)
ACCEPTED = REVIEW.format(outcome="accept", source="to_review")
PAUSE = "INSERT INTO term_pauses (id, case_id, starts_at) VALUES (:fresh2, :case, guard.now())"
CALL = (
    "INSERT INTO calls (id, case_id, validator_id, starts_at, ends_at, minutes, link, status, checks,"
    " sequence, reasons, note, snapshots, version) VALUES (:fresh, :case, :me,"
    " guard.now() + interval '40 days', guard.now() + interval '40 days 20 minutes', 20,"
    " 'https://x.example', 'scheduled', '[]', 0, '[]', '', '[]', 1)"
)
START = (
    "UPDATE calls SET status = 'in_progress', started_at = guard.now(), version = version + 1"
    " WHERE id = :call"
)
END = (
    "UPDATE calls SET status = 'done', ended_at = guard.now(), outcome = '{}', version = version + 1"
    " WHERE id = :call"
)
DECISION = (
    "INSERT INTO decisions (case_id, outcome, decided_by, decided_at, reasons, note, before, after,"
    " applied_at, hold_until, not_me_hash) VALUES (:case, 'approved', :me, guard.now(), '[]', '',"
    " :before, :after, guard.now(), NULL, encode(sha256(convert_to('7K2M000011112222', 'UTF8')), 'hex'))"
)
REFUSAL = (
    "INSERT INTO decisions (case_id, outcome, decided_by, decided_at, reasons, note, before)"
    " VALUES (:case, 'refused', :me, guard.now(), '[\"x\"]', '', :before)"
)
CLOSE_CONTACT = "UPDATE person_contacts SET valid_to = guard.now() WHERE person_id = :person AND valid_to IS NULL"
OPEN_CONTACT = (
    "INSERT INTO person_contacts (id, person_id, contact, valid_from, source, case_id)"
    " VALUES (:fresh, :person, :after, guard.now(), 'ADC', :case)"
)
KEYS = (
    "DELETE FROM contact_keys WHERE person_id = :person",
    "INSERT INTO contact_keys (value, person_id) SELECT DISTINCT lower(e.v), :person"
    " FROM jsonb_each_text(CAST(:after AS jsonb)) AS e(k, v)"
    " WHERE e.k IN ('email', 'mobile_ec', 'landline_ec', 'phone_abroad') AND e.v <> ''",
)
MESSAGE = (
    "INSERT INTO outbox (id, case_id, template, language, recipient, parameters, attachments,"
    " created_at, created_by, not_before, due_at, status, attempts, last_error, valid_while)"
    " VALUES ({id}, :case, '{template}', 'es', {to}, json_build_object('not_me_code', {code}, 'name', 'R',"
    " 'case_number', (SELECT number FROM cases WHERE id = :case), 'changes', json_build_array(),"
    " 'decided_at', '', 'applies_at', '2026-11-24T10:00:00+00:00', 'parts', json_build_array("
    "json_build_object('title', 't', 'paragraphs', json_build_array('p'), 'next_steps', json_build_array())),"
    " 'personal_line', '')::text, '[]', {at}, :me,"
    " {leaves}, {leaves}, '{status}', 0, '', '{valid}')"
)
_AS_IT_IS = {
    "id": ":fresh",
    "to": ":old_mail",
    "template": "change_applied_old",
    "code": "CAST(:code AS text)",
    "at": "guard.now()",
    "leaves": "guard.now()",
    "status": "queued",
    "valid": "",
}


def message(**changes: str) -> str:
    return MESSAGE.format(**{**_AS_IT_IS, **changes})


TO_NEW = message(id=":fresh2", to=":new_mail", template="change_applied_new")
APPROVED = moved("approved", "decided_by = :me, due_at = NULL")
REFUSED = moved("refused", "decided_by = :me, due_at = NULL")
SAID = (
    "SELECT guard.record('case:' || :case, 'case.approved', :me, guard.now(), 'P', json_build_object('person',"
    " CAST(:person AS text), 'not_me', encode(sha256(convert_to('7K2M000011112222', 'UTF8')), 'hex'))::text)"
)
APPROVAL = (
    DECISION,
    CLOSE_CONTACT,
    OPEN_CONTACT,
    *KEYS,
    APPROVED,
    SAID,
    message(),
    TO_NEW,
    GIVE_BACK,
)
REFUSING = (
    REFUSAL,
    REFUSED,
    message(template="request_refused"),
    message(id=":fresh2", to=":new_mail", template="request_refused"),
    GIVE_BACK,
)


def approving(**changes: str) -> tuple[str, ...]:
    """A whole approval in which one statement is another."""
    names = (
        "decision",
        "close",
        "open",
        "old_keys",
        "new_keys",
        "move",
        "say",
        "tell",
        "tell_new",
        "release",
    )
    made = dict(zip(names, APPROVAL, strict=True)) | changes
    return tuple(made[name] for name in names if made[name])


_AGAIN = "validated_by = NULL"
_STARTS = {
    "received": "received",
    "to_review": "review_mine",
    "second_review": "second_mine",
    "awaiting_citizen": "awaiting",
    "to_schedule": "schedule_mine",
    "call_scheduled": "calling",
    "escalated": "escalated_mine",
    "to_decide": "decide",
    "on_hold": "hold",
    "approved": "approved",
    "refused": "refused",
    "abandoned": "abandoned",
    "withdrawn": "withdrawn",
}


def bare_moves() -> list[Operation]:
    """From every state to every other, with the right names and nothing that belongs to it.

    Nobody of the staff may make one but by what the guard asks besides; these are done without.
    """
    names = {
        "to_schedule": "reviewed_by = :me",
        "awaiting_citizen": "reviewed_by = :me",
        "second_review": "reviewed_by = :me",
        "to_decide": "validated_by = :me",
        "approved": "decided_by = :me",
        "on_hold": "decided_by = :me, hold_until = guard.now() + interval '3 days'",
        "refused": "decided_by = :me",
    }
    found = []
    for source, case in _STARTS.items():
        for target in CaseState:
            if target.value == source:
                continue
            found.append(
                op(
                    f"bare move {source} to {target}",
                    case,
                    moved(
                        target.value,
                        _AGAIN
                        if (source, target) == ("to_decide", "to_schedule")
                        else names.get(target.value, ""),
                    ),
                    by=_bare.get((source, target.value), ""),
                )
            )
    return found


_bare = {
    ("received", "to_review"): "service",
    ("awaiting_citizen", "received"): "service",
    ("to_review", "withdrawn"): "clerk",
    ("second_review", "withdrawn"): "clerk",
    ("to_schedule", "withdrawn"): "validator",
    ("call_scheduled", "withdrawn"): "validator",
    ("escalated", "withdrawn"): "validator",
    ("to_decide", "to_schedule"): "director",
    ("to_decide", "withdrawn"): "validator",
}
"""Moves that are whole by themselves, and who makes them."""

assert all(any(t.source == s and t.target == e for t in TRANSITIONS) for s, e in _bare)
assert Move.WITHDRAW in {t.move for t in TRANSITIONS}
