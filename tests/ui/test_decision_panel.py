"""The decision panel: what may be decided, with whose password, and what is said of it."""

from __future__ import annotations

import re
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from app.domain.call import CallOutcome
from app.domain.decision import DecisionOutcome
from app.domain.notices import REFUSED
from app.domain.review import FaceVerdict
from app.domain.risk import RiskCode
from app.domain.workflow import CaseState
from app.infra.message_templates import MessageTemplates
from app.stages.review.snapshots import KeepSnapshot, KeepSnapshotCommand
from tests.casework import CEDULAS, NEW, OLD, PASSWORD, RESOURCES, Casework
from tests.pictures import QuickInspector, small_jpeg
from tests.reviewing import ReviewDesk
from tests.stage_desks import CallDesk
from tests.ui.calls_window import ALT, CTRL, CallsWindow
from ui.validation.bench import Work
from ui.widgets.accessibility import unnamed_widgets
from ui.widgets.text import PlainLabel

KEY = Qt.Key


def to_decide(office: Casework, screen: CallsWindow, outcome=CallOutcome.VALIDATED, **changes):
    """A case whose call ended so, open on the screen."""
    calls = CallDesk(office)
    done = calls.schedule(office.case(holder="validator", **changes))
    state = calls.start(done)
    if outcome is CallOutcome.VALIDATED:
        calls.pass_all(state)
    office.clock.forward(minutes=3)
    reasons = ("LLA-07",) if outcome is CallOutcome.NOT_VALIDATED else ()
    note = "Respuestas que no cuadran"
    calls.outcome(state.case, state.call, outcome, note=note, reasons=reasons)
    screen.show()
    screen.view.open_case(done.case.id)
    screen.settle()
    return office.now_case(done.case.id)


def decision_of(office: Casework, case_id):
    with office.store.read() as readers:
        return readers.case.view(case_id).decision


def said_of_validated(office, screen, case) -> list[str]:
    """What the decision says of a case once its call validated the person."""
    office.clock.forward(minutes=1)
    CallDesk(office).validated(office.claim(case.id, "validator"))
    screen.show()
    screen.view.open_case(case.id)
    screen.settle()
    return [label.text() for label in screen.view.findChildren(PlainLabel) if label.isVisible()]


def test_that_nobody_else_is_told_stands_beside_the_choice(office, screen):
    person = office.person(CEDULAS[6], replace(OLD, email=""))
    to_decide(office, screen, person=person)
    screen.press(KEY.Key_1, ALT)
    said = screen.view.decision.verdict._effect.text()
    assert "solo al correo nuevo" in said
    marks = {mark.code.value for mark in screen.view.decision._presenter.desk.comparison.marks}
    assert "NOBODY_TO_WARN" in marks


def test_whoever_decides_reads_what_nobody_heard_and_which_frames_were_kept(office, screen):
    case = office.case(CaseState.TO_REVIEW, holder="clerk", reviewer="")
    reviews, session = ReviewDesk(office), office.session("clerk")
    with office.store.look() as stored:
        file = stored.cases.files(case.id)[0]
    keep = KeepSnapshot(office.store, QuickInspector(), office.clock)
    keep(KeepSnapshotCommand(session, case.id, case.version, file.id, 0, small_jpeg()))
    draft = reviews.draft(case)
    video = draft.of("video").with_slot("name", 1.0, is_silent=True)
    reviews.commit_as("clerk", case, draft.with_requirement(video))
    said = said_of_validated(office, screen, case)
    # In the singular or not: that is the catalogue's, which a program before may have loaded.
    silent = "Clerk · 1 partes? marcadas? sin salida de sonido; 1 no las? oyó nadie"
    assert any(re.match(silent, text) for text in said), said
    assert any(re.match("1 cuadros? guardados?", text) for text in said), said


def test_what_one_did_not_hear_and_another_did_is_told_of_each(office, screen):
    case = office.case(CaseState.TO_REVIEW, holder="clerk", reviewer="")
    reviews = ReviewDesk(office)
    draft = reviews.draft(case)
    silent = draft.of("video").with_slot("name", 1.0, is_silent=True)
    doubted = replace(draft.with_requirement(silent), faces=FaceVerdict.DOUBTFUL)
    reviews.commit_as("clerk", case, doubted)
    office.clock.forward(minutes=1)
    second = reviews.claims.take(office.session("clerk2"), case.id)
    reviews.commit_as("clerk2", second, reviews.draft(second, "clerk2"))
    said = said_of_validated(office, screen, case)
    told = "Clerk · 1 partes? marcadas? sin salida de sonido; otra persona las oyó"
    assert any(re.match(told, text) for text in said), said
    assert not any("nadie" in text for text in said if "sin salida" in text)


