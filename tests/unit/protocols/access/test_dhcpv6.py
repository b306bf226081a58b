"""DHCPv6: scapy's messages, relays in relays, names without end, refusals (RFC 8415)."""
import pytest
from scapy.layers import dhcp6

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.access.dhcpv6 import DHCPV6
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("dhcpv6")
DUID = dhcp6.DUID_LLT(lladdr="00:11:22:33:44:55", timeval=1000)
SOLICIT = bytes(dhcp6.DHCP6_Solicit(trid=0x123456) / dhcp6.DHCP6OptClientId(duid=DUID) / dhcp6.DHCP6OptElapsedTime(
    elapsedtime=7) / dhcp6.DHCP6OptIA_NA(iaid=0xF, T1=1, T2=2) / dhcp6.DHCP6OptOptReq(reqopts=[23, 24])
    / dhcp6.DHCP6OptVendorClass(enterprisenum=311, vcdata=[dhcp6.VENDOR_CLASS_DATA(data=b"MSFT 5.0")]))
REPLY = bytes(dhcp6.DHCP6_Reply(trid=0x123456) / dhcp6.DHCP6OptServerId(duid=dhcp6.DUID_LL(lladdr="02:00:00:00:00:01"))
              / dhcp6.DHCP6OptIA_NA(iaid=0xF, ianaopts=[dhcp6.DHCP6OptIAAddress(
                  addr="2001:db8::7", preflft=300, validlft=600)])
              / dhcp6.DHCP6OptIA_PD(iaid=1, iapdopt=[dhcp6.DHCP6OptIAPrefix(prefix="2001:db8:1::", plen=48)])
              / dhcp6.DHCP6OptDNSServers(dnsservers=["2001:db8::53", "2001:db8::54"])
              / dhcp6.DHCP6OptDNSDomains(dnsdomains=["example.org.", "a.example.net."]))
REFUSAL = bytes(dhcp6.DHCP6_Reply(trid=1) / dhcp6.DHCP6OptStatusCode(statuscode=2, statusmsg=b"no address left"))


def relayed(message: bytes, hops: int = 0) -> bytes:
    head = bytes(dhcp6.DHCP6_RelayForward(hopcount=hops, linkaddr="2001:db8::1", peeraddr="fe80::2"))
    return head + b"\0\x09" + len(message).to_bytes(2, "big") + message


RELAYED = relayed(SOLICIT)
SAMPLES = [[(0, SOLICIT), (1, REPLY)], [(0, RELAYED)], [(1, REFUSAL)]]


def feed(message: bytes) -> inspect.Fed:
    return inspect.feed(TWIN, DHCPV6, (0, message), datagram=True)


def test_a_client_asks() -> None:
    fed = feed(SOLICIT)
    assert {name: values(fed, name) for name in (
        "message_type", "transaction", "duid_type", "elapsed", "iaid", "requested_option", "vendor_class")} == {
        "message_type": [1], "transaction": [0x123456], "duid_type": [1], "elapsed": [7], "iaid": [15],
        "requested_option": [23, 24], "vendor_class": ["MSFT 5.0"]}


def test_a_server_gives() -> None:
    fed = feed(REPLY)
    assert values(fed, "address") == ["2001:db8::7"]
    assert (values(fed, "prefix"), values(fed, "prefix_length")) == (["2001:db8:1::"], [48])
    assert values(fed, "valid_lifetime")[0] == 600
    assert values(fed, "server_address") == ["2001:db8::53", "2001:db8::54"]
    assert values(fed, "domain") == ["example.org", "a.example.net"]


def test_what_relays_carry_is_read() -> None:
    fed = feed(relayed(RELAYED, 1))
    assert values(fed, "message_type") == [12, 12, 1]
    assert (values(fed, "hops"), values(fed, "elapsed")) == ([1, 0], [7])


def test_relays_without_end_are_not_followed() -> None:
    message = SOLICIT
    for hops in range(80):
        message = relayed(message, hops)
    assert len(values(feed(message), "message_type")) < 40


def test_a_name_may_lack_its_end() -> None:
    """RFC 4704 section 4.2: without the root it is a part of a name."""
    for name, wanted in ((b"\3pc1", "pc1"), (b"\3pc1\7example\0", "pc1.example")):
        option = b"\0\x27" + (1 + len(name)).to_bytes(2, "big") + b"\1" + name
        assert values(feed(b"\1\0\0\1" + option), "fqdn") == [wanted]
    assert feed(b"\1\0\0\1\0\x27\0\4\1\3pc").findings == ["packet.malformed"]


def test_a_broken_option_makes_a_malformed_message() -> None:
    for broken in (SOLICIT[:-1], SOLICIT + b"\0"):
        fed = feed(broken)
        assert (fed.answers, fed.findings) == ([len(broken)], ["packet.malformed"])


def test_refusals() -> None:
    fed = feed(REFUSAL)
    assert fed.findings == ["dhcpv6.refused"]
    assert values(fed, "status_text") == ["no address left"]


def test_lookalikes_are_refused() -> None:
    for data in (b"", b"\1\0\0", b"\x63" + SOLICIT[1:], b"\1\0\0\1\1\0\0\4abc", REPLY[1:]):
        assert inspect.probe(TWIN, data, datagram=True) == "REFUTED"


@pytest.mark.parametrize("message", ["02834e10", "0938c47f", RELAYED[:34].hex()])
def test_a_message_without_options_is_none(message: str) -> None:
    """Each has one that it must have (section 18); of one that was cut nobody knows."""
    data = bytes.fromhex(message)
    assert inspect.probe(TWIN, data, datagram=True) == "REFUTED"
    assert inspect.probe(TWIN, data, datagram=True, cut=True) != "CERTAIN"
