"""Verifiers of passwords as a PostgreSQL server keeps them (SCRAM-SHA-256, RFC 5802 and 7677).

Made here, so that no password in clear ever reaches the server or its log.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
import secrets
import unicodedata
from typing import Final

ITERATIONS: Final = 100_000
"""Twenty-five times the server's default; each new connection pays for it once, on the desktop."""

_SALT_BYTES: Final = 16
_FORM: Final = re.compile(
    r"SCRAM-SHA-256\$(?P<iterations>\d{1,9}):(?P<salt>[A-Za-z0-9+/=]+)"
    r"\$(?P<stored>[A-Za-z0-9+/=]+):(?P<server>[A-Za-z0-9+/=]+)"
)


class ScramHasher:
    """Implements :class:`app.ports.passwords.PasswordHasher`."""

    def __init__(self, iterations: int = ITERATIONS) -> None:
        self._iterations = iterations

    def hash(self, password: str) -> str:
        """The verifier of a password."""
        return _verifier(password, secrets.token_bytes(_SALT_BYTES), self._iterations)

    def verify(self, verifier: str, password: str) -> bool:
        """Whether the password is that of the verifier; False for one of another kind."""
        found = _FORM.fullmatch(verifier)
        if found is None:
            return False
        try:
            salt = base64.b64decode(found["salt"], validate=True)
        except binascii.Error:
            return False
        return hmac.compare_digest(verifier, _verifier(password, salt, int(found["iterations"])))

    def is_outdated(self, verifier: str) -> bool:
        """Whether it was made with fewer iterations."""
        found = _FORM.fullmatch(verifier)
        return found is None or int(found["iterations"]) < self._iterations


def _verifier(password: str, salt: bytes, iterations: int) -> str:
    # What SASLprep does to letters anybody types; the rest of it forbids characters.
    prepared = unicodedata.normalize("NFKC", password).encode()
    salted = hashlib.pbkdf2_hmac("sha256", prepared, salt, iterations)
    stored = hashlib.sha256(hmac.digest(salted, b"Client Key", "sha256")).digest()
    server = hmac.digest(salted, b"Server Key", "sha256")
    words = (base64.b64encode(part).decode() for part in (salt, stored, server))
    return "SCRAM-SHA-256${}:{}${}:{}".format(iterations, *words)
