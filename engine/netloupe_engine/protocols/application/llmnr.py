"""Link-Local Multicast Name Resolution. Reference: RFC 4795."""
from ..define import Field, Protocol, flag16, u16
from . import _dns_numbers as numbers
from ._dns_fields import COMMON, ERROR, IDENTITY, LENGTH, RESPONSE, SHARED
from ._dns_records import PARTS

LLMNR = Protocol(
    key="llmnr", title="Link-Local Multicast Name Resolution", reference="RFC 4795", layer=7,
    rides_on={"udp.port": 5355, "tcp.port": 5355},
    fields=(
        IDENTITY,
        RESPONSE,
        Field("opcode", u16, at=2, mask=0x7800, names=numbers.OPCODE, says="always a query"),
        Field("conflict", flag16, at=2, mask=0x0400, says="several hosts answered for the name"),
        Field("truncated", flag16, at=2, mask=0x0200, says="the answer did not fit: ask again over TCP"),
        Field("tentative", flag16, at=2, mask=0x0100, says="the responder has yet to verify that the name is its own"),
        *COMMON,
        LENGTH,
    ),
    header=12, twin="_dns", numbered_first=SHARED, parts=PARTS,
    info=("{query_type} {query_name}", "{rcode}", "{answers}"),
    findings=(ERROR,))
