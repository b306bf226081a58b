"""STUN: what address others see, and relays (RFC 8489; TURN RFC 8656, RFC 6062; ICE RFC 8445; the first one RFC 3489).

What shares its ports with it (RFC 7983) is told apart by its first byte: DTLS, media, and channels of a relay.
Addresses of IPv6 stay hidden under the transaction, as they are sent.
"""
from typing import Any

from ...model import Severity
from ..define import (Field, Finding, Measured, Protocol, Word, ahead, align, bound, carry, carry_by_probe, certain,
                      client, computed, finding, flag, ipv4, likely, names, nested, octets, of, refute,
                      server, sized, take, text, tlv, total, u8, u16, u32, u64, when)

COOKIE = 0x2112A442
TYPE = names(
    0x0001, "binding request", 0x0011, "binding indication", 0x0101, "binding response", 0x0111, "binding error",
    0x0002, "shared secret request", 0x0102, "shared secret response", 0x0112, "shared secret error",
    0x0003, "allocate request", 0x0103, "allocate response", 0x0113, "allocate error",
    0x0004, "refresh request", 0x0104, "refresh response", 0x0114, "refresh error",
    0x0016, "send indication", 0x0017, "data indication",
    0x0008, "create permission request", 0x0108, "create permission response", 0x0118, "create permission error",
    0x0009, "channel bind request", 0x0109, "channel bind response", 0x0119, "channel bind error",
    0x000A, "connect request", 0x010A, "connect response", 0x011A, "connect error",
    0x000B, "connection bind request", 0x010B, "connection bind response", 0x011B, "connection bind error",
    0x001C, "connection attempt indication")
ATTRIBUTE = names(
    0x0001, "MAPPED-ADDRESS", 0x0002, "RESPONSE-ADDRESS", 0x0003, "CHANGE-REQUEST", 0x0004, "SOURCE-ADDRESS",
    0x0005, "CHANGED-ADDRESS", 0x0006, "USERNAME", 0x0007, "PASSWORD", 0x0008, "MESSAGE-INTEGRITY",
    0x0009, "ERROR-CODE", 0x000A, "UNKNOWN-ATTRIBUTES", 0x000B, "REFLECTED-FROM", 0x000C, "CHANNEL-NUMBER",
    0x000D, "LIFETIME", 0x000F, "MAGIC-COOKIE", 0x0010, "BANDWIDTH", 0x0011, "DESTINATION-ADDRESS",
    0x0012, "XOR-PEER-ADDRESS", 0x0013, "DATA", 0x0014, "REALM", 0x0015, "NONCE", 0x0016, "XOR-RELAYED-ADDRESS",
    0x0017, "REQUESTED-ADDRESS-FAMILY", 0x0018, "EVEN-PORT", 0x0019, "REQUESTED-TRANSPORT", 0x001A, "DONT-FRAGMENT",
    0x001C, "MESSAGE-INTEGRITY-SHA256", 0x001D, "PASSWORD-ALGORITHM", 0x001E, "USERHASH", 0x0020, "XOR-MAPPED-ADDRESS",
    0x0022, "RESERVATION-TOKEN", 0x0024, "PRIORITY", 0x0025, "USE-CANDIDATE", 0x0026, "PADDING",
    0x0027, "RESPONSE-PORT", 0x002A, "CONNECTION-ID", 0x8000, "ADDITIONAL-ADDRESS-FAMILY",
    0x8002, "PASSWORD-ALGORITHMS", 0x8003, "ALTERNATE-DOMAIN", 0x8008, "MS-VERSION",
    0x8020, "XOR-MAPPED-ADDRESS (draft)", 0x8022, "SOFTWARE", 0x8023, "ALTERNATE-SERVER", 0x8027, "CACHE-TIMEOUT",
    0x8028, "FINGERPRINT", 0x8029, "ICE-CONTROLLED", 0x802A, "ICE-CONTROLLING", 0x802B, "RESPONSE-ORIGIN",
    0x802C, "OTHER-ADDRESS", 0x8054, "CANDIDATE-IDENTIFIER", 0x8055, "MS-SERVICE-QUALITY",
    0xC001, "GOOG-NETWORK-INFO (draft)", 0xC057, "GOOG-NETWORK-INFO", 0xC058, "GOOG-LAST-ICE-CHECK-RECEIVED",
    0xC059, "GOOG-MISC-INFO", 0xC05B, "GOOG-CONNECTION-ID", 0xC05C, "GOOG-DELTA", 0xC05E, "GOOG-MESSAGE-INTEGRITY-32")
