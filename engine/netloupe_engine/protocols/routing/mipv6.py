"""Mobile IPv6: hosts that keep their address elsewhere. References: RFC 6275, section 6.1; RFC 5213 (by proxy)."""
from ...model import Severity
from ..define import (
                      Field,
                      Finding,
                      Protocol,
                      bound,
                      finding,
                      ipv6,
                      names,
                      nested,
                      octets,
                      of,
                      skip,
                      switch,
                      tlv,
                      u8,
                      u16,
                      u64,
                      when,
)

TYPE = names(0, "binding refresh request", 1, "home test init", 2, "care-of test init", 3, "home test",
             4, "care-of test", 5, "binding update", 6, "binding acknowledgement", 7, "binding error",
             8, "fast binding update", 9, "fast binding acknowledgement", 10, "fast neighbour advertisement",
             13, "heartbeat", 16, "binding revocation")
STATUS = names(0, "accepted", 1, "accepted, prefix discovery necessary", 128, "unspecified", 129, "prohibited",
               130, "no resources", 131, "registration not supported", 132, "not home subnet", 133, "not home agent",
               134, "duplicate address", 135, "sequence number out of window")

MIPV6 = Protocol(
    key="mipv6", title="Mobile IPv6", reference="RFC 6275", layer=4, rides_on={"ip.protocol": 135}, header=6,
    layout=(
        Field("next_header", u8), Field("header_length", u8, unit="8 bytes", says="without the first eight"),
        Field("type", u8, names=TYPE, scope="session", keep="distinct", says="what the message is"), skip(1),
        Field("checksum", u16, base=16),
        bound(of("header_length") * 8 + 2, switch("type", {
            0: skip(2), (1, 2): (skip(2), Field("cookie", u64, base=16)),
            (3, 4): (Field("nonce", u16), Field("cookie", u64, base=16), Field("token", u64, base=16)),
            5: (Field("sequence", u16), Field("flags", u16, flags=names(
                0x8000, "acknowledge", 0x4000, "home registration", 0x2000, "link-local", 0x1000, "key management",
                0x0200, "proxy")), Field("lifetime", u16, unit="4 seconds")),
            6: (Field("status", u8, names=STATUS, scope="session", keep="distinct"), Field("acknowledge_flags", u8),
                Field("sequence", u16), Field("lifetime", u16, unit="4 seconds"),
                when(of("status") >= 128, finding("refused"))),
            7: (Field("error", u8), skip(1), Field("home_address", ipv6)),
        }, Field("data", octets)),
            tlv(Field("option_type", u8), Field("option_length", u8), {3: Field("care_of_address", ipv6)},
                Field("option_data", octets), single=(0,), inside=Field("option", nested), rest=Field("rest", octets))),
    ),
    info=("{type}", "sequence {sequence}", "{status}"),
    findings=(Finding("refused", Severity.NOTE, "A mobile host was not registered by its home agent."),))
