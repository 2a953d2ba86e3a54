"""The cases of :mod:`tests.central_world`: one for every way of being right or wrong."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from app.domain.ids import fresh_id
from app.domain.not_me import code_hash
from app.domain.workflow import CaseState as State

if TYPE_CHECKING:
    from tests.central_world import World

DONE = ("validator", "validator")


def furnish(world: World) -> None:
    """Make them all."""
    _to_review(world)
    _to_call(world)
    _to_decide(world)
    _over(world)


def _to_review(world: World) -> None:
    case, none = world._case, ()
    case("review_free", State.TO_REVIEW, hands=none)
    case("review_mine", State.TO_REVIEW, "clerk", hands=none)
    case("review_late", State.TO_REVIEW, "clerk", late=True, hands=none)
    case("review_others", State.TO_REVIEW, "other_clerk", hands=none)
    case("review_late_others", State.TO_REVIEW, "other_clerk", late=True, hands=none)
    case("review_self", State.TO_REVIEW, "clerk", hands=none)
    world._is("review_self", "clerk")
    case("review_self_form", State.TO_REVIEW, "clerk", hands=none)
    world._declares("review_self_form", "clerk")
    case("review_self_free", State.TO_REVIEW, hands=none)
    world._declares("review_self_free", "clerk")
    case("review_director", State.TO_REVIEW, "other_clerk", hands=none)
    world._declares("review_director", "director")
    case("review_validated", State.TO_REVIEW, "clerk", hands=(("clerk", "validator"),))
    case("review_far", State.TO_REVIEW, province="09", hands=none)
    case("second_free", State.SECOND_REVIEW, hands=(("other_clerk", "reviewer"),))
    case("second_mine", State.SECOND_REVIEW, "clerk", hands=(("other_clerk", "reviewer"),))
    case("second_first", State.SECOND_REVIEW, "clerk", hands=(("clerk", "reviewer"),))
    case("second_first_free", State.SECOND_REVIEW, hands=(("clerk", "reviewer"),))
    case("received", State.RECEIVED, hands=none)
    case("awaiting", State.AWAITING_CITIZEN)
    for name, login, seconds in (
        ("undo", "clerk", 30),
        ("undo_late", "clerk", -30),
        ("undo_others", "other_clerk", 30),
    ):
        case(name, State.TO_SCHEDULE, hands=((login, "reviewer"),), reviewed_by=world.id_of(login))
        _review(world, name, login, seconds)


def _review(world: World, name: str, login: str, seconds: int) -> None:
    world.cases[name]["review"] = review = fresh_id()
    world.run(
        "INSERT INTO reviews (id, case_id, staff_id, round, outcome, came_from, catalogue_version,"
        " committed_at, undo_until, draft, messages) VALUES (:id, :case, :who, 1, 'accept', 'to_review',"
        " '1', :at, :until, '{}', '[]')",
        id=review,
        case=world.cases[name]["case"],
        who=world.id_of(login),
        at=world.casework.clock.now() + timedelta(seconds=seconds - 30),
        until=world.casework.clock.now() + timedelta(seconds=seconds),
    )


def _to_call(world: World) -> None:
    case = world._case
    case("schedule_free", State.TO_SCHEDULE)
    case("schedule_mine", State.TO_SCHEDULE, "validator")
    case("schedule_reviewer", State.TO_SCHEDULE, "validator", hands=(("validator", "reviewer"),))
    case("schedule_reviewer_free", State.TO_SCHEDULE, hands=(("validator", "reviewer"),))
    case("schedule_self", State.TO_SCHEDULE, "validator")
    world._is("schedule_self", "validator", "cedula")
    case("schedule_clerk", State.TO_SCHEDULE, "clerk")
    case("schedule_far", State.TO_SCHEDULE, province="09")
    case("escalated_mine", State.ESCALATED, "validator")
    case("called", State.CALL_SCHEDULED, "validator")
    world._call("called", "validator", "scheduled")
    case("calling", State.CALL_SCHEDULED, "validator")
    world._call("calling", "validator", "in_progress")
    case("calling_others", State.CALL_SCHEDULED, "second")
    world._call("calling_others", "second", "in_progress")
    case("calling_reviewer", State.CALL_SCHEDULED, "validator", hands=(("validator", "reviewer"),))
    world._call("calling_reviewer", "validator", "in_progress")
    case("calling_director", State.CALL_SCHEDULED, "second")
    world._call("calling_director", "second", "in_progress")
    world._declares("calling_director", "director")
    case("calling_pictured", State.CALL_SCHEDULED, "validator")
    world._call("calling_pictured", "validator", "in_progress")
    world.run(
        "UPDATE calls SET snapshots = json_build_array(json_build_object('sha256', CAST(:blob AS text),"
        " 'taken_at', guard.now(), 'label', ''))::text, version = version + 1 WHERE id = :id",
        blob=world.cases["calling_pictured"]["blob"],
        id=world.cases["calling_pictured"]["call"],
    )
    case("calling_late", State.CALL_SCHEDULED, "validator", late=True)
    world._call("calling_late", "validator", "in_progress")
    case("called_none", State.CALL_SCHEDULED, "validator")


def _decide(
    world: World,
    name: str,
    by: str = "validator",
    *,
    holder: str | None = None,
    outcome: str = "validated",
    hands: tuple[tuple[str, str], ...] = (("clerk", "reviewer"),),
    late: bool = False,
) -> None:
    world._case(
        name,
        State.TO_DECIDE,
        holder if holder is not None else by,
        late=late,
        hands=(*hands, (by, "validator")),
        validated_by=world.id_of(by),
    )
    world._call(name, by, "done", outcome)


def _to_decide(world: World) -> None:
    for name in ("decide", "decide_self", "decide_self_form", "decide_frozen"):
        _decide(world, name)
    world._is("decide_self", "validator")
    world._declares("decide_self_form", "validator")
    world.run(
        "UPDATE people SET frozen_at = guard.now(), frozen_reason = 'NOT_ME' WHERE id = :id",
        id=world.cases["decide_frozen"]["person"],
    )
    # Stopped by the code of a notice, so the number says which change was reported.
    _decide(world, "reported")
    _decide(world, "reported_hand", hands=(("clerk", "reviewer"), ("director", "decider")))
    for name in ("reported", "reported_hand"):
        world.run(
            "UPDATE people SET frozen_at = guard.now(), frozen_reason ="
            " guard.frozen_by_notice() || (SELECT number FROM cases WHERE id = :case) WHERE id = :id",
            case=world.cases[name]["case"],
            id=world.cases[name]["person"],
        )
    _decide(world, "decide_free", holder="")
    _decide(world, "decide_late", late=True)
    _decide(world, "decide_cold", "second")
    _decide(world, "decide_others", "second", holder="validator")
    _decide(world, "decide_reviewer", hands=(("validator", "reviewer"),))
    _decide(world, "decide_unreviewed", hands=())
    _decide(world, "decide_failed", outcome="not_validated")
    _decide(world, "decide_no_factor", "no_factor")
    _decide(world, "decide_deactivated", "deactivated")
    _decide(world, "decide_left", "deactivated", holder="validator")
    _decide(world, "decide_two")
    world._case("held_two", State.ON_HOLD, person_id=world.cases["decide_two"]["person"])


def _over(world: World) -> None:
    past = world.casework.clock.now() - timedelta(hours=1)
    for name, state in (
        ("hold", State.ON_HOLD),
        ("hold_due", State.ON_HOLD),
        ("approved", State.APPROVED),
        ("approved_held", State.APPROVED),
        ("refused", State.REFUSED),
        ("withdrawn", State.WITHDRAWN),
        ("abandoned", State.ABANDONED),
    ):
        holder = "validator" if name == "approved_held" else ""
        until = past if name == "hold_due" else past + timedelta(days=3)
        columns: dict[str, Any] = {"hold_until": until} if state is State.ON_HOLD else {}
        is_open = state is State.ON_HOLD
        world._case(
            name,
            state,
            holder,
            hands=(("clerk", "reviewer"), DONE),
            is_open=is_open,
            validated_by=world.id_of("validator"),
            decided_by=world.id_of("validator"),
            **columns,
        )
        if state in (State.WITHDRAWN, State.ABANDONED, State.REFUSED):
            continue
        facts = world.facts("validator", name)
        world.run(
            "INSERT INTO decisions (case_id, outcome, decided_by, decided_at, reasons, note, before,"
            " after, applied_at, hold_until, not_me_hash) VALUES (:case, 'approved', :me, :at, '[]', '',"
            " :before, :after, :applied, :until, :hash)",
            **{key: facts[key] for key in ("case", "me", "before", "after")},
            at=past,
            applied=None if is_open else past,
            until=until if is_open else None,
            # As in central_world.TOLD, which cannot be imported from here.
            hash=code_hash("7K2M-3333-4444-5555" if name == "hold" else fresh_id()),
        )
    world.run(
        "SELECT guard.seal('case:' || :case, 'case.opened', NULL, guard.now(), '', '{}')",
        case=world.cases["approved_held"]["case"],
    )
    for key in ("decision.hold_hours", "claim.lease_minutes"):
        world.run(
            "SELECT guard.seal('system', 'setting.changed', NULL, guard.now(), '',"
            " json_build_object('key', CAST(:key AS text))::text)",
            key=key,
        )
    for name in ("approved_held", "review_mine", "called"):
        _queued(world, name)


def _queued(world: World, name: str) -> None:
    """A message that did not leave yet: the warning to the old address, a reminder."""
    facts = world.facts("validator", name)
    world.cases[name]["message"] = message = fresh_id()
    world.run(
        "INSERT INTO outbox (id, case_id, template, language, recipient, parameters, attachments,"
        " created_at, created_by, not_before, due_at, status, attempts, last_error, valid_while)"
        " VALUES (:id, :case, :template, 'es', :to, '{}', '[]', :at, :me, :at, :at, 'queued', 0, '', '')",
        id=message,
        case=facts["case"],
        template="change_applied_old" if name == "approved_held" else "call_reminder",
        to=facts["old_mail"],
        at=world.casework.clock.now() - timedelta(minutes=30),
        me=facts["me"],
    )