def test_a_change_is_refused_with_reasons_by_keyboard(office, screen):
    case = to_decide(office, screen)
    verdict = screen.view.decision.verdict
    screen.press(KEY.Key_2, ALT)
    assert not screen.view.decision.primary.isEnabled()
    screen.press(KEY.Key_3)
    screen.press(KEY.Key_F9)
    assert verdict.password.hasFocus()
    screen.type(PASSWORD)
    screen.press(KEY.Key_Return, CTRL)
    decision = decision_of(office, case.id)
    assert decision.outcome is DecisionOutcome.REFUSED
    assert len(decision.reasons) == 1
    with office.store.read() as readers:
        assert readers.case.view(case.id).contact.value == OLD


def test_the_refusal_is_read_word_for_word_before_anybody_is_bound(office, screen):
    case = to_decide(office, screen)
    letter = screen.view.decision.letter
    assert not letter.isVisible()
    screen.press(KEY.Key_2, ALT)
    assert letter.isVisible()
    assert "Elija un motivo" in letter.text.toPlainText()
    screen.press(KEY.Key_3)
    screen.press(KEY.Key_5)
    read = letter.text.toPlainText()
    assert case.number in read
    screen.press(KEY.Key_3)
    assert letter.text.toPlainText() != read
    screen.press(KEY.Key_3)
    before = letter.text.toPlainText()
    screen.press(KEY.Key_F9)
    screen.type(PASSWORD)
    screen.press(KEY.Key_Return, CTRL)
    sent = [item for item in office.messages(case.id) if item.template == REFUSED]
    assert len(sent) == 2
    for message in sent:
        composed = MessageTemplates(RESOURCES / "templates").compose(
            message.template, message.language, message.parameters
        )
        # The text field shows the no-break spaces of numbers as plain ones, and breaks its own lines.
        letter = f"{composed.subject}\n\n{composed.flow}"
        assert letter.replace("\xa0", " ") == before


def test_other_data_in_force_are_shown_before_anything_is_approved_over_them(office, screen):
    case = to_decide(office, screen)
    other = replace(OLD, email="rosa.otra@correo.example")
    with office.store.write() as uow:
        uow.people.replace_contact(case.person_id, other, office.clock.now(), "ADC", case.id)
        uow.commit()
    screen.press(KEY.Key_1, ALT)
    screen.type(PASSWORD)
    screen.press(KEY.Key_Return, CTRL)
    assert decision_of(office, case.id) is None
    assert "cambiaron mientras usted decidía" in screen.view.banner.text
    desk = screen.view.decision._presenter.desk
    assert desk.comparison.before == other
    assert other.email in {row.difference.before for row in desk.comparison.rows}
    screen.press(KEY.Key_1, ALT)
    screen.type(PASSWORD)
    screen.press(KEY.Key_Return, CTRL)
    assert decision_of(office, case.id).before == other


def test_every_risk_mark_is_in_sight_with_the_button_on_a_small_screen(office, screen):
    office.person(CEDULAS[6], NEW)
    to_decide(office, screen)
    screen.window.resize(1158, 640)
    screen.settle()
    panel = screen.view.decision
    marks = screen.view._decision.desk.comparison.marks
    assert len(marks) >= 3
    said = [label for label in panel.risks.findChildren(PlainLabel) if label.wordWrap()]
    assert len(said) == len(marks)
    for choose in (None, KEY.Key_1, KEY.Key_2):
        if choose is not None:
            screen.press(choose, ALT)
        for part in (*said, panel.primary):
            shown = part.visibleRegion().boundingRect()
            assert shown == part.rect(), part.accessibleName()


def test_an_approval_that_waits_says_so_before_it_is_taken(office, screen):
    with office.store.write() as uow:
        at = office.clock.now()
        uow.settings.put("decision.hold_hours", "24", at.date(), None, at)
        uow.commit()
    case = to_decide(office, screen)
    screen.press(KEY.Key_1, ALT)
    assert "24 hora" in screen.view.decision.verdict._effect.text()
    screen.type(PASSWORD)
    screen.press(KEY.Key_Return)
    assert office.now_case(case.id).state is CaseState.ON_HOLD
    assert "En plazo de seguridad" in screen.view.decision._result.accessibleName()


def test_at_twice_the_size_the_choice_with_the_focus_is_in_sight(office, screen, theme):
    theme.apply(scale=2.0)
    screen.window.resize(1262, 584)
    to_decide(office, screen)
    panes = screen.view.decision._form
    radio = QApplication.focusWidget()
    assert radio is not None
    assert radio in screen.view.decision.verdict.choices
    top = radio.mapTo(panes.viewport(), QPoint(0, 0)).y()
    assert top >= 0
    assert top + radio.height() <= panes.viewport().height()


def test_a_country_is_read_by_its_name(office, screen):
    to_decide(office, screen, after=replace(NEW, country="CH", city="Ginebra"))
    said = [label.text() for label in screen.view.decision.changes.findChildren(PlainLabel)]
    assert "España →" in said
    assert "Suiza" in said


