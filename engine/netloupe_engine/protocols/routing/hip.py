"""Host Identity Protocol: hosts that prove who they are before they speak. Reference: RFC 7401, section 5."""
from ..define import Field, Protocol, align, bits, ipv6, names, nested, node, octets, repeat, sized, u8, u16

TYPE = names(1, "I1", 2, "R1", 3, "I2", 4, "R2", 16, "update", 17, "notify", 18, "close", 19, "close acknowledgement")
PARAMETER = names(
    65, "ESP information", 128, "R1 counter", 193, "locators", 257, "puzzle", 321, "solution", 385, "sequence",
    449, "acknowledgement", 511, "Diffie-Hellman group list", 513, "Diffie-Hellman", 579, "cipher", 641, "encrypted",
    705, "host identity", 715, "signature algorithms", 768, "certificate", 832, "notification", 897, "echo request",
    961, "echo response", 2049, "transport formats", 4095, "ESP transform", 61505, "MAC", 61569, "MAC (2)",
    61633, "signature (2)", 61697, "signature")

HIP = Protocol(
    key="hip", title="Host Identity Protocol", reference="RFC 7401", layer=4,
    rides_on={"ip.protocol": 139}, header=40,
    layout=(
        Field("next_header", u8), Field("header_length", u8, unit="8 bytes", says="without the first eight"),
        bits(u8, Field("fixed", u8, mask=0x80, only=(0,)),
             Field("type", u8, mask=0x7F, names=TYPE, scope="session", keep="distinct", says="what the packet is")),
        bits(u8, Field("version", u8, mask=0xF0, only=(1, 2)), Field("shim", u8, mask=0x0F)),
        Field("checksum", u16, base=16), Field("controls", u16, base=16),
        Field("sender", ipv6, scope="session", keep="distinct", says="tag of its identity"),
        Field("receiver", ipv6, scope="session", keep="distinct", says="tag of its identity; zero: any"),
        repeat(node(Field("parameter", nested), Field("parameter_type", u16, names=PARAMETER),
                    Field("parameter_length", u16, unit="bytes"),
                    Field("data", sized("parameter_length", octets)), align(8))),
    ),
    info=("{type}", "from {sender}", "to {receiver}"))
