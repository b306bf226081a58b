"""Google's QUIC: versions 43 and 46 with their hellos, what follows them, and look-alikes."""
import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.web.gquic import GQUIC
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("gquic")
ID, HASH = bytes.fromhex("1122334455667788"), bytes(range(12))


def hello(**tags: bytes) -> bytes:
    """A CHLO: tags with the end of each value, then the values."""
    index, said = b"", b""
    for name, value in tags.items():
        said += value
        index += name.encode().ljust(4, b"\0") + len(said).to_bytes(4, "little")
    return b"CHLO" + len(tags).to_bytes(2, "little") + b"\0\0" + index + said


HELLO = hello(PAD=b"-" * 40, SNI=b"www.example.org", VER=b"Q043", UAID=b"Chrome/74.0 Linux", NONC=bytes(32))
OLD = b"\x09" + ID + b"Q043" + b"\1" + HASH + b"\xa0\1" + len(HELLO).to_bytes(2, "big") + HELLO
NEW = b"\xc3Q046\x50" + ID + b"\0\0\0\1" + HASH + b"\xa0\1" + len(HELLO).to_bytes(2, "big") + HELLO
SHORT = b"\x43" + bytes(range(60, 120))
SAMPLES = [[(0, OLD), (1, b"\x08" + ID + b"\1" + bytes(40)), (0, b"\x18" + ID + b"\0\2" + bytes(30))],
           [(0, NEW), (1, b"\xc3Q046\x05" + ID + b"\0\0\0\1" + HASH + b"\x40" + bytes(20)), (1, SHORT), (0, SHORT)],
           [(0, b"\xc3Q050\x08" + ID + b"\0\0\x44\xe0" + bytes(200))]]


def feed(*messages: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(TWIN, GQUIC, *messages, datagram=True)


@pytest.mark.parametrize(("message", "version"), [(OLD, "Q043"), (NEW, "Q046")])
def test_a_hello_says_whom_it_wants(message: bytes, version: str) -> None:
    fed = feed((0, message))
    assert [values(fed, name) for name in ("version", "server_name", "user_agent", "packet_number")] == [
        [version], ["www.example.org"], ["Chrome/74.0 Linux"], [1]]
    assert values(fed, "connection_id") == [ID]
    assert len(values(fed, "tag")) == 5


def test_a_tag_that_ends_before_it_begins_is_malformed() -> None:
    broken = NEW.replace(b"UAID" + HELLO[HELLO.index(b"UAID") + 4:][:4], b"UAID" + b"\1\0\0\0")
    assert "packet.malformed" in feed((0, broken)).findings


def test_servers_offer_versions() -> None:
    fed = feed((0, OLD), (1, b"\x09" + ID + b"Q039Q043"))
    assert values(fed, "supported_version") == ["Q039", "Q043"]


def test_of_later_versions_the_header_is_read() -> None:
    fed = feed(*SAMPLES[2])
    assert (values(fed, "version"), values(fed, "connection_id")) == (["Q050"], [ID])


@pytest.mark.parametrize("data", [
    b"\xc3\0\0\0\1\x08" + ID + bytes(1200), b"\x09" + ID + b"X043" + bytes(40), b"\x08" + ID + b"Q043" + bytes(40),
    b"\xc3Q0zz\x50" + ID + bytes(40), SHORT])
def test_lookalikes_are_refused(data: bytes) -> None:
    assert inspect.probe(TWIN, data, datagram=True) == "REFUTED"
