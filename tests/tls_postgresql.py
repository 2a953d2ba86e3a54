"""A PostgreSQL that speaks TLS: that of the machine, because the one of our test package cannot."""

from __future__ import annotations

import os
import shutil
import socket
import ssl
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest

from tests.throwaway_ca import Authority

PASSWORD = "una clave larga de prueba"
_HBA = """
local   all postgres                trust
hostssl all mutual   127.0.0.1/32   scram-sha-256 clientcert=verify-full
hostssl all machine  127.0.0.1/32   cert
host    all staff    127.0.0.1/32   scram-sha-256
"""


def programs() -> Path | None:
    """Where a PostgreSQL built with OpenSSL is, newest first."""
    found = Path("/usr/lib/postgresql").glob("*/bin/postgres")
    return max((file.parent for file in found), key=lambda at: int(at.parent.name), default=None)


class TlsServer:
    """A cluster of its own on a port of loopback, with three logins that have to prove themselves."""

    def __init__(self, place: Path, authority: Authority) -> None:
        bin_folder = programs()
        if bin_folder is None:
            pytest.skip("no PostgreSQL with OpenSSL here (tools/setup.sh dev installs Debian's)")
        self._bin = bin_folder
        self._user = "postgres" if os.geteuid() == 0 else None
        self.data, self.authority = place / "data", authority
        with closing(socket.create_server(("127.0.0.1", 0))) as free:
            self.port = free.getsockname()[1]
        self._own(place)
        self._run("initdb", "--no-sync", "-A", "trust", "-U", "postgres", "-E", "UTF8")
        shutil.copy(authority.ca_file, self.data / "ca.pem")
        (self.data / "pg_hba.conf").write_text(_HBA)
        self._settings("ssl = on")
        self.show(authority.certify_server(), is_running=False)
        self._run("pg_ctl", "-w", "-l", str(place / "log"), "start")
        with psycopg.connect(
            host=str(self.data), port=self.port, user="postgres", dbname="postgres"
        ) as connection:
            for login in ("staff", "mutual", "machine"):
                connection.execute(f"CREATE ROLE {login} LOGIN PASSWORD '{PASSWORD}'")

    def url(self, login: str = "staff", host: str = "127.0.0.1", *, ca: Path | str = "") -> str:
        """By which a login with its password reaches the server."""
        user = f"{login}:{PASSWORD.replace(' ', '%20')}" if login != "machine" else login
        pin = f"?sslrootcert={ca or self.authority.ca_file}"
        return f"postgresql://{user}@{host}:{self.port}/postgres{pin}"

    def show(self, chain: Path, *, is_running: bool = True) -> None:
        """Show another certificate from now on."""
        kept = self.data / "server.pem"
        shutil.copy(chain, kept)
        kept.chmod(0o600)
        self._own(kept)
        if is_running:
            self.reload()

    @contextmanager
    def without_tls(self) -> Iterator[None]:
        self._settings("ssl = off")
        self.reload()
        yield
        self._settings("ssl = on")
        self.reload()

    def reload(self) -> None:
        """Read settings and certificates again, and wait until new connections see them."""
        before = self._loaded_at()
        self._run("pg_ctl", "reload")
        while self._loaded_at() == before:
            pass

    def stop(self) -> None:
        self._run("pg_ctl", "-m", "immediate", "stop")

    def _loaded_at(self) -> object:
        # Each answer is of a new process, which has read what the postmaster had.
        with psycopg.connect(
            host=str(self.data), port=self.port, user="postgres", dbname="postgres"
        ) as connection:
            return connection.execute("SELECT pg_conf_load_time()").fetchone()

    def _settings(self, tls: str) -> None:
        (self.data / "postgresql.auto.conf").write_text(
            f"listen_addresses = '127.0.0.1'\nport = {self.port}\nunix_socket_directories = '{self.data}'\n"
            f"fsync = off\n{tls}\nssl_ca_file = 'ca.pem'\nssl_cert_file = 'server.pem'\n"
            "ssl_key_file = 'server.pem'\npassword_encryption = 'scram-sha-256'\n"
        )

    def _own(self, place: Path) -> None:
        if self._user is not None:
            shutil.chown(place, self._user, self._user)

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [self._bin / program, "-D", self.data, *arguments],
            user=self._user,
            cwd="/",
            check=True,
            stdout=subprocess.DEVNULL,
            timeout=60,
        )


@pytest.fixture(scope="module")
def tls_server() -> Iterator[TlsServer]:
    with tempfile.TemporaryDirectory(prefix="ventanilla-tls-") as folder:
        place = Path(folder)
        place.chmod(0o755)
        (place / "server").mkdir()
        server = TlsServer(place / "server", Authority(place / "authority"))
        yield server
        server.stop()


@contextmanager
def in_the_middle(server: TlsServer, context: ssl.SSLContext) -> Iterator[int]:
    """The port of a machine that has a good certificate and passes everything on in the clear."""
    with closing(socket.create_server(("127.0.0.1", 0))) as door:
        threading.Thread(target=_serve_once, args=(door, server.port, context), daemon=True).start()
        yield door.getsockname()[1]


def _serve_once(door: socket.socket, port: int, context: ssl.SSLContext) -> None:
    raw, _ = door.accept()
    raw.recv(8)
    raw.sendall(b"S")
    with (
        context.wrap_socket(raw, server_side=True) as near,
        socket.create_connection(("127.0.0.1", port)) as far,
    ):
        back = threading.Thread(target=_pass_on, args=(far, near), daemon=True)
        back.start()
        _pass_on(near, far)
        far.shutdown(socket.SHUT_WR)
        back.join()


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    try:
        while data := source.recv(65536):
            target.sendall(data)
    except OSError:
        pass
