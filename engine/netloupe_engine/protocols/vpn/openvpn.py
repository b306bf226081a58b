"""OpenVPN: tunnels over UDP or TCP, their keys by TLS within (OpenVPN, "Wire protocol"; tls-auth, tls-crypt).

How long the code of tls-auth is follows from the client's first packet. What tls-crypt hides is counted in bytes.
"""
from typing import Any

from ..define import (Field, Framing, Protocol, ahead, bits, carry_stream, certain, client, cut, left, names, octets,
                      of, refute, remember, repeat, server, sized, switch, take, u8, u16, u24, u32, unix32, way, when)

OPCODE = names(1, "hard reset (client, v1)", 2, "hard reset (server, v1)", 3, "soft reset", 4, "control",
               5, "acknowledgment", 6, "data (v1)", 7, "hard reset (client)", 8, "hard reset (server)", 9, "data",
               10, "hard reset (client, tls-crypt-v2)", 11, "control (wrapped client key)")
# Of a client's first packet, bytes behind the opcode: session, count of acknowledgments, number. Of tls-auth a code, a
# counter and the time are between them; tls-crypt has counter, time and 32 bytes of code, and hides the rest.
RESET, COUNTER = 13, 8
CODES = (16, 20, 28, 32, 48, 64)
HIDDEN = RESET + COUNTER + 32


def in_order(name: str) -> tuple[Any, ...]:
    """What follows the last control packet of this direction; what is sent again is passed over."""
    return (when((left > 0) & (of("packet") == of(name)), remember(name, of("packet") + 1),
                 carry_stream("protocol", "tls"),
                 otherwise=when(left > 0, Field("repeated", octets, says="sent before, or behind what is missing"))),)


# What the first packet is not tells as much: away from these forms it is nobody's.
UNKNOWN: tuple[Any, ...] = (remember("hidden", 1), when(cut == 0, refute()))
FORMS: tuple[Any, ...] = (when((left == HIDDEN) & ahead(u32, 1, behind=8) & ahead(u8, 0x40, 0xC0, behind=12),
                               certain(), remember("hidden", 1), otherwise=UNKNOWN),)
for size in CODES:
    FORMS = (when((left == RESET + COUNTER + size) & ahead(u32, 1, behind=8 + size) & ahead(u8, 0, behind=16 + size)
                  & ahead(u32, 0, behind=17 + size), certain(), remember("code", size), otherwise=FORMS),)
FIRST = (remember("code", 0), remember("hidden", 0), remember("next_up", 1), remember("next_down", 1),
         when((left == RESET) & ahead(u8, 0, behind=8) & ahead(u32, 0, behind=9), certain(), otherwise=FORMS))
# A server's, without codes: its session, one acknowledgment with the client's session, its number.
ANSWER = when((cut == 0) & ((left != RESET + 12) | ~ahead(u8, 1, behind=8)), refute())
CONTROL = (
    Field("session", sized(8, octets), scope="session", keep="distinct", says="the sender's number of the session"),
    # where the first packet was not captured, a count of acknowledgments tells whether a code is in front of it
    when((of("hidden") == 1) | ((of("code") == 0) & ~ahead(u8, 0, 0xF0)),
         Field("hidden_data", octets, says="encrypted by tls-crypt, or behind a code of unknown length"), otherwise=(
        when(of("code") > 0, Field("authentication", sized("code", octets), says="proves who sent it (tls-auth)"),
             Field("replay", u32, says="counts packets, against copies"),
             Field("time", unix32, says="when it was sent")),
        Field("acknowledged_count", u8, only=(range(9),), says="packets that are acknowledged"),
        repeat(Field("acknowledged", u32, says="a packet that has come"), count="acknowledged_count"),
        when(of("acknowledged_count") > 0,
             Field("peer_session", sized(8, octets), says="the receiver's number of the session")),
        when(of("opcode") != 5, Field("packet", u32, says="counts control packets"),
             when(way == 0, *in_order("next_up"), otherwise=in_order("next_down"))))))

OPENVPN = Protocol(
    key="openvpn", title="OpenVPN", reference="OpenVPN wire protocol", layer=7,
    rides_on={"udp.port": 1194, "tcp.port": 1194},
    starts=(b"\x38", b"\x50", *(size.to_bytes(2, "big") + b"\x38" for size in (
        RESET + 1, HIDDEN + 1, *(RESET + COUNTER + code + 1 for code in CODES if code != 32)))),
    # in a stream a length stands in front, whose first byte is less than that of any opcode
    framing=Framing(header=2, length=u16, at=0, adds=2, most=2047), datagrams=True,
    layout=(
        when(ahead(u8, 0, 0xF8), take("length", u16)),
        bits(u8, Field("opcode", u8, mask=0xF8, names=OPCODE, scope="session", keep="distinct", only=(range(1, 12),),
                       says="what the packet is"),
             Field("key", u8, mask=0x07, says="number of the keys")),
        switch("opcode", {(1, 7, 10): client(), (2, 8): server()}),
        switch("opcode", {7: FIRST, 8: ANSWER, 10: (remember("hidden", 1), when(~ahead(u24, 0, behind=9), refute()))},
               default=refute()),
        switch("opcode", {
            6: when(left > 0, Field("ciphertext", octets, says="encrypted packets")),
            9: (Field("peer", u24, says="the client's number at the server"),
                when(left > 0, Field("ciphertext", octets, says="encrypted packets"))),
        }, default=CONTROL)),
    info=("{opcode}", "{packet}"))