# RFC 8489 section 14.8, RFC 8656 section 19
ERROR = names(300, "Try Alternate", 400, "Bad Request", 401, "Unauthenticated", 403, "Forbidden",
              405, "Mobility Forbidden", 420, "Unknown Attribute", 437, "Allocation Mismatch", 438, "Stale Nonce",
              440, "Address Family not Supported", 441, "Wrong Credentials", 442, "Unsupported Transport Protocol",
              443, "Peer Address Family Mismatch", 446, "Connection Already Exists",
              447, "Connection Timeout or Failure", 486, "Allocation Quota Reached", 487, "Role Conflict",
              500, "Server Error", 508, "Insufficient Capacity")
FAMILY = Field("family", u8, names=names(1, "IPv4", 2, "IPv6"), says="kind of the address")
HIDDEN_ADDRESS = Field("hidden_address", octets, says="of IPv6, its bits turned by those of the transaction")


def address(name: str, says: str, hidden: bool, **more: Any) -> tuple[Any, ...]:
    """A family, a port and an address; hidden ones have the cookie's bits turned (RFC 8489 section 14.2)."""
    port, known = Field(f"{name}_port", u16, says=f"{says}: the port", **more), Field(f"{name}_address", ipv4,
                                                                                      says=says,
                                                                                     **more)
    if hidden:
        return (take("unused", u8), FAMILY, take("hidden_port", u16),
                computed(port, of("hidden_port"), xor=COOKIE >> 16),
                when(of("family") == 1, take("hidden_ipv4", u32), computed(known, of("hidden_ipv4"), xor=COOKIE),
                     otherwise=HIDDEN_ADDRESS))
    return (take("unused", u8), FAMILY, port, when(of("family") == 1, known, otherwise=Field("ipv6_address", octets)))


