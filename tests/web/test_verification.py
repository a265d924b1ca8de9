"""Only Alexa is answered: every other way of asking is refused with 400, and the server lives on."""

import socket
import threading
import time
from contextlib import contextmanager, suppress
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from cryptography.hazmat.primitives import hashes

from skill.web.certificates import ChainCache, check_url, download
from skill.web.errors import VerificationError
from skill.web.service import create_app
from skill.web.signature import RequestVerifier, trusted_roots
from tests.driver import SKILL_ID, a_skill
from tests.web.chains import NOW, URL, chain, request, root, sign


class Server:
    """The web service with a chain of one's own behind Amazon's address."""

    def __init__(self):
        self.pem = chain()
        self.fetched = 0
        verifier = RequestVerifier(ChainCache(self._fetch), roots=lambda: [root()], clock=lambda: NOW)
        self.client = create_app(a_skill(), SKILL_ID, verifier).test_client()

    def _fetch(self, url):
        del url
        self.fetched += 1
        if isinstance(self.pem, Exception):
            raise self.pem
        return self.pem

    def post(self, body, headers):
        return self.client.post("/alexa", data=body, headers=headers)


@pytest.fixture
def server():
    return Server()


def test_a_signed_request_is_answered(server):
    body = request()
    answer = server.post(body, sign(body))
    assert answer.status_code == 200
    assert "988" in answer.get_json()["response"]["outputSpeech"]["ssml"]


def test_the_chain_is_fetched_once(server):
    for _ in range(3):
        body = request()
        assert server.post(body, sign(body)).status_code == 200
    assert server.fetched == 1


@pytest.mark.parametrize(
    "pem",
    [
        chain(names=("echo-api.example.com",)),
        chain(names=()),
        chain(days=(-60, -30)),
        chain(days=(30, 60)),
        chain(issuer="stranger"),
        b"",
        b"no certificate",
        chain()[:200],
        VerificationError("the certificate could not be fetched"),
    ],
    ids=[
        "wrong name",
        "no name",
        "expired",
        "not yet",
        "untrusted",
        "empty",
        "no PEM",
        "cut off",
        "not fetched",
    ],
)
def test_a_chain_that_is_not_alexas_is_refused_and_the_server_lives_on(server, pem):
    good, server.pem = server.pem, pem
    body = request()
    assert server.post(body, sign(body)).status_code == 400
    server.pem = good
    assert server.post(body, sign(body)).status_code == 200


@pytest.mark.parametrize(
    "url",
    [
        "http://s3.amazonaws.com/echo.api/cert.pem",
        "https://s3.example.com/echo.api/cert.pem",
        "https://s3.amazonaws.com.example.com/echo.api/cert.pem",
        "https://s3.amazonaws.com@example.com/echo.api/cert.pem",
        "https://me@s3.amazonaws.com/echo.api/cert.pem",
        "https://s3.amazonaws.com:444/echo.api/cert.pem",
        "https://s3.amazonaws.com:port/echo.api/cert.pem",
        "https://s3.amazonaws.com/EcHo.aPi/cert.pem",
        "https://s3.amazonaws.com/echo.api/../other/cert.pem",
        "https://s3.amazonaws.com/echo.api/%2e%2e/other/cert.pem",
        "https://s3.amazonaws.com/other/cert.pem",
        "file:///etc/passwd",
        "https://[",
        "",
    ],
)
def test_a_chain_from_elsewhere_is_never_fetched(server, url):
    body = request()
    assert server.post(body, sign(body, url=url)).status_code == 400
    assert server.fetched == 0


@pytest.mark.parametrize(
    "url",
    [
        "https://s3.amazonaws.com/echo.api/echo-api-cert.pem",
        "HTTPS://S3.AMAZONAWS.COM:443/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com/echo.api/../echo.api/echo-api-cert.pem",
    ],
)
def test_amazons_own_forms_of_the_address_are_one(url):
    assert check_url(url) == URL


