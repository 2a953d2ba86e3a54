"""Pictures kept as evidence are opened first: what no decoder opens whole is never kept."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PIL import Image
from typing_extensions import override

from app.domain.audit import case_chain
from app.domain.errors import AccessDeniedError, UnavailableError, UntrustedInputError
from app.domain.ids import Sha256
from app.domain.inspection import InspectionReport
from app.domain.workflow import CaseState
from app.infra.sandbox.inspector import SandboxInspector
from app.infra.sandbox.pool import SandboxPool
from app.ports.inspector import InspectionRequest, Inspector, Priority
from app.stages.review.snapshots import KeepSnapshot, KeepSnapshotCommand
from app.stages.validation import AddSnapshot, AddSnapshotCommand
from app.trail.pictures import PATIENCE_S
from db.store import SqlStore
from tests import sandbox_files as files
from tests.casework import CEDULAS, Casework
from tests.pictures import LateInspector, PatientInspector, QuickInspector, small_jpeg
from tests.stage_desks import CallDesk

HEAD = b"\xff\xd8\xff\xe0"
NO_PICTURES = {
    "a head and nothing": (HEAD + bytes(60), "PICTURE_DAMAGED"),
    "a head and anything": (HEAD + random.Random(7).randbytes(4096), "PICTURE_DAMAGED"),
    "a head before another file": (HEAD + files.pdf(), "PICTURE_DAMAGED"),
    "cut short": (files.photo(300)[:9_000], "PICTURE_DAMAGED"),
    "sizes without a picture": (small_jpeg()[: small_jpeg().index(b"\xff\xda")], "PICTURE_DAMAGED"),
    "too many points": (files.jpeg_bomb(), "PICTURE_TOO_BIG"),
    "too many passes": (files.scans_bomb(), "PICTURE_TOO_BIG"),
}


@dataclass
class Keeping:
    """One way to keep a picture, and what is left of it in the store."""

    store: SqlStore
    keep: Callable[[Inspector, bytes], int]
    told: Callable[[], int]

    def holds(self, data: bytes) -> bool:
        with self.store.look() as stored:
            try:
                return stored.blobs.get(Sha256(hashlib.sha256(data).hexdigest())) == data
            except UntrustedInputError:
                return False


def of_a_call(office: Casework) -> Keeping:
    calls = CallDesk(office)
    state = calls.start(calls.schedule(office.case(holder="validator")))

    def keep(inspector: Inspector, data: bytes) -> int:
        command = AddSnapshotCommand(
            office.session("validator"), state.call.id, state.case.version, data, "liveness"
        )
        done = AddSnapshot(office.store, inspector, office.clock)(command)
        return len(done.call.snapshots)

    return Keeping(office.store, keep, lambda: len(office.events(case_chain(state.case.id))))


def of_a_video(office: Casework) -> Keeping:
    case = office.case(CaseState.TO_REVIEW, holder="clerk", reviewer="")
    with office.store.look() as stored:
        file = stored.cases.files(case.id)[0]

    def keep(inspector: Inspector, data: bytes) -> int:
        command = KeepSnapshotCommand(
            office.session("clerk"), case.id, case.version, file.id, 1_200_000, data
        )
        return len(KeepSnapshot(office.store, inspector, office.clock)(command))

    return Keeping(office.store, keep, lambda: len(office.events(case_chain(case.id))))


@pytest.fixture
def office(store: SqlStore) -> Casework:
    return Casework(store)


@pytest.fixture(params=[of_a_call, of_a_video])
def keeping(request: pytest.FixtureRequest, office: Casework) -> Keeping:
    made: Keeping = request.param(office)
    return made


def test_the_sandbox_says_what_is_a_picture(keeping: Keeping, inspector: SandboxInspector) -> None:
    eyes, before = PatientInspector(inspector), keeping.told()
    for name, (data, code) in NO_PICTURES.items():
        with pytest.raises(UntrustedInputError) as refused:
            keeping.keep(eyes, data)
        assert refused.value.code == code, name
        assert not keeping.holds(data), name
    assert keeping.told() == before, "nothing was begun"
    assert keeping.keep(eyes, small_jpeg()) == 1, "after any refusal the next one is kept"
    assert keeping.holds(small_jpeg())
    # Dark, flat, turned or without a face: how well it shows something is for people to judge.
    assert keeping.keep(eyes, files.jpeg(Image.new("L", (16, 9), 0))) == 2
    assert keeping.keep(eyes, files.sideways_photo()) == 3


def test_no_time_for_it_says_so_and_the_same_picture_is_kept_later(keeping: Keeping) -> None:
    late = LateInspector()
    with pytest.raises(UnavailableError, match="PICTURE_LATE"):
        keeping.keep(late, small_jpeg())
    (asked,) = late.asked
    assert asked.timeout_s == PATIENCE_S, "nobody waits for ever"
    assert not keeping.holds(small_jpeg())
    assert keeping.keep(QuickInspector(), small_jpeg()) == 1


def test_without_a_sandbox_nothing_is_believed(keeping: Keeping) -> None:
    pool = SandboxPool(size=1, spare=False)
    pool.close()
    with pytest.raises(UnavailableError, match="SANDBOX_CLOSED"):
        keeping.keep(SandboxInspector(pool), small_jpeg())
    assert not keeping.holds(small_jpeg())
    assert keeping.keep(QuickInspector(), small_jpeg()) == 1


class Writing(QuickInspector):
    """Writes to the same database while it looks, as a colleague would meanwhile."""

    def __init__(self, office: Casework) -> None:
        super().__init__()
        self._office = office
        self.is_interactive = False

    @override
    def inspect(
        self, request: InspectionRequest, *, priority: Priority = Priority.BACKGROUND
    ) -> InspectionReport:
        self.is_interactive = priority is Priority.INTERACTIVE
        self._office.person(CEDULAS[6])
        return super().inspect(request, priority=priority)


@pytest.mark.parametrize("way", [of_a_call, of_a_video])
def test_others_write_while_it_is_looked_at(
    office: Casework, way: Callable[[Casework], Keeping]
) -> None:
    keeping, eyes = way(office), Writing(office)
    assert keeping.keep(eyes, small_jpeg()) == 1
    assert eyes.is_interactive, "a person waits"


def test_the_sandbox_never_works_for_whoever_may_not_keep_it(office: Casework) -> None:
    eyes, calls = QuickInspector(), CallDesk(office)
    state = calls.start(calls.schedule(office.case(holder="validator")))
    command = AddSnapshotCommand(
        office.session("second"), state.call.id, state.case.version, small_jpeg(), ""
    )
    with pytest.raises(AccessDeniedError):
        AddSnapshot(office.store, eyes, office.clock)(command)
    case = office.case(CaseState.TO_REVIEW, person=office.person(CEDULAS[6]), reviewer="")
    with office.store.look() as stored:
        file = stored.cases.files(case.id)[0]
    wish = KeepSnapshotCommand(
        office.session("clerk"), case.id, case.version, file.id, 0, small_jpeg()
    )
    with pytest.raises(AccessDeniedError):
        KeepSnapshot(office.store, eyes, office.clock)(wish)
    assert eyes.asked == []
