"""Virtual eXtensible LAN, with group policy and the generic protocol extension.

References: RFC 7348; draft-smith-vxlan-group-policy-05; draft-ietf-nvo3-vxlan-gpe-12.
"""
from ..define import Field, Protocol, Tunnel, flag, names, number, u8, u32

NEXT = names(1, "IPv4", 2, "IPv6", 3, "Ethernet", 4, "NSH", 5, "MPLS")

VXLAN = Protocol(
    key="vxlan", title="Virtual eXtensible LAN", reference="RFC 7348", layer=5,
    rides_on={"udp.port": (4789, 4790, 8472)},
    fields=(
        Field("flags", u8, at=0, base=16, says="which fields are filled in"),
        Field("flag_policy", flag, at=0, mask=0x80, says="there is a group policy"),
        Field("flag_network", flag, at=0, mask=0x08, says="the network's number is valid"),
        Field("flag_next", flag, at=0, mask=0x04, says="the next protocol is said (GPE)"),
        Field("policy", number, says="group policy: group of the sender"),
        Field("policy_applied", number, says="group policy: 1: it was applied already"),
        Field("next_protocol", number, names=NEXT, says="GPE: protocol of the payload"),
        Field("network", u32, at=4, mask=0xFFFFFF00, says="number of the virtual network (VNI)"),
    ),
    header=8, children=("vxlan.next",), tunnel=Tunnel.IDENTIFIER, twin="_vxlan",
    info=("network {network}",))
