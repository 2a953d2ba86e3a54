"""What a citizen reads for each reason, word by word."""

from __future__ import annotations

import pytest

from app.domain.reason_texts import LetterFacts, reason_texts
from tests.adc import ON, WORDS, adc
from tests.golden import check_golden


@pytest.mark.parametrize("code", [reason.code for reason in adc().reasons])
def test_text_of_reason(code: str) -> None:
    reason = adc().reason(code)
    lines = [f"{reason.code} · {reason.label} · {reason.severity.value} · {' '.join(reason.rules)}"]
    for place in reason.requirements:
        known = [item for item in adc().requirements if item.code == place]
        requirement = known[0] if known else None
        for language in ("es", "en"):
            facts = LetterFacts(
                ON, language, WORDS, {"SOL-02": ("postal_code", "birth_date"), "SOL-03": ("city",)}
            )
            paragraph, step = reason_texts(adc(), reason, requirement, facts)
            lines += ["", f"[{place} {language}]", paragraph, step]
    text = "\n".join(lines) + "\n"
    assert "{" not in text
    assert WORDS.number not in text
    check_golden(f"reasons/{code}.txt", text)
