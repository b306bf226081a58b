"""NTP, the Network Time Protocol, versions 1 to 4.

Reference: RFC 5905 (4), 1305 (3); extension fields: 7822, 8915 (NTS); control messages: 9327.
"""
from ...model import Note
from ..define import (Field, Protocol, ahead, align, bits, bound, certain, client, computed, cut, flag, i8, ipv4, left,
                      likely, malformed, names, nested, node, ntp64, ntp_short, ntp_signed, number, octets, of,
                      refute, repeat, seek, server, sized, skip, switch, take, text, total, u8, u16, u32, u64, when)

MODE = names(
    0, "reserved", 1, "symmetric active", 2, "symmetric passive", 3, "client", 4, "server", 5, "broadcast",
    6, "control", 7, "private")

LEAP = names(0, "no warning", 1, "last minute has 61 seconds", 2, "last minute has 59 seconds", 3, "not synchronized")

STRATUM = names(0, "unspecified, or a kiss code", 1, "primary reference", 16, "not synchronized")

EXTENSION = names(
    0x0002, "Autokey", 0x0102, "Autokey association", 0x0104, "NTS unique identifier", 0x0204, "NTS cookie",
    0x0304, "NTS cookie placeholder", 0x0404, "NTS authenticator", 0x2005, "checksum complement", 0xF323, "NTPv5 draft")

OPCODE = names(
    1, "read status", 2, "read variables", 3, "write variables", 4, "read clock variables", 5, "write clock variables",
    6, "set trap", 7, "trap", 8, "configure", 9, "export configuration", 10, "read most recently used",
    11, "read ordered list", 12, "request nonce", 31, "unset trap")

IMPLEMENTATION = names(0, "any", 2, "xntpd (old)", 3, "xntpd")

REQUEST = names(
    0, "peer list", 1, "peer list with summary", 2, "peer information", 3, "peer statistics", 4, "system information",
    5, "system statistics", 6, "input and output statistics", 7, "memory statistics", 8, "loop filter information",
    9, "timer statistics", 10, "configure", 11, "unconfigure", 12, "set system flag", 13, "clear system flag",
    16, "restrictions", 20, "monitor list", 42, "monitor list with addresses")

PRIVATE_ERROR = names(
    0, "none", 1, "incompatible implementation", 2, "unimplemented request", 3, "format error", 4, "no data",
    7, "authentication failure")

CONTROL, PRIVATE = 6, 7
HEADER, CONTROL_HEADER, PRIVATE_HEADER = 48, 12, 8          # bytes
MAC_MAX = 24            # key identifier and a digest of at most 20 bytes; more is an extension field (RFC 7822)

MODE_FIELD = Field("mode", u8, mask=0x07, names=MODE, scope="session", says="role of the sender")
VERSION = Field("version", u8, mask=0x38, scope="session", says="of the protocol")
KEY = (Field("key_id", u32, says="key the packet is authenticated with; alone: authentication failed"),
       when(left > 0, Field("digest", octets, says="message authentication code")))
RESPONSE = Field("response", flag, mask=0x80, says="answers a request")
MORE = Field("more", flag, says="more packets of the answer follow")
REFERENCE_CLOCK = Field("reference_clock", sized(4, text),
                        says="kind of reference clock; in stratum 0 a code why the server refuses")
SEQUENCE = Field("sequence", number, says="pairs requests and answers; in private messages the place in an answer")
ERROR = Field("error_code", u8, mask=0xF000, names=PRIVATE_ERROR, says="why the request failed")
ITEM_SIZE = Field("item_size", u16, mask=0x0FFF, unit="bytes", says="of an item")
ITEMS = bits(u16, ERROR), seek(4), take("items", u16)
ITEM_COUNT = of("items") - of("error_code") * 0x1000
COUNT = Field("count", number, says="bytes of data, in private messages items")


def time(name: str, says: str) -> object:
    """A time stamp; all zero means that there is none."""
    return when(~ahead(u64, 0), Field(name, ntp64, says=says), otherwise=skip(8))


def more(mask: int) -> object:
    """Is this bit of the byte read last set?"""
    return when((of("byte") & mask) == mask, computed(MORE, 1), otherwise=computed(MORE, 0))


CLOCK = (                                                   # RFC 5905 section 7.3
    bits(u8, Field("leap", u8, mask=0xC0, names=LEAP, says="warning of a leap second at the end of the day")),
    Field("stratum", u8, names=STRATUM, scope="session", says="steps away from a reference clock"),
    Field("poll", i8, says="interval between packets, as a power of two seconds"),
    Field("precision", i8, says="of the sender's clock, as a power of two seconds"),
    Field("root_delay", ntp_signed, says="round trip to the reference clock"),
    Field("root_dispersion", ntp_short, says="largest error against the reference clock"),
    when(of("stratum") > 1,
         Field("reference_address", ipv4, says="server the time comes from; of IPv6 addresses part of a hash"),
         otherwise=when(~ahead(u32, 0), REFERENCE_CLOCK, otherwise=skip(4))),
    time("reference_time", "when the sender's clock was last set"),
    time("origin_time", "when the request left the client, by its clock"),
    time("receive_time", "when the request arrived, by the server's clock"),
    time("transmit_time", "when this packet left, by the sender's clock"),
    likely(),
    when((of("version") >= 4) & (left > MAC_MAX), repeat(           # RFC 7822 section 3
        node(Field("extension", nested, says="an extension field"),
             Field("extension_type", u16, names=EXTENSION, base=16, says="what it is for"),
             Field("extension_length", u16, unit="bytes", says="of the whole extension field"),
             when((of("extension_length") & 3) != 0, malformed(Note.BAD_LENGTH)),
             bound(of("extension_length") - 4, Field("extension_data", octets, says="its value"))),
        until=left <= MAC_MAX)),
    # an extension field or an authentication code: only the packet's end tells
    when((left > 0) & (cut == 0), *KEY))
