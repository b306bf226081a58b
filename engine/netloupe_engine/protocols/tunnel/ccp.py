"""PPP's Compression Control Protocol. Reference: RFC 1962."""
from ..define import Protocol, names
from ._ppp_fields import SHARED, fields

OPTION = names(
    0, "OUI", 1, "predictor 1", 2, "predictor 2", 17, "Stac LZS", 18, "Microsoft PPC", 21, "BSD compress",
    26, "deflate")

CCP = Protocol(
    key="ccp", title="Compression Control Protocol", reference="RFC 1962", layer=4,
    rides_on={"ppp.protocol": 0x80FD},
    fields=fields(OPTION),
    header=4, twin="_ppp_control", numbered_first=SHARED,
    info=("{code}", "id {identifier}"))
