"""PPP's Link Control Protocol. Reference: RFC 1661, section 5 and 6."""
from ..define import Protocol, names
from ._ppp_fields import SHARED, fields

OPTION = names(
    1, "maximum receive unit", 2, "character map", 3, "authentication protocol", 4, "quality protocol",
    5, "magic number", 7, "protocol field compression", 8, "address and control field compression", 13, "callback",
    17, "multilink receive unit", 18, "multilink short sequence numbers", 19, "multilink endpoint")

LCP = Protocol(
    key="lcp", title="Link Control Protocol", reference="RFC 1661, section 5 and 6", layer=4,
    rides_on={"ppp.protocol": 0xC021},
    fields=fields(OPTION),
    header=4, twin="_ppp_control", numbered_first=SHARED,
    info=("{code}", "id {identifier}"))
