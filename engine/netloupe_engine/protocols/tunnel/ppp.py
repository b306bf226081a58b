"""Point-to-Point Protocol: the frame, with or without HDLC's address and control, the protocol compressed or not.

References: RFC 1661; RFC 1662 (HDLC framing); tcpdump.org, LINKTYPE_PPP, LINKTYPE_PPP_HDLC, LINKTYPE_PPP_PPPD,
LINKTYPE_PPP_WITH_DIR. Cisco's HDLC, which may come in place of PPP in HDLC, has EtherTypes in the same place.
"""
from ..define import Field, Protocol, names, number

PROTOCOL = names(
    0x0021, "IPv4", 0x0023, "OSI", 0x0029, "AppleTalk", 0x002B, "IPX", 0x002D, "compressed TCP/IP",
    0x002F, "uncompressed TCP/IP", 0x0031, "bridged", 0x003D, "multilink", 0x0057, "IPv6",
    0x00FB, "compressed in a link", 0x00FD, "compressed", 0x0281, "MPLS", 0x0283, "MPLS multicast", 0x8021, "IPCP",
    0x8023, "OSI control",
    0x802B, "IPX control", 0x8053, "ECP", 0x8057, "IPV6CP", 0x80FD, "CCP", 0x8281, "MPLSCP", 0xC021, "LCP",
    0xC023, "PAP", 0xC025, "link quality", 0xC029, "callback control", 0xC02B, "BACP", 0xC02D, "BAP", 0xC223, "CHAP",
    0xC227, "EAP")

PPP = Protocol(
    key="ppp", title="Point-to-Point Protocol", reference="RFC 1661, RFC 1662", layer=2,
    rides_on={"link": (9, 50, 166, 204), "chdlc.other": 1, "ethertype": 0x880B, "pppoe.session": 0, "l2tp.session": 2},
    fields=(
        Field("direction", number, names=names(0, "received", 1, "sent"), says="as the capture says it"),
        Field("address", number, base=16, says="HDLC address"),
        Field("control", number, base=16, says="HDLC control field"),
        Field("protocol", number, base=16, names=PROTOCOL, says="protocol of the payload"),
    ),
    header=1, children=("ppp.protocol", "ethertype"), twin="_ppp",
    info=("{protocol}",))
