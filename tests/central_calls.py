"""Operations on calls: appointed, held, ended, put off; and their pictures."""

from __future__ import annotations

from tests.central_operations import (
    APPROVED,
    CALL,
    END,
    GIVE_BACK,
    START,
    Operation,
    moved,
    op,
)

_JPEG = "\\xffd8ffe000104a464946"


def _pictured(
    more: str = " || '{0}'::jsonb",
    data: str = _JPEG,
    at: str = "guard.now()",
    start: str = "snapshots::jsonb",
) -> tuple[str, ...]:
    """A picture kept in a call: its bytes, then its line."""
    digest = f"encode(sha256('{data}'::bytea), 'hex')"
    line = f"jsonb_build_object('sha256', {digest}, 'taken_at', {at}, 'label', '')"
    lines = more.replace("'{0}'::jsonb", line)
    return (
        f"INSERT INTO blobs (sha256, size, chunks) VALUES ({digest}, length('{data}'::bytea), 1)",
        f"INSERT INTO blob_chunks (sha256, position, data) VALUES ({digest}, 0, '{data}'::bytea)",
        f"UPDATE calls SET snapshots = ({start}{lines})::text, version = version + 1 WHERE id = :call",
    )


PICTURED = _pictured()
PUT_OFF = (
    END.format("postponed_by_us").replace("outcome =", "note = 'x', outcome ="),
    moved("to_schedule"),
    GIVE_BACK.replace(" AND claimed_by = :me", ""),
)


def calls() -> list[Operation]:
    invite = (CALL, moved("call_scheduled"), GIVE_BACK)
    validate = (END.format("validated"), moved("to_decide", "validated_by = :me"))
    fail = (END.format("not_validated"), moved("to_decide", "validated_by = :me"))
    found = [
        op("invite", "schedule_mine", *invite, by="validator"),
        op("invite again", "escalated_mine", *invite, by="validator"),
        op("invite without a call", "schedule_mine", moved("call_scheduled")),
        op("appoint without moving", "schedule_mine", CALL),
        op("appoint another", "schedule_mine", CALL.replace(":me", ":other"), moved("call_scheduled")),
        op("appoint in the past", "schedule_mine", CALL.replace("interval '40 days", "interval '-40 days"),
           moved("call_scheduled")),
        op("appoint what is over", "schedule_mine", CALL.replace("'scheduled'", "'done'"),
           moved("call_scheduled")),
        op("appoint after a failed call", "decide_failed", CALL),
        op("begin", "called", START, by="validator"),
        op("begin in the past", "called", START.replace("guard.now()", "guard.now() - interval '1 hour'")),
        op("end unbegun as validated", "called", *validate),
        op("validate", "calling", *validate, by="validator"),
        op("fail", "calling", *fail, by="validator"),
        op("validate what failed", "calling", fail[0], END.format("validated"), APPROVED),
        op("validate with another's name", "calling", validate[0], moved("to_decide", "validated_by = :other")),
        op("validate without a call", "called_none", validate[1]),
        op("move without ending the call", "calling", validate[1]),
        op("end the call without moving", "calling", validate[0]),
        op("end in the future", "calling", validate[0].replace("ended_at = guard.now()",
           "ended_at = guard.now() + interval '2 days'"), validate[1]),
        op("validate at once", "calling", validate[0].replace("version = version + 1", "version = version + 1,"
           " started_at = guard.now()"), validate[1]),
        op("validate with a check that failed", "calling", validate[0].replace("SET ",
           "SET checks = '[{\"code\":\"email_mailbox\",\"result\":\"failed\"}]', "), validate[1]),
        op("no show", "calling", END.format("no_show"), moved("to_schedule"), GIVE_BACK, by="validator"),
        op("escalate", "calling", END.format("doubt"), moved("escalated"), GIVE_BACK, by="validator"),
        op("picture of elsewhere", "calling", "UPDATE calls SET version = version + 1, snapshots = "
           "json_build_array(json_build_object('sha256', (SELECT min(sha256) FROM blobs WHERE sha256 <> :blob)))::text"
           " WHERE id = :call"),
        op("picture of the call", "calling", *PICTURED, by="validator"),
        op("two pictures at once", "calling", *_pictured(" || '{0}'::jsonb || '{0}'::jsonb")),
        op("picture of last week", "calling", *_pictured(at="guard.now() - interval '7 days'")),
        op("picture that is none", "calling", *_pictured(data="\\x616263")),
        op("picture before the call", "called", *PICTURED),
        op("take the pictures out", "calling_pictured",
           "UPDATE calls SET snapshots = '[]', version = version + 1 WHERE id = :call"),
        op("another picture in its place", "calling_pictured", *_pictured(start="'[]'::jsonb")),
        op("call off with an outcome", "calling", "UPDATE calls SET status = 'cancelled', outcome = 'validated',"
           " ended_at = guard.now(), version = version + 1 WHERE id = :call"),
        op("take over from one who is there", "decide_others", moved("to_schedule", "validated_by = NULL"),
           by="director"),
        op("take over from one who is gone", "decide_left", moved("to_schedule", "validated_by = NULL"),
           by="validator director"),
        op("put a call off for a colleague", "calling_others", *PUT_OFF, by="director"),
        op("put off a call not begun", "called", *PUT_OFF, by="validator director"),
        op("put a call off on one's own request", "calling_director", *PUT_OFF),
        op("put a call off without moving", "calling_others", PUT_OFF[0]),
        op("move a call on without ending it", "calling_others", PUT_OFF[1]),
        op("end a colleague's call as a doubt", "calling_others", END.format("doubt"), moved("escalated")),
        op("end a colleague's call as failed", "calling_others", *fail),
        op("put a call off and appoint another", "calling_others",
           PUT_OFF[0].replace("status =", "validator_id = :me, status ="), PUT_OFF[1]),
        op("decide for one who is gone", "decide_left", moved("refused", "decided_by = :me")),
        op("rewrite a call that is over", "decide_failed", "UPDATE calls SET outcome = 'validated',"
           " version = version + 1 WHERE id = :call"),
        op("another call after it failed", "decide_failed", CALL.replace("+ interval '40 days'", "+ interval '0'")
           .replace("'40 days 20 minutes'", "'20 minutes'"),
           START.replace(":call", ":fresh"), END.format("validated").replace(":call", ":fresh")),
    ]  # fmt: skip
    for case in (
        "schedule_free",
        "schedule_reviewer",
        "schedule_self",
        "schedule_clerk",
        "schedule_far",
    ):
        found.append(op(f"invite {case}", case, *invite))
    for case in ("calling_others", "calling_reviewer", "calling_late"):
        found.append(op(f"validate {case}", case, *validate))
        found.append(op(f"begin {case}", case, START))
    return found
