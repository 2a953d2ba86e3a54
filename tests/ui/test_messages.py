"""Codes become sentences; repeated crashes become one report without a citizen's data."""

from __future__ import annotations

import logging
import re
import sys
import threading

import pytest
from pytestqt.qtbot import QtBot

from app.domain.errors import (
    AccessDeniedError,
    RuleViolationError,
    StaleCaseError,
    UnavailableError,
    UntrustedInputError,
)
from tests.adc import adc
from ui.messages import CrashReport, CrashReporter, Messages
from ui.shell.error_words import GeneralErrorWords
from ui.theme import Tone


@pytest.mark.parametrize(
    "kind",
    [AccessDeniedError, RuleViolationError, StaleCaseError, UnavailableError, UntrustedInputError],
)
def test_every_family_has_a_sentence_and_a_next_step(messages: Messages, kind: type) -> None:
    message = messages.describe(kind("NO_SUCH_CODE"))
    assert message.sentence.endswith(".")
    assert message.next_step.endswith(".")
    assert message.code == "NO_SUCH_CODE"
    assert message.can_retry is (kind is UnavailableError)


def test_a_bug_gets_a_calm_sentence_without_its_text(messages: Messages) -> None:
    message = messages.describe(ValueError("0102030405 Rosa"))
    assert "Rosa" not in message.sentence + message.next_step
    assert message.code == "UNEXPECTED"
    assert message.tone is Tone.LATE


def test_screens_add_codes_filled_from_the_context(messages: Messages) -> None:
    messages.extend(lambda: {"TOO_LARGE": ("Mide {size} MB, {unknown}.", "Use menos de {limit}.")})
    message = messages.describe(RuleViolationError("TOO_LARGE", size=7, limit=5))
    assert message.sentence == "Mide 7 MB, {unknown}."
    assert message.next_step == "Use menos de 5."
    assert "TOO_LARGE" in messages.codes()


def test_repeated_crashes_fold_and_hide_the_text(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    reporter = CrashReporter()
    first: list[CrashReport] = []
    again: list[CrashReport] = []
    reporter.crashed.connect(first.append)
    reporter.repeated.connect(again.append)
    with caplog.at_level(logging.ERROR):
        for _ in range(5):
            try:
                int("Rosa Quinde 0102030405")
            except ValueError as error:
                reporter.take(type(error), error, error.__traceback__)
    assert len(first) == 1
    assert [report.count for report in again] == [2, 3, 4, 5]
    assert len(caplog.records) == 1
    assert "Rosa" not in caplog.text
    assert first[0].number in caplog.text


def test_threads_report_too_and_hooks_are_given_back(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    before = (sys.excepthook, threading.excepthook)
    reporter = CrashReporter()
    seen: list[CrashReport] = []
    reporter.crashed.connect(seen.append)
    reporter.install()
    try:
        thread = threading.Thread(target=[].pop)
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: bool(seen))
    finally:
        reporter.uninstall()
    assert seen[0].kind == "IndexError"
    assert (sys.excepthook, threading.excepthook) == before


@pytest.mark.parametrize(
    "error", [UntrustedInputError("MEDIA_TIMEOUT"), UnavailableError("MEDIA_LATE")]
)
def test_a_file_without_time_gets_another_try_and_no_reason(error: Exception) -> None:
    messages = Messages()
    messages.extend(GeneralErrorWords().codes)
    message = messages.describe(error)
    assert message.can_retry
    assert "Reintentar" in message.next_step
    assert "motivo" not in message.next_step


def test_a_reason_named_in_a_sentence_is_one_of_the_catalogue() -> None:
    words = GeneralErrorWords().codes()
    said = " ".join(step for code, (_, step) in words.items() if code.startswith("MEDIA_"))
    named = set(re.findall("«([^»]+)»", said))
    assert named
    assert named <= {reason.label for reason in adc().reasons}
