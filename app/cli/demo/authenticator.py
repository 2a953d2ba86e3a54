"""The authenticator of the demonstration's staff: one secret for all, as public as the password."""

from __future__ import annotations

import hashlib
import hmac
import struct
from datetime import datetime

SECRET = b"codigo-de-una-prueba"
_STEP_S = 30
_DIGITS = 6


def code_at(at: datetime) -> str:
    """The code that is shown at an instant (RFC 6238)."""
    step = int(at.timestamp()) // _STEP_S
    digest = hmac.digest(SECRET, struct.pack(">Q", step), hashlib.sha1)
    place = digest[-1] & 0x0F
    (number,) = struct.unpack(">I", digest[place : place + 4])
    return f"{(number & 0x7FFFFFFF) % 10**_DIGITS:0{_DIGITS}d}"
