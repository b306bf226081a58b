"""Multiprotocol Label Switching: the whole stack of labels is one layer.

What is carried is said by the labels alone; where they do not, the first bits of the payload tell IPv4, IPv6,
pseudo-wires with their control word, and Ethernet (RFC 4928, section 3). References: RFC 3032; RFC 5462 (traffic
class); RFC 4385 (control word); RFC 4023 (in IP and GRE); RFC 7510 (in UDP).
"""
from ..define import Field, Protocol, names, nested, number

LABEL = names(
    0, "IPv4 explicit null", 1, "router alert", 2, "IPv6 explicit null", 3, "implicit null", 7, "entropy label follows",
    13, "generic associated channel", 14, "OAM alert", 15, "extension")

MPLS = Protocol(
    key="mpls", title="Multiprotocol Label Switching", reference="RFC 3032, RFC 5462, RFC 4385", layer=2,
    rides_on={"ethertype": (0x8847, 0x8848), "ip.protocol": 137, "ppp.protocol": (0x0281, 0x0283), "udp.port": 6635,
              "vxlan.next": 5, "link": 219},
    fields=(
        Field("entry", nested, says="one entry of the label stack"),
        Field("label", number, names=LABEL, number_first=True, says="label"),
        Field("traffic_class", number, says="class of service, 0 to 7"),
        Field("bottom", number, says="1: the last entry"),
        Field("ttl", number, says="time to live: routers it may still pass"),
        Field("depth", number, says="entries of the stack"),
    ),
    header=4, children=("ethertype", "mpls.pseudowire"), twin="_mpls",
    info=("label {label}",))