def test_a_wrong_password_binds_nobody_and_says_so_under_the_field(office, screen):
    case = to_decide(office, screen)
    verdict = screen.view.decision.verdict
    screen.press(KEY.Key_1, ALT)
    screen.type("Otra-clave-9")
    screen.press(KEY.Key_Return)
    assert "contraseña" in verdict.password_field.error
    assert verdict.password.text() == ""
    assert verdict.password.hasFocus()
    assert decision_of(office, case.id) is None
    assert office.now_case(case.id).state is CaseState.TO_DECIDE


def test_choosing_or_typing_again_takes_the_red_sentence_away(office, screen):
    to_decide(office, screen)
    verdict = screen.view.decision.verdict
    for again in (lambda: screen.press(KEY.Key_2, ALT), lambda: screen.type("C")):
        screen.press(KEY.Key_1, ALT)
        verdict.password.clear()
        screen.type("Otra-clave-9")
        screen.press(KEY.Key_Return)
        assert verdict.password_field.error
        again()
        assert not verdict.password_field.error


def test_esc_goes_from_the_field_to_the_choice_and_from_there_to_the_list(office, screen):
    case = to_decide(office, screen)
    verdict = screen.view.decision.verdict
    screen.press(KEY.Key_1, ALT)
    screen.type(PASSWORD)
    screen.press(KEY.Key_Escape)
    assert verdict.password.text() == ""
    assert verdict.choices[0].hasFocus()
    screen.press(KEY.Key_F8)
    screen.type("Llamar antes")
    screen.press(KEY.Key_Escape)
    screen.press(KEY.Key_Escape)
    assert screen.view.presenter.bench is not None, "what is written is not lost by a key"
    verdict.note.clear()
    screen.press(KEY.Key_Escape)
    assert screen.view.presenter.bench is None
    assert office.now_case(case.id).claim is None


def test_after_a_failed_call_only_refusing_is_open_with_the_calls_reason(office, screen):
    case = to_decide(office, screen, CallOutcome.NOT_VALIDATED)
    verdict = screen.view.decision.verdict
    approve, _refuse = verdict.choices
    assert not approve.isEnabled()
    screen.press(KEY.Key_1, ALT)
    assert verdict.chosen is DecisionOutcome.REFUSED
    assert verdict.reasons.chosen == ("LLA-07",)
    screen.press(KEY.Key_F9)
    screen.type(PASSWORD)
    screen.press(KEY.Key_Return)
    assert decision_of(office, case.id).reasons == ("LLA-07",)


def test_a_mark_that_appears_meanwhile_is_shown_before_it_can_be_approved(office, screen):
    case = to_decide(office, screen)
    # Meanwhile somebody else comes to use the very address that is asked for.
    office.person(CEDULAS[6], case.declared.contact)
    screen.press(KEY.Key_1, ALT)
    screen.type(PASSWORD)
    screen.press(KEY.Key_Return)
    assert decision_of(office, case.id) is None
    assert "no había visto" in screen.view.banner.text
    marks = {mark.code for mark in screen.view._decision.desk.comparison.marks}
    assert RiskCode.EMAIL_OF_OTHERS in marks
    screen.press(KEY.Key_1, ALT)
    screen.type(PASSWORD)
    screen.press(KEY.Key_Return)
    assert decision_of(office, case.id).outcome is DecisionOutcome.APPROVED


def test_another_validator_cannot_decide_only_go_on_anew(office, qtbot, tasks, messages, screen):
    case = to_decide(office, screen)
    screen.view.presenter.close()
    screen.settle()
    second = CallsWindow(office, qtbot, tasks, messages, login="second").show()
    second.view.open_case(case.id)
    second.settle()
    bench = second.view.presenter.bench
    assert bench is not None
    assert bench.work is Work.TAKE_OVER
    assert bench.left_by == case.validated_by
    assert not second.view.decision.isVisible()
    second.window.close()


def test_what_went_out_is_said_and_the_screen_goes_on(office, screen):
    to_decide(office, screen)
    screen.press(KEY.Key_1, ALT)
    screen.type(PASSWORD)
    screen.press(KEY.Key_Return)
    panel = screen.view.decision
    said = [panel._sent.itemAt(n).widget().text() for n in range(panel._sent.count())]
    assert any("correo anterior" in line for line in said)
    assert any("no fui yo" in line for line in said)
    assert not any("rosa.nueva" in line for line in said)
    assert screen.view.unfinished_work() == ""
    screen.press(KEY.Key_Return, CTRL)
    assert screen.view.presenter.bench is None


def test_a_note_half_written_is_unfinished_work(office, screen):
    case = to_decide(office, screen)
    screen.press(KEY.Key_F8)
    screen.type("Llamar antes")
    assert case.number in screen.view.unfinished_work()


def test_the_panel_has_no_clash_and_can_be_read_out(office, screen):
    to_decide(office, screen)
    assert screen.shortcuts.clashes() == ()
    assert unnamed_widgets(screen.window) == ()
