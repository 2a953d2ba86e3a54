"""The record of validation: issued once, says what happened, every handing out is counted."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import replace
from datetime import timedelta

import pikepdf
import pypdfium2
import pytest

from app.domain.audit import AuditEntry, case_chain
from app.domain.call import CallOutcome, CheckResult
from app.domain.errors import AccessDeniedError, RuleViolationError
from app.domain.ids import FileId, fresh_id
from app.domain.review import (
    FACES,
    FaceVerdict,
    RequirementReview,
    ReviewDraft,
    ReviewOutcome,
    Verdict,
)
from app.domain.reviewed import CommittedReview
from app.domain.workflow import CaseState
from app.infra.anchors.folder import FolderAnchors
from app.infra.anchors.signing import FileKey
from app.ports.renderer import RecordedAnchor, RecordedCheck
from app.stages.documents import (
    DocumentCommand,
    ExportDocument,
    IssueValidationRecord,
    IssueValidationRecordCommand,
    PrintDocument,
    ReadDocument,
)
from app.stages.documents.contents import record_view
from app.stages.oversight import SealAudit, SealAuditCommand
from app.stages.review.snapshots import KeepSnapshot, KeepSnapshotCommand
from app.stages.validation import RecordCheck, RecordCheckCommand
from db.store import SqlStore
from reports.renderer import PdfRecordRenderer
from tests.casework import NEW, OLD, RESOURCES, Casework
from tests.pictures import QuickInspector, small_jpeg
from tests.reviewing import ReviewDesk
from tests.stage_desks import CallDesk, DecisionDesk


@pytest.fixture
def office(sqlite_engine) -> Casework:
    return Casework(SqlStore(sqlite_engine))


@pytest.fixture
def calls(office) -> CallDesk:
    return CallDesk(office)


@pytest.fixture
def issue(office) -> IssueValidationRecord:
    return IssueValidationRecord(
        office.store, office.procedures, PdfRecordRenderer(RESOURCES), office.clock
    )


@pytest.fixture
def decided(office, calls):
    case = calls.validated(office.case(holder="validator"))
    return DecisionDesk(office).approve(case).case


def wish(office: Casework, case, login: str = "validator") -> IssueValidationRecordCommand:
    return IssueValidationRecordCommand(office.session(login), case.id)


def data_of(office: Casework, document) -> bytes:
    with office.store.write() as uow:
        return uow.blobs.get(document.sha256)


def text_of(data: bytes) -> str:
    pdf = pypdfium2.PdfDocument(data)
    try:
        text = "\n".join(page.get_textpage().get_text_bounded() for page in pdf)
    finally:
        pdf.close()
    return text.replace("\r\n", "\n")


def review_of(office: Casework, case, outcome: ReviewOutcome, **changes) -> CommittedReview:
    now = office.clock.now()
    verdict = Verdict.FAILS if outcome is ReviewOutcome.REFUSE else Verdict.CONFORMS
    reasons = ("TRA-04",) if outcome is ReviewOutcome.REFUSE else ()
    draft = ReviewDraft(
        case_id=case.id,
        staff_id=office.people["clerk"].id,
        case_version=1,
        round=1,
        requirements={"id_front": RequirementReview("id_front", verdict, reasons)},
        faces=FaceVerdict.SAME,
    )
    review = CommittedReview(
        id=fresh_id(),
        case_id=case.id,
        staff_id=office.people["clerk"].id,
        round=1,
        outcome=outcome,
        draft=draft,
        catalogue_version="2026.1",
        committed_at=now,
        came_from=CaseState.TO_REVIEW,
        undo_until=now + timedelta(seconds=10),
    )
    review = replace(review, **changes)
    with office.store.write() as uow:
        uow.reviews.add(review)
        uow.commit()
    return review


def test_the_record_says_who_what_and_on_which_evidence(office, calls, issue):
    case = office.case(holder="validator")
    review_of(office, case, ReviewOutcome.ACCEPT)
    done = DecisionDesk(office).approve(calls.validated(case))
    head = office.events(case_chain(case.id))[-1]
    document = issue(wish(office, done.case))
    data = data_of(office, document)
    assert hashlib.sha256(data).hexdigest() == document.sha256
    text = "".join(text_of(data).split())
    for wanted in (
        case.number,
        "RosaElenaQuishpeÑauta",
        "Clerk",
        "Validator",
        "AgenciaMatriz",
        head.hash,
        office.now_case(case.id).declared.identifier.value[-3:],
    ):
        assert wanted in text, wanted
    with office.store.write() as uow:
        for file in uow.cases.files(case.id):
            assert file.sha256 in text
    for secret in (NEW.email, OLD.email, NEW.mobile_ec, case.declared.identifier.value):
        assert secret not in text
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert "pdfaid" in str(pdf.Root.Metadata.read_bytes())
    event = json.loads(office.events(case_chain(case.id))[-1].canonical)
    assert (event["action"], event["details"]["sha256"]) == ("document.issued", document.sha256)


def test_frames_kept_in_the_review_stand_among_the_evidence(office, calls, issue):
    case = office.case(CaseState.TO_REVIEW, holder="clerk", reviewer="")
    reviews, session = ReviewDesk(office), office.session("clerk")
    with office.store.look() as stored:
        file = stored.cases.files(case.id)[0]
    keep = KeepSnapshot(office.store, QuickInspector(), office.clock)
    jpeg = small_jpeg()
    keep(KeepSnapshotCommand(session, case.id, case.version, file.id, 65_340_000, jpeg))
    reviews.commit_as("clerk", case, reviews.draft(case))
    office.clock.forward(minutes=1)
    done = DecisionDesk(office).approve(calls.validated(office.claim(case.id, "validator")))
    text = "".join(text_of(data_of(office, issue(wish(office, done.case)))).split())
    assert hashlib.sha256(jpeg).hexdigest() in text
    assert "Cuadrodelvideo,guardadoenlarevisión" in text
    assert "cedula.jpg·1:05,3" in text


def test_the_record_says_of_a_declaration_ticked_unheard_that_nobody_heard_it(office, calls, issue):
    case = office.case(CaseState.TO_REVIEW, holder="clerk", reviewer="")
    reviews = ReviewDesk(office)
    draft = reviews.draft(case)
    video = draft.of("video").with_slot("name", 1.0, is_silent=True)
    reviews.commit_as("clerk", case, draft.with_requirement(video))
    (event,) = [
        json.loads(e.canonical)["details"]
        for e in office.events(case_chain(case.id))
        if '"review.committed"' in e.canonical
    ]
    assert event["silent"] == {"video": ["name"]}
    office.clock.forward(minutes=1)
    done = DecisionDesk(office).approve(calls.validated(office.claim(case.id, "validator")))
    text = "".join(text_of(data_of(office, issue(wish(office, done.case)))).split())
    assert "marcadaenunpuestosinsalidadesonido" in text
    assert "noseoyó" in text


class Drawn:
    """Keeps what it is asked to print; the bytes are not looked at here."""

    def validation_record(self, view):
        self.view = view
        return b"%PDF"


def test_each_line_has_its_own_instant_and_the_decision_is_the_last(office, calls):
    state = calls.start(calls.schedule(office.case(holder="validator")))
    began = office.clock.now()
    note = RecordCheck(office.store, office.clock)
    for check in state.call.checks:
        office.clock.forward(seconds=40)
        note(
            RecordCheckCommand(
                office.session("validator"),
                state.call.id,
                state.case.version,
                check.code,
                CheckResult.PASSED,
            )
        )
    calls.keep_picture(state)
    office.clock.forward(seconds=400)
    calls.outcome(state.case, state.call, CallOutcome.VALIDATED)
    office.clock.forward(seconds=60)
    done = DecisionDesk(office).approve(office.now_case(state.case.id))
    drawn = Drawn()
    IssueValidationRecord(office.store, office.procedures, drawn, office.clock)(
        wish(office, done.case)
    )
    lines = drawn.view.checks
    answered = [line.at for line in lines if line.outcome == "passed"]
    assert answered == [began + timedelta(seconds=40 * n) for n in range(1, len(answered) + 1)]
    assert lines[-1] == RecordedCheck("decision", "approved", "Validator", done.decision.decided_at)


def test_the_record_names_the_newest_seal_and_waits_for_no_share(office, decided, tmp_path, caplog):
    key = FileKey(tmp_path / "sealing.key")
    key.create()
    folder = tmp_path / "anchors"
    folder.mkdir()
    anchors = FolderAnchors(folder, tmp_path / "scratch")
    assert printed(office, decided, anchors).anchor is None
    seal = SealAudit(office.store, anchors, key, office.clock, timedelta(minutes=15))
    made = seal(SealAuditCommand()).seal
    assert printed(office, decided, anchors).anchor == RecordedAnchor(1, made.at, made.digest)
    folder.rename(tmp_path / "away")
    assert printed(office, decided, anchors).anchor is None
    assert caplog.messages == ["record without seal: ANCHORS_UNREACHABLE"]


def printed(office, case, anchors):
    """What would be printed now; nothing is kept, so that it can be asked again."""
    stop = StopAtPrinting()
    issue = IssueValidationRecord(office.store, office.procedures, stop, office.clock, anchors)
    with pytest.raises(PrintedError) as seen:
        issue(wish(office, case))
    return seen.value.args[0]


class PrintedError(Exception):
    """Ends the issuing once it is known what would be printed."""


class StopAtPrinting:
    """Prints nothing, so that the record is not issued yet."""

    def validation_record(self, view):
        raise PrintedError(view)


def test_requirements_stand_in_the_order_of_the_procedure(office, calls):
    case = office.case(holder="validator")
    codes = [item.code for item in office.procedures.get("ADC", "2026.1").requirements]
    touched = {
        code: RequirementReview(code, Verdict.CONFORMS) for code in (codes[3], codes[0], codes[4])
    }
    review_of(office, case, ReviewOutcome.ACCEPT)
    with office.store.write() as uow:
        first = uow.cases.files(case.id)[0]
        uow.cases.add_files(
            [
                replace(first, id=FileId(fresh_id()), round=2, name="otra.jpg"),
                replace(first, id=FileId(fresh_id()), requirement=codes[1], name="reverso.jpg"),
            ]
        )
        uow.commit()
    DecisionDesk(office).approve(calls.validated(case))
    with office.store.read() as readers:
        view = readers.case.view(case.id)
        head = readers.audit.events(case_chain(case.id))[-1]
    drafts = [
        replace(item, draft=replace(item.draft, requirements=touched)) for item in view.reviews
    ]
    procedure = office.procedures.get("ADC", "2026.1")
    printed = record_view(
        replace(view, reviews=tuple(drafts)), procedure, head, "Quito", office.clock.now()
    )
    titles = {item.code: item.title for item in procedure.requirements}
    assert [line.what for line in printed.checks if line.outcome == "conforms"] == [
        titles[code] for code in (codes[0], codes[3], codes[4])
    ]
    assert [(item.name, item.is_replaced) for item in printed.evidence] == [
        ("cedula.jpg", True),
        ("otra.jpg", False),
        ("reverso.jpg", False),
        # The picture of the call has no name of its own.
        ("", False),
    ]


def test_it_is_issued_once(office, issue, decided):
    first = issue(wish(office, decided))
    office.clock.forward(hours=1)
    assert issue(wish(office, decided, "clerk")) == first
    assert office.actions(decided.id).count("document.issued") == 1
    with office.store.write() as uow:
        assert uow.documents.of_case(decided.id) == (first,)


def test_a_refusal_after_the_call_has_its_record_with_reasons(office, calls, issue):
    state = calls.start(calls.schedule(office.case(holder="validator")))
    calls.outcome(
        state.case, state.call, CallOutcome.NOT_VALIDATED, note="no es", reasons=("LLA-08",)
    )
    case = office.now_case(state.case.id)
    refused = DecisionDesk(office).refuse(case, "LLA-08").case
    text = text_of(data_of(office, issue(wish(office, refused))))
    assert "LLA-08" in text


def test_refused_documents_have_a_record_once_undo_is_over(office, issue):
    case = office.case(CaseState.REFUSED, due_at=None)
    review_of(office, case, ReviewOutcome.REFUSE)
    with office.store.write() as uow:
        uow.audit.append(AuditEntry(case_chain(case.id), "case.refused", None, office.clock.now()))
        uow.commit()
    with pytest.raises(RuleViolationError, match="NOT_DECIDED_YET"):
        issue(wish(office, case))
    office.clock.forward(seconds=11)
    assert "TRA-04" in text_of(data_of(office, issue(wish(office, case))))


@pytest.mark.parametrize(
    ("compared", "said"),
    [
        (None, "Comparación de los cuatro rostros"),
        (FACES, "Comparación de los cuatro rostros"),
        (
            ("id_front", "hand", "live"),
            (
                "Comparación de 3 de los cuatro rostros (documento, documento en mano, foto);"
                " no se encontró: video"
            ),
        ),
        ((), "Comparación de 0 de los cuatro rostros"),
    ],
)
def test_the_record_says_which_faces_were_compared(office, calls, issue, compared, said):
    case = office.case(holder="validator")
    review = review_of(office, case, ReviewOutcome.REFUSE)
    draft = replace(review.draft, faces_compared=compared)
    review_of(office, case, ReviewOutcome.ACCEPT, draft=draft)
    done = DecisionDesk(office).approve(calls.validated(case))
    text = "".join(text_of(data_of(office, issue(wish(office, done.case)))).split())
    assert "".join(said.split()) in text


def test_nothing_is_recorded_before_the_outcome_is_final(office, calls, issue):
    ready = calls.validated(office.case(holder="validator"))
    with pytest.raises(RuleViolationError, match="NOT_DECIDED_YET"):
        issue(wish(office, ready))
    desk = DecisionDesk(office)
    desk.hold(24)
    held = desk.approve(ready).case
    with pytest.raises(RuleViolationError, match="NOT_DECIDED_YET"):
        issue(wish(office, held))
    desk.tell(held)
    desk.wait(hours=25)
    desk.apply_holds()
    assert issue(IssueValidationRecordCommand(None, held.id)).issued_by is None


def test_an_auditor_changes_nothing_but_may_read(office, issue, decided):
    with pytest.raises(AccessDeniedError, match="DUTY_NOT_ALLOWED"):
        issue(wish(office, decided, "auditor"))
    document = issue(wish(office, decided))
    read = ReadDocument(office.store, office.clock)
    command = DocumentCommand(office.session("auditor"), decided.id, document.id)
    assert read(command).data.startswith(b"%PDF")


def test_every_handing_out_is_counted_by_kind(office, issue, decided):
    document = issue(wish(office, decided))
    command = DocumentCommand(office.session("clerk"), decided.id, document.id)
    printing = PrintDocument(office.store, office.clock)
    export = ExportDocument(office.store, office.clock)
    assert [printing(command).count, printing(command).count, export(command).count] == [1, 2, 1]
    assert printing(command).file_name == f"ACTA-{decided.number}.pdf"
    assert office.actions(decided.id)[-4:] == [
        "document.printed",
        "document.printed",
        "document.exported",
        "document.printed",
    ]
    with pytest.raises(RuleViolationError, match="DOCUMENT_UNKNOWN"):
        printing(replace(command, document_id="none"))
