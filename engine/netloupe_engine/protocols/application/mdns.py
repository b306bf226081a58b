"""Multicast DNS: names and services of the local network. Reference: RFC 6762, with service discovery of RFC 6763."""
from ..define import Field, Protocol, flag, flag16, u16
from . import _dns_numbers as numbers
from ._dns_fields import COMMON, IDENTITY, RESPONSE, SHARED
from ._dns_records import PARTS

MDNS = Protocol(
    key="mdns", title="Multicast DNS", reference="RFC 6762", layer=7,
    rides_on={"udp.port": 5353},
    fields=(
        IDENTITY,
        RESPONSE,
        Field("opcode", u16, at=2, mask=0x7800, names=numbers.OPCODE, says="always a query"),
        Field("authoritative", flag16, at=2, mask=0x0400, says="set in every response"),
        Field("truncated", flag16, at=2, mask=0x0200, says="more known answers follow in another packet"),
        *COMMON,
        Field("cache_flush", flag, says="replaces what is cached under this name and type"),
        Field("unicast_wanted", flag, says="the answer may be sent to the asker alone"),
    ),
    header=12, twin="_dns", numbered_first=SHARED, parts=PARTS,
    info=("{query_type} {query_name}", "{answers}"))
