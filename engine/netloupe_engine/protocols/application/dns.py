"""DNS, the Domain Name System, over UDP and TCP.

Reference: RFC 1034 and 1035; IPv6: 3596; service location: 2782, 3403, 9460; EDNS: 6891 and its options 5001, 7828,
7871, 7873, 8914; DNSSEC: 4033 to 4035, 5155; keys and certificates: 4255, 6698, 8659; transactions: 2136, 8945.
"""
from ..define import Field, Protocol, flag16, u16
from . import _dns_numbers as numbers
from ._dns_fields import COMMON, ERROR, IDENTITY, LENGTH, RESPONSE, SHARED
from ._dns_records import PARTS

DNS = Protocol(
    key="dns", title="Domain Name System", reference="RFC 1035", layer=7,
    rides_on={"udp.port": 53, "tcp.port": 53, "quic.alpn": "doq"},
    fields=(
        IDENTITY,
        RESPONSE,
        Field("opcode", u16, at=2, mask=0x7800, names=numbers.OPCODE, says="kind of query"),
        Field("authoritative", flag16, at=2, mask=0x0400, says="the server is an authority for the name"),
        Field("truncated", flag16, at=2, mask=0x0200, says="the answer did not fit: ask again over TCP"),
        Field("recursion_desired", flag16, at=2, mask=0x0100, says="the server is to ask others"),
        Field("recursion_available", flag16, at=2, mask=0x0080, says="the server does so"),
        Field("reserved", flag16, at=2, mask=0x0040, says="must be 0"),
        Field("authentic_data", flag16, at=2, mask=0x0020, says="the server verified the answer with DNSSEC"),
        Field("checking_disabled", flag16, at=2, mask=0x0010, says="the client takes answers that are not verified"),
        *COMMON,
        LENGTH,
    ),
    header=12, twin="_dns", numbered_first=SHARED, parts=PARTS,
    info=("{query_type} {query_name}", "{rcode}", "{answers}"),
    findings=(ERROR,))