KEPT = {"scope": "session", "keep": "distinct", "keep_most": 64}
MAPPED = address("mapped", "whence the request came, as the server saw it", False, **KEPT)
XOR_MAPPED = address("mapped", "whence the request came, as the server saw it", True, **KEPT)
OTHER = address("other", "another address of the server", False)
VALUES: dict[Any, Any] = {
    0x0001: MAPPED, (0x0020, 0x8020): XOR_MAPPED,
    0x0012: address("peer", "with whom the relay is to talk", True, **KEPT),
    0x0016: address("relayed", "the relay's address for the client", True, **KEPT),
    (0x0002, 0x0004, 0x0005, 0x000B, 0x0011, 0x8023, 0x802B, 0x802C): OTHER,
    0x0006: Field("username", text, scope="session", keep="distinct", keep_most=64,
                  says="of ICE: both fragments, the receiver's first"),
    0x0007: (Field("password", octets, says="for all to read"), finding("clear_text_password")),
    (0x0008, 0x001C): Field("integrity", octets, says="proves who sent the message"),
    0x0009: (take("unused", u16), take("hundreds", u8), take("rest_of_code", u8),
             computed(Field("error_code", u16, names=ERROR, number_first=True, scope="session", keep="distinct",
                            says="why it was refused"), of("hundreds") * 100 + of("rest_of_code")),
             Field("reason", text, says="the same in words")),
    0x000C: (Field("channel_number", u16, base=16, says="stands for a peer"), take("unused", u16)),
    0x000D: Field("lifetime", u32, unit="s", says="how long the relay keeps it"),
    0x0013: Field("data", octets, says="what is relayed"),
    0x0014: Field("realm", text, scope="session", keep="distinct", says="whose users are meant"),
    0x0015: Field("nonce", octets, says="proves that a request is no copy"),
    0x0019: Field("transport", u8, names=names(6, "TCP", 17, "UDP"), says="what the relay is to speak with peers"),
    0x0024: Field("priority", u32, says="how much this path is wanted"),
    0x0025: computed(Field("nominated", flag, says="this path is the one to use"), 1),
    0x002A: Field("connection", u32, base=16, says="of the relay with a peer"),
    0x8022: Field("software", text, scope="session", keep="distinct", says="program that speaks"),
    0x8028: Field("fingerprint", u32, base=16, says="CRC-32, by which the message is known among media"),
    0x8029: Field("controlled", u64, base=16, says="the other side decides; the number settles disputes"),
    0x802A: Field("controlling", u64, base=16, says="this side decides; the number settles disputes"),
}
ATTRIBUTES: Word = tlv(
    Field("attribute_type", u16, names=ATTRIBUTE, base=16, says="which attribute"),
    Field("attribute_length", u16, unit="bytes", says="of its value"), VALUES,
    when(of("attribute_length") > 0, Field("value", octets, says="of another attribute")), pad=4,
    inside=Field("attribute", nested, says="one attribute"), rest=Field("rest", octets, says="behind what is known"))
MESSAGE = (
    Field("type", u16, names=TYPE, base=16, scope="session", keep="distinct", says="method and class of the message"),
    Field("length", u16, unit="bytes", says="of the attributes"),
    when((of("type") & 0x0110) == 0, client()), when((of("type") & 0x0100) > 0, server()),
    when(ahead(u32, COOKIE), Field("cookie", u32, base=16, says="always the same"),
         Field("transaction", sized(12, octets), says="the answer has the request's"),
         otherwise=Field("long_transaction", sized(16, octets), says="the same, before RFC 5389")),
    when((of("type") & 0x0110) == 0x0110, finding("error")),
    bound(of("length"), ATTRIBUTES))
CHANNEL = (Field("channel", u16, base=16, says="stands for a peer"),
           Field("channel_length", u16, unit="bytes", says="of what is relayed"),
           bound(of("channel_length"), carry_by_probe()), align(4))
CLASSIC = of("t").one_of(0x0001, 0x0101, 0x0111, 0x0002, 0x0102, 0x0112)

STUN = Protocol(
    key="stun", title="STUN", reference="RFC 8489", layer=7, rides_on={"udp.port": (3478, 19302), "tcp.port": 3478},
    starts=tuple(bytes([high, low]) for high in (0, 1) for low in range(0x20)), framing=Measured(most=65_600),
    datagrams=True,
    probe=(take("t", u16), take("n", u16), take("magic", u32),
           when(of("magic") == COOKIE, when((of("t") < 0x4000) & ((of("n") & 3) == 0) & (total - of("n") >= 20),
                                            certain()),
                otherwise=when(CLASSIC & (total == of("n") + 20), likely(), otherwise=refute()))),
    layout=(
        when(ahead(u8, 0x00, 0xFC), *MESSAGE,
             otherwise=when(ahead(u8, 0x40, 0xC0), *CHANNEL,
                            otherwise=when(ahead(u8, 0x00, 0x80), carry("protocol", "dtls"),
                                           otherwise=carry("protocol", "rtp")))),
    ),
    info=("{type}", "{username}", "{mapped_address}", "{error_code}"),
    findings=(Finding("error", Severity.NOTE, "A STUN or TURN server refused a request."),
              Finding("clear_text_password", Severity.WARNING, "A password of the first version of STUN can be read.")))
