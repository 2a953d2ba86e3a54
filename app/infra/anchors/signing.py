"""Ed25519 keys that sign seals: in a file of the sealing machine or in its store of secrets."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.domain.errors import RuleViolationError, UnavailableError
from app.ports.anchors import SEALING_SECRET, SignatureCheck
from app.ports.secret_store import SecretStore

_OTHERS: Final = 0o077


class FileKey:
    """A key in a file that only its owner may read (implements ``SealingKey``)."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def sign(self, text: str) -> str:
        """Sign; the file is read each time, so that a key taken away stops signing."""
        return self._key().sign(text.encode()).hex()

    def public(self) -> str:
        """The public half."""
        return _public_pem(self._key())

    def create(self) -> None:
        """Make the file with a new key, readable by nobody else from its first instant."""
        data = Ed25519PrivateKey.generate().private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            opened = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError as error:
            raise RuleViolationError("ANCHORS_KEY_EXISTS") from error
        except OSError as error:
            raise UnavailableError("ANCHORS_KEY_UNREADABLE", errno=error.errno) from error
        with os.fdopen(opened, "wb") as file:
            file.write(data)

    def _key(self) -> Ed25519PrivateKey:
        try:
            with self._path.open("rb") as file:
                # Of the open file: between asking for rights and reading it could be exchanged.
                if os.name != "nt" and os.fstat(file.fileno()).st_mode & _OTHERS:
                    raise UnavailableError("ANCHORS_KEY_EXPOSED")
                key = serialization.load_pem_private_key(file.read(), password=None)
        except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
            raise UnavailableError("ANCHORS_KEY_UNREADABLE", reason=type(error).__name__) from error
        if not isinstance(key, Ed25519PrivateKey):
            raise UnavailableError("ANCHORS_KEY_UNREADABLE", reason="kind")
        return key


class StoredKey:
    """A key in the system's store of secrets (implements ``SealingKey``)."""

    def __init__(self, secrets: SecretStore) -> None:
        self._secrets = secrets

    def sign(self, text: str) -> str:
        """Sign; raises as the store does."""
        return self._key().sign(text.encode()).hex()

    def public(self) -> str:
        """The public half."""
        return _public_pem(self._key())

    def create(self) -> None:
        """Keep a new key; ``ANCHORS_KEY_EXISTS`` when there is one."""
        try:
            self._secrets.get(SEALING_SECRET)
        except RuleViolationError:
            secret = Ed25519PrivateKey.generate().private_bytes_raw().hex()
            self._secrets.put(SEALING_SECRET, secret)
            return
        raise RuleViolationError("ANCHORS_KEY_EXISTS")

    def _key(self) -> Ed25519PrivateKey:
        try:
            return Ed25519PrivateKey.from_private_bytes(
                bytes.fromhex(self._secrets.get(SEALING_SECRET))
            )
        except RuleViolationError as error:
            raise UnavailableError("ANCHORS_KEY_UNREADABLE", reason=error.code) from error
        except ValueError as error:
            raise UnavailableError("ANCHORS_KEY_UNREADABLE", reason="form") from error


def signatures_by(files: Sequence[Path]) -> SignatureCheck:
    """A check that takes signatures by any of these public keys (a key may have been replaced).

    Raises:
        UnavailableError: ``ANCHORS_PUBLIC_KEY_UNREADABLE``.
    """
    keys = [_public_key(path) for path in files]

    def check(text: str, signature: str) -> bool:
        return any(_is_by(key, text, signature) for key in keys)

    return check


def _is_by(key: Ed25519PublicKey, text: str, signature: str) -> bool:
    try:
        key.verify(bytes.fromhex(signature), text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def _public_key(path: Path) -> Ed25519PublicKey:
    try:
        key = serialization.load_pem_public_key(path.read_bytes())
    except (OSError, ValueError, UnsupportedAlgorithm) as error:
        raise UnavailableError(
            "ANCHORS_PUBLIC_KEY_UNREADABLE", reason=type(error).__name__
        ) from error
    if not isinstance(key, Ed25519PublicKey):
        raise UnavailableError("ANCHORS_PUBLIC_KEY_UNREADABLE", reason="kind")
    return key


def _public_pem(key: Ed25519PrivateKey) -> str:
    return (
        key.public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        .decode("ascii")
    )
