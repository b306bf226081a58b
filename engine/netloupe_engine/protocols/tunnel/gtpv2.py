"""GPRS Tunnelling Protocol version 2, control plane: its messages' header. Reference: 3GPP TS 29.274, section 5."""
from ..define import Field, Protocol, flag, names, number, u8, u16

MESSAGE = names(
    1, "echo request", 2, "echo response", 3, "version not supported", 32, "create session request",
    33, "create session response", 34, "modify bearer request", 35, "modify bearer response",
    36, "delete session request", 37, "delete session response", 38, "change notification request",
    39, "change notification response", 64, "modify bearer command", 65, "modify bearer failure indication",
    66, "delete bearer command", 67, "delete bearer failure indication", 68, "bearer resource command",
    70, "downlink data notification failure", 95, "create bearer request", 96, "create bearer response",
    97, "update bearer request", 98, "update bearer response", 99, "delete bearer request",
    100, "delete bearer response",
    128, "identification request", 129, "identification response", 130, "context request", 131, "context response",
    132, "context acknowledge", 133, "forward relocation request", 134, "forward relocation response",
    160, "create forwarding tunnel request", 170, "release access bearers request",
    171, "release access bearers response",
    176, "downlink data notification", 177, "downlink data notification acknowledge")

GTPV2 = Protocol(
    key="gtpv2", title="GPRS Tunnelling Protocol version 2", reference="3GPP TS 29.274", layer=5,
    rides_on={"udp.port": 2123},
    fields=(
        Field("version", u8, at=0, mask=0xE0, says="2"),
        Field("flag_piggyback", flag, at=0, mask=0x10, says="another message follows"),
        Field("flag_teid", flag, at=0, mask=0x08, says="there is a tunnel endpoint"),
        Field("message", u8, at=1, names=MESSAGE, says="what the message is"),
        Field("length", u16, at=2, unit="bytes", says="what follows the first four bytes"),
        Field("teid", number, base=16, says="tunnel endpoint at the receiver"),
        Field("sequence", number, says="the same in a request and its response"),
    ),
    header=8, twin="_gtp",
    info=("{message}",))
