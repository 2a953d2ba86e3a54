"""The use cases of the case desk on one office, as the window composes them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.infra.country_names import CldrCountryNames
from app.infra.emails import read_email
from app.infra.message_templates import MessageTemplates
from app.infra.phones import read_phone
from app.ports.media import MediaReader
from app.stages.queueing import BrowseQueue, Claims
from app.stages.review.committing import CommitReview, PreviewLetter
from app.stages.review.declared import AssessDeclared
from app.stages.review.drafting import Drafting
from app.stages.review.opening import OpenCase, PrefetchNext, ReadEvidence, RevealSecret
from app.stages.review.snapshots import KeepSnapshot, ReadSnapshot, RemoveSnapshot
from app.stages.review.undoing import UndoReview
from tests.casework import RESOURCES, Casework
from tests.pictures import QuickInspector
from tests.ui.calls_window import wording
from tests.ui.office_window import OfficeWindow
from tests.ui.papers_window import ledger_use_cases
from ui.messages import Messages
from ui.review.desk import ReviewUseCases
from ui.review.view import ReviewView
from ui.tasks import Tasks


@pytest.fixture
def review_screen(
    office: Casework, qtbot: QtBot, tasks: Tasks, messages: Messages, media: MediaReader
) -> Iterator[OfficeWindow[ReviewView]]:
    """The case desk of an office, with no case on it; `tests/ui/conftest.py` hands it out."""
    cases = review_use_cases(office, media)
    made = OfficeWindow(
        office, qtbot, tasks, messages, lambda context: ReviewView(cases, context)
    ).show()
    yield made
    made.window.close()


def review_use_cases(office: Casework, media: MediaReader) -> ReviewUseCases:
    store, clock, procedures = office.store, office.clock, office.procedures
    countries, read = CldrCountryNames(), ReadEvidence(store, clock)
    composer = MessageTemplates(RESOURCES / "templates")
    return ReviewUseCases(
        claims=Claims(store, clock),
        queue=BrowseQueue(store, clock),
        open_case=OpenCase(store, clock, office.desk),
        read_evidence=read,
        prefetch=PrefetchNext(store, read, clock),
        reveal=RevealSecret(store, clock),
        mails=ledger_use_cases(office),
        assess=AssessDeclared(store, read_phone, read_email, clock),
        drafting=Drafting(store, clock),
        commit=CommitReview(
            store,
            procedures,
            office.offices,
            countries,
            office.desk,
            clock,
        ),
        undo=UndoReview(store, clock),
        keep_snapshot=KeepSnapshot(store, QuickInspector(), clock),
        remove_snapshot=RemoveSnapshot(store, clock),
        read_snapshot=ReadSnapshot(store, clock),
        preview=PreviewLetter(composer, procedures, office.offices, countries, clock),
        procedures=procedures,
        countries=countries,
        wording=wording(),
        media=media,
        clock=clock,
    )
