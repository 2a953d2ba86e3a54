"""The words for events are one set: in the windows and in the pages of an evidence pack."""

from __future__ import annotations

from reports.pack_words import read_pack_words
from tests.casework import RESOURCES
from ui.widgets.event_words import EventWords


def test_windows_and_evidence_packs_call_events_alike(qapp) -> None:
    printed = read_pack_words(RESOURCES / "records" / "evidence_pack.toml").events
    assert printed == EventWords().actions()
