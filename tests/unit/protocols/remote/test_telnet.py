"""Telnet: options, and names and passwords as somebody types them (RFC 854 and those of options)."""
import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.remote import _telnet
from netloupe_engine.protocols.remote.telnet import TELNET
from tests.unit.protocols.dialogue import values

OFFER, ANSWER = b"\xff\xfd\x18\xff\xfd\x1f\xff\xfb\x01", b"\xff\xfb\x18\xff\xfb\x1f\xff\xfd\x01"
TYPE = b"\xff\xfa\x18\0XTERM\xff\xf0"
SIZE = b"\xff\xfa\x1f\0\x50\0\x18\xff\xf0"
LOGIN = [(1, OFFER), (0, ANSWER), (1, b"\xff\xfa\x18\1\xff\xf0"), (0, TYPE + SIZE), (1, b"\r\nhost login: "),
         *((0, letter.encode()) for letter in "alicf"), (0, b"\x7fe\r\0"), (1, b"alice\r\nPassword: "),
         (0, b"secret\r\n"), (1, b"\r\nWelcome\r\n$ "), (0, b"ls\r\0")]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(_telnet.TWIN, TELNET, *pieces, datagram=False)


def test_a_login() -> None:
    fed = feed(*LOGIN)
    assert (values(fed, "terminal_type"), values(fed, "width"), values(fed, "height")) == (["XTERM"], [80], [24])
    assert (values(fed, "user_name"), values(fed, "password")) == (["alice"], ["secret"])
    assert values(fed, "option") == [24, 31, 1, 24, 31, 1, 24, 24, 31]
    assert "\r\nhost login: " in values(fed, "text")
    assert fed.findings == ["clear_text_credentials"]


def test_commands_in_pieces() -> None:
    for size in (1, 2, 5):
        data = OFFER + TYPE + b"text" + SIZE
        pieces = [(0, data[at:at + size]) for at in range(0, len(data), size)]
        fed = feed(*pieces)
        assert (values(fed, "terminal_type"), values(fed, "height")) == (["XTERM"], [24])
        assert "".join(values(fed, "text")) == "text"


def test_a_command_without_end_is_not_waited_for_for_ever() -> None:
    fed = feed((0, OFFER), *((0, b"\xff\xfa\x18\0" + b"x" * 600) for _ in range(4)), (0, b"on"))
    assert fed.answers[-1] == 2


@pytest.mark.parametrize(("data", "guess"), [
    (OFFER, "CERTAIN"), (OFFER[:6] + b"login: ", "LIKELY"), (b"\xff\xfd", "NEED_MORE_BYTES"),
    (b"\xff\xf0\x18", "REFUTED"), (b"\xff\xfd\x99" + OFFER, "REFUTED"), (b"login: ", "REFUTED")])
def test_what_is_recognised(data: bytes, guess: str) -> None:
    assert inspect.probe(_telnet.TWIN, data) == guess
