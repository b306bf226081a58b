"""OpenVPN: its first packets with and without codes, TLS inside, streams and datagrams (its wire protocol)."""
import struct

import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.vpn.openvpn import OPENVPN
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("openvpn")
CLIENT, SERVER = b"client-8", b"server-8"


def packet(opcode: int, session: bytes, body: bytes, *, acknowledged: tuple[int, ...] = (), peer: bytes = b"",
           number: int | None = None, code: bytes = b"") -> bytes:
    head = bytes([opcode << 3]) + session + code + bytes([len(acknowledged)])
    head += b"".join(struct.pack("!I", one) for one in acknowledged) + (peer if acknowledged else b"")
    return head + (b"" if number is None else struct.pack("!I", number)) + body


def code(size: int, counter: int) -> bytes:
    return b"h" * size + struct.pack("!II", counter, 1_700_000_000)


RESET = packet(7, CLIENT, b"", number=0)
ANSWER = packet(8, SERVER, b"", acknowledged=(0,), peer=CLIENT, number=0)
HELLO = packet(4, CLIENT, b"\x16\3\1\0\2hi", acknowledged=(0,), peer=SERVER, number=1)
SIGNED = packet(7, CLIENT, b"", number=0, code=code(20, 1))
SIGNED_ANSWER = packet(8, SERVER, b"", acknowledged=(0,), peer=CLIENT, number=0, code=code(20, 1))
HIDDEN = b"\x38" + CLIENT + struct.pack("!II", 1, 1_700_000_000) + b"H" * 32 + b"12345"
DATA = b"\x48\0\0\1" + b"encrypted"


def in_stream(message: bytes) -> bytes:
    return struct.pack("!H", len(message)) + message


SAMPLES = [[(0, in_stream(RESET)), (1, in_stream(ANSWER)), (0, in_stream(DATA))],
           [(0, in_stream(SIGNED)), (1, in_stream(SIGNED_ANSWER))], [(0, in_stream(HIDDEN)), (1, in_stream(HIDDEN))]]


def feed(*pieces: tuple[int, bytes], datagram: bool = True) -> inspect.Fed:
    return inspect.feed(TWIN, OPENVPN, *pieces, datagram=datagram)


def test_a_handshake() -> None:
    fed = feed((0, RESET), (1, ANSWER), (0, HELLO), (0, HELLO), (0, DATA))
    assert values(fed, "opcode") == [7, 8, 4, 4, 9]
    assert (values(fed, "session"), values(fed, "peer_session")) == ([CLIENT, SERVER, CLIENT, CLIENT],
                                                                    [CLIENT, SERVER, SERVER])
    assert (values(fed, "packet"), values(fed, "repeated")) == ([0, 0, 1, 1], [b"\x16\3\1\0\2hi"])
    assert (values(fed, "peer"), values(fed, "ciphertext")) == ([1], [b"encrypted"])
    assert fed.findings == []


@pytest.mark.parametrize("datagram", [True, False])
def test_codes_are_found_by_the_first_packet(datagram: bool) -> None:
    pieces = [(way, message[2:] if datagram else message) for way, message in SAMPLES[1]]
    fed = feed(*pieces, datagram=datagram)
    assert values(fed, "authentication") == [b"h" * 20] * 2
    assert (values(fed, "replay"), values(fed, "packet")) == ([1, 1], [0, 0])
    assert values(feed((0, HIDDEN), (1, HIDDEN)), "hidden_data") == [HIDDEN[9:]] * 2


@pytest.mark.parametrize("data", [RESET, SIGNED, HIDDEN])
def test_the_first_packet_is_known_anywhere(data: bytes) -> None:
    assert inspect.probe(TWIN, data, datagram=True) == "CERTAIN"
    assert inspect.probe(TWIN, in_stream(data)) == "CERTAIN"


@pytest.mark.parametrize("data", [bytes(40), b"\x60" + RESET[1:], b"\x40" + CLIENT + b"\x09" + bytes(60)])
def test_lookalikes(data: bytes) -> None:
    assert inspect.probe(TWIN, data, datagram=True) == "REFUTED"
