"""Makes quic-v1.json and quic-v2.json beside it: `python make_quic.py`, with aioquic, which nothing else here needs.

Client and server of aioquic talk in memory: a handshake, requests over streams, two key updates, a close; then
another connection with early data. Written are the datagrams, what was said in the streams, and the key log.
"""
import datetime
import json
import sys
from pathlib import Path

from aioquic.quic.configuration import QuicConfiguration
from aioquic.quic.connection import QuicConnection
from aioquic.quic.events import StreamDataReceived
from aioquic.quic.packet import QuicProtocolVersion
from aioquic.tls import CipherSuite
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HERE = Path(__file__).parent
ENDS = (("10.0.0.1", 40000), ("10.0.0.2", 443))


class Lines:
    """A key log."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def write(self, text: str) -> None:
        self.lines.append(text)

    def flush(self) -> None:
        pass


def certificate():
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "secret.example.test")])
    now = datetime.datetime(2020, 1, 1)
    return (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(7)
            .not_valid_before(now).not_valid_after(now + datetime.timedelta(days=9000)).sign(key, hashes.SHA256()), key)


class Talk:
    def __init__(self, version: int, suite: CipherSuite, log: Lines, ticket=None, tickets=None) -> None:
        made, key = certificate()
        common = {"alpn_protocols": ["test"], "supported_versions": [version], "cipher_suites": [suite]}
        client = QuicConfiguration(is_client=True, server_name="secret.example.test", verify_mode=0,
                                   secrets_log_file=log, session_ticket=ticket, **common)
        server = QuicConfiguration(is_client=False, certificate=made, private_key=key, **common)
        self.datagrams: list[tuple[int, str]] = []
        self.ticket, self.now = None, 0.0
        self.client = QuicConnection(configuration=client, session_ticket_handler=self.keep_ticket)
        self.ends = [self.client, None]
        self.server_configuration, self.tickets = server, {} if tickets is None else tickets
        self.got: list[tuple[int, int, str]] = []

    def keep_ticket(self, ticket) -> None:
        self.ticket = ticket

    def carry(self) -> None:
        """Until nobody has more to say."""
        moved = True
        while moved:
            moved = False
            for way in (0, 1):
                if self.ends[way] is None:
                    continue
                for data, _ in self.ends[way].datagrams_to_send(self.now):
                    self.now += 0.01
                    moved = True
                    self.datagrams.append((way, data.hex()))
                    if self.ends[1 - way] is None:
                        self.ends[1] = QuicConnection(
                            configuration=self.server_configuration,
                            original_destination_connection_id=self.client.original_destination_connection_id,
                            session_ticket_fetcher=lambda label: self.tickets.pop(label, None),
                            session_ticket_handler=lambda ticket: self.tickets.update({ticket.ticket: ticket}))
                    self.ends[1 - way].receive_datagram(data, ENDS[way], self.now)
            for way in (0, 1):
                while self.ends[way] is not None and (event := self.ends[way].next_event()) is not None:
                    if isinstance(event, StreamDataReceived):
                        self.got.append((1 - way, event.stream_id, event.data.hex()))

    def say(self, way: int, stream: int, data: bytes) -> None:
        self.ends[way].send_stream_data(stream, data, end_stream=False)
        self.carry()


def make(name: str, version: int, suite: CipherSuite) -> None:
    log, tickets = Lines(), {}
    first = Talk(version, suite, log, tickets=tickets)
    first.client.connect(ENDS[1], now=0.0)
    first.carry()
    first.say(0, 0, b"first request")
    first.say(1, 0, b"first answer " * 200)
    first.client.request_key_update()
    first.say(0, 4, b"second request, other keys")
    first.say(1, 4, b"second answer, other keys")
    first.ends[1].request_key_update()
    first.say(1, 4, b" and more of it")
    first.say(0, 4, b" and thanks")
    first.client.close(error_code=7, reason_phrase="enough")
    first.carry()
    second = Talk(version, suite, log, first.ticket, tickets)
    second.client.connect(ENDS[1], now=0.0)
    second.client.send_stream_data(0, b"early request", end_stream=True)
    second.carry()
    second.client.close()
    second.carry()
    (HERE / f"{name}.json").write_text(json.dumps({
        "connections": [{"datagrams": talk.datagrams, "streams": talk.got} for talk in (first, second)],
        "key_log": "".join(log.lines)}))


if __name__ == "__main__":
    make("quic-v1", QuicProtocolVersion.VERSION_1, CipherSuite.AES_256_GCM_SHA384)
    make("quic-v2", QuicProtocolVersion.VERSION_2, CipherSuite.CHACHA20_POLY1305_SHA256)
    sys.exit(0)
