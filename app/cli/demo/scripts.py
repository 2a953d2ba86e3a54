"""The script of each path: a generator that says when it wants to go on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from app.cli.demo.cast import Cast
from app.cli.demo.clock import OPENING
from app.cli.demo.packages import PackageMaker
from app.cli.demo.plan import Part, Path
from app.cli.demo.stage_hands import Hands
from app.domain.call import Call, CallOutcome
from app.domain.decision import DecisionOutcome
from app.domain.hold_setting import HOLD_HOURS
from app.domain.ids import CaseId
from app.domain.office_zone import office_day
from app.domain.review import FaceVerdict, Verdict
from app.domain.staff import Session
from app.infra.demo_media.evidence import EvidenceVariant as V
from app.stages.closing import CloseUnanswered, WithdrawCaseCommand
from app.stages.decision.holds import ApplyDueHolds
from app.stages.decision.not_me import ReportNotMe, ReportNotMeCommand

FAILING: dict[V, dict[str, tuple[Verdict, tuple[str, ...]]]] = {
    V.FORM_UNSIGNED: {"request_form": (Verdict.ASK_AGAIN, ("SOL-01",))},
    V.FORM_MISSING_FIELD: {"request_form": (Verdict.ASK_AGAIN, ("SOL-02",))},
    V.PHOTO_OTHER_PERSON: {"face_photo": (Verdict.FAILS, ("FOT-07",))},
    V.VIDEO_CUT_SHORT: {"video": (Verdict.ASK_AGAIN, ("VID-17",))},
    V.VIDEO_SILENT: {"video": (Verdict.ASK_AGAIN, ("VID-01",))},
    V.VIDEO_NO_AUDIO: {"video": (Verdict.ASK_AGAIN, ("VID-01",))},
    V.ID_BLURRED: {"id_front": (Verdict.ASK_AGAIN, ("CED-01",))},
    V.PHOTO_CAP: {"face_photo": (Verdict.ASK_AGAIN, ("FOT-03",))},
}
"""What the reviewers of the demonstration find in defective packages."""


class Player:
    """Plays parts one after the other in the order of time."""

    def __init__(self, hands: Hands, cast: Cast, maker: PackageMaker) -> None:
        self._hands = hands
        self._cast = cast
        self._maker = maker

    def play(self, part: Part) -> Iterator[datetime]:
        """Play one part from its package on; yields the instants at which it goes on."""
        number = f"VV-2026-{part.person + 417:07d}"
        yield part.submitted
        outcome = self._hands.take_in(self._maker.first(part, number))
        case_id = outcome.case_id
        if case_id is None or part.path is Path.ARRIVED:
            return
        yield part.submitted + timedelta(minutes=2)
        self._hands.inspect.finish(case_id)
        yield from self._after_arrival(part, case_id, number)

    def _after_arrival(self, part: Part, case_id: CaseId, number: str) -> Iterator[datetime]:
        if part.path is Path.TO_REVIEW:
            return
        if part.path is Path.WITHDRAWN:
            yield part.submitted + timedelta(days=3)
            self._withdraw(case_id)
            return
        reviewed = part.submitted + timedelta(hours=3)
        yield reviewed
        clerk = self._cast["marco.paz" if part.person % 3 else "ana.quishpe"]
        is_doubtful = part.path is Path.SECOND_REVIEW
        failing = None if is_doubtful else FAILING.get(part.variant)
        faces = FaceVerdict.DOUBTFUL if is_doubtful else FaceVerdict.SAME
        self._hands.review(clerk, case_id, failing=failing, faces=faces)
        match part.path:
            case Path.RESUBMITTED:
                yield from self._resubmit(part, case_id, number, reviewed)
            case Path.UNANSWERED:
                yield OPENING - timedelta(hours=1)
                CloseUnanswered(self._hands.store, self._hands.clock)()
            case Path.AWAITING | Path.SECOND_REVIEW | Path.REFUSED_DOCUMENTS | Path.TO_SCHEDULE:
                pass
            case _:
                yield from self._calls(part, case_id, reviewed)
        if part.path is Path.REFUSED_DOCUMENTS:
            yield reviewed + timedelta(minutes=30)
            self._hands.issue(case_id)

    def _resubmit(
        self, part: Part, case_id: CaseId, number: str, reviewed: datetime
    ) -> Iterator[datetime]:
        sent = reviewed + timedelta(days=4)
        yield sent
        only = tuple(FAILING[part.variant])
        package = self._maker.correction(part, f"{number}-1", number, only, sent)
        self._hands.take_in(package)
        yield sent + timedelta(minutes=2)
        self._hands.inspect.finish(case_id)

    def _calls(self, part: Part, case_id: CaseId, reviewed: datetime) -> Iterator[datetime]:
        validator = self._cast["diego.andrade" if part.person % 2 else "veronica.ortega"]
        yield reviewed + timedelta(hours=1)
        call = self._hands.invite(validator, case_id, self._day_of(part))
        if part.path in {Path.CALL_TODAY, Path.CALL_LATER}:
            return
        yield call.starts_at
        match part.path:
            case Path.MISSED_ONCE:
                self._miss(validator, call)
            case Path.MISSED_TWICE:
                self._miss(validator, call)
                again = self._hands.invite(validator, case_id)
                yield again.starts_at
                self._miss(validator, again)
                last = self._hands.case(case_id)
                if last.claim is None and last.state.value == "to_schedule":
                    third = self._hands.invite(validator, case_id)
                    yield third.starts_at
                    self._miss(validator, third)
            case Path.ESCALATED:
                self._hands.hold_call(
                    validator, call, CallOutcome.DOUBT,
                    note="Alguien le dictaba las respuestas fuera de cámara.",
                )  # fmt: skip
            case _:
                yield from self._end(part, validator, call)

    def _end(self, part: Part, validator: Session, call: Call) -> Iterator[datetime]:
        case_id = call.case_id
        if part.path is Path.REFUSED_CALL:
            note = "No pudo mostrar el reverso de la cédula ni dar su fecha de expedición."
            self._hands.hold_call(
                validator, call, CallOutcome.NOT_VALIDATED, note=note, reasons=("LLA-01",)
            )
            self._hands.decide(validator, case_id, DecisionOutcome.REFUSED, "LLA-01")
            self._hands.issue(case_id)
            return
        self._hands.hold_call(validator, call, CallOutcome.VALIDATED)
        if part.path is Path.TO_DECIDE:
            self._hands.claims.release(validator, case_id)
            return
        holds = part.path in {Path.ON_HOLD, Path.STOPPED}
        self._set_hold_hours(120 if holds else 0)
        self._hands.decide(validator, case_id, DecisionOutcome.APPROVED)
        self._set_hold_hours(0)
        if not holds:
            self._hands.issue(case_id)
        if part.path is Path.STOPPED:
            yield self._hands.clock.now() + timedelta(hours=5)
            self._stop(case_id)

    def _miss(self, validator: Session, call: Call) -> None:
        self._hands.hold_call(validator, call, CallOutcome.NO_SHOW)

    def _stop(self, case_id: CaseId) -> None:
        store = self._hands.store
        with store.look() as stored:
            messages = stored.outbox.of_case(case_id)
        codes = [
            str(m.parameters["not_me_code"]) for m in messages if "not_me_code" in m.parameters
        ]
        report = ReportNotMe(store, self._hands.clock, self._hands.emails)
        report(ReportNotMeCommand(self._cast["ana.quishpe"], codes[-1]))
        ApplyDueHolds(store, self._hands.clock, self._hands.emails)()

    def _withdraw(self, case_id: CaseId) -> None:
        session = self._cast["marco.paz"]
        case = self._hands.claims.take(session, case_id)
        reason = "Lo pidió por escrito desde su correo registrado."
        command = WithdrawCaseCommand(session, case_id, case.version, reason)
        self._hands.withdraw(command)

    def _set_hold_hours(self, hours: int) -> None:
        now = self._hands.clock.now()
        with self._hands.store.write() as uow:
            uow.settings.put(HOLD_HOURS, str(hours), office_day(now), None, now)
            uow.commit()

    @staticmethod
    def _day_of(part: Part) -> date | None:
        if part.path is Path.CALL_TODAY:
            return OPENING.date()
        if part.path is Path.CALL_LATER:
            return OPENING.date() + timedelta(days=1)
        return None
