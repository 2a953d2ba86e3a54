"""Takes rights away from the child: resource limits, no new privileges, a system-call allow-list.

Runs in the child, after every decoder has been loaded and used once, because nothing can be opened
afterwards. Linux only; elsewhere the child still runs, is still killed on time, and says so.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pyseccomp

ADDRESS_SPACE_BYTES: Final = 2 * 1024**3
CPU_SECONDS: Final = 300
OPEN_FILES: Final = 32

_PR_SET_NO_NEW_PRIVS: Final = 38
_PR_SET_DUMPABLE: Final = 4
_PROT_EXEC: Final = 4
_CLONE_THREAD: Final = 0x00010000

# What decoding needs once everything is loaded: memory, threads, clocks, and the pipes.
_ALLOWED: Final = (
    "read", "close", "fstat", "lseek", "munmap", "mremap", "brk", "madvise", "futex",
    "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack", "restart_syscall",
    "exit", "exit_group", "sched_yield", "sched_getaffinity", "getpid", "gettid", "getrandom",
    "clock_gettime", "clock_getres", "clock_nanosleep", "nanosleep", "gettimeofday", "time",
    "poll", "ppoll", "select", "pselect6", "getrusage", "times", "sysinfo", "uname",
    "set_robust_list", "rseq", "membarrier", "set_tid_address", "getcpu",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hardening:
    """Which protections are on in a child."""

    limits: bool
    no_new_privileges: bool
    system_calls: bool


def harden(reply_descriptor: int) -> Hardening:
    """Switch on what this system offers; `reply_descriptor` stays writable, as do 1 and 2."""
    if sys.platform != "linux":
        return Hardening(limits=False, no_new_privileges=False, system_calls=False)
    _limit_resources()
    return Hardening(
        limits=True,
        no_new_privileges=_drop_privileges(),
        system_calls=_filter_system_calls((1, 2, reply_descriptor)),
    )


def _limit_resources() -> None:
    import resource  # noqa: PLC0415 - does not exist on Windows

    for limit, value in (
        (resource.RLIMIT_AS, ADDRESS_SPACE_BYTES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, CPU_SECONDS),
    ):
        hard = resource.getrlimit(limit)[1]
        most = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(limit, (most, most))


def _drop_privileges() -> bool:
    libc = ctypes.CDLL(None, use_errno=True)
    # Not dumpable: no other process of the same user may read this one's memory through /proc.
    libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    return bool(libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)


def _filter_system_calls(writable: tuple[int, ...]) -> bool:
    try:
        import pyseccomp  # noqa: PLC0415 - optional
    except (ImportError, OSError, RuntimeError):
        return False
    try:
        rules = pyseccomp.SyscallFilter(pyseccomp.ERRNO(errno.EPERM))
        # The decoders' own threads exist already; without this only our thread would be bound.
        rules.set_attr(pyseccomp.Attr.CTL_TSYNC, 1)
        for name in _ALLOWED:
            _allow(rules, name)
        for descriptor in writable:
            _allow(rules, "write", pyseccomp.Arg(0, pyseccomp.EQ, descriptor))
        for name in ("mmap", "mprotect"):
            _allow(rules, name, pyseccomp.Arg(2, pyseccomp.MASKED_EQ, _PROT_EXEC, 0))
        _allow(rules, "tgkill", pyseccomp.Arg(0, pyseccomp.EQ, os.getpid()))
        _allow(rules, "clone", pyseccomp.Arg(0, pyseccomp.MASKED_EQ, _CLONE_THREAD, _CLONE_THREAD))
        # glibc falls back to clone, whose flags a filter can see, only when told "no such call".
        rules.add_rule(pyseccomp.ERRNO(errno.ENOSYS), "clone3")
        rules.load()
    except (OSError, ValueError, RuntimeError):
        return False
    return True


def _allow(rules: pyseccomp.SyscallFilter, name: str, *conditions: pyseccomp.Arg) -> None:
    import pyseccomp  # noqa: PLC0415 - optional

    try:
        rules.add_rule(pyseccomp.ALLOW, name, *conditions)
    except (OSError, ValueError):
        # This machine's architecture has no such call; there is nothing to allow.
        return
