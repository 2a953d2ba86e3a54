"""What an authenticator is told: the secret of a second factor as a link (RFC 6238)."""

from __future__ import annotations

import base64
from urllib.parse import quote, urlencode

SECRET_BYTES = 20
ISSUER = "Ventanilla"


def enrolment_link(login: str, secret: bytes) -> str:
    """The ``otpauth`` link that authenticators read from a QR code.

    Args:
        login: named beside the code in the authenticator.
        secret: at least 20 bytes.
    """
    spoken = base64.b32encode(secret).decode().rstrip("=")
    label = quote(f"{ISSUER}:{login}")
    facts = {"secret": spoken, "issuer": ISSUER, "algorithm": "SHA1", "digits": 6, "period": 30}
    return f"otpauth://totp/{label}?{urlencode(facts)}"
