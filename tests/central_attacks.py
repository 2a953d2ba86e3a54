"""Operations on the way of a case: claims, reviews, decisions, contact data."""

from __future__ import annotations

from dataclasses import replace

from tests.central_operations import (
    ACCEPTED,
    APPROVAL,
    APPROVED,
    CLAIM,
    CLOSE_CONTACT,
    DECISION,
    GIVE_BACK,
    KEYS,
    OPEN_CONTACT,
    PAUSE,
    REFUSAL,
    REFUSED,
    REFUSING,
    RELEASE,
    RELEASE_ALL,
    REVIEW,
    SAID,
    TICKET,
    Operation,
    approving,
    message,
    moved,
    op,
)

_HAND = (
    "INSERT INTO case_hands (case_id, role, cedula, staff_id, at)"
    " VALUES (:case, '{}', :cedula, :me, guard.now())"
)


def claims() -> list[Operation]:
    lease = "guard.now() + interval '20 minutes'"

    return [
        op("claim to review", "review_free", CLAIM, by="clerk", after=(RELEASE_ALL,)),
        op("claim a second look", "second_free", CLAIM, by="clerk", after=(RELEASE_ALL,)),
        op(
            "claim after an ended lease",
            "review_late_others",
            CLAIM,
            by="clerk",
            after=(RELEASE_ALL,),
        ),
        op("claim to schedule", "schedule_free", CLAIM, by="validator", after=(RELEASE_ALL,)),
        op("claim to decide", "decide_free", CLAIM, by="validator", after=(RELEASE_ALL,)),
        op("claim while holding another", "review_free", CLAIM),
        op("claim what another holds", "review_others", CLAIM, after=(RELEASE_ALL,)),
        op("claim in another province", "review_far", CLAIM, after=(RELEASE_ALL,)),
        op(
            "claim in another province to call",
            "schedule_far",
            CLAIM,
            by="far",
            after=(RELEASE_ALL,),
        ),
        op(
            "claim about oneself by the form",
            "review_self_free",
            CLAIM,
            by="",
            after=(RELEASE_ALL,),
        ),
        op("claim a second look at one's own", "second_first_free", CLAIM, after=(RELEASE_ALL,)),
        op(
            "claim a call on papers one reviewed",
            "schedule_reviewer_free",
            CLAIM,
            by="",
            after=(RELEASE_ALL,),
        ),
        op("claim what is over", "approved", CLAIM, after=(RELEASE_ALL,)),
        op("claim what waits for the citizen", "awaiting", CLAIM, after=(RELEASE_ALL,)),
        op("claim for another", "review_free", CLAIM.replace(":me", ":other")),
        op(
            "claim too long",
            "review_free",
            CLAIM.replace("20 minutes", "22 minutes"),
            after=(RELEASE_ALL,),
        ),
        op(
            "claim from the past",
            "review_free",
            CLAIM.replace(
                "claimed_at = guard.now()", "claimed_at = guard.now() - interval '9 days'"
            ),
            after=(RELEASE_ALL,),
        ),
        op(
            "renew",
            "review_mine",
            f"UPDATE cases SET lease_until = {lease} WHERE id = :case",
            by="clerk",
        ),
        op(
            "renew a claim to decide",
            "decide",
            f"UPDATE cases SET lease_until = {lease} WHERE id = :case",
            by="validator",
        ),
        op(
            "renew for hours",
            "review_mine",
            "UPDATE cases SET lease_until = guard.now() + interval '9 hours' WHERE id = :case",
        ),
        op(
            "renew what is over",
            "approved_held",
            f"UPDATE cases SET lease_until = {lease} WHERE id = :case",
        ),
        op(
            "renew what went on to others",
            "schedule_clerk",
            f"UPDATE cases SET lease_until = {lease} WHERE id = :case",
        ),
        op(
            "move the beginning of a claim",
            "review_mine",
            "UPDATE cases SET claimed_at = guard.now() WHERE id = :case",
        ),
        op("release", "review_mine", RELEASE, by="clerk director"),
        op("release to decide", "decide", RELEASE, by="validator director"),
        op("break a claim", "review_others", RELEASE, by="director"),
        op("break a claim on one's own request", "review_director", RELEASE),
        op("reap a claim that ended", "review_late_others", RELEASE, by="director service"),
        op(
            "hand a claim on",
            "review_mine",
            "UPDATE cases SET claimed_by = :other WHERE id = :case",
        ),
    ]


