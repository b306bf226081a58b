"""ISO network layer protocols, told by their first byte. Reference: ISO/IEC TR 9577."""
from ..define import Field, Protocol, names, u8

NLPID = names(0x00, "inactive network layer", 0x08, "Q.933", 0x80, "SNAP", 0x81, "CLNP", 0x82, "ES-IS", 0x83, "IS-IS",
              0x8E, "IPv6", 0xCC, "IPv4", 0xCF, "PPP")

OSI = Protocol(
    key="osi", title="ISO network layer", reference="ISO/IEC TR 9577", layer=2,
    rides_on={"llc.sap": 0xFE, "ethertype": (0x00FE, 0xFEFE), "ppp.protocol": 0x0023}, header=1, next="identifier",
    children=("osi.identifier",),
    layout=(Field("identifier", u8, at=0, names=NLPID, base=16, says="which of them"),),
    info=("{identifier}",))
