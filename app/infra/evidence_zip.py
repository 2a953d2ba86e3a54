"""Evidence packs as zip files (``PackWriter``)."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Final

from app.domain.errors import UnavailableError
from app.domain.ids import Sha256
from app.ports.evidence_pack import PackMember

_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_BINARY: Final = getattr(os, "O_BINARY", 0)
_AT_ONCE: Final = 1 << 20
_READABLE: Final = 0o100600 << 16
_PACKED: Final = (".jpg", ".jpeg", ".mp4", ".mov", ".webm", ".pdf", ".png")


class ZipPackWriter:
    """Writes beside the place first, so that what stood there is replaced only by a whole pack."""

    def write(self, path: Path, members: Iterable[PackMember], made_at: datetime) -> Sha256:
        """Write it whole or not at all; raises as the port says."""
        draft = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}")
        moment = made_at.astimezone(UTC).timetuple()[:6]
        try:
            try:
                handle = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
                with os.fdopen(handle, "w+b") as out:
                    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
                        for member in members:
                            _add(pack, member, moment)
                    out.flush()
                    os.fsync(out.fileno())
                    sha256 = _hash_of(out)
                draft.replace(path)
            finally:
                draft.unlink(missing_ok=True)
        except (OSError, zipfile.LargeZipFile, ValueError) as error:
            if isinstance(error, OSError) and error.errno in _NO_ROOM:
                raise UnavailableError("PACK_NO_ROOM") from error
            raise UnavailableError("PACK_NOT_WRITTEN") from error
        return sha256


def _add(pack: zipfile.ZipFile, member: PackMember, moment: tuple[int, ...]) -> None:
    year, month, day, hour, minute, second = moment
    entry = zipfile.ZipInfo(member.name, (max(year, 1980), month, day, hour, minute, second))
    is_packed = member.name.lower().endswith(_PACKED)
    entry.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
    entry.external_attr = _READABLE
    pack.writestr(entry, member.data)


def _hash_of(out: BinaryIO) -> Sha256:
    whole = hashlib.sha256()
    out.seek(0)
    while part := out.read(_AT_ONCE):
        whole.update(part)
    return Sha256(whole.hexdigest())