def reviews() -> list[Operation]:
    accept = moved("to_schedule", "reviewed_by = :me")
    whole = (accept, ACCEPTED, GIVE_BACK)
    second = REVIEW.format(outcome="accept", source="second_review")
    undo = moved("to_review")
    undone = "UPDATE reviews SET undone_at = guard.now() WHERE id = :review"
    found = [
        op("accept", "review_mine", *whole, by="clerk"),
        op("accept after a second look", "second_mine", accept, second, GIVE_BACK, by="clerk"),
        op("accept and keep hold", "review_mine", accept, ACCEPTED, by="clerk"),
        op("return", "review_mine", moved("awaiting_citizen", "reviewed_by = :me"),
           REVIEW.format(outcome="return", source="to_review"), PAUSE, GIVE_BACK, by="clerk"),
        op("refuse documents", "review_mine", moved("refused", "reviewed_by = :me, due_at = NULL"),
           REVIEW.format(outcome="refuse", source="to_review"), GIVE_BACK, by="clerk"),
        op("ask a second look", "review_mine", moved("second_review", "reviewed_by = :me"),
           REVIEW.format(outcome="second_review", source="to_review"), GIVE_BACK, by="clerk"),
        op("accept a second look at one's own", "second_first", accept, second, GIVE_BACK),
        op("accept with another's name", "review_mine",
           moved("to_schedule", "reviewed_by = :other"), ACCEPTED, GIVE_BACK),
        op("accept with a review by another", "review_mine", accept,
           ACCEPTED.replace(":me", ":other"), GIVE_BACK),
        op("accept in the past", "review_mine",
           moved("to_schedule", "reviewed_by = :me", at="guard.now() - interval '2 days'"), ACCEPTED),
        op("accept in the future", "review_mine",
           moved("to_schedule", "reviewed_by = :me", at="guard.now() + interval '2 days'"), ACCEPTED),
        op("accept with a review of yesterday", "review_mine", accept,
           ACCEPTED.replace("guard.now(), ", "guard.now() - interval '1 day', "), GIVE_BACK),
        op("accept with a day to undo", "review_mine", accept,
           ACCEPTED.replace("30 seconds", "1 day"), GIVE_BACK),
        op("accept with a review of another round", "review_mine", accept,
           ACCEPTED.replace(":me, 1", ":me, 2"), GIVE_BACK),
        op("accept with a review that refuses", "review_mine", accept,
           REVIEW.format(outcome="refuse", source="to_review"), GIVE_BACK),
        op("accept and name the validator", "review_mine",
           moved("to_schedule", "reviewed_by = :me, validated_by = :other"), ACCEPTED),
        op("accept and name the decider", "review_mine",
           moved("to_schedule", "reviewed_by = :me, decided_by = :other"), ACCEPTED),
        op("accept at an old version", "review_mine",
           moved("to_schedule", "reviewed_by = :me", version="version"), ACCEPTED),
        op("accept at version ten", "review_mine",
           moved("to_schedule", "reviewed_by = :me", version="10"), ACCEPTED),
        op("accept as closed", "review_mine",
           moved("to_schedule", "reviewed_by = :me").replace("is_open = true", "is_open = false"), ACCEPTED),
        op("review without moving", "review_mine", ACCEPTED),
        op("hand of one's own", "review_mine", _HAND.format("reviewer"), by="clerk"),
        op("hand of another", "review_mine", _HAND.format("reviewer").replace(":me", ":other")),
        op("hand of a validator", "review_mine", _HAND.format("validator")),
        op("hand of a decider", "decide", _HAND.format("reviewer")),
        op("undo", "undo", undo, undone, by="clerk"),
        op("undo too late", "undo_late", undo, undone),
        op("undo without the review", "undo", undo),
        op("undo the review without moving", "undo", undone),
        op("undo another's", "undo_others", undo, undone),
        op("undo and take", "undo", undo.replace("WHERE", ", claimed_by = :me, claimed_at = guard.now(),"
           " lease_until = guard.now() + interval '20 minutes' WHERE"), undone),
        op("change a review", "undo", "UPDATE reviews SET draft = '{\"x\": 1}' WHERE id = :review"),
        op("take a mark away", "review_mine", "DELETE FROM risk_marks WHERE case_id = :case", after=TICKET),
        op("put a mark", "review_mine",
           "INSERT INTO risk_marks (case_id, position, code, mark) VALUES (:case, 9, 'X', '{}')"),
        op("pause without moving", "review_mine", PAUSE),
    ]  # fmt: skip
    found += [
        op("return with one file conforming", "review_mine", moved("awaiting_citizen", "reviewed_by = :me"),
           _conforming(REVIEW.format(outcome="return", source="to_review")), PAUSE, GIVE_BACK, by="clerk"),
    ]  # fmt: skip
    wrong = ("review_free", "review_late", "review_others", "review_self", "review_self_form",
             "review_validated", "review_far")  # fmt: skip
    for case in wrong:
        found.append(op(f"accept {case}", case, *whole))
        found.append(op(f"refuse {case}", case, moved("refused", "reviewed_by = :me"),
                        REVIEW.format(outcome="refuse", source="to_review"), GIVE_BACK))  # fmt: skip
        found.append(op(f"withdraw {case}", case, moved("withdrawn"), GIVE_BACK,
                        by="clerk" if case == "review_validated" else ""))  # fmt: skip
    # Whoever judges files has had leave to see them; else nothing of this is looked at any further.
    found = [replace(one, prelude=one.prelude or TICKET[::-1]) for one in found]
    return [
        *found,
        op("accept unseen", "review_mine", *whole),
        op("accept with leave for another case", "review_mine", *whole,
           after=(TICKET[1].replace(":case", "(SELECT min(id) FROM cases WHERE id <> :case)"),)),
        op("return with one file conforming unseen", "review_mine",
           moved("awaiting_citizen", "reviewed_by = :me"),
           _conforming(REVIEW.format(outcome="return", source="to_review")), PAUSE, GIVE_BACK,
           after=TICKET[:1]),
    ]  # fmt: skip


