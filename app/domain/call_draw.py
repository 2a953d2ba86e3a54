"""Drawing the guided checks of a call at random (D14)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from random import Random

from app.domain.call import GuidedCheck
from app.domain.errors import RuleViolationError
from app.domain.procedure import CallCheck, Procedure


def draw_checks(
    checks: Iterable[CallCheck],
    facts: Mapping[str, str],
    count: int,
    random: Random,
    earlier: Sequence[Collection[str]] = (),
) -> tuple[GuidedCheck, ...]:
    """Draw ``count`` checks whose facts are held, their places filled.

    Groups take turns, so that a call is never all of one kind. At most one check of the case's
    last draw comes back: whoever saw that call cannot prepare a pair of answers.

    Args:
        checks: the procedure's checks.
        facts: what we hold, from :func:`app.domain.call_facts.call_facts`.
        count: how many to draw.
        random: source; a ``SystemRandom`` in the program, so that nobody can foretell it.
        earlier: codes of the case's earlier draws, oldest first.

    Raises:
        RuleViolationError: ``CALL_CHECKS_INSUFFICIENT`` when there are not so many.
    """
    last = frozenset(earlier[-1]) if earlier else frozenset()
    groups: dict[str, list[CallCheck]] = {}
    for check in checks:
        if all(facts.get(name) for name in check.needs):
            groups.setdefault(check.group, []).append(check)
    turns = sorted(groups)
    random.shuffle(turns)
    drawn: list[CallCheck] = []
    while len(drawn) < count:
        before = len(drawn)
        for group in turns:
            allowed = [check for check in groups[group] if _may_follow(check, drawn, last)]
            if allowed and len(drawn) < count:
                drawn.append(random.choice(allowed))
        if len(drawn) == before:
            raise RuleViolationError("CALL_CHECKS_INSUFFICIENT", wanted=count, available=len(drawn))
    random.shuffle(drawn)
    return tuple(_filled(check, facts) for check in drawn)


def answer_in(check: GuidedCheck, procedure: Procedure, facts: Mapping[str, str]) -> str:
    """The expected answer in the language of the procedure; as it was drawn where that is gone.

    Args:
        check: a drawn check, with its answer as it is kept.
        procedure: the case's, in the language of whoever asks.
        facts: the same as when it was drawn, in that language.
    """
    try:
        return _filled(procedure.call_check(check.code), facts).expected
    except KeyError:
        return check.expected


def _may_follow(check: CallCheck, drawn: Sequence[CallCheck], last: frozenset[str]) -> bool:
    codes = {item.code for item in drawn}
    if check.code in codes:
        return False
    return check.code not in last or last.isdisjoint(codes)


def _filled(check: CallCheck, facts: Mapping[str, str]) -> GuidedCheck:
    known = {name: facts[name] for name in check.needs}
    return GuidedCheck(
        code=check.code,
        group=check.group,
        prompt=check.prompt,
        expected=check.expected.format(**known),
    )
