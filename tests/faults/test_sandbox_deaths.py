"""Children that die, hang or lie: the parent goes on, and nothing is left behind."""

from __future__ import annotations

import functools
import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psutil
import pytest

from app.domain.errors import UnavailableError
from app.domain.finding import Verdict
from app.infra.sandbox import roster
from app.infra.sandbox.inspector import SandboxInspector
from app.infra.sandbox.pool import (
    Job,
    SandboxCrashError,
    SandboxLateError,
    SandboxPool,
    SandboxTimeoutError,
)
from app.infra.sandbox.protocol import Failure, OperationError
from app.infra.sandbox.reader import SandboxMediaReader
from app.ports.inspector import Priority
from tests import sandbox_files as files
from tests.patience import PATIENCE_S, until
from tests.sandbox_fixtures import codes, look, source

SHARED = Path("/dev/shm")  # noqa: S108 - where Linux keeps shared segments
SHARE = roster.FILES_PER_WORKER
"""As the program has it: the sandbox that tests share is kept for longer."""
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals and /proc")


def children() -> set[int]:
    found = set()
    for child in psutil.Process().children():
        try:
            if "--sandbox-child" in " ".join(child.cmdline()):
                found.add(child.pid)
        except (psutil.ZombieProcess, psutil.NoSuchProcess):
            continue
    return found


def segments_mapped() -> set[str]:
    lines = Path("/proc/self/maps").read_text().splitlines()
    return {line.split()[5] for line in lines if str(SHARED / "psm_") in line}


@pytest.fixture
def pool() -> Iterator[SandboxPool]:
    before, mapped = children(), segments_mapped()
    threads = set(threading.enumerate())
    with SandboxPool(size=1, background=1, spare=False) as made:
        yield made
        names = [worker._memory.name for worker in made._roster._idle]
    assert children() <= before
    assert segments_mapped() <= mapped
    assert not [name for name in names if (SHARED / name).exists()]
    assert {thread for thread in threading.enumerate() if "sandbox" in thread.name} <= threads


def ping(key: str = "0" * 64, **more: Any) -> Job[object]:
    return Job(key, b"x", "ping", lambda plain: plain, 5.0, **more)


@functools.cache
def heavy_video() -> bytes:
    return files.mp4(frames=300, size=(1280, 720))


def heavy(processor_s: float, **more: Any) -> Job[object]:
    """Work that costs far more processor than a tenth of a second."""
    data = heavy_video()
    key = hashlib.sha256(data).hexdigest()
    return Job(key, data, "inspect", lambda plain: plain, processor_s, **more)


def child_of(pool: SandboxPool) -> int:
    """The process id of the only child, started if need be."""
    pool.run(ping(), Priority.INTERACTIVE)
    workers = pool._roster._idle
    assert len(workers) == 1
    assert workers[0].pid is not None
    return workers[0].pid


def test_rights_are_gone(pool: SandboxPool) -> None:
    job = Job("0" * 64, b"", "self_test", lambda plain: plain, 10.0)
    refused = pool.run(job, Priority.INTERACTIVE).facts
    assert isinstance(refused, dict)
    assert refused
    assert all(refused.values()), refused
    assert pool.hardening is not None
    assert pool.hardening.system_calls
    status = Path(f"/proc/{child_of(pool)}/status").read_text()
    assert "NoNewPrivs:\t1" in status
    assert "Seccomp:\t2" in status


def test_the_child_of_a_large_program_is_not_worn_at_birth(pool: SandboxPool) -> None:
    """Linux hands the peak of the parent's memory down; the child's own is what counts."""
    ballast = bytearray(1_100_000_000)
    first = child_of(pool)
    assert pool._roster._idle[0].usage.peak_kib < 600 * 1024
    assert child_of(pool) == first
    del ballast


def test_every_thread_of_the_child_is_bound(pool: SandboxPool) -> None:
    look(SandboxInspector(pool), files.mp4(frames=10))
    for task in Path(f"/proc/{child_of(pool)}/task").iterdir():
        assert "Seccomp:\t2" in (task / "status").read_text()


def test_child_killed_in_mid_work_is_replaced_and_the_file_still_read(pool: SandboxPool) -> None:
    victim = child_of(pool)
    os.kill(victim, signal.SIGSTOP)
    inspector = SandboxInspector(pool)
    with ThreadPoolExecutor(1) as threads:
        answer = threads.submit(look, inspector, files.photo())
        until(lambda: pool._roster._busy, "the file is with the child")
        os.kill(victim, signal.SIGKILL)
        report = answer.result(PATIENCE_S)
    assert report.verdict is Verdict.ACCEPTED
    assert child_of(pool) != victim


def test_idle_child_killed_is_replaced_unseen(pool: SandboxPool) -> None:
    victim = child_of(pool)
    os.kill(victim, signal.SIGKILL)
    assert look(SandboxInspector(pool), files.photo()).verdict is Verdict.ACCEPTED
    assert child_of(pool) != victim