def _conforming(review: str) -> str:
    """The review with one of the files of its case called conforming."""
    draft = (
        "(SELECT json_build_object('requirements', json_build_object(min(requirement),"
        " json_build_object('verdict', 'conforms')))::text FROM case_files WHERE case_id = :case)"
    )
    return review.replace("'{}', '[]'", f"{draft}, '[]'")


def decisions() -> list[Operation]:
    hold = "guard.now() + interval '3 days'"
    on_hold = moved("on_hold", f"decided_by = :me, due_at = NULL, hold_until = {hold}")
    held_decision = DECISION.replace("guard.now(), NULL,", f"NULL, {hold},")
    of_other = DECISION.replace(":me", ":other")
    undeclared = {
        "decision": DECISION.replace(":after", "replace(:after, :new_mail, 'thief@evil.example')"),
        "open": OPEN_CONTACT.replace(":after", "replace(:after, :new_mail, 'thief@evil.example')"),
    }

    def whole(name: str, *statements: str, case: str = "decide", by: str = "") -> Operation:
        return op(name, case, *statements, by=by, after=TICKET)

    found = [
        whole("approve", *APPROVAL, by="validator"),
        whole("approve and keep hold", *approving(release=""), by="validator"),
        whole("refuse", *REFUSING, by="validator"),
        whole("approve without telling the old address", *approving(tell="")),
        whole("approve telling the new twice", *approving(tell=message(to=":new_mail"))),
        whole("approve telling in a year", *approving(tell=message(leaves="guard.now() + interval '1 year'"))),
        whole("approve telling what will be dropped", *approving(tell=message(valid="x:1"))),
        whole("approve telling something else", *approving(tell=message(template="call_reminder"))),
        whole("approve telling a wrong code", *approving(tell=message(code="'0000-0000-0000-0000'"))),
        whole("approve telling in no language", *approving(tell=message().replace("'es'", "'xx'"))),
        whole("approve telling with a file that is not there", *approving(
            tell=message().replace("'[]', guard.now()", "'[{\"name\":\"x\",\"sha256\":\"y\"}]', guard.now()"))),
        whole("approve telling cancelled", *approving(tell=message(status="cancelled"))),
        whole("approve telling as sent", *approving(tell=message(status="handed_over"))),
        whole("approve and say nothing of it", *approving(say="")),
        whole("approve and say it of somebody else", *approving(say=SAID.replace(":person", ":fresh"))),
        whole("approve under a code that nobody has", *approving(say=SAID.replace("7K2M", "7K2N"))),
        whole("approve telling what cannot be written out", *approving(tell=message().replace(
              "'changes', json_build_array()", "'changes', 'x'"))),
        whole("approve telling of another case", *approving(tell=message().replace(
              "(SELECT number FROM cases WHERE id = :case)", "'1'"))),
        whole("approve and look early", DECISION, CLOSE_CONTACT, OPEN_CONTACT, APPROVED,
              "SET CONSTRAINTS ALL IMMEDIATE"),
        whole("approve what was not declared", *approving(**undeclared)),
        whole("approve but open something else", *approving(open=undeclared["open"])),
        whole("approve with another before", *approving(decision=DECISION.replace(":before", ":after"))),
        whole("approve without replacing", *approving(close="", open="")),
        whole("approve without a decision", *approving(decision="")),
        whole("approve by closing only", *approving(open="")),
        whole("approve with another's name", *approving(decision=of_other, move=APPROVED.replace(":me", ":other"))),
        whole("approve with another's name on the case", *approving(move=APPROVED.replace(":me", ":other"))),
        whole("approve in the past", *approving(decision=DECISION.replace(":me, guard.now()",
              ":me, guard.now() - interval '3 days'"))),
        whole("approve at an old version", *approving(move=APPROVED.replace("version + 1", "version"))),
        whole("approve with contact data of last year", *approving(open=OPEN_CONTACT.replace(
              "guard.now()", "guard.now() - interval '1 year'"))),
        whole("approve with a hold nobody set", *approving(close="", open="", decision=held_decision, move=on_hold)),
        whole("approve and keep the old keys", *approving(old_keys="", new_keys="")),
        whole("a stranger's key", "INSERT INTO contact_keys (value, person_id) VALUES ('thief@evil.example', :person)"),
        whole("forget the keys", KEYS[0]),
        whole("refuse with an approval on a hold nobody set", held_decision, *REFUSING[1:]),
        whole("approve on hold but in force", *approving(move=on_hold)),
        whole("decide without moving", DECISION),
        whole("refuse without moving", REFUSAL),
        whole("decide and put in force without moving", DECISION, CLOSE_CONTACT, OPEN_CONTACT),
        whole("decide, close the contact and stop", DECISION, CLOSE_CONTACT),
        whole("move without deciding", APPROVED),
        whole("refuse by moving only", REFUSED),
        whole("refuse with an approval", DECISION, REFUSED, message()),
        whole("approve with a refusal", REFUSAL, APPROVED, message()),
        whole("refuse without a word", REFUSAL, REFUSED, GIVE_BACK, by=""),
        whole("close contact data", CLOSE_CONTACT),
        whole("open contact data", OPEN_CONTACT),
        whole("replace contact data", CLOSE_CONTACT, OPEN_CONTACT),
        whole("replace contact data while approved", CLOSE_CONTACT, OPEN_CONTACT, case="approved"),
        whole("replace contact data while over and held", CLOSE_CONTACT, OPEN_CONTACT, case="approved_held"),
        whole("replace contact data on hold", CLOSE_CONTACT, OPEN_CONTACT, case="hold"),
        whole("hold longer, as its notice left late", "UPDATE cases SET hold_until = hold_until + interval '1 day',"
              " version = version + 1 WHERE id = :case", case="hold", by="service"),
        whole("hold shorter", "UPDATE cases SET hold_until = hold_until - interval '1 hour', version = version + 1"
              " WHERE id = :case", case="hold"),
        whole("hold what nobody put on hold", "UPDATE cases SET hold_until = guard.now() + interval '1 day',"
              " version = version + 1 WHERE id = :case"),
        whole("apply a hold before its time", "UPDATE decisions SET applied_at = guard.now() WHERE case_id = :case",
              CLOSE_CONTACT, OPEN_CONTACT, moved("approved"), message(template="change_after_hold"), case="hold"),
        whole("apply a hold", "UPDATE decisions SET applied_at = guard.now() WHERE case_id = :case",
              CLOSE_CONTACT, OPEN_CONTACT, *KEYS, moved("approved"),
              message(template="change_after_hold").replace(":me", "NULL"), case="hold_due", by="service"),
        whole("change a decision", "UPDATE decisions SET note = 'x' WHERE case_id = :case", case="approved"),
        whole("shorten a hold", "UPDATE cases SET hold_until = guard.now(), version = version + 1 WHERE id = :case",
              case="hold"),
    ]  # fmt: skip
    wrong = ("decide_free", "decide_late", "decide_self", "decide_self_form", "decide_frozen", "decide_reviewer",
             "decide_unreviewed", "decide_failed", "decide_cold", "decide_others", "decide_no_factor",
             "decide_deactivated", "decide_two", "calling", "schedule_mine", "review_mine")  # fmt: skip
    for case in wrong:
        found.append(whole(f"approve {case}", *APPROVAL, case=case))
        may = (
            "validator"
            if case in {"decide_frozen", "decide_failed", "decide_unreviewed", "decide_two"}
            else ""
        )
        found.append(whole(f"refuse {case}", *REFUSING, case=case, by=may))
    return found
