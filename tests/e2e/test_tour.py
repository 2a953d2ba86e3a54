"""The whole main job on real windows and real files: the tour on a handful of cases."""

from __future__ import annotations

import json
from email import message_from_bytes, policy
from pathlib import Path

import pikepdf
import pytest

import main
from app.cli.demo import opening
from app.cli.demo.clock import DemoClock
from app.cli.demo.mail_catcher import DemoAdapters
from app.cli.demo.plan import Path as PlayedPath
from app.cli.demo.plan import parts
from app.cli.demo.seeding import fill
from app.infra.workstation_profile import Profile
from ui.tour.journey import run_tour

WANTED = {0, 1, 5, 10, 36}
ONE_EACH = {PlayedPath.TO_SCHEDULE, PlayedPath.APPROVED}
AIM_REVIEW = 12


class DemoProgram(DemoAdapters, main.Program):
    """The program with its mailbox, as ``main.open_demo`` makes it."""


def a_handful():
    chosen = {part.path: part for part in parts() if part.path in ONE_EACH}
    return (*(part for part in parts() if part.person in WANTED), *chosen.values())


def record_events(program: DemoProgram, folder: Path) -> list[str]:
    """What the history of the case tells of the record the tour saved."""
    (record,) = folder.glob("ACTA-*.pdf")
    with program.store.read() as readers:
        case_id = readers.case.find(record.stem.removeprefix("ACTA-"))
        assert case_id is not None
        actions = [item.action for item in readers.case.timeline(case_id)]
    return [action for action in actions if action.startswith("document.")]


@pytest.mark.timeout(1200)
def test_the_tour_is_complete_from_sign_in_to_a_whole_audit(
    tmp_path: Path, qapp, report_counts
) -> None:
    clock = DemoClock()
    profile = Profile(f"sqlite:///{tmp_path}/demo.db", tmp_path, is_sealed=False)
    program = DemoProgram(profile, main.RESOURCES, clock)
    folder = tmp_path / "tour"
    with program.closing:
        fill(program, clock, lambda *_: None, a_handful())
        backstage = opening.backstage(program, clock)
        while backstage.deliver().fates:
            pass
        clock.run()
        status = run_tour(program, backstage, folder, language="es")
        assert program.maintenance.check() == []
        handed = record_events(program, folder)
    report = json.loads((folder / "tour.json").read_text(encoding="utf-8"))
    assert status == 0, report["failure"]
    assert report["complete"]
    assert report["audit"]["whole"]
    assert {step["picture"] for step in report["steps"]} == {p.name for p in folder.glob("*.png")}
    keys = report["keys"]
    report_counts(
        f"keys: clean review {keys['review_clean_without_slots']} plus the slots, "
        f"call {keys['call']}, decision {keys['decision']} plus the password"
    )
    assert keys["review_clean_without_slots"] <= AIM_REVIEW
    (record,) = folder.glob("ACTA-*.pdf")
    assert record.name == report["record"]
    assert handed == ["document.issued", "document.read", "document.exported"]
    with pikepdf.open(record) as pdf:
        assert len(pdf.pages) >= 1
    mails = [
        message_from_bytes(path.read_bytes(), policy=policy.default)
        for path in sorted(folder.glob("*.eml"))
    ]
    assert len({mail["Message-ID"] for mail in mails}) == len(mails) >= 4
    assert any("corrección" in mail["Subject"] for mail in mails)