def test_hang_is_killed_by_the_clock_and_the_file_not_blamed(pool: SandboxPool) -> None:
    key = "1" * 64
    for _ in range(2):
        victim = child_of(pool)
        os.kill(victim, signal.SIGSTOP)
        began = time.monotonic()
        with pytest.raises(SandboxLateError):
            pool.run(
                Job(key, bytes(1_000_000), "ping", lambda plain: plain, 1.0, clock_s=1.0),
                Priority.INTERACTIVE,
            )
        assert time.monotonic() - began < PATIENCE_S, "nobody ended it but the longest wait of all"
        assert child_of(pool) != victim
    pool.run(ping(key), Priority.INTERACTIVE)


def test_processor_is_what_a_file_is_held_to(pool: SandboxPool) -> None:
    victim = child_of(pool)
    with pytest.raises(SandboxTimeoutError):
        pool.run(heavy(0.1), Priority.INTERACTIVE)
    assert child_of(pool) != victim


def test_a_child_kept_from_the_processor_has_its_time_all_the_same(pool: SandboxPool) -> None:
    """Stopped for longer than the file may cost, as on a machine that has other things to do."""
    victim = child_of(pool)
    os.kill(victim, signal.SIGSTOP)
    with ThreadPoolExecutor(1) as threads:
        answer = threads.submit(pool.run, ping(clock_s=60.0), Priority.INTERACTIVE)
        slow = threads.submit(pool.run, heavy(30.0), Priority.INTERACTIVE)
        time.sleep(1.5)
        assert not answer.done()
        os.kill(victim, signal.SIGCONT)
        answer.result(PATIENCE_S)
        slow.result(PATIENCE_S)
    assert child_of(pool) == victim


def test_a_child_behind_everybody_else_is_waited_for(pool: SandboxPool) -> None:
    victim = child_of(pool)
    os.setpriority(os.PRIO_PROCESS, victim, 19)
    spin = [sys.executable, "-c", "while True: pass"]
    others = [subprocess.Popen(spin) for _ in range(os.cpu_count() or 1)]
    try:
        report = look(SandboxInspector(pool), files.photo())
    finally:
        for other in others:
            other.kill()
            other.wait()
    assert report.verdict is Verdict.ACCEPTED
    assert child_of(pool) == victim


def test_two_deaths_make_a_file_unreadable_for_good(pool: SandboxPool) -> None:
    for _ in range(2):
        child_of(pool)
        with pytest.raises(SandboxTimeoutError):
            pool.run(heavy(0.1), Priority.INTERACTIVE)
    before = child_of(pool)
    with pytest.raises(SandboxCrashError):
        pool.run(heavy(60.0), Priority.INTERACTIVE)
    assert child_of(pool) == before


def test_crash_twice_in_one_call_is_told_as_a_crash(pool: SandboxPool) -> None:
    def kill_all() -> None:
        while not done.is_set():
            for worker in list(pool._roster._busy):
                worker.kill()
            time.sleep(0.005)

    done = threading.Event()
    inspector = SandboxInspector(pool)
    killer = threading.Thread(target=kill_all)
    killer.start()
    report = look(inspector, files.mp4(frames=200, size=(640, 480)))
    done.set()
    killer.join()
    assert codes(report) == {"WORKER_CRASH"}
    assert report.verdict is Verdict.UNREADABLE
    assert look(inspector, files.photo()).verdict is Verdict.ACCEPTED


def test_lying_facts_kill_the_child(pool: SandboxPool) -> None:
    def refuse(plain: object) -> object:
        from app.domain.wire import WireError

        raise WireError("form")

    victim = child_of(pool)
    with pytest.raises(SandboxCrashError):
        pool.run(Job("3" * 64, b"x", "ping", refuse, 5.0), Priority.INTERACTIVE)
    assert child_of(pool) != victim


def test_memory_error_is_survived_and_the_child_renewed(pool: SandboxPool) -> None:
    import io

    import pikepdf

    victim = child_of(pool)
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        width = 60_000
        image = pdf.make_stream(bytes(width), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
        image.Width, image.Height, image.BitsPerComponent = width, width, 8
        image.ColorSpace = pikepdf.Name.DeviceRGB
        pdf.pages[0].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=image))
        pdf.pages[0].Contents = pdf.make_stream(b"600 0 0 800 0 0 cm /I Do")
        pdf.save(out)
    before = psutil.Process().memory_info().rss
    report = look(SandboxInspector(pool), out.getvalue())
    assert report.elapsed_ms < 30_000
    assert psutil.Process().memory_info().rss - before < 300 * 1024**2
    assert look(SandboxInspector(pool), files.photo()).verdict is Verdict.ACCEPTED
    del victim


def test_child_is_renewed_after_its_share_of_files(
    pool: SandboxPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roster, "FILES_PER_WORKER", SHARE)
    first = child_of(pool)
    inspector = SandboxInspector(pool)
    for number in range(SHARE):
        look(inspector, files.photo(300) + bytes([0, number]))
    assert child_of(pool) != first


