"""PPP over Ethernet: discovery, and sessions. References: RFC 2516; RFC 4638 (larger frames)."""
from ..define import Field, Protocol, Tunnel, names, nested, number, octets, text, u8, u16

CODE = names(0x00, "session", 0x07, "PADO", 0x09, "PADI", 0x0A, "PADG", 0x0B, "PADC", 0x0C, "PADQ", 0x19, "PADR",
             0x65, "PADS", 0xA7, "PADT", 0xD3, "PADM", 0xD4, "PADN")
TAG = names(
    0x0000, "end of list", 0x0101, "service name", 0x0102, "access concentrator name", 0x0103, "host's unique number",
    0x0104, "access concentrator's cookie", 0x0105, "vendor specific", 0x0110, "relay session",
    0x0120, "maximum payload", 0x0201, "service name error", 0x0202, "access concentrator system error",
    0x0203, "generic error")

PPPOE = Protocol(
    key="pppoe", title="PPP over Ethernet", reference="RFC 2516", layer=2,
    rides_on={"ethertype": (0x8863, 0x8864), "link": 51},
    fields=(
        Field("version", u8, at=0, mask=0xF0, says="1"),
        Field("type", u8, at=0, mask=0x0F, says="1"),
        Field("code", u8, at=1, base=16, names=CODE, says="what the packet is"),
        Field("session", u16, at=2, base=16, says="number of the session; 0: none yet"),
        Field("length", u16, at=4, unit="bytes", says="payload"),
        Field("tag", nested, says="one tag of a discovery packet"),
        Field("tag_type", number, base=16, names=TAG, says="what the tag is"),
        Field("tag_length", number, unit="bytes", says="content of the tag"),
        Field("service", text, says="name of the service"),
        Field("concentrator", text, says="name of the access concentrator"),
        Field("error", text, says="what went wrong"),
        Field("payload_max", number, unit="bytes", says="largest payload the sender takes"),
        Field("tag_data", octets, says="content of a tag that is not taken apart"),
    ),
    header=6, children=("pppoe.session",), tunnel=Tunnel.IDENTIFIER, twin="_pppoe",
    info=("{code}", "session {session}", "{service}", "{concentrator}", "{error}"))
