"""Makes the committed, electronically signed request form once, with a throw-away authority.

    python tests/data/make_signed_form.py

Writes resources/demo/signed-form-p06.pdf and resources/demo/demo-authority.crt; the keys are
never stored. The authority is nobody's and must not be trusted outside demonstrations.
"""

import datetime
import io
import sys
from pathlib import Path

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from app.infra.demo_media.form_files import SIGNED_PERSON, electronic_form  # noqa: E402
from app.infra.demo_media.people import people  # noqa: E402

START = datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC)


def name(common: str, serial: str | None = None) -> x509.Name:
    parts = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "EC"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Demostración"),
        x509.NameAttribute(NameOID.COMMON_NAME, common),
    ]
    if serial:
        parts.append(x509.NameAttribute(NameOID.SERIAL_NUMBER, serial))
    return x509.Name(parts)


def certificate(
    subject: x509.Name,
    issuer: x509.Name,
    key: rsa.RSAPublicKey,
    signing: rsa.RSAPrivateKey,
    *,
    authority: bool,
) -> x509.Certificate:
    usage = x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(START)
        .not_valid_after(START + datetime.timedelta(days=3650 if authority else 1460))
        .add_extension(
            x509.BasicConstraints(ca=authority, path_length=0 if authority else None), critical=True
        )
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()), critical=False
        )
        .sign(signing, hashes.SHA256())
    )


def main() -> None:
    person = people()[SIGNED_PERSON]
    root_key, own_key = (
        rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2)
    )
    root_name = name("Autoridad de demostración, sin validez")
    root = certificate(root_name, root_name, root_key.public_key(), root_key, authority=True)
    own = certificate(
        name(person.full_name.upper(), person.cedula),
        root_name,
        own_key.public_key(),
        root_key,
        authority=False,
    )
    as_asn1 = lambda c: asn1_x509.Certificate.load(c.public_bytes(serialization.Encoding.DER))  # noqa: E731
    store = SimpleCertificateStore()
    store.register(as_asn1(root))
    secret = own_key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    signer = signers.SimpleSigner(
        signing_cert=as_asn1(own),
        signing_key=asn1_keys.PrivateKeyInfo.load(secret),
        cert_registry=store,
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(electronic_form(person)))
    fields.append_signature_field(writer, fields.SigFieldSpec("Firma1", on_page=0))
    meta = signers.PdfSignatureMetadata(
        field_name="Firma1",
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        name=person.full_name,
    )
    out = signers.PdfSigner(meta, signer=signer).sign_pdf(writer)
    folder = ROOT / "resources" / "demo"
    (folder / "signed-form-p06.pdf").write_bytes(out.getvalue())
    (folder / "demo-authority.crt").write_bytes(root.public_bytes(serialization.Encoding.PEM))


if __name__ == "__main__":
    main()
