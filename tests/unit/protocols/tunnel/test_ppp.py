"""PPPoE, PPP and its control protocols, made by scapy or laid out by hand."""
import pytest
from scapy.layers.ppp import (
    PPP_CHAP,
    PPP_IPCP,
    PPP_LCP,
    PPP_PAP,
    PPP_IPCP_Option_IPAddress,
    PPP_LCP_Configure,
    PPP_LCP_Echo,
    PPP_LCP_Magic_Number_Option,
    PPP_LCP_MRU_Option,
    PPP_PAP_Request,
    PPP_PAP_Response,
    PPPoE,
    PPPoED,
    PPPoETag,
)

from netloupe_engine.model import Note
from tests.unit.protocols.layer import load

PPPOE, PPP = load("tunnel.pppoe"), load("tunnel.ppp")
LCP, IPCP, PAP, CHAP = (load(f"tunnel.{key}") for key in ("lcp", "ipcp", "pap", "chap"))


def test_a_session_is_known_by_its_number() -> None:
    frame = bytes(PPPoE(sessionid=17) / b"\x00\x21payload") + bytes(20)
    assert PPPOE.child(frame) == ("pppoe.session", 0)
    assert (PPPOE.facts(frame)["identifier"], PPPOE.classify(frame)["extent"]) == (17, 6 + 9)


def test_discovery_shows_its_tags() -> None:
    tags = (bytes(PPPoETag(tag_type=0x0101, tag_value=b"internet")) + bytes(PPPoETag(tag_type=0x0102, tag_value=b"ac1"))
            + b"\x01\x20\x00\x02\x05\xdc" + bytes(PPPoETag(tag_type=0x0103, tag_value=b"\1\2")))
    offer = bytes(PPPoED(code=0x07, len=len(tags))) + tags + bytes(10)
    assert PPPOE.verdict(offer) == ("FINAL", Note.NONE)
    shown = PPPOE.shown(offer)
    assert (shown["code"], shown["service"], shown["concentrator"], shown["payload_max"], shown["tag_data"]) == (
        7, "internet", "ac1", 1500, b"\1\2")
    assert PPPOE.notes(offer[:4] + b"\0\x06\x01\x01\0\xffab") == {Note.BAD_LENGTH}


def test_anything_else_is_no_pppoe() -> None:
    assert PPPOE.verdict(b"\x21\0\0\1\0\0") == ("MALFORMED", Note.BAD_VALUE)
    assert PPPOE.verdict(b"\x11\0\0") == ("MALFORMED", Note.TRUNCATED)


@pytest.mark.parametrize(("frame", "header", "child"), [
    ("0021", 2, ("ppp.protocol", 0x21)), ("21", 1, ("ppp.protocol", 0x21)), ("c021", 2, ("ppp.protocol", 0xC021)),
    ("ff030021", 4, ("ppp.protocol", 0x21)), ("ff0321", 3, ("ppp.protocol", 0x21)),
    ("01030057", 4, ("ppp.protocol", 0x57)), ("00ff030021", 5, ("ppp.protocol", 0x21)),
    ("0f000800", 4, ("ethertype", 0x0800)), ("8f002000", 4, ("ethertype", 0x2000))])
def test_where_the_protocol_stands(frame: str, header: int, child: tuple[str, int]) -> None:
    data = bytes.fromhex(frame) + b"payload"
    assert (PPP.classify(data)["header"], PPP.child(data)) == (header, child)
    assert PPP.shown(data)["protocol"] == child[1]


def test_what_the_capture_says_of_the_direction_is_shown() -> None:
    assert PPP.shown(bytes.fromhex("01ff030021"))["direction"] == 1
    assert PPP.shown(bytes.fromhex("01030021"))["direction"] == 1
    assert PPP.shown(bytes.fromhex("ff030021"))["address"] == 0xFF


def test_links_are_configured_by_options() -> None:
    request = bytes(PPP_LCP_Configure(code=1, id=3, options=[
        PPP_LCP_MRU_Option(max_recv_unit=1492), PPP_LCP_Magic_Number_Option(magic_number=0x1234)]))
    assert LCP.verdict(request + bytes(4)) == ("FINAL", Note.NONE)
    assert LCP.values(request, "option_type", "option_data") == [1, b"\x05\xd4", 5, b"\0\0\x12\x34"]
    assert LCP.shown(bytes(PPP_LCP_Echo(code=9, magic_number=77, data="hi")))["magic"] == 77
    assert LCP.shown(bytes(PPP_LCP(code=8, id=1, len=6)) + b"\x80\x57")["rejected_protocol"] == 0x8057
    assert LCP.notes(b"\1\1\0\x08\1\1\0\0") == {Note.BAD_OPTION}
    address = bytes(PPP_IPCP(options=[PPP_IPCP_Option_IPAddress(data="10.0.0.9")]))
    assert IPCP.values(address, "option_type", "option_data") == [3, bytes([10, 0, 0, 9])]


def test_names_and_passwords() -> None:
    request = bytes(PPP_PAP_Request(id=1, username="alice", password="secret"))
    assert PAP.classify(request)["finding"]
    assert (PAP.shown(request)["name"], PAP.shown(request)["password"]) == ("alice", "secret")
    answer = bytes(PPP_PAP_Response(code=2, id=1, message="welcome"))
    assert PAP.classify(answer)["finding"] == 0
    assert PAP.shown(answer)["message"] == "welcome"
    assert PAP.notes(b"\1\1\0\x07\xffab") == {Note.BAD_LENGTH}
    assert bytes(PPP_PAP(code=9))[0] == 9
    challenge = b"\1\7\0\x0b\4abcdme"
    assert (CHAP.shown(challenge)["value"], CHAP.shown(challenge)["name"]) == (b"abcd", "me")
    assert CHAP.shown(bytes(PPP_CHAP(code=3, id=7, data=b"fine")))["message"] == "fine"


@pytest.mark.parametrize("layer", [LCP, PAP])
def test_lengths_that_deny_the_header_are_malformed(layer: object) -> None:
    assert layer.verdict(b"\1\1\0\3") == ("MALFORMED", Note.BAD_LENGTH)     # type: ignore[attr-defined]
