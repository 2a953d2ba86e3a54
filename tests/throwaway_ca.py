"""A certificate authority that lives for one test run, and what it certifies."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID


@dataclass(frozen=True)
class ServerIdentity:
    ca_file: Path
    context: ssl.SSLContext


class Authority:
    """Certifies servers and clients; its own certificate is in ``ca_file``."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.ca_file = folder, folder / "ca.pem"
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _name("Autoridad de prueba")
        until = datetime.now(UTC) + timedelta(days=1)
        public = self._key.public_key()
        ca = (
            _builder(self._name, self._name, public, until)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(_usage(signing=True), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
            .sign(self._key, hashes.SHA256())
        )
        self._own = ca.public_bytes(serialization.Encoding.PEM)
        self.ca_file.write_bytes(self._own)

    def itself(self) -> Path:
        """One file with its own key and certificate, which nobody but itself has signed."""
        chain = self.folder / "itself.pem"
        chain.write_bytes(_as_pem(self._key) + self._own)
        return chain

    def certify_server(self, host: str = "127.0.0.1", *, expired: bool = False) -> Path:
        """One file with key and certificate."""
        alternative = x509.SubjectAlternativeName([x509.IPAddress(ip_address(host))])
        file = f"server-{host}{'-expired' if expired else ''}.pem"
        until = datetime.now(UTC) + (timedelta(minutes=-1) if expired else timedelta(days=1))
        return self._certify(host, until, ExtendedKeyUsageOID.SERVER_AUTH, file, alternative)

    def certify_client(self, login: str) -> Path:
        """One file with key and certificate, for the login of that name."""
        until = datetime.now(UTC) + timedelta(days=1)
        return self._certify(login, until, ExtendedKeyUsageOID.CLIENT_AUTH, f"client-{login}.pem")

    def _certify(
        self,
        subject: str,
        until: datetime,
        purpose: x509.ObjectIdentifier,
        file: str,
        alternative: x509.SubjectAlternativeName | None = None,
    ) -> Path:
        key = ec.generate_private_key(ec.SECP256R1())
        issuer = self._key.public_key()
        builder = _builder(_name(subject), self._name, key.public_key(), until)
        if alternative is not None:
            builder = builder.add_extension(alternative, critical=False)
        made = (
            builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(signing=False), critical=True)
            .add_extension(x509.ExtendedKeyUsage([purpose]), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer), critical=False
            )
            .sign(self._key, hashes.SHA256())
        )
        chain = self.folder / file
        chain.write_bytes(_as_pem(key) + made.public_bytes(serialization.Encoding.PEM))
        chain.chmod(0o600)
        return chain


def make_identity(
    folder: Path, host: str = "127.0.0.1", *, expired: bool = False
) -> ServerIdentity:
    """Write an authority's certificate and return it with a server context for ``host``."""
    authority = Authority(folder)
    return ServerIdentity(
        authority.ca_file, server_context(authority.certify_server(host, expired=expired))
    )


def server_context(chain: Path) -> ssl.SSLContext:
    """What a server shows that file with."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain)
    return context


def _as_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, until: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(until - timedelta(days=2))
        .not_valid_after(until)
    )


def _usage(*, signing: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signing,
        key_cert_sign=signing,
        crl_sign=signing,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
