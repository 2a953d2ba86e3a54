"""Keys of sealed files under a passphrase, for machines without a safe store."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from pathlib import Path
from threading import RLock
from typing import Any, Final

from argon2 import Parameters
from argon2.low_level import hash_secret_raw
from argon2.profiles import RFC_9106_LOW_MEMORY
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.domain.errors import RuleViolationError, UnavailableError
from app.domain.file_key import FileKey
from app.ports.file_keys import Passphrases

MIN_PASSPHRASE: Final = 15
_TRIES: Final = 3
_SALT_BYTES: Final = 16
_NONCE_BYTES: Final = 12


class WrappedKeys:
    """One file of keys, each sealed with AES-256-GCM under argon2id of the passphrase.

    The passphrase is asked for once a process, and kept in its memory only.
    """

    def __init__(
        self, file: Path, passphrases: Passphrases, parameters: Parameters = RFC_9106_LOW_MEMORY
    ) -> None:
        self._file = file
        self._passphrases = passphrases
        self._parameters = parameters
        self._passphrase: str | None = None
        # Two threads of one window must not ask the same person twice.
        self._turn = RLock()

    @property
    def is_in_use(self) -> bool:
        """Whether this machine keeps its keys this way."""
        return self._file.exists()

    def holds(self, key_id: str) -> bool:
        """Whether the key of that name is here."""
        return key_id in self._read()

    def get(self, key_id: str) -> FileKey:
        """Open the key of that name, which is here; raises ``PASSPHRASE_WRONG``."""
        with self._turn:
            return self._open(key_id, self._read()[key_id])

    def put(self, key: FileKey) -> None:
        """Seal one more key and open it again; raises ``PASSPHRASE_SHORT``."""
        with self._turn:
            self._put(key)

    def _put(self, key: FileKey) -> None:
        boxes = self._read()
        if self._passphrase is None and boxes:
            # One passphrase opens them all.
            self.get(next(iter(boxes)))
        elif self._passphrase is None:
            self._passphrase = self._new()
        box = self._sealed(key)
        self._write(boxes | {key.id: box})
        if self.get(key.id) != key:
            raise UnavailableError("KEYRING_UNSAFE", reason="kept something else")

    def _new(self) -> str:
        passphrase = self._passphrases.new(MIN_PASSPHRASE)
        if len(passphrase) < MIN_PASSPHRASE:
            raise RuleViolationError("PASSPHRASE_SHORT", minimum=MIN_PASSPHRASE)
        return passphrase

    def _open(self, key_id: str, box: dict[str, Any]) -> FileKey:
        for turn in range(_TRIES):
            typed = self._passphrase or self._passphrases.present(is_repeat=turn > 0)
            with contextlib.suppress(InvalidTag, ValueError, KeyError, TypeError):
                nonce, sealed = bytes.fromhex(box["nonce"]), bytes.fromhex(box["sealed"])
                raw = AESGCM(_kek(typed, box)).decrypt(nonce, sealed, key_id.encode())
                self._passphrase = typed
                return FileKey(raw)
            self._passphrase = None
        raise UnavailableError("PASSPHRASE_WRONG")

    def _sealed(self, key: FileKey) -> dict[str, Any]:
        box: dict[str, Any] = {
            "salt": secrets.token_hex(_SALT_BYTES),
            "time": self._parameters.time_cost,
            "memory": self._parameters.memory_cost,
            "lanes": self._parameters.parallelism,
        }
        nonce = secrets.token_bytes(_NONCE_BYTES)
        kek = _kek(self._passphrase or "", box)
        sealed = AESGCM(kek).encrypt(nonce, key.raw, key.id.encode())
        return box | {"nonce": nonce.hex(), "sealed": sealed.hex()}

    def _read(self) -> dict[str, dict[str, Any]]:
        try:
            stored = json.loads(self._file.read_text(encoding="utf-8"))
            return dict(stored["keys"])
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise UnavailableError("FILE_KEY_UNREADABLE", file=self._file.name) from error

    def _write(self, boxes: dict[str, dict[str, Any]]) -> None:
        """Whole or not at all: a half-written file would take the office's work with it."""
        unfinished = self._file.with_name(f"{self._file.name}.part")
        unfinished.unlink(missing_ok=True)
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump({"version": 1, "keys": boxes}, stream, indent=1)
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(self._file)


def _kek(passphrase: str, box: dict[str, Any]) -> bytes:
    return hash_secret_raw(
        passphrase.encode(),
        bytes.fromhex(box["salt"]),
        time_cost=int(box["time"]),
        memory_cost=int(box["memory"]),
        parallelism=int(box["lanes"]),
        hash_len=32,
        type=RFC_9106_LOW_MEMORY.type,
    )
