"""The polite fetcher's connections: encrypted, kept, checked and cut."""

import contextlib
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from records.errors import FetchError
from records.source import Source
from scanners.fetching.fetcher import Fetcher, HostPolicy, Limits

SOURCE = Source(id="library", name="Library", kind="feed")
FAST = {"*": HostPolicy(per_second=1000.0, concurrency=4, robots=False)}


def _fetcher(limits: Limits | None = None) -> Fetcher:
    return Fetcher(
        contact="",
        version="1",
        policies=FAST,
        allow_private=["127.0.0.1"],
        limits=limits,
        sleep=lambda _: None,
    )


class _Keeping(BaseHTTPRequestHandler):
    """Answers over connections that it keeps open, with the number of the connection."""

    protocol_version = "HTTP/1.1"
    connections = 0

    def setup(self) -> None:
        super().setup()
        type(self).connections += 1

    def do_GET(self) -> None:
        pieces = [str(self.connections).encode()] if self.path != "/slow" else [b"x"] * 40
        self.send_response(200)
        self.send_header("Content-Length", str(len(b"".join(pieces))))
        self.end_headers()
        with contextlib.suppress(OSError):  # the client may have hung up
            for piece in pieces:
                self.wfile.write(piece)
                time.sleep(0.1 if len(pieces) > 1 else 0.0)

    def log_message(self, *_: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    """Serves in the background; quiet about clients that hang up."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        pass


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Make a certificate for 127.0.0.1 that signed itself, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.IPv4Address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2100, 1, 1, tzinfo=UTC))
        .add_extension(address, critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = tmp_path / "both.pem"
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture(params=["http", "https"])
def url(request: pytest.FixtureRequest, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Give a server that keeps connections, plain and encrypted; its certificate is trusted."""
    _Keeping.connections = 0
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    with _Server(("127.0.0.1", 0), _Keeping) as server:
        if request.param == "https":
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"{request.param}://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def test_a_connection_is_kept_for_the_next_page(url: str) -> None:
    with _fetcher() as fetcher:
        fetch = fetcher.for_source(SOURCE)
        assert [fetch(f"{url}/x").body for _ in range(3)] == [b"1", b"1", b"1"]


def test_each_page_over_a_kept_connection_has_its_own_time_limit(url: str) -> None:
    with _fetcher(Limits(total=1.0)) as fetcher:
        fetch = fetcher.for_source(SOURCE)
        for _ in range(3):
            assert fetch(f"{url}/x").body == b"1"
            time.sleep(0.5)
        began = time.monotonic()
        with pytest.raises(FetchError, match="takes longer than"):
            fetch(f"{url}/slow")
        assert time.monotonic() - began < 3.0
        assert fetch(f"{url}/x").body == b"2"


def test_a_kept_connection_is_not_cut_when_its_last_page_is_long_done(url: str) -> None:
    with _fetcher(Limits(total=0.6)) as fetcher:
        fetch = fetcher.for_source(SOURCE)
        fetch(f"{url}/x")
        time.sleep(0.9)
        assert fetch(f"{url}/x").body == b"1"


def test_a_certificate_that_nobody_vouches_for_is_said_and_not_tried_again(certificate: Path) -> None:
    def serve(connection: socket.socket) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        with pytest.raises(ssl.SSLError), context.wrap_socket(connection, server_side=True) as secure:
            secure.recv(1)

    with _listening(serve) as (port, accepted), _fetcher() as fetcher, pytest.raises(FetchError) as caught:
        fetcher.for_source(SOURCE)(f"https://127.0.0.1:{port}/")
    assert str(caught.value) == (
        "the certificate of 127.0.0.1 cannot be verified; check the address and your network"
    )
    assert len(accepted) == 1


def test_a_handshake_that_never_ends_is_cut_at_the_total_time_limit() -> None:
    def serve(connection: socket.socket) -> None:
        with contextlib.suppress(OSError):  # until the client hangs up
            while connection.recv(65536):
                connection.sendall(b"\x16")
            connection.close()

    began = time.monotonic()
    with (
        _listening(serve) as (port, _),
        _fetcher(Limits(connect=5.0, total=0.4)) as fetcher,
        pytest.raises(FetchError, match="takes longer than"),
    ):
        fetcher.for_source(SOURCE)(f"https://127.0.0.1:{port}/")
    assert time.monotonic() - began < 4.0


@contextlib.contextmanager
def _listening(serve: Callable[[socket.socket], None]) -> Iterator[tuple[int, list[int]]]:
    """Give the port of a server that handles one connection, and a list of those accepted."""
    accepted: list[int] = []

    def accept() -> None:
        connection, _ = listening.accept()
        accepted.append(1)
        with connection:
            serve(connection)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = threading.Thread(target=accept, daemon=True)
        server.start()
        yield listening.getsockname()[1], accepted
        server.join(timeout=10)
