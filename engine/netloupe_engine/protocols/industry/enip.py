"""EtherNet/IP: sessions with devices and the items that carry CIP (ODVA, The CIP Networks Library, volume 2)."""
from ..define import (Field, Framing, Protocol, bound, carry, counted, finding, ipv4, le16, le32, left, names, nested,
                      node, octets, of, repeat, sized, skip, switch, text, u8, u16, when)
from ..findings import REFUSED
from ._cip_numbers import DEVICE, VENDOR

COMMAND = names(
    0x00, "NOP", 0x01, "list targets", 0x04, "list services", 0x63, "list identity", 0x64, "list interfaces",
    0x65, "register session", 0x66, "unregister session", 0x6F, "send request or reply data", 0x70, "send unit data",
    0x72, "indicate status", 0x73, "cancel")
STATUS = names(
    0, "success", 1, "unknown command", 2, "out of memory", 3, "incorrect data", 0x64, "unknown session",
    0x65, "wrong length", 0x69, "unsupported version")
ITEM = names(
    0x00, "no address", 0x0C, "identity", 0x86, "CIP security", 0xA1, "connected address", 0xB1, "connected data",
    0xB2, "unconnected data", 0x100, "services", 0x8000, "socket address, originator to target",
    0x8001, "socket address, target to originator", 0x8002, "sequenced address")
CAPABILITY = names(0x20, "CIP over TCP", 0x100, "CIP over UDP")
SOCKET = (Field("family", u16, says="2: IPv4"), Field("port", u16), Field("address", ipv4), skip(8))
CONNECTION = Field("connection_id", le32, base=16, says="the connection that the data belongs to")

ITEMS = (
    Field("item_count", le16),
    repeat(node(
        Field("item", nested, says="what the message carries, one by one"),
        Field("item_type", le16, names=ITEM, base=16),
        bound(Field("item_length", le16, unit="bytes"), switch("item_type", {
            0x0C: (Field("protocol_version", le16), *SOCKET,
                   Field("vendor", le16, names=VENDOR, scope="session", keep="distinct"),
                   Field("device_type", le16, names=DEVICE, scope="session", keep="distinct"),
                   Field("product_code", le16), Field("major_revision", u8), Field("minor_revision", u8),
                   Field("device_status", le16, base=16), Field("serial_number", le32, base=16, scope="session",
                                                                keep="distinct"),
                   Field("product", counted(u8, text), scope="session", keep="distinct", says="name of the device"),
                   Field("state", u8)),
            0x100: (Field("service_version", le16), Field("capabilities", le16, flags=CAPABILITY, base=16),
                    Field("service_name", sized(16, text))),
            (0x8000, 0x8001): SOCKET,
            0xA1: CONNECTION,
            0x8002: (CONNECTION, Field("item_sequence", le32)),
            0xB1: (Field("connection_sequence", le16), when(left > 0, carry("enip.item", of("item_type")))),
            0xB2: when(left > 0, carry("enip.item", of("item_type"))),
        }, default=when(left > 0, Field("item_data", octets))))), count="item_count"))

ENIP = Protocol(
    key="enip", title="EtherNet/IP", reference="ODVA, The CIP Networks Library, volume 2", layer=7,
    rides_on={"tcp.port": 44818, "udp.port": 44818}, starts=(),
    framing=Framing(header=24, length=le16, at=2, adds=24, most=65_535), datagrams=True,
    layout=(
        Field("command", le16, names=COMMAND, scope="session", keep="distinct", only=tuple(COMMAND.names), base=16),
        Field("length", le16, unit="bytes", says="what follows the header"),
        Field("session_handle", le32, base=16, says="number of the session, which its target chose"),
        Field("status", le32, names=STATUS, scope="session", keep="distinct", only=tuple(STATUS.names), base=16),
        Field("context", sized(8, octets), says="the answer has the request's"),
        Field("options", le32, base=16, only=(0,)),
        when(of("status") > 0, finding("error")),
        bound("length", switch("command", {
            0x65: when(left > 0, Field("version", le16), Field("flags", le16, base=16)),
            (0x04, 0x63, 0x64): when(left > 0, *ITEMS),
            (0x6F, 0x70): when(left > 0, Field("interface", le32, only=(0,), says="0: CIP"),
                               Field("timeout", le16, unit="s"), *ITEMS),
        }, default=when(left > 0, Field("data", octets)))),
    ),
    info=("{command}", "{product}", "{status}"),
    findings=(REFUSED,))
