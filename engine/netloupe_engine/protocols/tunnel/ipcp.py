"""PPP's IP Control Protocol. Reference: RFC 1332, RFC 1877."""
from ..define import Protocol, names
from ._ppp_fields import SHARED, fields

OPTION = names(
    1, "IP addresses", 2, "IP compression", 3, "IP address", 4, "mobile IP address", 129, "primary DNS server",
    130, "primary NetBIOS server", 131, "secondary DNS server", 132, "secondary NetBIOS server")

IPCP = Protocol(
    key="ipcp", title="IP Control Protocol", reference="RFC 1332, RFC 1877", layer=4,
    rides_on={"ppp.protocol": 0x8021},
    fields=fields(OPTION),
    header=4, twin="_ppp_control", numbered_first=SHARED,
    info=("{code}", "id {identifier}"))