def test_an_altered_body_is_refused(server):
    body = request()
    assert server.post(body.replace(b"en-US", b"en-GB"), sign(body)).status_code == 400


@pytest.mark.parametrize("seconds", [151, -151, 86_400])
def test_an_old_or_future_request_is_refused(server, seconds):
    body = request(sent=NOW - timedelta(seconds=seconds))
    assert server.post(body, sign(body)).status_code == 400


@pytest.mark.parametrize("seconds", [0, 149, -149])
def test_a_request_within_the_tolerance_is_answered(server, seconds):
    body = request(sent=NOW - timedelta(seconds=seconds))
    assert server.post(body, sign(body)).status_code == 200


def test_a_skill_event_may_come_within_the_hour(server):
    late = request(sent=NOW - timedelta(minutes=59), name="skill-disabled")
    assert server.post(late, sign(late)).status_code == 200


@pytest.mark.parametrize("missing", ["SignatureCertChainUrl", "Signature-256"])
def test_a_missing_header_is_refused(server, missing):
    body = request()
    headers = sign(body)
    del headers[missing]
    assert server.post(body, headers).status_code == 400


def test_the_old_sha1_signature_alone_is_refused(server):
    body = request()
    assert server.post(body, sign(body, algorithm=hashes.SHA1, header="Signature")).status_code == 400


@pytest.mark.parametrize("signature", ["", "not base64!", "AAAA", "é"])
def test_a_malformed_signature_is_refused(server, signature):
    body = request()
    headers = sign(body) | {"Signature-256": signature.encode("latin-1").decode("latin-1")}
    assert server.post(body, headers).status_code == 400


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[]", b"null"])
def test_a_signed_body_that_is_no_request_is_refused(server, body):
    assert server.post(body, sign(body)).status_code == 400


def test_a_huge_body_is_refused(server):
    assert server.client.post("/alexa", data=b"x" * 1_000_000).status_code == 413


def test_a_refusal_is_logged_without_content(server, caplog):
    body = request(name="statement")
    server.post(body, {})
    assert "refused" in caplog.text
    assert "PLANTED" not in caplog.text


def test_health_needs_no_signature(server):
    assert server.client.get("/health").get_json() == {"status": "ok"}


def test_the_roots_that_the_web_trusts_are_loaded():
    assert len(trusted_roots()) > 50


@contextmanager
def http_server(respond):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            respond(self)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/chain.pem"
    finally:
        server.shutdown()
        server.server_close()


def _answer(handler, body, status=200):
    handler.send_response(status)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def test_a_chain_is_downloaded():
    with http_server(lambda handler: _answer(handler, b"pem")) as url:
        assert download(url) == b"pem"


def test_a_chain_of_ten_megabytes_is_not_read():
    def huge(handler):
        with suppress(ConnectionError):
            _answer(handler, b"x" * 10_000_000)

    with http_server(huge) as url, pytest.raises(VerificationError, match="too large"):
        download(url)


def test_a_redirect_is_not_followed():
    def elsewhere(handler):
        handler.send_response(302)
        handler.send_header("Location", "http://127.0.0.1:1/")
        handler.end_headers()

    with http_server(elsewhere) as url, pytest.raises(VerificationError, match="could not be fetched"):
        download(url)


def test_a_hanging_certificate_server_is_given_up():
    with socket.create_server(("127.0.0.1", 0)) as listener, pytest.raises(VerificationError):
        download(f"http://127.0.0.1:{listener.getsockname()[1]}/", seconds=0.3)


def test_a_server_that_drips_is_given_up():
    def drip(handler):
        handler.send_response(200)
        handler.end_headers()
        with suppress(ConnectionError):
            for _ in range(50):
                handler.wfile.write(b"x")
                handler.wfile.flush()
                time.sleep(0.05)

    with http_server(drip) as url, pytest.raises(VerificationError, match="slowly"):
        download(url, seconds=0.3)
