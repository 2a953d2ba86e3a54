"""What a server that is not this machine has to prove before anything is said to it (TLS).

A password typed for a stranger is lost, so nothing here falls back: the certificate is checked
against an authority the workstation's profile names, the name against the one asked for, and the
password is only used in a way that a machine in between cannot pass on (channel binding).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.domain.errors import RuleViolationError, UnavailableError

if TYPE_CHECKING:
    from sqlalchemy.engine import URL

_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
"""Not the rest of 127/8: what listens there may be passed on to another machine."""
_FILES: Final = ("sslrootcert", "sslcert", "sslkey")
_REMOTE: Final[dict[str, str]] = {
    "sslmode": "verify-full",
    # Else a server could be talked to without TLS, by Kerberos of whoever is logged in.
    "gssencmode": "disable",
    "ssl_min_protocol_version": "TLSv1.2",
}
_WELL: Final[Mapping[str, frozenset[str]]] = {
    "sslmode": frozenset({"verify-full"}),
    "gssencmode": frozenset({"disable"}),
    "ssl_min_protocol_version": frozenset({"TLSv1.2", "TLSv1.3"}),
    "channel_binding": frozenset({"require"}),
    # The password alone in the clear, or none at all, is what a false server asks for.
    "require_auth": frozenset({"scram-sha-256"}),
}
"""What an address may say of these about another machine; anything else would weaken it."""

_OF_OURS: Final = (
    r"alert (?:certificate required|unknown ca|bad certificate|certificate expired)"
    r"|requires a valid client certificate|requiere un certificado de cliente"
    r"|certificate authentication failed|private key file|could not (?:load|read) .*certificate file"
    r"|did not request a|without a valid SSL certificate"
)
"""What is said of the certificate that this machine shows, or does not."""

_REFUSED: Final = (
    ("SERVER_TLS_ABSENT", r"server does not support SSL"),
    ("SERVER_CLIENT_CERTIFICATE", _OF_OURS),
    ("SERVER_CHANNEL_BINDING", r"channel binding|authentication method requirement"),
    (
        "SERVER_NOT_PROVEN",
        r"certificate verify failed|server certificate for|root certificate|certificate could not",
    ),
)


def secured(url: URL) -> URL:
    """The address with everything a connection to another machine needs.

    A server on this machine, by socket or loopback, is reached as the address says; where a file
    with an authority is named, it has to prove itself too.

    Raises:
        RuleViolationError: ``SERVER_TLS_WEAK`` (``option``, ``value``), ``SERVER_CA_NEEDED``,
            ``SERVER_FILE_UNREADABLE`` (``file``), ``DATABASE_URL_INVALID``.
    """
    given: dict[str, str] = {}
    for name, value in url.query.items():
        if isinstance(value, tuple) and name != "host":
            raise RuleViolationError("DATABASE_URL_INVALID")
        given[name] = value if isinstance(value, str) else ",".join(value)
    for option in ("service", "servicefile", "sslkeylogfile"):
        # The first two name a file that could say anything, unseen; the third writes the keys away.
        if option in given:
            raise RuleViolationError("SERVER_TLS_WEAK", option=option, value=given[option])
    if given.get("sslrootcert") == "system":
        # Whom the driver's own OpenSSL trusts: no machine of ours has those in its place.
        raise RuleViolationError("SERVER_TLS_WEAK", option="sslrootcert", value="system")
    is_near = is_here(url)
    if not is_near:
        _refuse_weak(given)
        if not given.get("sslrootcert"):
            raise RuleViolationError("SERVER_CA_NEEDED")
    _require_readable(given)
    # Whoever names an authority wants it asked, on this machine too.
    has_to_prove = not is_near or given.get("sslrootcert")
    more = _REMOTE | _proof(url, given) if has_to_prove else {}
    return url.update_query_dict({name: more[name] for name in more if name not in given})


def is_here(url: URL) -> bool:
    """Whether an address is of this machine alone, by whatever way it is written.

    What it leaves out, the library of PostgreSQL takes from the environment; a service is a file
    that could say anything.
    """
    given = {
        name: value if isinstance(value, str) else ",".join(value)
        for name, value in url.query.items()
    }
    return all(_is_here(place) for place in _places(url, given))


def refusal(error: BaseException) -> UnavailableError | None:
    """Why no safe connection came to be, from what libpq or the server says; None if otherwise."""
    said = str(error)
    for code, words in _REFUSED:
        if re.search(words, said, re.IGNORECASE):
            return UnavailableError(code)
    return None


def _proof(url: URL, given: Mapping[str, str]) -> dict[str, str]:
    """How both show who they are: the password bound to this very channel, or a certificate."""
    shown = {"sslcertmode": "require"} if given.get("sslcert") else {}
    if shown and not (url.password or given.get("password")):
        # A password of a file may be asked for all the same, but never in the clear.
        return shown | {"require_auth": "none,scram-sha-256"}
    return shown | {"channel_binding": "require"}


def _refuse_weak(given: Mapping[str, str]) -> None:
    for option, well in _WELL.items():
        if option in given and given[option] not in well:
            raise RuleViolationError("SERVER_TLS_WEAK", option=option, value=given[option])


def _require_readable(given: Mapping[str, str]) -> None:
    for option in _FILES:
        file = given.get(option, "")
        if file and not (os.access(Path(file), os.R_OK) and Path(file).is_file()):
            raise RuleViolationError("SERVER_FILE_UNREADABLE", file=file)


def _places(url: URL, given: Mapping[str, str]) -> Iterator[str]:
    """Everywhere a connection may go, also by what the environment adds."""
    environment = os.environ
    hosts = [host for host in (url.host, given.get("host")) if host]
    for host in hosts or [environment.get("PGHOST", "")]:
        yield from host.split(",")
    yield from (given.get("hostaddr") or environment.get("PGHOSTADDR", "")).split(",")
    service = given.get("service") or environment.get("PGSERVICE")
    if service:
        yield f"service {service}"


def _is_here(place: str) -> bool:
    """Whether that is this machine: a socket, which has a path or no name, or loopback."""
    if not place or place.startswith(("/", "@")) or place == "localhost":
        return True
    bare = place.strip("[]")
    if bare.count(":") == 1:
        bare = bare.partition(":")[0]
    return bare in _LOOPBACK
