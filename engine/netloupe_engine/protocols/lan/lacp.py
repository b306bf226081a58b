"""Link Aggregation Control Protocol: which links are one. Reference: IEEE 802.1AX-2020, section 6.4.2."""
from ..define import Field, Protocol, bits, flag, mac, names, nested, octets, tlv, u8, u16

TYPE = names(0, "end", 1, "actor", 2, "partner", 3, "collector")


def side(who: str) -> tuple[object, ...]:
    """What is said of one end of the link."""
    return (
        Field(f"{who}_system_priority", u16), Field(f"{who}_system", mac, says="the system"),
        Field(f"{who}_key", u16, says="ports with one key may be one link"), Field(f"{who}_port_priority", u16),
        Field(f"{who}_port", u16),
        bits(u8, Field(f"{who}_active", flag, mask=0x01), Field(f"{who}_short_timeout", flag, mask=0x02),
             Field(f"{who}_aggregatable", flag, mask=0x04), Field(f"{who}_in_sync", flag, mask=0x08),
             Field(f"{who}_collecting", flag, mask=0x10), Field(f"{who}_distributing", flag, mask=0x20),
             Field(f"{who}_defaulted", flag, mask=0x40, says="what is said of the other end is not from it"),
             Field(f"{who}_expired", flag, mask=0x80, says="the other end says nothing")))


LACP = Protocol(
    key="lacp", title="Link Aggregation Control Protocol", reference="IEEE 802.1AX-2020", layer=2,
    rides_on={"slow.subtype": 1}, header=1,
    layout=(
        Field("version", u8, says="of the protocol"),
        tlv(Field("tlv_type", u8, names=TYPE), Field("tlv_length", u8, unit="bytes"),
            {1: side("actor"), 2: side("partner"), 3: Field("maximum_delay", u16, unit="10 us")},
            Field("data", octets), covers=2, ends=(0,), inside=Field("tlv", nested), rest=Field("rest", octets)),
    ),
    info=("actor {actor_system} port {actor_port}", "partner {partner_system} port {partner_port}"))