CONTROL_MESSAGE = (                                         # RFC 9327 section 2
    skip(1), bits(u8, RESPONSE, Field("error", flag, mask=0x40, says="the request failed"),
                  Field("opcode", u8, mask=0x1F, names=OPCODE, says="what is asked")),
    seek(1), take("byte", u8), more(0x20),
    take("numbered", u16), computed(SEQUENCE, "numbered"),
    Field("status", u16, base=16, says="state of the system, peer or clock"),
    Field("association", u16, says="peer that is meant, 0: the system itself"),
    Field("offset", u16, unit="bytes", says="place of this data in the whole answer"),
    take("bytes", u16), computed(COUNT, "bytes"), likely(),
    when(of("bytes") > 0, Field("text", sized("bytes", text), says="variables and their values")),
    align(4), when((left >= 4) & (cut == 0), *KEY))
PRIVATE_MESSAGE = (                                         # ntpd's ntp_request.h
    bits(u8, RESPONSE), seek(0), take("byte", u8), more(0x40),
    bits(u8, Field("authenticated", flag, mask=0x80, says="the message ends with an authentication code")),
    seek(1), take("numbered", u8), computed(SEQUENCE, of("numbered") - of("authenticated") * 0x80),
    Field("implementation", u8, names=IMPLEMENTATION, says="whose request codes these are"),
    Field("request_code", u8, names=REQUEST, says="what is asked"),
    *ITEMS, computed(COUNT, ITEM_COUNT), bits(u16, ITEM_SIZE), likely(),
    when(left > 0, Field("data", octets, says="the items")))

# Recognition. What is cut is known by its first four bytes.
CLOCK_PROBE = (
    take("byte", u8), take("stratum_is", u8), take("poll_is", i8), take("precision_is", i8),
    when((of("stratum_is") > 16) | (of("poll_is") < 0) | (of("poll_is") > 17) | (of("precision_is") > 0)
         | (of("precision_is") < -32), refute()),
    # version 1 had no mode (RFC 1059 appendix B)
    when((of("mode") == 0) & ((cut == 1) | ((of("byte") & 0xF8) != 0x08) | (total != HEADER)), refute()),
    when(cut == 1, likely(), otherwise=(
        when((total < HEADER) | ((total & 3) != 0), refute()), likely(),
        # a client that says nothing but its time, and a server that got and answered within a second
        when((of("mode") == 3) & (total == HEADER) & ahead(u64, 0) & ahead(u64, 0, behind=8) & ahead(u64, 0, behind=16)
             & ahead(u64, 0, behind=24) & ahead(u32, 0, behind=32), certain()),
        when(of("mode") == 4,
             seek(16), take("set_at", u32), seek(32), take("received", u32), seek(40), take("sent", u32),
             when((of("received") > 0) & (of("sent") - of("received") >= 0) & (of("sent") - of("received") <= 1)
                  & (of("set_at") > 0) & (of("set_at") - of("sent") <= 0), certain())))))
CONTROL_PROBE = (
    take("byte", u8), when((of("byte") & 0xC0) != 0, refute()),
    take("byte", u8), when(((of("byte") & 0x1F) > 12) & ((of("byte") & 0x1F) != 31), refute()),
    when(cut == 1, when(total < 4, refute(), otherwise=likely()), otherwise=(
        when(total < CONTROL_HEADER, refute()), skip(8), take("bytes", u16),
        # padding and an authentication code at most
        when((left - of("bytes") < 0) | (left - of("bytes") > 3 + MAC_MAX), refute(), otherwise=likely()))))
PRIVATE_PROBE = (
    when(total < 4, refute()),
    skip(2), when(~(ahead(u8, 0) | ahead(u8, 2) | ahead(u8, 3)), refute()),
    when(cut == 1, likely(), otherwise=(
        when(total < PRIVATE_HEADER, refute()),
        when(~ahead(u8, 0, 0x80, behind=2) | ~ahead(u8, 0, 0xF0, behind=4), refute()),
        skip(2), *ITEMS, bits(u16, ITEM_SIZE),
        when(of("item_size") > 0, repeat(skip("item_size"), count=ITEM_COUNT)), likely())))

NTP = Protocol(
    key="ntp", title="Network Time Protocol", reference="RFC 5905", layer=7, rides_on={"udp.port": 123},
    layout=(
        bits(u8, MODE_FIELD, VERSION), seek(0),
        switch("mode", {3: client(), 4: server()}),
        switch("mode", {CONTROL: CONTROL_MESSAGE, PRIVATE: PRIVATE_MESSAGE}, default=CLOCK)),
    probe=(
        bits(u8, MODE_FIELD, VERSION), seek(0),
        when((of("version") < 1) | (of("version") > 4), refute()),
        switch("mode", {CONTROL: CONTROL_PROBE, PRIVATE: PRIVATE_PROBE}, default=CLOCK_PROBE)),
    info=("{mode}", "version {version}", "{stratum}"))
