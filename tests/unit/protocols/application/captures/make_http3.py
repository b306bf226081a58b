"""Makes http3.pcap and http3.keys beside it: `sudo python make_http3.py`, with aioquic and tcpdump, which nothing else
here needs.

Client and server of aioquic talk HTTP/3 over loopback, with QPACK's dynamic table: three requests at once, one with a
body; answers compressed by gzip, as an image, and as plain text; then two more that refer to what the table has.
"""
import asyncio
import gzip
import json
import signal
import ssl
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path

from aioquic.asyncio import QuicConnectionProtocol, connect, serve
from aioquic.h3.connection import H3Connection
from aioquic.h3.events import DataReceived, HeadersReceived
from aioquic.quic.configuration import QuicConfiguration
from aioquic.quic.events import ProtocolNegotiated
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from make_quic import certificate

HERE = Path(__file__).parent
PORT = 4433
NAME = "secret.example.test"
NUMBERS = {"numbers": list(range(400)), "title": "from a to z"}


def image() -> bytes:
    """A PNG of 64 by 64 pixels."""
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes((row * column * 7919 >> 3) % 256 for column in range(64)) for row in range(64))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 64, 64, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def answer(method: str, path: str, body: bytes) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    """Status, header fields and body of what was asked for."""
    if method == "POST":
        return 201, [(b"content-type", b"text/plain; charset=utf-8")], b"thanks for " + str(len(body)).encode()
    if path == "/numbers.json":
        return 200, [(b"content-type", b"application/json"), (b"content-encoding", b"gzip")], gzip.compress(
            json.dumps(NUMBERS).encode(), mtime=0)
    if path == "/picture.png":
        return 200, [(b"content-type", b"image/png")], image()
    return 404, [(b"content-type", b"text/plain")], b"nothing is here"


class Server(QuicConnectionProtocol):
    """Answers when a request is whole."""

    http = None

    def quic_event_received(self, event) -> None:
        if isinstance(event, ProtocolNegotiated):
            self.http, self.asked = H3Connection(self._quic), {}
        for found in self.http.handle_event(event) if self.http else ():
            asked = self.asked.setdefault(found.stream_id, [{}, b""])
            if isinstance(found, HeadersReceived):
                asked[0].update(found.headers)
            elif isinstance(found, DataReceived):
                asked[1] += found.data
            if found.stream_ended:
                status, fields, body = answer(asked[0][b":method"].decode(), asked[0][b":path"].decode(), asked[1])
                self.http.send_headers(found.stream_id, [(b":status", str(status).encode()),
                                                         (b"server", b"aioquic of a test"), *fields])
                for at in range(0, len(body), 1000):
                    self.http.send_data(found.stream_id, body[at:at + 1000], at + 1000 >= len(body))
                self.transmit()


class Client(QuicConnectionProtocol):
    """Asks, and waits for the answers."""

    http = None

    def quic_event_received(self, event) -> None:
        if isinstance(event, ProtocolNegotiated):
            self.http, self.waits = H3Connection(self._quic), {}
        for found in self.http.handle_event(event) if self.http else ():
            if found.stream_ended:
                self.waits.pop(found.stream_id).set_result(None)

    def ask(self, method: str, path: str, body: bytes = b"") -> asyncio.Future:
        stream = self._quic.get_next_available_stream_id()
        fields = [(b":method", method.encode()), (b":scheme", b"https"), (b":authority", NAME.encode()),
                  (b":path", path.encode()), (b"user-agent", b"a test's client"), (b"x-kept", b"in the dynamic table")]
        self.http.send_headers(stream, fields, not body)
        if body:
            self.http.send_data(stream, body, True)
        self.waits[stream] = asyncio.get_running_loop().create_future()
        self.transmit()
        return self.waits[stream]


async def talk(log) -> None:
    made, key = certificate()
    with tempfile.TemporaryDirectory() as folder:
        files = [str(Path(folder) / name) for name in ("made.pem", "key.pem")]
        Path(files[0]).write_bytes(made.public_bytes(Encoding.PEM))
        Path(files[1]).write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        theirs = QuicConfiguration(is_client=False, alpn_protocols=["h3"])
        theirs.load_cert_chain(*files)
        server = await serve("127.0.0.1", PORT, configuration=theirs, create_protocol=Server)
        mine = QuicConfiguration(alpn_protocols=["h3"], verify_mode=ssl.CERT_NONE, server_name=NAME,
                                 secrets_log_file=log)
        async with connect("127.0.0.1", PORT, configuration=mine, create_protocol=Client) as client:
            await asyncio.sleep(0.1)
            await asyncio.gather(client.ask("GET", "/numbers.json"), client.ask("GET", "/picture.png"),
                                 client.ask("POST", "/names", b'{"name": "value"}'))
            await client.ask("GET", "/numbers.json")
            await client.ask("GET", "/nowhere")
        server.close()


if __name__ == "__main__":
    target = HERE / "http3.pcap"
    capture = subprocess.Popen(["tcpdump", "-i", "lo", "-U", "-Z", "root", "-w", str(target), "udp", "port", str(PORT)])
    time.sleep(1)
    with open(HERE / "http3.keys", "w") as log:
        asyncio.run(talk(log))
    time.sleep(1)
    capture.send_signal(signal.SIGINT)
    sys.exit(capture.wait())
