"""Operations on whatever is beside the way of a case, and on every table as such."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from db.policies.rights import ROWS
from tests.central_operations import TICKET, Operation, message, op

CANCEL = "UPDATE outbox SET status = 'cancelled' WHERE id = :message"
READERS = "clerk validator director auditor service"


def outbox() -> list[Operation]:
    return [
        op("tell of a decision nobody took", "decide", message()),
        op("remind of a call", "called", message(template="call_reminder"), by="validator"),
        op("write to a stranger", "called", message(template="call_reminder", to="'x@evil.example'")),
        op("write a made-up letter", "called", message(template="phishing")),
        op("write in another's name", "called", message(template="call_reminder").replace(":me", ":other")),
        op("write of no case", "called", message(template="call_reminder").replace(":case", "NULL")),
        op("write of a case one does not hold", "decide_free", message(template="request_refused")),
        op("write of a call that is not", "called", message(template="call_reminder", valid="x:1")),
        op("write as failed", "called", message(template="call_reminder", status="failed")),
        op("write yesterday", "called", message(template="call_reminder", at="guard.now() - interval '1 day'")),
        op("write far too much", "called",
           message(template="call_reminder", code="repeat('x', 70000)")),
        op("cancel a reminder", "called", CANCEL, by="validator service", after=TICKET),
        op("cancel a message of one's case", "review_mine", CANCEL, by="clerk service", after=TICKET),
        op("cancel a message of others", "decide_free", CANCEL.replace(":message", "(SELECT max(id) FROM outbox WHERE template = 'call_reminder')"),
           by="service", after=TICKET),
        op("cancel the warning", "approved_held", CANCEL, after=TICKET),
        op("send the warning elsewhere", "approved_held",
           "UPDATE outbox SET recipient = 'x@evil.example' WHERE id = :message"),
        op("let the warning wait", "approved_held",
           "UPDATE outbox SET not_before = not_before + interval '1 year' WHERE id = :message"),
        op("empty the warning", "approved_held", "UPDATE outbox SET parameters = '{\"x\": 1}' WHERE id = :message"),
        op("call the warning sent", "approved_held",
           "UPDATE outbox SET status = 'handed_over' WHERE id = :message", by="service"),
        op("bind the warning", "approved_held", "UPDATE outbox SET valid_while = 'x:1' WHERE id = :message"),
    ]  # fmt: skip


_DRAFT = "INSERT INTO review_drafts (case_id, staff_id, draft, is_stale) VALUES (:case, {}, '{{}}', false)"
_BLOB = "INSERT INTO blobs (sha256, size, chunks) VALUES (encode(sha256('abc'), 'hex'), 3, 1)"
_CHUNK = "INSERT INTO blob_chunks (sha256, position, data) VALUES (encode(sha256('abc'), 'hex'), 0, '{}')"
_DOCUMENT = (
    "INSERT INTO documents (id, case_id, kind, number, sha256, issued_at, issued_by, template_version)"
    " VALUES (:fresh, :case, 'validation_record', 'N-1', {}, guard.now(), {}, '1')"
)
_ABC = "encode(sha256('abc'), 'hex')"
_OTHER_BLOB = "(SELECT max(sha256) FROM blobs WHERE sha256 <> :blob)"
_SETTING = (
    "INSERT INTO settings (key, valid_from, value, set_by, set_at)"
    " VALUES ('decision.hold_hours', {}, '0', {}, {})"
)
_VIEW = (
    "INSERT INTO saved_views (staff_id, screen, name, view, saved_at)"
    " VALUES ({}, 'queue', 'x', {}, guard.now())"
)
_DAY = "(guard.now() AT TIME ZONE 'America/Guayaquil')::date"


_OFFER = "SELECT set_config('test.offer', guard.offer_not_me(:told)::text, false)"
_STOP = "SELECT guard.stop_by_code(current_setting('test.offer')::bigint)"


def others() -> list[Operation]:
    freeze = "UPDATE people SET {}, version = version + 1 WHERE id = :person"
    thaw = freeze.format("frozen_at = NULL, frozen_reason = ''")
    return [
        op("draft", "review_free", _DRAFT.format(":me"), by="clerk"),
        op("draft of another", "review_free", _DRAFT.format(":other")),
        op("draft elsewhere", "review_far", _DRAFT.format(":me")),
        op("draft about oneself", "review_self", _DRAFT.format(":me"), by=""),
        op("document", "approved", _BLOB, _CHUNK.format("abc"), _DOCUMENT.format(_ABC, ":me"),
           by="validator clerk director", after=TICKET),
        op("record nobody asked for", "approved", _BLOB, _CHUNK.format("abc"),
           _DOCUMENT.format(_ABC, "NULL"), by="service"),
        op("record of an open case", "review_mine", _BLOB, _CHUNK.format("abc"),
           _DOCUMENT.format(_ABC, "NULL")),
        op("document of another's file", "approved", _DOCUMENT.format(_OTHER_BLOB, ":me"), after=TICKET),
        op("document by another", "approved", _BLOB, _CHUNK.format("abc"),
           _DOCUMENT.format(_ABC, ":other"), after=TICKET),
        op("document of an open case", "review_mine", _BLOB, _CHUNK.format("abc"),
           _DOCUMENT.format(_ABC, ":me"), after=TICKET),
        op("bytes for nothing", "review_mine", _BLOB, _CHUNK.format("abc")),
        op("bytes under a false name", "approved", _BLOB, _CHUNK.format("abd"),
           _DOCUMENT.format(_ABC, ":me"), after=TICKET),
        op("one more piece of evidence", "review_mine",
           "INSERT INTO blob_chunks (sha256, position, data) VALUES (:blob, 9, 'x')"),
        op("setting", "review_mine", _SETTING.format(f"{_DAY} + 1", ":me", "guard.now()"), by="administrator"),
        op("setting of yesterday", "review_mine", _SETTING.format(f"{_DAY} - 1", ":me", "guard.now()")),
        op("setting of a lease of weeks", "review_mine", _SETTING.format(f"{_DAY} + 1", ":me", "guard.now()")
           .replace("decision.hold_hours", "claim.lease_minutes").replace("'0'", "'20000'")),
        op("setting that is no number", "review_mine", _SETTING.format(f"{_DAY} + 1", ":me", "guard.now()")
           .replace("'0'", "'never'")),
        op("setting by another", "review_mine", _SETTING.format(f"{_DAY} + 1", ":other", "guard.now()")),
        op("setting dated back", "review_mine",
           _SETTING.format(f"{_DAY} + 1", ":me", "guard.now() - interval '1 year'")),
        op("agency", "review_mine", "INSERT INTO agencies (code, name, province) VALUES ('X', 'X', '17')",
           by="administrator"),
        op("agency elsewhere", "review_mine", "INSERT INTO agencies (code, name, province) VALUES ('X', 'X', '17')",
           "UPDATE agencies SET province = '09' WHERE code = 'X'", by="administrator"),
        op("agency with staff elsewhere", "review_mine", "UPDATE agencies SET province = '17' WHERE code = 'GUA-01'"),
        op("duty", "review_mine", "UPDATE staff SET duty = 'validator' WHERE id = :me"),
        op("login", "review_mine", "UPDATE staff SET login = session_user WHERE id = :other"),
        op("colleague", "review_mine", "INSERT INTO staff (id, login, full_name, cedula, duty, agency_code,"
           " active, email) VALUES (:fresh, session_user, 'x', 'x', 'validator', 'PIC-01', true, '')"),
        op("password", "review_mine", "UPDATE staff_credentials SET password_hash = 'x'"),
        op("count on", "review_mine", "UPDATE counters SET value = value + 1 WHERE name LIKE 'case:%'",
           by="clerk validator far service"),
        op("count back", "review_mine", "UPDATE counters SET value = value - 1"),
        op("count far", "review_mine", "UPDATE counters SET value = 2000000000"),
        op("view", "review_mine", _VIEW.format(":me", "'{}'"), by="clerk validator far director auditor"),
        op("view of another", "review_mine", _VIEW.format(":other", "'{}'")),
        op("view without end", "review_mine", _VIEW.format(":me", "repeat('x', 70000)")),
        op("thaw", "decide_frozen", thaw, by="director", after=TICKET),
        op("thaw after a notice", "reported", thaw, by="director", after=TICKET),
        op("thaw by a hand of the change", "reported_hand", thaw, after=TICKET),
        op("thaw without leave", "decide_frozen", thaw),
        op("thaw what is not frozen", "decide", thaw, after=TICKET),
        op("freeze", "decide", freeze.format("frozen_at = guard.now(), frozen_reason = 'x'"), by="service",
           after=TICKET),
        op("tell a code", "hold", _STOP, after=(_OFFER,),
           by="clerk validator director administrator auditor far"),
        op("tell a code twice", "hold", _STOP, after=(_OFFER, _STOP)),
        op("tell a code and be answered at once", "hold",
           "SELECT guard.stop_by_code(guard.offer_not_me(:told))"),
        op("tell the hash of a code", "hold", "SELECT 1 / (guard.stop_by_code(current_setting('test.offer')"
           "::bigint) ->> 'case_id' IS NOT NULL)::integer",
           after=(_OFFER.replace(":told", "encode(sha256('7K2M333344445555'), 'hex')"),)),
        op("take a report", "hold", "SELECT 1 FROM guard.reports_to_follow() AS r, guard.take_report(r.id)",
           after=(_OFFER, _STOP)),
        op("freeze with the reason of a code", "hold", freeze.format(
            "frozen_at = guard.now(), frozen_reason = 'not_me:x'"), by="service", after=TICKET),
        op("rename a person", "decide", "UPDATE people SET family_names = 'x' WHERE id = :person"),
        op("number of a person", "decide", "UPDATE person_identifiers SET value = '1' WHERE person_id = :person"),
        op("another province for a case", "review_mine", "UPDATE cases SET province = '09' WHERE id = :case"),
        op("another person for a case", "decide", "UPDATE cases SET person_id = (SELECT max(id) FROM people),"
           " version = version + 1 WHERE id = :case"),
        op("more time for a case", "called", "UPDATE cases SET due_at = due_at + interval '1 day',"
           " version = version + 1 WHERE id = :case", by="validator service"),
        op("more time for a case of others", "review_others", "UPDATE cases SET due_at = due_at + interval"
           " '1 day', version = version + 1 WHERE id = :case", by="service"),
        op("a case to decide out of nothing", "decide", "INSERT INTO cases SELECT (c).* FROM (SELECT"
           " jsonb_populate_record(c, jsonb_build_object('id', CAST(:fresh AS text), 'number', 'N')) AS c"
           " FROM cases c WHERE id = :case) AS made"),
        op("other papers", "decide", "UPDATE case_papers SET declared = replace(declared, :new_mail,"
           " 'thief@evil.example') WHERE case_id = :case", after=TICKET),
        op("other papers while they are corrected", "awaiting", "UPDATE case_papers SET reception = '{}'"
           " WHERE case_id = :case", by="service", after=TICKET),
        op("package", "review_mine", "INSERT INTO packages (id, number, content_hash, status, received_at,"
           " problems, source_name) VALUES (:fresh, 'P', 'x', 'rejected', guard.now(), '[]', '')", by="service"),
        op("event", "review_mine", "INSERT INTO audit_events VALUES ('case:x', 1, '', '', '')"),
        op("head", "review_mine", "UPDATE audit_heads SET hash = 'x'"),
        op("event by the function", "review_mine", "SELECT guard.record('case:' || :case, 'case.opened', :me,"
           " guard.now(), '', '{}')", by="clerk validator director auditor"),
        op("event of another", "review_mine", "SELECT guard.record('case:' || :case, 'case.opened', :other,"
           " guard.now(), '', '{}')"),
        op("event of yesterday", "review_mine", "SELECT guard.record('case:' || :case, 'case.opened', :me,"
           " guard.now() - interval '1 day', '', '{}')"),
        op("event of the server", "review_mine", "SELECT guard.record('case:' || :case, 'row.case_moved', :me,"
           " guard.now(), '', '{}')"),
        op("event of having read", "review_mine", "SELECT guard.record('access:' || :me, 'access.case', :me,"
           " guard.now(), '', '{}')"),
        *(op(f"event that is not so: {action}", "review_mine", f"SELECT guard.record('case:' || :case, '{action}',"
             " :me, guard.now(), '', '{}')") for action in _NOT_SO),
        *(op(f"event of a person that is not so: {action}", "review_mine", "SELECT guard.record('person:' ||"
             f" (SELECT person_id FROM cases WHERE id = :case), '{action}', :me, guard.now(), '', '{{}}')")
          for action in ("contact.replaced", "person.not_me", "person.unfrozen", "case.approved")),
        op("event of nobody", "review_mine", "SELECT guard.record('person:' || :fresh, 'person.opened', :me,"
           " guard.now(), '', '{}')"),
        op("event of a message of others", "review_mine", "SELECT guard.record('case:' || :case, 'case.opened',"
           " :me, guard.now(), '', jsonb_build_object('messages', jsonb_build_object(:fresh, '0'))::text)"),
        op("event of another's chain", "review_mine", "SELECT guard.record('staff:' || :other, 'staff.x', :me,"
           " guard.now(), '', '{}')", by="administrator"),
    ]  # fmt: skip


_NOT_SO = (
    "case.approved", "case.refused", "case.withdrawn", "case.received", "case.stopped_by_person",
    "review.committed", "review.undone", "call.outcome_recorded", "call.scheduled", "document.issued",
    "message.handed_over", "message.failed", "person.not_me", "contact.replaced",
)  # fmt: skip
"""What others believe of a case; here it did not happen."""

_PERSONAL = {
    "case_papers": "case_id = :case",
    "case_files": "case_id = :case",
    "decisions": "case_id = :case",
    "outbox": "case_id = :case",
    "person_details": "person_id = :person",
    "person_contacts": "person_id = :person",
    "blob_chunks": "sha256 = :blob",
    "audit_events": "chain = 'case:' || :case",
}
_IN_PROVINCE = {
    "cases": "id = :case",
    "people": "id = :person",
    "person_identifiers": "person_id = :person",
    "case_hands": "case_id = :case",
}
_NEVER = ("staff_credentials", "guard.factors", "guard.offers", "guard.sign_ins", "guard.tickets",
          "guard.acts", "guard.sessions", "guard.code_offers", "guard.not_me_offers", "guard.moves", "picture_hashes", "contact_keys",
          "declared_keys")  # fmt: skip


def readings() -> list[Operation]:
    """``approved_held`` has everything there is to read; events are there of what is done."""
    found = []
    for table, where in _PERSONAL.items():
        what = f"SELECT * FROM {table} WHERE {where}"
        by = "service" + (" auditor" if table == "audit_events" else "")
        with_leave = by + (
            " clerk validator auditor"
            if table == "blob_chunks"
            else " clerk validator director auditor"
        )
        found.append(op(f"read {table}", "approved_held", what, by=by))
        found.append(
            op(f"read {table} with leave", "approved_held", what, by=with_leave, after=TICKET)
        )
        found.append(op(f"read {table} with leave for another case", "approved_held", what, by=by,
                        after=tuple(one.replace(":case", "(SELECT min(id) FROM cases WHERE id <> :case)")
                                    for one in TICKET)))  # fmt: skip
        found.append(
            op(f"read {table} and take the leave back", "approved_held", *TICKET, what, by=by)
        )
    for table, where in _IN_PROVINCE.items():
        what = f"SELECT * FROM {table} WHERE {where}"
        found.append(op(f"read {table}", "approved_held", what, by=READERS))
    reviews = "SELECT * FROM reviews WHERE case_id = :case"
    found += [
        op("read reviews of others", "undo_others", reviews, by="service"),
        op("read one's reviews", "undo", reviews, by="clerk service"),
        op("read reviews with leave", "undo_others", reviews, by=READERS, after=TICKET),
    ]
    for name in ("decide_self", "decide_self_form"):
        found.append(op(f"read papers of {name}", name, "SELECT * FROM case_papers WHERE case_id = :case",
                        by="clerk director auditor service", after=TICKET))  # fmt: skip
    found.append(
        op(
            "read hands of accounts",
            "decide",
            "SELECT * FROM account_hands",
            by="administrator auditor service",
        )
    )
    set_to = "SELECT * FROM audit_events WHERE chain = 'system' AND canonical LIKE '%{}%'"
    held, leased = (set_to.format(key) for key in ("decision.hold_hours", "claim.lease_minutes"))
    found += [
        op("read who set the hold", "decide", held, by="validator far auditor service"),
        op("read who set another thing", "decide", leased, by="auditor service"),
    ]
    events = "SELECT * FROM guard.events_found(NULL, NULL, NULL, NULL, NULL, NULL, NULL, 10)"
    found.append(op("look over all events", "approved_held", events, by="auditor"))
    for table in _NEVER:
        is_open = "service" if table in {"contact_keys", "declared_keys"} else ""
        found.append(op(f"read {table}", "decide", f"SELECT * FROM {table}", by=is_open))
    found.append(
        op(
            "whose address is that",
            "decide",
            "SELECT value FROM contact_keys",
            by="service",
            after=TICKET,
        )
    )
    found.append(op("who else has an address", "decide", "SELECT * FROM guard.others_with_contact(:person,"
                    " ARRAY['stranger@x.example'], guard.now())", after=TICKET))  # fmt: skip
    return [replace(one, is_reading=True) for one in found]


_HELD = {
    "reviews": "clerk",
    "decisions": "service",
    "case_papers": "service",
    "staff": "administrator",
}
"""Whoever may change one column of a row may lock the row: nothing in PostgreSQL parts these."""

_LOCKED = {
    "saved_views",
    "contact_keys",
    "declared_keys",
    "risk_marks",
    "review_drafts",
    "findings",
    "picture_hashes",
    "outbox",
}
"""Whose rows somebody may remove, or change whole: with that goes the right to lock the table."""


def tables() -> list[Operation]:
    found = []
    for row in ROWS:
        found.append(op(f"empty {row.table}", "decide", f"TRUNCATE {row.table} CASCADE"))
        found.append(op(f"remove all of {row.table}", "decide", f"DELETE FROM {row.table}"))
        if row.table not in _LOCKED:
            lock = f"LOCK TABLE {row.table} IN SHARE ROW EXCLUSIVE MODE"
            locked = op(f"lock {row.table}", "decide", f"{lock}; SELECT 1")
            found.append(replace(locked, is_reading=True))
    for table in (
        "audit_events",
        "audit_heads",
        "reviews",
        "decisions",
        "documents",
        "staff",
        "case_papers",
    ):
        held = op(
            f"hold rows of {table}",
            "decide",
            f"SELECT 1 FROM {table} FOR UPDATE",
            by=_HELD.get(table, ""),
        )
        found.append(replace(held, is_reading=True))
    return found


GROUPS: dict[str, Callable[[], list[Operation]]] = {
    "outbox": outbox,
    "others": others,
    "readings": readings,
    "tables": tables,
}