def test_unknown_or_wrong_requests_are_refused(pool: SandboxPool) -> None:
    for operation, arguments in (
        ("nothing", {}),
        ("picture", {"max_width": -1, "max_height": 10}),
        ("page", {"index": 10**9, "width": 10}),
    ):
        job = Job("4" * 64, files.photo(300), operation, lambda plain: plain, 5.0, arguments)
        with pytest.raises(OperationError) as refused:
            pool.run(job, Priority.INTERACTIVE)
        assert refused.value.failure in (Failure.BAD_REQUEST, Failure.UNDECODABLE)


def test_closing_ends_work_in_progress_at_once() -> None:
    pool = SandboxPool(size=1, spare=False)
    os.kill(child_of(pool), signal.SIGSTOP)
    with ThreadPoolExecutor(2) as threads:
        work = ping(clock_s=2 * PATIENCE_S, wait_s=2 * PATIENCE_S)
        answers = [threads.submit(pool.run, work, Priority.INTERACTIVE) for _ in range(2)]
        until(lambda: pool._roster._busy and pool._roster._waiting, "one works, one waits")
        began = time.monotonic()
        pool.close()
        assert time.monotonic() - began < PATIENCE_S / 2
        for answer in answers:
            error = answer.exception(PATIENCE_S)
            assert isinstance(error, UnavailableError)
            assert error.code == "SANDBOX_CLOSED"
    with pytest.raises(UnavailableError):
        pool.run(ping(), Priority.INTERACTIVE)


def test_waiting_for_a_busy_sandbox_ends_on_time(pool: SandboxPool) -> None:
    os.kill(child_of(pool), signal.SIGSTOP)
    with ThreadPoolExecutor(1) as threads:
        blocked = threads.submit(pool.run, ping(clock_s=5.0), Priority.INTERACTIVE)
        until(lambda: pool._roster._busy, "the child is taken")
        with pytest.raises(UnavailableError) as busy:
            pool.run(ping(wait_s=0.5), Priority.INTERACTIVE)
        assert busy.value.code == "SANDBOX_BUSY"
        assert isinstance(blocked.exception(PATIENCE_S), SandboxLateError)


def test_a_person_goes_before_prepared_work(pool: SandboxPool) -> None:
    """Ten background files wait; what a person asks for is done before the second of them."""
    pool.run(ping(), Priority.INTERACTIVE)
    order: list[str] = []

    def do(name: str, priority: Priority) -> None:
        pool.run(Job(name * 64, files.photo(), "ping", lambda plain: plain, 5.0), priority)
        order.append(name)

    child = pool._roster._idle[0].pid
    assert child is not None
    os.kill(child, signal.SIGSTOP)
    with ThreadPoolExecutor(12) as threads:
        for number in range(6):
            threads.submit(do, "abcdef"[number], Priority.BACKGROUND)
        until(lambda: len(pool._roster._waiting) == 5, "five wait for the first")
        threads.submit(do, "9", Priority.INTERACTIVE)
        until(lambda: len(pool._roster._waiting) == 6, "and a person waits too")
        os.kill(child, signal.SIGCONT)
    assert order.index("9") <= 1


def test_many_threads_share_two_children() -> None:
    with SandboxPool(size=2, background=2, spare=True) as pool:
        inspector, media = SandboxInspector(pool), SandboxMediaReader(pool)
        photos = [files.photo(300 + 20 * number) for number in range(8)]

        def work(number: int) -> tuple[int, int]:
            report = look(inspector, photos[number % 8])
            picture = media.picture(source(photos[number % 8]), max_width=9999, max_height=9999)
            assert report.photo is not None
            return report.photo.width, picture.pixels.width

        with ThreadPoolExecutor(8) as threads:
            sizes = list(threads.map(work, range(40)))
        assert sizes == [(300 + 20 * (n % 8),) * 2 for n in range(40)]
        until(lambda: pool._roster._idle, "a child stands by")
        assert len(pool._roster._idle) + len(pool._roster._busy) <= 3


def test_a_parent_that_is_killed_leaves_no_child_behind() -> None:
    program = (
        "import os, signal, sys\n"
        "from tests.faults.test_sandbox_deaths import child_of\n"
        "from app.infra.sandbox.pool import SandboxPool\n"
        "if __name__ == '__main__':\n"
        "    pool = SandboxPool(size=1, spare=False)\n"
        "    print(child_of(pool), flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    child = int(done.stdout)
    until(lambda: is_gone(child), "the child followed")


def is_gone(child: int) -> bool:
    try:
        return bool(psutil.Process(child).status() == psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return True


def test_the_parent_loads_no_decoder() -> None:
    program = (
        "import sys\n"
        "import app.infra.sandbox.inspector, app.infra.sandbox.reader\n"
        "import app.cli.inspect_command\n"
        "loaded = {'cv2', 'av', 'numpy', 'PIL', 'pikepdf', 'pypdfium2'} & set(sys.modules)\n"
        "sys.exit(' '.join(loaded) or 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_environment_of_the_parent_is_left_alone(pool: SandboxPool) -> None:
    child_of(pool)
    assert "OPENCV_IO_MAX_IMAGE_PIXELS" not in os.environ
