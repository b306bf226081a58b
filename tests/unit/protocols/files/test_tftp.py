"""TFTP: RFC 1350's messages, options of RFC 2347, and what is broken."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.files.tftp import TFTP
from netloupe_engine.protocols.registry import REGISTRY

SAMPLES = [
    [(0, b"\0\1boot.img\0octet\0tsize\0000\0blksize\0001432\0"), (1, b"\0\6blksize\0001432\0tsize\00042\0"),
     (0, b"\0\4\0\0"), (1, b"\0\3\0\1" + bytes(42)), (0, b"\0\4\0\1")],
    [(0, b"\0\2new.txt\0NetASCII\0"), (1, b"\0\5\0\2no\0")],
]
TWIN = REGISTRY.twin("tftp")


def test_a_read_with_options() -> None:
    fed = inspect.feed(TWIN, TFTP, *SAMPLES[0])
    found = {item.name: item.value for item in fed.attributes}
    assert [item.value for item in fed.attributes if item.name == "opcode"] == [1, 6, 4, 3, 4]
    assert (found["file"], found["mode"], found["block"], found["data"]) == ("boot.img", "octet", 1, bytes(42))
    assert [item.value for item in fed.attributes if item.name.startswith("option_")][:4] == [
        "tsize", "0", "blksize", "1432"]


def test_an_error_is_a_finding() -> None:
    fed = inspect.feed(TWIN, TFTP, *SAMPLES[1])
    assert fed.findings == ["tftp.error"]
    assert {item.name: item.value for item in fed.attributes}["error_message"] == "no"


def test_lookalikes_are_refused() -> None:
    for data in (b"\0\7abc", b"\0\1file\0other\0", b"\0\1file", b"\0\5\0", b"GET / HTTP/1.1\r\n\r\n"):
        assert inspect.probe(TWIN, data, datagram=True) == "REFUTED"
