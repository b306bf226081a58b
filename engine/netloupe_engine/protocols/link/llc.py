"""Logical link control with its subnetwork access protocol.

Reference: ISO/IEC 8802-2 (IEEE 802.2-1998), section 3 and 5; SNAP: IEEE 802-2014, section 9.5.
"""
from ..define import Field, Protocol, flag, names, number, u8
from ..numbers import ETHERTYPE

SAP = names(
    0x00, "null", 0x02, "LLC sublayer management", 0x04, "SNA path control", 0x06, "IPv4", 0x0E, "PROWAY management",
    0x42, "spanning tree", 0x4E, "EIA RS-511", 0x7E, "X.25", 0x80, "XNS", 0x8E, "PROWAY station list", 0x98, "ARP",
    0xAA, "SNAP", 0xBC, "Banyan VINES", 0xE0, "NetWare", 0xF0, "NetBIOS", 0xF4, "LAN management",
    0xFE, "ISO network layer", 0xFF, "all")
FORMAT = names(0, "information", 1, "supervisory", 3, "unnumbered")
SUPERVISORY = names(0, "receiver ready", 1, "receiver not ready", 2, "reject")
UNNUMBERED = names(
    0x03, "unnumbered information", 0x0F, "disconnected mode", 0x43, "disconnect", 0x63, "unnumbered acknowledgement",
    0x6F, "set asynchronous balanced mode extended", 0x87, "frame reject", 0xAF, "exchange identification",
    0xE3, "test")
OUI = names(
    0x000000, "Ethernet", 0x0000F8, "IEEE 802.1H bridge tunnel", 0x00000C, "Cisco", 0x0080C2, "IEEE 802.1",
    0x080007, "Apple", 0x00E02B, "Extreme Networks", 0x00E052, "Foundry", 0x000181, "Nortel")

LLC = Protocol(
    key="llc", title="802.2 Logical Link Control", reference="ISO/IEC 8802-2; IEEE 802-2014, section 9.5", layer=2,
    rides_on={"ethertype": 4, "link": 100},
    fields=(
        Field("dsap", u8, at=0, base=16, names=SAP, says="destination service access point"),
        Field("ssap", u8, at=1, base=16, names=SAP, says="source service access point; the lowest bit: response"),
        Field("is_response", flag, at=1, mask=0x01, says="response; else a command"),
        Field("control", number, base=16, says="control field, one or two bytes"),
        Field("format", number, names=FORMAT, says="kind of frame"),
        Field("modifier", number, base=16, names=UNNUMBERED, says="function of an unnumbered frame, poll bit cleared"),
        Field("supervisory", number, names=SUPERVISORY, says="function of a supervisory frame"),
        Field("send_sequence", number, says="N(S): number of this information frame"),
        Field("receive_sequence", number, says="N(R): number of the frame expected next"),
        Field("poll", number, says="1: an answer is asked for (command), or this is one (response)"),
        Field("oui", number, base=16, names=OUI, says="SNAP: organisation whose numbers `pid` takes"),
        Field("pid", number, base=16, names=ETHERTYPE, says="SNAP: protocol of the payload"),
    ),
    header=3, children=("ethertype", "llc.sap", "snap.cisco", "snap.ieee"), twin="_llc")
