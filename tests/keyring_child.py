"""One start of a workstation with the system's real store of secrets; says what it found.

Run: ``python -m tests.keyring_child keep|enter|refuse`` in a session with a store of its own.
"""

from __future__ import annotations

import json
import sys

from app.domain.errors import AccessDeniedError
from app.infra.keyring_secrets import KeyringSecrets, backend_name
from ui.shell.remembering import Remembering

PASSWORD = "ñandú 🗝 en Guaranda"


def main(step: str) -> None:
    secrets = KeyringSecrets()
    remembering = Remembering(secrets, "postgresql://db.example/x")
    told: dict[str, object] = {"before": remembering.recall()}
    if told["before"] is not None:
        told["backend"] = backend_name(secrets._safe_backend())
    given: list[str] = []

    def server(login: str, password: str, _code: str) -> object:
        given.append(password)
        if step == "refuse":
            raise AccessDeniedError("SIGN_IN_REFUSED")
        return login

    remembering.is_wanted = True
    try:
        remembering.around(server)("ana", PASSWORD if step == "keep" else "", "")
    except AccessDeniedError as error:
        told["error"] = error.code
    told["was_right"] = given == [PASSWORD]
    told["after"] = remembering.recall()
    told["failed"] = repr(remembering.failed) if remembering.failed else ""
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
