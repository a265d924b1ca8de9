"""The certificate chain that a request says it was signed with: where it may come from, and fetching it.

Rules: Amazon, "Host a Custom Skill as a Web Service", section on verifying the request signature.
"""

from __future__ import annotations

import posixpath
import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from urllib.parse import unquote, urlsplit

from skill.web.errors import VerificationError

__all__ = ["ChainCache", "check_url", "download"]

HOST = "s3.amazonaws.com"
PATH = "/echo.api/"
HTTPS_PORT = 443

MOST_BYTES = 64 * 1024
"""A chain of four certificates is some 6 KB."""

SECONDS_TO_FETCH = 3.0
"""For the whole download, however slowly it comes."""

SECONDS_KEPT = 3600.0
MOST_KEPT = 16


def check_url(url: str) -> str:
    """`url` in one normal form, if a chain may be fetched from there.

    Raises:
        VerificationError: it is not HTTPS, not Amazon's host, port or path.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise VerificationError("the certificate address is malformed") from error
    if parts.scheme.lower() != "https":
        raise VerificationError("the certificate address is not https")
    if (parts.hostname or "").lower() != HOST or parts.username or parts.password:
        raise VerificationError("the certificate address has another host")
    if port not in (None, HTTPS_PORT):
        raise VerificationError("the certificate address has another port")
    path = posixpath.normpath(unquote(parts.path))
    if not path.startswith(PATH):
        raise VerificationError("the certificate address has another path")
    return f"https://{HOST}{path}"


def download(url: str, *, seconds: float = SECONDS_TO_FETCH, most_bytes: int = MOST_BYTES) -> bytes:
    """The bytes at `url`, following no redirect.

    Raises:
        VerificationError: it could not be had in `seconds`, or is larger than `most_bytes`.
    """
    import urllib3  # noqa: PLC0415  # only a chain that is not cached needs it

    deadline = time.monotonic() + seconds
    pool = urllib3.PoolManager(retries=False, timeout=urllib3.Timeout(total=seconds))
    try:
        with pool.request("GET", url, redirect=False, preload_content=False) as answer:
            if answer.status != 200:  # noqa: PLR2004  # OK
                raise VerificationError("the certificate could not be fetched")
            chain = b""
            while chunk := answer.read1(8192):
                chain += chunk
                if len(chain) > most_bytes:
                    raise VerificationError("the certificate chain is too large")
                if time.monotonic() > deadline:
                    raise VerificationError("the certificate came too slowly")
            return chain
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise VerificationError("the certificate could not be fetched") from error
    finally:
        pool.clear()


class ChainCache:
    """Chains by their address, each kept for an hour; the oldest makes room."""

    def __init__(
        self,
        fetch: Callable[[str], bytes] = download,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`fetch` gives the bytes at an address; `clock` tells seconds."""
        self._fetch = fetch
        self._clock = clock
        self._kept: OrderedDict[str, tuple[float, bytes]] = OrderedDict()
        self._lock = Lock()

    def get(self, url: str) -> bytes:
        """The chain at `url`, in PEM.

        Raises:
            VerificationError: the address is not allowed, or the chain cannot be had.
        """
        address = check_url(url)
        with self._lock:
            kept = self._kept.get(address)
            if kept and kept[0] > self._clock():
                return kept[1]
        chain = self._fetch(address)
        with self._lock:
            self._kept[address] = (self._clock() + SECONDS_KEPT, chain)
            self._kept.move_to_end(address)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return chain

    def forget(self, url: str) -> None:
        """Drop the chain at `url`: it did not verify."""
        with self._lock:
            self._kept.pop(check_url(url), None)
