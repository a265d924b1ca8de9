"""Whether a request comes from Alexa: signature, certificate chain and time.

Verified with `cryptography.x509.verification`. The ASK SDK's own verifier stands on `oscrypto`, which does
not load wherever OpenSSL's patch version has two digits (docs/decisions/request-verification.md).
"""

from __future__ import annotations

import base64
import binascii
import json
import warnings
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import certifi
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509.verification import PolicyBuilder, Store
from cryptography.x509.verification import VerificationError as ChainError

from skill.web.certificates import ChainCache
from skill.web.errors import VerificationError

__all__ = ["RequestVerifier", "trusted_roots"]

NAME = "echo-api.amazon.com"
"""The subject alternative name of Alexa's certificate."""

TOLERANCE = timedelta(seconds=150)
EVENT_TOLERANCE = timedelta(hours=1)
"""Skill events, such as a disabled skill, may come later than requests of a person."""


def trusted_roots() -> list[x509.Certificate]:
    """The root certificates of the bundle that certifi carries."""
    with warnings.catch_warnings():
        # The bundle holds a root with a serial number that is not positive; the library reads it, and warns.
        warnings.simplefilter("ignore", CryptographyDeprecationWarning)
        return x509.load_pem_x509_certificates(Path(certifi.where()).read_bytes())


class RequestVerifier:
    """Verifies raw requests, before anything in them is read."""

    def __init__(
        self,
        chains: ChainCache,
        roots: Callable[[], list[x509.Certificate]] = trusted_roots,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """`chains` gives the chain that a request names; `roots` are trusted; `clock` tells the time."""
        self._chains = chains
        self._store = Store(roots())
        self._clock = clock

    def verify(self, headers: Mapping[str, str], body: bytes) -> None:
        """Return if a request comes from Alexa, just now, and unaltered.

        Args:
            headers: of the request; names in any case.
            body: the raw bytes, as they came.

        Raises:
            VerificationError: it cannot be shown to.
        """
        given = {name.lower(): value for name, value in headers.items()}
        url, signature = given.get("signaturecertchainurl"), given.get("signature-256")
        if not url or not signature:
            raise VerificationError("the request is not signed")
        leaf = self._leaf(url)
        _check_signature(leaf, signature, body)
        self._check_time(body)

    def _leaf(self, url: str) -> x509.Certificate:
        """The certificate that signs, if its chain leads to a trusted root and names Alexa."""
        try:
            leaf, *others = x509.load_pem_x509_certificates(self._chains.get(url))
            policy = PolicyBuilder().store(self._store).time(self._clock().replace(tzinfo=None))
            policy.build_server_verifier(x509.DNSName(NAME)).verify(leaf, others)
        except ChainError as error:
            self._chains.forget(url)
            raise VerificationError("the certificate chain is not trusted") from error
        except ValueError as error:
            self._chains.forget(url)
            raise VerificationError("the certificate chain is malformed") from error
        return leaf

    def _check_time(self, body: bytes) -> None:
        request = _request(body)
        event = str(request.get("type", "")).startswith("AlexaSkillEvent.")
        try:
            sent = datetime.fromisoformat(str(request.get("timestamp")))
        except ValueError as error:
            raise VerificationError("the request has no time") from error
        if sent.tzinfo is None:
            sent = sent.replace(tzinfo=UTC)
        if abs(self._clock() - sent) > (EVENT_TOLERANCE if event else TOLERANCE):
            raise VerificationError("the request is too old")


def _check_signature(leaf: x509.Certificate, signature: str, body: bytes) -> None:
    key = leaf.public_key()
    if not isinstance(key, RSAPublicKey):
        raise VerificationError("the certificate has another kind of key")
    try:
        key.verify(base64.b64decode(signature, validate=True), body, PKCS1v15(), SHA256())
    except (binascii.Error, ValueError) as error:
        raise VerificationError("the signature is malformed") from error
    except InvalidSignature as error:
        raise VerificationError("the signature does not fit the request") from error


def _request(body: bytes) -> Mapping[str, Any]:
    try:
        envelope = json.loads(body)
    except ValueError as error:
        raise VerificationError("the request is no JSON") from error
    request = envelope.get("request") if isinstance(envelope, dict) else None
    return request if isinstance(request, dict) else {}
