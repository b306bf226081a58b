"""Steam in-home streaming: computers find each other (as tshark reads it); what they say is in Protocol Buffers, and
not read."""
from ..define import Field, Protocol, certain, le32, left, octets, sized, u64, when

STEAM_IHS_DISCOVERY = Protocol(
    key="steam_ihs_discovery", title="Steam discovery", reference="Steam in-home streaming", layer=7,
    rides_on={"udp.port": 27036},
    starts=(b"\xff\xff\xff\xff",),
    layout=(Field("signature", u64, base=16, only=(0xFFFFFFFF214C5FA0,)), certain(),
            Field("header_length", le32, unit="bytes"),
            Field("header", sized("header_length", octets)), when(left > 0, Field("data", octets))),
    info=("{header_length}",))
