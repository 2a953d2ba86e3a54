"""Letters come from coded reasons; nothing else can get in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.correction_letter import (
    LetterFacts,
    case_letter,
    correction_letter,
    refusal_letter,
)
from app.domain.errors import RuleViolationError
from app.domain.personal_line import check_personal_line
from app.domain.reason_texts import size_words
from app.domain.review import RequirementReview, Verdict
from tests.adc import ON, WORDS, adc, draft

FACTS = LetterFacts(ON, "es", WORDS)
AGAIN, FAILS = Verdict.ASK_AGAIN, Verdict.FAILS


def code_of(call: object) -> str:
    with pytest.raises(RuleViolationError) as caught:
        call()  # type: ignore[operator]  # a lambda of the test
    return caught.value.code


def test_one_rejected_requirement_among_accepted_ones() -> None:
    letter = correction_letter(adc(), draft(request_form=(AGAIN, ("SOL-04",))), FACTS)
    (part,) = letter.parts
    assert part.title == "Solicitud firmada"
    assert part.paragraphs == ("La firma parece pegada desde otra imagen.",)
    assert part.next_steps[0].startswith("Firme la solicitud a mano")
    assert len(letter.accepted) == 5
    assert "Video de autorización" in letter.accepted


def test_parts_follow_the_order_of_requirements_and_advice_is_given_once() -> None:
    work = draft(video=(AGAIN, ("VID-13", "VID-16")), id_back=(AGAIN, ("CED-02",)))
    letter = correction_letter(adc(), work, FACTS)
    assert [part.requirement for part in letter.parts] == ["id_back", "video"]
    video = letter.parts[1]
    assert len(video.paragraphs) == 2
    assert "«Actualmente resido en España, Madrid, Madrid»" in video.paragraphs[1]
    assert len(video.next_steps) == 1


def test_kept_requirements_are_accepted() -> None:
    work = draft(request_form=(AGAIN, ("SOL-01",)))
    reviews = {code: item for code, item in work.requirements.items() if code == "request_form"}
    work = replace(work, requirements=reviews, kept=frozenset({"video"}))
    assert correction_letter(adc(), work, FACTS).accepted == ("Video de autorización",)


def test_nothing_is_asked_again_without_a_coded_reason() -> None:
    work = draft(video=(AGAIN, ()))
    assert code_of(lambda: correction_letter(adc(), work, FACTS)) == "REASON_MISSING"
    assert code_of(lambda: correction_letter(adc(), draft(), FACTS)) == "REASON_MISSING"
    line_only = replace(work, personal_line="Por favor repita el video.")
    assert code_of(lambda: correction_letter(adc(), line_only, FACTS)) == "REASON_MISSING"


@pytest.mark.parametrize(
    ("reason", "code"),
    [("XXX-01", "REASON_UNKNOWN"), ("VID-01", "REASON_NOT_FITTING")],
)
def test_reasons_must_exist_and_fit(reason: str, code: str) -> None:
    work = draft(request_form=(AGAIN, (reason,)))
    assert code_of(lambda: correction_letter(adc(), work, FACTS)) == code


def test_reasons_must_be_in_force() -> None:
    work = draft(request_form=(AGAIN, ("SOL-01",)))
    before = LetterFacts(date(2023, 1, 1))
    assert code_of(lambda: correction_letter(adc(), work, before)) == "REASON_NOT_IN_FORCE"


def test_the_internal_note_cannot_get_in() -> None:
    work = replace(draft(video=(AGAIN, ("VID-01",))), note="SOSPECHA INTERNA")
    assert "SOSPECHA" not in str(correction_letter(adc(), work, FACTS).parameters())


def test_refusal_needs_a_final_reason() -> None:
    work = draft(video=(FAILS, ("VID-01",)))
    assert code_of(lambda: refusal_letter(adc(), work, FACTS)) == "FINAL_REASON_MISSING"
    work = draft(video=(FAILS, ("VID-08",)), request_form=(AGAIN, ("SOL-01",)))
    letter = refusal_letter(adc(), work, FACTS)
    assert [part.requirement for part in letter.parts] == ["video", "request_form"]
    assert letter.accepted == ()


def test_letter_after_the_call() -> None:
    letter = case_letter(adc(), ["LLA-03"], FACTS)
    assert letter.parts[0].paragraphs == (
        "En la videollamada no fue posible validar su identidad.",
    )
    assert code_of(lambda: case_letter(adc(), [], FACTS)) == "REASON_MISSING"
    assert code_of(lambda: case_letter(adc(), ["VID-01"], FACTS)) == "REASON_NOT_FITTING"
    assert case_letter(adc(), ["TRA-07"], FACTS, place="case").parts


@pytest.mark.parametrize("code", ["LLA-03", "LLA-04", "LLA-05", "TRA-04"])
def test_a_suspicion_is_not_told(code: str) -> None:
    reason = adc().reason(code)
    told = " ".join((*reason.paragraph.values(), *reason.next_step.values())).lower()
    for word in ("sospech", "presi", "suplant", "suspic", "coerc", "impost", "apunt"):
        assert word not in told


@pytest.mark.parametrize(
    "line",
    [
        "escriba a ana@example.com", "vea www.example.com", "entre en https://example.com",
        "llame al 0998 765 412", "pagina iess-tramites.com ya",
    ],
)  # fmt: skip
def test_personal_line_sends_nobody_anywhere(line: str) -> None:
    assert code_of(lambda: check_personal_line(line)) == "PERSONAL_LINE_LINK"


def test_personal_line_is_bounded_and_folded() -> None:
    assert check_personal_line("  Gracias,\n su firma del 22-11-2026 sirve. ") == (
        "Gracias, su firma del 22-11-2026 sirve."
    )
    assert code_of(lambda: check_personal_line("a" * 281)) == "PERSONAL_LINE_TOO_LONG"
    assert code_of(lambda: check_personal_line("a\x00b")) == "PERSONAL_LINE_UNPRINTABLE"


@given(st.text(max_size=400))
def test_personal_line_is_one_printable_line_or_refused(text: str) -> None:
    try:
        line = check_personal_line(text)
    except RuleViolationError:
        return
    assert line.isprintable()
    assert "\n" not in line
    assert len(line) <= 280


def test_unknown_language_is_answered_in_spanish() -> None:
    work = draft(video=(AGAIN, ("ARC-02",)))
    facts = LetterFacts(ON, "qu")
    assert "5 MB" in correction_letter(adc(), work, facts).parts[0].paragraphs[0]


def test_sizes() -> None:
    assert size_words(2 * 2**20) == "2 MB"
    assert size_words(2**20 * 5 // 2) == "2,5 MB"
    assert size_words(2**20 * 5 // 2, "en") == "2.5 MB"


def test_a_review_not_touched_is_not_accepted() -> None:
    work = draft(video=(AGAIN, ("VID-01",)))
    seen = {**work.requirements, "id_front": RequirementReview("id_front")}
    letter = correction_letter(adc(), replace(work, requirements=seen), FACTS)
    assert "Cédula o pasaporte, parte frontal" not in letter.accepted
