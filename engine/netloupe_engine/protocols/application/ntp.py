"""NTP, the Network Time Protocol, versions 1 to 4.

Reference: RFC 5905 (4), 1305 (3); extension fields: 7822, 8915 (NTS); control messages: 9327.
"""
from ..define import (
    Field,
    Kind,
    Protocol,
    Type,
    duration_ns,
    flag,
    ipv4,
    names,
    nested,
    number,
    octets,
    text,
    time_ns,
    u8,
)

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

exponent = Type(Kind.SIGNED)        # read by the twin

NTP = Protocol(
    key="ntp", title="Network Time Protocol", reference="RFC 5905", layer=7,
    rides_on={"udp.port": 123},
    fields=(
        Field("mode", u8, at=0, mask=0x07, names=MODE, scope="session", says="role of the sender"),
        Field("version", u8, at=0, mask=0x38, scope="session", says="of the protocol"),
        Field("stratum", number, names=STRATUM, scope="session", says="steps away from a reference clock"),
        Field("leap", number, names=LEAP, says="warning of a leap second at the end of the day"),
        Field("poll", exponent, says="interval between packets, as a power of two seconds"),
        Field("precision", exponent, says="of the sender's clock, as a power of two seconds"),
        Field("root_delay", duration_ns, says="round trip to the reference clock"),
        Field("root_dispersion", duration_ns, says="largest error against the reference clock"),
        Field("reference_clock", text, says="kind of reference clock; in stratum 0 a code why the server refuses"),
        Field("reference_address", ipv4, says="server the time comes from; of IPv6 addresses part of a hash"),
        Field("reference_time", time_ns, says="when the sender's clock was last set"),
        Field("origin_time", time_ns, says="when the request left the client, by its clock"),
        Field("receive_time", time_ns, says="when the request arrived, by the server's clock"),
        Field("transmit_time", time_ns, says="when this packet left, by the sender's clock"),
        Field("extension", nested, says="an extension field"),
        Field("extension_type", number, names=EXTENSION, base=16, says="what it is for"),
        Field("extension_length", number, unit="bytes", says="of the whole extension field"),
        Field("extension_data", octets, says="its value"),
        Field("key_id", number, says="key the packet is authenticated with; alone: authentication failed"),
        Field("digest", octets, says="message authentication code"),
        Field("response", flag, says="answers a request"),
        Field("error", flag, says="the request failed"),
        Field("more", flag, says="more packets of the answer follow"),
        Field("opcode", number, names=OPCODE, says="what is asked"),
        Field("sequence", number, says="pairs requests and answers; in private messages the place in an answer"),
        Field("status", number, base=16, says="state of the system, peer or clock"),
        Field("association", number, says="peer that is meant, 0: the system itself"),
        Field("offset", number, unit="bytes", says="place of this data in the whole answer"),
        Field("count", number, says="bytes of data, in private messages items"),
        Field("text", text, says="variables and their values"),
        Field("authenticated", flag, says="the message ends with an authentication code"),
        Field("implementation", number, names=IMPLEMENTATION, says="whose request codes these are"),
        Field("request_code", number, names=REQUEST, says="what is asked"),
        Field("error_code", number, names=PRIVATE_ERROR, says="why the request failed"),
        Field("item_size", number, unit="bytes", says="of an item"),
        Field("data", octets, says="the items"),
    ),
    header=8, twin="_ntp",
    info=("{mode}", "version {version}", "{stratum}"))
