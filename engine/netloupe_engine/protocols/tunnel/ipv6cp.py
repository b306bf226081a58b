"""PPP's IPv6 Control Protocol. Reference: RFC 5072."""
from ..define import Protocol, names
from ._ppp_fields import SHARED, fields

OPTION = names(
    1, "interface identifier", 2, "IPv6 compression")

IPV6CP = Protocol(
    key="ipv6cp", title="IPv6 Control Protocol", reference="RFC 5072", layer=4,
    rides_on={"ppp.protocol": 0x8057},
    fields=fields(OPTION),
    header=4, twin="_ppp_control", numbered_first=SHARED,
    info=("{code}", "id {identifier}"))
