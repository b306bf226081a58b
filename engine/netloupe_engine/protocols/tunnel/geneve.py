"""Generic Network Virtualization Encapsulation. Reference: RFC 8926."""
from ..define import Field, Protocol, Tunnel, flag, names, nested, number, octets, u8, u16, u32
from ..numbers import ETHERTYPE

CLASS = names(0x0100, "Linux", 0x0101, "Open vSwitch", 0x0102, "Open Virtual Networking", 0x0103, "In-band telemetry",
              0x0104, "VMware", 0x0105, "Amazon", 0x0106, "Cisco", 0x0108, "Amazon Web Services", 0x010B, "Cilium")

GENEVE = Protocol(
    key="geneve", title="Generic Network Virtualization Encapsulation", reference="RFC 8926", layer=5,
    rides_on={"udp.port": 6081},
    fields=(
        Field("version", u8, at=0, mask=0xC0, says="0"),
        Field("options_length", u8, at=0, mask=0x3F, scale=4, unit="bytes", says="options"),
        Field("flag_control", flag, at=1, mask=0x80, says="for the tunnel's ends themselves"),
        Field("flag_critical", flag, at=1, mask=0x40, says="some option must be understood"),
        Field("protocol", u16, at=2, base=16, names=ETHERTYPE, says="EtherType of the payload"),
        Field("network", u32, at=4, mask=0xFFFFFF00, says="number of the virtual network (VNI)"),
        Field("option", nested, says="one option"),
        Field("option_class", number, base=16, names=CLASS, says="who defined the option"),
        Field("option_critical", number, says="1: it must be understood"),
        Field("option_type", number, base=16, says="type in its class"),
        Field("option_length", number, unit="bytes", says="value of the option"),
        Field("option_data", octets, says="value of the option"),
    ),
    header=8, children=("ethertype",), tunnel=Tunnel.IDENTIFIER, twin="_geneve",
    info=("network {network}",))
