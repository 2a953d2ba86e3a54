"""Nobody asks for more than their duty allows, of any use case, and asking leaves a trace."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.audit import case_chain, staff_chain
from app.domain.duties import PERMISSIONS, Operation, Separation
from app.domain.errors import AccessDeniedError, VentanillaError
from app.domain.ids import StaffId, fresh_id
from app.domain.reachable import ContactReaders
from app.domain.review import ReviewDraft
from app.domain.staff import Agency, Duty, Session, StaffMember
from app.domain.workflow import CaseState
from app.infra.country_names import CldrCountryNames
from app.infra.emails import read_email
from app.infra.evidence_zip import ZipPackWriter
from app.infra.keyring_secrets import KeyringSecrets
from app.infra.message_templates import MessageTemplates
from app.infra.phones import read_phone
from app.infra.settings_file import read_settings
from app.risks import ChangeFacts
from app.stages.access import ConfirmPassword, PasswordCheck
from app.stages.queueing import BreakClaimCommand, Claims
from app.stages.review.opening import ReadEvidence
from reports.evidence_pack import PdfPackPages
from reports.renderer import PdfRecordRenderer
from tests.accounts import put_member
from tests.casework import CEDULAS, LINK, PICHINCHA, RESOURCES, Casework, shipped_limits, verifier
from tests.memory_keyring import MemoryKeyring
from tests.pictures import QuickInspector, small_jpeg
from tests.quick_hasher import QUICK_HASHER
from tests.reviewing import ReviewDesk
from tests.stage_desks import CallDesk
from tests.use_cases import acts, perform, silent_acts

ELSEWHERE = ("0919999994", "0929999992", "0939999990", "0949999998", "0909999997")

O = Operation  # noqa: E741  # a table reads better with one letter

ASKS_FOR: dict[str, Operation] = {
    "AddSnapshot.__call__": O.HOLD_CALL,
    "AddStaff.__call__": O.MANAGE_STAFF,
    "AssessDeclared.__call__": O.OPEN_CASE,
    "BrowseQueue.coming": O.BROWSE_QUEUE,
    "BrowseQueue.counts": O.BROWSE_QUEUE,
    "BrowseQueue.held": O.BROWSE_QUEUE,
    "BrowseQueue.page": O.BROWSE_QUEUE,
    "BrowseQueue.peek_next": O.BROWSE_QUEUE,
    "ChangeMember.__call__": O.MANAGE_STAFF,
    "ChangeSetting.__call__": O.MANAGE_SETTINGS,
    "CheckChain.__call__": O.READ_CASE_EVENTS,
    "Claims.break_claim": O.BREAK_CLAIM,
    "Claims.exchange": O.CLAIM_VALIDATION,
    "Claims.release": O.RELEASE_CLAIM,
    "Claims.release_held": O.BROWSE_QUEUE,
    "Claims.renew": O.RENEW_CLAIM,
    "Claims.take": O.CLAIM_VALIDATION,
    "Claims.take_next": O.RENEW_CLAIM,
    "CommitReview.__call__": O.COMMIT_REVIEW,
    "ComparisonRows.__call__": O.OPEN_CASE,
    "CopyInvite.__call__": O.RESEND_MESSAGE,
    "Decide.__call__": O.DECIDE,
    "Docket.__call__": O.BROWSE_QUEUE,
    "Drafting.adopt": O.SAVE_REVIEW_DRAFT,
    "Drafting.load": O.SAVE_REVIEW_DRAFT,
    "Drafting.save": O.SAVE_REVIEW_DRAFT,
    "EnableAccount.__call__": O.ENABLE_ACCOUNT,
    "EnrolSecondFactor.__call__": O.MANAGE_STAFF,
    "FlaggedDecisions.__call__": O.READ_AUDIT,
    "FreeSlots.__call__": O.CLAIM_VALIDATION,
    "IssueValidationRecord.__call__": O.ISSUE_DOCUMENT,
    "KeepMailPassword.forget": O.MANAGE_SETTINGS,
    "KeepMailPassword.put": O.MANAGE_SETTINGS,
    "KeepMailPassword.state": O.MANAGE_SETTINGS,
    "KeepSnapshot.__call__": O.COMMIT_REVIEW,
    "Ledger.__call__": O.READ_LEDGER,
    "ListDocuments.__call__": O.EXPORT_DOCUMENT,
    "ListSettings.__call__": O.MANAGE_SETTINGS,
    "ManageStaff.agencies": O.MANAGE_STAFF,
    "ManageStaff.everyone": O.MANAGE_STAFF,
    "ManageStaff.save_agency": O.MANAGE_STAFF,
    "ManageStaff.disable": O.MANAGE_STAFF,
    "ManageStaff.give_password": O.MANAGE_STAFF,
    "ManageStaff.preparers": O.MANAGE_STAFF,
    "NoteSigns.__call__": O.READ_AUDIT,
    "OpenCase.__call__": O.OPEN_CASE,
    "OpenCase.timeline": O.OPEN_CASE,
    "OpenPerson.__call__": O.READ_REGISTRY,
    "OpenPerson.reveal": O.READ_REGISTRY,
    "PackEvidence.__call__": O.PACK_EVIDENCE,
    "PrefetchNext.__call__": O.READ_EVIDENCE,
    "PreviewInvitation.__call__": O.CLAIM_VALIDATION,
    "ReadEvent.__call__": O.READ_CASE_EVENTS,
    "ReadEvidence.__call__": O.READ_EVIDENCE,
    "ReadEvidence.record_view": O.READ_EVIDENCE,
    "ReadEvidence.ahead": O.READ_EVIDENCE,
    "ReadSnapshot.__call__": O.READ_EVIDENCE,
    "ReassignValidation.__call__": O.REASSIGN_VALIDATION,
    "RecordCheck.__call__": O.HOLD_CALL,
    "RecordOutcome.__call__": O.HOLD_CALL,
    "RemoveSnapshot.__call__": O.COMMIT_REVIEW,
    "RescheduleCall.__call__": O.SCHEDULE_CALL,
    "ResendMessage.__call__": O.RESEND_MESSAGE,
    "RevealExpected.__call__": O.HOLD_CALL,
    "RevealSecret.__call__": O.READ_EVIDENCE,
    "SavedViews.delete": O.BROWSE_QUEUE,
    "SavedViews.mine": O.BROWSE_QUEUE,
    "SavedViews.rename": O.BROWSE_QUEUE,
    "SavedViews.save": O.BROWSE_QUEUE,
    "ScheduleCall.__call__": O.SCHEDULE_CALL,
    "SearchEvents.__call__": O.READ_CASE_EVENTS,
    "SearchPeople.__call__": O.READ_REGISTRY,
    "StartCall.__call__": O.HOLD_CALL,
    "TakeOverValidation.__call__": O.TAKE_OVER_VALIDATION,
    "UndoReview.__call__": O.COMMIT_REVIEW,
    "Unfreeze.__call__": O.UNFREEZE_PERSON,
    "VerifyAudit.__call__": O.READ_AUDIT,
    "WithdrawCase.__call__": O.WITHDRAW_CASE,
    "_HandOut": O.EXPORT_DOCUMENT,
}
"""What each act asks the table of duties for; `_HandOut` stands for the three that inherit it."""

OF_EVERY_DUTY = {
    "ConfirmAtDoor.__call__": "one's own password, which the server checks and counts",
    "ConfirmByCode.__call__": "one's own code, which the server checks and counts",
    "ConfirmPassword.__call__": "one's own password; refusals are on record as such",
    "PreviewRefusal.__call__": "composed of what the caller was handed; nothing is read",
    "ManageStaff.change_own_password": "one's own, and only with the present one",
    "SignOut.__call__": "one's own session",
    "ShowOwnWork.__call__": "every duty has a desk; it leaves out what the duty may not know",
    "ReportNotMe.__call__": "the code is the authority, and stopping is the safe direction",
}
OF_THE_PROGRAM = {
    "ActivateAccount.__call__",
    "ActivateCentral.__call__",
    "ApplyDueHolds.__call__",
    "Claims.return_expired",
    "CloseUnanswered.__call__",
    "DeliverDue.__call__",
    "EnterCentral.__call__",
    "FollowReports.__call__",
    "InspectCase.__call__",
    "InspectCase.again",
    "InspectCase.finish",
    "InspectCase.given_up",
    "KeepCopies.__call__",
    "InspectCase.waiting",
    "PasswordCheck.__call__",
    "PasswordCheck.refusal",
    "PasswordCheck.unknown",
    "PreviewLetter.__call__",
    "ReceivePackage.__call__",
    "ReceivePackage.refuse",
    "SealAudit.__call__",
    "SignIn.__call__",
    "TakeInPackage.__call__",
    "TakeUpLate.__call__",
}
"""Called by the program itself, before anybody signed in, or on what the caller has read already."""


def expected(act: str) -> Operation:
    name = act.partition(".")[0]
    is_handing_out = name in {"ReadDocument", "ExportDocument", "PrintDocument"}
    return ASKS_FOR["_HandOut" if is_handing_out else act]


class Bench:
    """One office with a case whose call is appointed, and somebody of every duty."""

    def __init__(self, store, folder: Path) -> None:
        self.folder = folder
        self.office = office = Casework(store)
        ReviewDesk(office)
        self.member("administrator", Duty.ADMINISTRATOR, "2009999992")
        done = CallDesk(office).schedule(office.case(holder="validator"))
        self.case = done.case
        countries = CldrCountryNames()
        hasher = QUICK_HASHER
        check = PasswordCheck(store, hasher, office.clock)
        self.parts = {
            "store": store,
            "clock": office.clock,
            "hasher": hasher,
            "check": check,
            "confirm": ConfirmPassword(check),
            "offices": office.offices,
            "procedures": office.procedures,
            "files": office.invitations,
            "desk": office.desk,
            "inspector": QuickInspector(),
            "change": ChangeFacts(office.offices, read_phone, shipped_limits(), read_email),
            "countries": countries,
            "composer": MessageTemplates(RESOURCES / "templates"),
            "catalogue": read_settings(RESOURCES / "settings.toml"),
            "read": ReadEvidence(store, office.clock),
            "secrets": KeyringSecrets(backend=MemoryKeyring()),
            "read_phone": read_phone,
            "read_email": read_email,
            "readers": ContactReaders(read_email, read_phone),
            "renderer": PdfRecordRenderer(RESOURCES),
            "pages": PdfPackPages(RESOURCES),
            "writer": ZipPackWriter(),
            "risk_limits": shipped_limits(),
        }
        with store.write() as uow:
            file = uow.cases.files(self.case.id)[0]
            person = uow.people.get(self.case.person_id)
        self.facts = {
            "case_id": self.case.id,
            "case_number": self.case.number,
            "chain": case_chain(self.case.id),
            "path": self.folder / "pack.zip",
            "call_id": done.call.id,
            "file_id": file.id,
            "person_id": person.id,
            "message_id": done.messages[0],
            "document_id": "acta",
            "staff_id": office.people["second"].id,
            "seen_version": self.case.version,
            "draft": ReviewDraft(
                self.case.id, office.people["clerk"].id, self.case.version, self.case.round, {}
            ),
            "data": small_jpeg(),
            "label": "Cara",
            "link": LINK,
            "starts_at": done.call.starts_at + timedelta(days=1),
            "end_of_today": office.clock.now(),
            "login": "nuevo.uno",
            "cedula": "0909999997",
            "agency": PICHINCHA,
            "after": None,
            "since": office.clock.now() - timedelta(days=30),
            "reason": "Un motivo bastante largo.",
        }

    def member(self, login: str, duty: Duty, cedula: str, agency: Agency = PICHINCHA) -> None:
        member = StaffMember(StaffId(fresh_id()), login, login.title(), cedula, duty, agency, True)
        with self.office.store.write() as uow:
            uow.staff.add_agency(agency)
            put_member(uow, member, verifier(), self.office.clock.now())
            uow.commit()
        self.office.people[login] = member

    def session(self, duty: Duty) -> Session:
        return self.office.session(duty.value)

    def ask(self, act: str, session: Session) -> str:
        """The code of the refusal; empty when there was none."""
        try:
            perform(acts()[act], self.parts, {**self.facts, "session": session})
        except VentanillaError as error:
            return error.code
        return ""

    def refusals(self, session: Session) -> list[dict[str, object]]:
        bodies = [
            json.loads(e.canonical) for e in self.office.events(staff_chain(session.staff_id))
        ]
        return [body["details"] for body in bodies if body["action"] == "act.refused"]


@pytest.fixture
def bench(store, tmp_path: Path) -> Bench:
    return Bench(store, tmp_path)


def test_every_use_case_is_in_the_table_of_what_it_asks_for() -> None:
    handing = {"ReadDocument.__call__", "ExportDocument.__call__", "PrintDocument.__call__"}
    assert set(acts()) - handing == (set(ASKS_FOR) - {"_HandOut"}) | set(OF_EVERY_DUTY)
    assert silent_acts() == OF_THE_PROGRAM


CHECKED = sorted(set(acts()) - set(OF_EVERY_DUTY))


def test_a_duty_that_may_not_is_refused_and_the_attempt_is_on_record(bench: Bench) -> None:
    for act in CHECKED:
        for duty in sorted(set(Duty) - PERMISSIONS[expected(act)].duties):
            session = bench.session(duty)
            with bench.office.unchanged(bench.case):
                assert bench.ask(act, session) == "DUTY_NOT_ALLOWED", (act, duty)
            noted = bench.refusals(session)[-1]
            assert noted["act"] == act.removesuffix(".__call__")
            assert noted["code"] == "DUTY_NOT_ALLOWED"
    assert {duty for act in CHECKED for duty in PERMISSIONS[expected(act)].duties} == set(Duty)


def test_a_duty_that_may_is_not_refused_for_its_duty(bench: Bench) -> None:
    for act in CHECKED:
        for duty in sorted(PERMISSIONS[expected(act)].duties):
            assert bench.ask(act, bench.session(duty)) != "DUTY_NOT_ALLOWED", (act, duty)


def test_a_director_breaks_no_claim_of_another_province(bench: Bench) -> None:
    office = bench.office
    bench.member("guayas", Duty.DIRECTOR, "0919999994", Agency("GUA-01", "Agencia Guayas", "09"))
    case = office.case(CaseState.TO_REVIEW, reviewer="", person=office.person(CEDULAS[6]))
    claims = Claims(office.store, office.clock)
    claims.take(office.session("clerk"), case.id)
    session = office.session("guayas")
    with pytest.raises(AccessDeniedError) as refused:
        claims.break_claim(BreakClaimCommand(session, case.id, "Está de vacaciones."))
    assert refused.value.code == "SEPARATION_OF_THE_SAME_PROVINCE"
    assert office.now_case(case.id).claim is not None
    assert bench.refusals(session) == [
        {"act": "Claims.break_claim", "code": refused.value.code, "case_id": case.id}
    ]


GUAYAS = Agency("GUA-01", "Agencia Guayas", "09")
OF_A_PROVINCE = sorted(
    act
    for act in CHECKED
    if Separation.OF_THE_SAME_PROVINCE in PERMISSIONS[expected(act)].separations
    # What needs the case in hand fails for that first; nobody elsewhere can have it in hand.
    and Separation.HOLDS_THE_CASE not in PERMISSIONS[expected(act)].separations
)


def test_a_case_is_for_the_staff_of_its_province_by_choice_too(bench: Bench) -> None:
    assert {"Claims.take", "OpenCase.__call__", "Ledger.__call__", "ResendMessage.__call__"} <= set(
        OF_A_PROVINCE
    )
    for duty, cedula in zip(sorted(set(Duty)), ELSEWHERE, strict=True):
        bench.member(f"guayas.{duty.value}", duty, cedula, GUAYAS)
    with bench.office.store.write() as uow:
        # There is a freeze to lift, so that its province is what is asked about.
        by_code = f"not_me:{bench.case.number}"
        uow.people.freeze(bench.case.person_id, bench.office.clock.now(), by_code)
        uow.commit()
    for act in OF_A_PROVINCE:
        for duty in sorted(PERMISSIONS[expected(act)].duties):
            if act in {"PrefetchNext.__call__", "ReadEvidence.ahead"}:
                continue  # asks for the next case of one's own province; there is none
            session = bench.office.session(f"guayas.{duty.value}")
            code = bench.ask(act, session)
            if duty is Duty.AUDITOR:
                assert code != "SEPARATION_OF_THE_SAME_PROVINCE", (act, duty)
                continue
            assert code == "SEPARATION_OF_THE_SAME_PROVINCE", (act, duty)
            assert bench.refusals(session)[-1]["code"] == code
