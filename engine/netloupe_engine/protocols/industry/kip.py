"""KNXnet/IP: lights, blinds and heating of buildings over IP (ISO 22510; KNX 03_08_02 and on)."""
from ..define import (Field, Framing, Protocol, carry, finding, ipv4, left, mac, names, nested, node, octets, of,
                      refute, sized, skip, switch, text, total, u8, u16, when)
from ..findings import REFUSED

SERVICE = names(
    0x0201, "search request", 0x0202, "search response", 0x0203, "description request", 0x0204, "description response",
    0x0205, "connect request", 0x0206, "connect response", 0x0207, "connection state request",
    0x0208, "connection state response", 0x0209, "disconnect request", 0x020A, "disconnect response",
    0x020B, "extended search request", 0x020C, "extended search response", 0x0310, "device configuration request",
    0x0311, "device configuration acknowledgment", 0x0420, "tunnelling request", 0x0421, "tunnelling acknowledgment",
    0x0422, "tunnelling feature get", 0x0423, "tunnelling feature response", 0x0424, "tunnelling feature set",
    0x0425, "tunnelling feature info", 0x0530, "routing indication", 0x0531, "routing lost message",
    0x0532, "routing busy", 0x0533, "routing system broadcast", 0x0740, "remote diagnostic request",
    0x0741, "remote diagnostic response", 0x0742, "remote configuration request", 0x0743, "remote reset request",
    0x0950, "secure wrapper", 0x0951, "secure session request", 0x0952, "secure session response",
    0x0953, "secure session authenticate", 0x0954, "secure session status", 0x0955, "secure timer notify")
STATUS = names(
    0x00, "no error", 0x01, "host protocol not supported", 0x02, "version not supported", 0x04, "sequence number",
    0x21, "connection id", 0x22, "connection type", 0x23, "connection option", 0x24, "no more connections",
    0x26, "data connection", 0x27, "bus connection", 0x29, "tunnelling layer")
CONNECTION = names(
    3, "device management", 4, "tunnel", 6, "remote logging", 7, "remote configuration", 8, "object server")
TRANSPORT = names(1, "UDP", 2, "TCP")
REST = when(left > 0, Field("data", octets))
STATE = (Field("status", u8, names=STATUS, base=16, scope="session", keep="distinct"),
         when(of("status") > 0, finding("error")))
ENDPOINT = node(Field("endpoint", nested, says="where answers are to be sent"),
                Field("endpoint_bytes", u8, unit="bytes", only=(8,)), Field("transport", u8, names=TRANSPORT),
                Field("address", ipv4), Field("port", u16))
# The first description block of a device (03_08_02, clause 7.5.4.2).
DEVICE = (Field("block_bytes", u8, unit="bytes"), Field("block_type", u8),
          when((of("block_type") == 1) & (of("block_bytes") == 54),
               Field("medium", u8), Field("device_status", u8), Field("device_address", u16, base=16),
               Field("project", u16), Field("serial", sized(6, octets)), Field("multicast", ipv4), Field("mac", mac),
               Field("device_name", sized(30, text), scope="session", keep="distinct")),
          REST)
CARRIED = when(left > 0, carry("kip.message", 0))
CHANNEL_ID = Field("channel", u8)
CHANNEL = (Field("header_bytes", u8, unit="bytes"), CHANNEL_ID, Field("sequence", u8))

KIP = Protocol(
    key="kip", title="KNXnet/IP", reference="ISO 22510", layer=7, rides_on={"udp.port": 3671, "tcp.port": 3671},
    starts=(b"\x06\x10\x02", b"\x06\x10\x03", b"\x06\x10\x04", b"\x06\x10\x05"),
    framing=Framing(header=6, length=u16, at=4, most=1500), datagrams=True,
    layout=(
        Field("header_size", u8, unit="bytes", only=(6,)), Field("version", u8, base=16, only=(0x10,)),
        Field("service", u16, names=SERVICE, base=16, scope="session", keep="distinct", only=tuple(SERVICE.names)),
        Field("length", u16, unit="bytes", only=(range(6, 1500),), says="of the whole message"),
        when(of("length") != total, refute()),
        switch("service", {
            (0x0201, 0x0203, 0x020B): (ENDPOINT, REST),
            (0x0202, 0x020C): (ENDPOINT, *DEVICE), 0x0204: DEVICE,
            0x0205: (ENDPOINT, ENDPOINT, Field("connection_bytes", u8, unit="bytes"),
                     Field("connection", u8, names=CONNECTION, scope="session", keep="distinct"), REST),
            0x0206: (CHANNEL_ID, *STATE, when(of("status") == 0, ENDPOINT, REST)),
            (0x0207, 0x0209): (CHANNEL_ID, skip(1), ENDPOINT), (0x0208, 0x020A): (CHANNEL_ID, *STATE),
            (0x0310, 0x0420): (*CHANNEL, skip(1), CARRIED), (0x0311, 0x0421): (*CHANNEL, *STATE),
            0x0530: CARRIED,
        }, default=REST)),
    info=("{service}", "{device_name}", "{status}"),
    findings=(REFUSED,))
