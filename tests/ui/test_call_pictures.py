"""Pictures of a call by key: copied ones and files become evidence, what is none is refused in words."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from app.stages.validation import AddSnapshot
from tests.pictures import LateInspector, small_jpeg
from tests.stage_desks import CallDesk
from tests.ui.calls_window import CTRL, begin, calls_of
from tests.ui.cut_words import cut_words
from ui.shell.error_words import GeneralErrorWords
from ui.widgets.panes import Panes
from ui.widgets.text import PlainLabel

KEY = Qt.Key


def test_a_copied_picture_and_a_file_become_evidence(office, screen, tmp_path):
    done = begin(office, screen)
    image = QImage(80, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("navy"))
    QApplication.clipboard().setImage(image)
    screen.view.letters.tell_nothing_copied()
    screen.press(KEY.Key_V, CTRL)
    assert screen.view.banner.isHidden(), "what was said of the paste before is over"
    image.fill(QColor("teal"))
    file = tmp_path / "captura.jpg"
    assert image.save(str(file))
    screen.view.call.choose_file = lambda: str(file)
    screen.press(KEY.Key_O, CTRL)
    kept = calls_of(office, done.case.id)[0].snapshots
    words = screen.view.call._words
    group = screen.view.call.checks.current.group
    assert [picture.label for picture in kept] == [group, group], "a code, whatever the language"
    shown = [label.text() for label in screen.view.call.facts.findChildren(PlainLabel)]
    for number in (1, 2):
        said = f"Captura {number}, comprobación de {words.group(group)}"
        assert words.picture(number, group) == said
        assert any(text.startswith(said) for text in shown)
    assert words.picture(3, "") == "Captura 3"
    assert words.picture(3, "cédula de cerca") == "cédula de cerca"


def test_all_about_the_person_is_in_sight_at_1366_by_768(office, screen):
    """Before the call, in it and with a picture kept, and the mails of the case stay at hand."""
    done = CallDesk(office).schedule(office.case(holder="validator"))
    office.clock.to(done.call.starts_at)
    # What header, rail and status line leave.
    screen.window.resize(1158, 654)
    screen.show()
    screen.view.open_case(done.case.id)
    screen.settle()
    call = screen.view.call
    panes = call.findChild(Panes)

    def is_whole() -> bool:
        return bool(panes.verticalScrollBar().maximum() == 0)

    screen.until(is_whole)
    assert screen.view.letters.button.isVisible()
    screen.press(KEY.Key_Return, CTRL)
    screen.until(is_whole)
    screen.keep_picture()
    assert len(calls_of(office, done.case.id)[0].snapshots) == 1
    screen.until(is_whole)
    assert cut_words(screen.view) == []
    screen.view.presenter.leave()
    assert screen.view._head.isVisible(), "the name of the screen is back"


def test_what_is_no_picture_is_refused_in_words(office, screen, tmp_path):
    done = begin(office, screen)
    file = tmp_path / "captura.png"
    file.write_bytes(b"%PDF-1.7 not a picture at all")
    screen.view.call.choose_file = lambda: str(file)
    screen.press(KEY.Key_O, CTRL)
    assert "imagen JPEG" in screen.view.banner.text
    general = GeneralErrorWords()
    screen.messages.extend(general.codes)
    file.write_bytes(small_jpeg()[:-60])
    screen.press(KEY.Key_O, CTRL)
    assert "está dañada" in screen.view.banner.text
    assert "Captúrela otra vez" in screen.view.banner.text
    screen.view.call.choose_file = lambda: str(tmp_path / "nada.png")
    screen.press(KEY.Key_O, CTRL)
    assert "No se pudo leer" in screen.view.banner.text
    QApplication.clipboard().setText("no es imagen")
    screen.press(KEY.Key_V, CTRL)
    assert "ninguna imagen" in screen.view.banner.text
    assert calls_of(office, done.case.id)[0].snapshots == ()


def test_a_picture_there_was_no_time_for_is_pasted_again_and_kept(office, screen):
    done = begin(office, screen)
    image = QImage(80, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("navy"))
    QApplication.clipboard().setImage(image)
    general = GeneralErrorWords()
    screen.messages.extend(general.codes)
    bench = screen.view.presenter.cases
    busy = AddSnapshot(office.store, LateInspector(), office.clock)
    screen.view.presenter.cases = replace(bench, add_snapshot=busy)
    screen.press(KEY.Key_V, CTRL)
    assert "no alcanzó a revisarla" in screen.view.banner.text
    assert calls_of(office, done.case.id)[0].snapshots == ()
    screen.view.presenter.cases = bench
    screen.press(KEY.Key_V, CTRL)
    assert screen.view.banner.isHidden()
    assert len(calls_of(office, done.case.id)[0].snapshots) == 1


def test_a_copied_picture_is_kept_as_a_jpeg_white_where_it_was_seen_through(office, screen):
    done = begin(office, screen)
    image = QImage(80, 60, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    QApplication.clipboard().setImage(image)
    screen.press(KEY.Key_V, CTRL)
    (kept,) = calls_of(office, done.case.id)[0].snapshots
    with office.store.look() as stored:
        picture = QImage.fromData(stored.blobs.get(kept.sha256))
    assert (picture.width(), picture.height()) == (80, 60)
    assert picture.pixelColor(40, 30).lightness() > 250
