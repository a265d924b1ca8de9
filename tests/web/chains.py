"""Self-made certificate chains, and requests signed with them as Alexa signs."""

import base64
import json
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from tests.events import event

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
URL = "https://s3.amazonaws.com/echo.api/echo-api-cert.pem"


@cache
def key(name):
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _certificate(subject, issuer, valid, *, authority=False, names=()):
    start, end = valid
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)])
    issued_by = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)])
    public = key(subject).public_key()
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issued_by)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(end)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(key(issuer).public_key()), critical=False
        )
        .add_extension(
            x509.KeyUsage(
                digital_signature=not authority,
                key_encipherment=False,
                content_commitment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=authority,
                crl_sign=authority,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
    )
    if names:
        builder = builder.add_extension(
            x509.SubjectAlternativeName([x509.DNSName(each) for each in names]), critical=False
        ).add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
    return builder.sign(key(issuer), hashes.SHA256())


def _days(start, end):
    return NOW + timedelta(days=start), NOW + timedelta(days=end)


@cache
def root(name="root"):
    return _certificate(name, name, _days(-900, 900), authority=True)


def chain(names=("echo-api.amazon.com",), *, issuer="root", days=(-30, 30)):
    """A leaf and an intermediate, in PEM; `days` is when the leaf is valid, counted from now."""
    intermediate = _certificate("intermediate", issuer, _days(-600, 600), authority=True)
    leaf = _certificate("leaf", "intermediate", _days(*days), names=names)
    pem = serialization.Encoding.PEM
    return leaf.public_bytes(pem) + intermediate.public_bytes(pem)


def request(*, sent=NOW, name="launch"):
    """The raw body of a request."""
    envelope = event(name)
    envelope["request"]["timestamp"] = sent.strftime("%Y-%m-%dT%H:%M:%SZ")
    return json.dumps(envelope).encode()


def sign(body, *, url=URL, algorithm=hashes.SHA256, header="Signature-256"):
    """The headers with which Alexa would send `body`."""
    signature = key("leaf").sign(body, padding.PKCS1v15(), algorithm())
    return {
        "SignatureCertChainUrl": url,
        header: base64.b64encode(signature).decode(),
        "Content-Type": "application/json",
    }
