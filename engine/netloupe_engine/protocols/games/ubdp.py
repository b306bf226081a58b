"""Ubiquiti discovery: what devices are and who has them (as tshark reads it): names, versions, addresses."""
from ..define import Field, Protocol, ipv4, left, likely, mac, names, nested, octets, text, tlv, u8, u16, u32, when

ATTRIBUTE = names(1, "hardware address", 2, "addresses", 3, "firmware", 10, "uptime", 11, "host name", 12, "product",
                  13, "ESSID",
                  14, "wireless mode", 19, "serial", 21, "model", 22, "version")


def kept(name: str, says: str) -> Field:
    """A text the session keeps."""
    return Field(name, text, scope="session", keep="distinct", says=says)


UBDP = Protocol(
    key="ubdp", title="Ubiquiti discovery", reference="Ubiquiti discovery protocol", layer=7,
    rides_on={"udp.port": 10001}, starts=(),
    layout=(
        Field("version", u8, only=(1, 2)), Field("command", u8, only=(0, 6, 8, 9, 11)),
        Field("length", u16, unit="bytes", only=(range(1025),)),
        when(left > 0, likely(), tlv(
            Field("attribute_type", u8, names=ATTRIBUTE), Field("attribute_length", u16, unit="bytes"), {
                1: Field("hardware", mac), 2: (Field("hardware_of", mac),
                                               Field("address", ipv4, scope="session", keep="distinct")),
                3: kept("firmware", "of the device"), 10: Field("uptime", u32, unit="s"),
                11: kept("host", "name of the device"),
                12: kept("product", "what the device is"), 13: kept("essid", "wireless network"),
                21: kept("model", "what the device is"),
            }, inside=Field("attribute", nested), rest=Field("rest", octets)))),
    info=("{host} {product}", "{command}"))
