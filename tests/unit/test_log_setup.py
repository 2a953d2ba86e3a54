"""Logs tell what happened to which case, never to whom."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.errors import UntrustedInputError
from app.domain.workflow import CaseState
from app.infra.log_setup import JsonLines, configure_logging

CASE = "0123456789abcdef" * 2


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    logger = logging.getLogger("ventanilla.test")
    logger.addHandler(handler)
    logger.propagate = False
    logger.setLevel(logging.DEBUG)
    yield stream
    logger.removeHandler(handler)


LOG = logging.getLogger("ventanilla.test")


def last(stream: io.StringIO) -> dict[str, object]:
    line = stream.getvalue().splitlines()[-1]
    found = json.loads(line)
    assert isinstance(found, dict)
    return found


def test_codes_numbers_and_cases_are_shown(lines: io.StringIO) -> None:
    LOG.warning(
        "message %s of %s not handed over: %s after %d in %s",
        CASE,
        "ADC-2026-004817",
        "MAIL_TRY_LATER",
        3,
        CaseState.TO_REVIEW,
    )
    assert last(lines)["event"] == (
        f"message {CASE} of ADC-2026-004817 not handed over: MAIL_TRY_LATER after 3 in to_review"
    )
    assert last(lines)["level"] == "WARNING"


@pytest.mark.parametrize(
    "personal",
    [
        "Rosa Quinde", "QUINDE", "rosa", "1759999996", "rosa@example.com", "cedula_rosa.jpg",
        "/home/rosa/cedula.pdf", "E1333I1222", "+34612345678", 1759999996, ["Rosa"], {"n": "Rosa"},
    ],
)  # fmt: skip
def test_what_may_be_personal_is_left_out(lines: io.StringIO, personal: object) -> None:
    LOG.info("opened %s", personal)
    LOG.info("opened %(who)s", {"who": personal})
    LOG.info("opened", extra={"who": personal, "case_id": CASE})
    LOG.info("opened", extra={"case_id": personal})
    text = lines.getvalue()
    for word in ("osa", "QUINDE", "1759999996", "E1333", "34612345678", "cedula"):
        assert word not in text
    assert text.count("[…]") >= 3
    assert '"extras_refused":1' in text


def test_a_number_meant_for_a_place_that_was_hidden_does_not_break_the_line(
    lines: io.StringIO,
) -> None:
    LOG.info("count %d", 1759999996)
    assert last(lines)["event"] == "count %d"


def test_errors_give_type_code_and_places_only(lines: io.StringIO) -> None:
    try:
        try:
            int("Rosa Quinde 1759999996")
        except ValueError as error:
            raise UntrustedInputError("BLOB_DAMAGED", name="Rosa") from error
    except UntrustedInputError:
        LOG.exception("reading failed")
    told = last(lines)["error"]
    assert isinstance(told, dict)
    assert told["type"] == "UntrustedInputError"
    assert told["code"] == "BLOB_DAMAGED"
    assert told["cause"]["type"] == "ValueError"
    assert told["at"][0].startswith("test_log_setup.py:")
    assert "Rosa" not in lines.getvalue()


def test_file_and_stderr(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    level, before = root.level, list(root.handlers)
    path = tmp_path / "logs" / "ventanilla.jsonl"
    try:
        configure_logging(path)
        configure_logging(path)
        logging.getLogger("ventanilla.other").info("ready", extra={"count": 2})
    finally:
        for handler in [item for item in root.handlers if item not in before]:
            root.removeHandler(handler)
            handler.close()
        root.setLevel(level)
        logging.captureWarnings(capture=False)
    (line,) = path.read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["count"] == 2
    assert capsys.readouterr().err.count('"event":"ready"') == 1
