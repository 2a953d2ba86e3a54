"""Drawn checks: random, varied, never a known pair."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from random import Random

import pytest

from app.domain.call_draw import draw_checks
from app.domain.call_facts import CALL_FACTS
from app.domain.errors import RuleViolationError
from tests.adc import adc

FACTS = {name: f"<{name}>" for name in CALL_FACTS}


def test_no_pair_comes_back_in_the_next_call_and_groups_vary() -> None:
    random, last = Random(7), set[str]()
    for _ in range(500):
        drawn = draw_checks(adc().call_checks, FACTS, 4, random, [last] if last else [])
        codes = {check.code for check in drawn}
        assert len(codes) == 4
        assert len({check.group for check in drawn}) == 4
        pairs = set(combinations(sorted(codes), 2)) & set(combinations(sorted(last), 2))
        assert not pairs
        last = codes


def test_every_check_of_a_group_is_drawn_about_as_often() -> None:
    random, counts = Random(11), Counter[str]()
    for _ in range(4000):
        counts.update(check.code for check in draw_checks(adc().call_checks, FACTS, 4, random))
    for group in {check.group for check in adc().call_checks}:
        members = [check.code for check in adc().call_checks if check.group == group]
        expected = 4000 / len(members)
        for code in members:
            assert abs(counts[code] - expected) < expected * 0.2


def test_only_checks_whose_facts_are_held_are_drawn_and_filled() -> None:
    random = Random(3)
    facts = {"dactylar_first": "1333"}
    seen = Counter[str]()
    for _ in range(300):
        for check in draw_checks(adc().call_checks, facts, 4, random):
            seen[check.code] += 1
            if check.code == "dactylar_first":
                assert check.expected == "1333"
                assert "1333" not in repr(check)
    assert seen["dactylar_first"]
    assert not seen["birth_day"]
    assert not seen["dactylar_last"]


def test_nobody_is_asked_less_than_the_procedure_wants() -> None:
    bare = [check for check in adc().call_checks if not check.needs][:3]
    with pytest.raises(RuleViolationError, match="CALL_CHECKS_INSUFFICIENT"):
        draw_checks(bare, {}, 4, Random(1))
    last = {check.code for check in bare}
    with pytest.raises(RuleViolationError, match="CALL_CHECKS_INSUFFICIENT"):
        draw_checks(bare, {}, 2, Random(1), [last])
