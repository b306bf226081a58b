"""Control And Provisioning of Wireless Access Points. References: RFC 5415, section 4; RFC 5416 (802.11)."""
from ..define import Field, Protocol, Tunnel, flag, names, number, u8

TYPE = names(0, "in the clear", 1, "DTLS")
BINDING = names(0, "none", 1, "802.11", 3, "EPCglobal")
MESSAGE = names(
    1, "discovery request", 2, "discovery response", 3, "join request", 4, "join response",
    5, "configuration status request", 6, "configuration status response", 7, "configuration update request",
    8, "configuration update response", 9, "WTP event request", 10, "WTP event response",
    11, "change state event request", 12, "change state event response", 13, "echo request", 14, "echo response",
    15, "image data request", 16, "image data response", 17, "reset request", 18, "reset response",
    19, "primary discovery request", 20, "primary discovery response", 21, "data transfer request",
    22, "data transfer response", 23, "clear configuration request", 24, "clear configuration response",
    25, "station configuration request", 26, "station configuration response")

CAPWAP = Protocol(
    key="capwap", title="Control And Provisioning of Wireless Access Points", reference="RFC 5415, RFC 5416", layer=5,
    rides_on={"udp.port": (5246, 5247)},
    fields=(
        Field("version", u8, at=0, mask=0xF0, says="0"),
        Field("type", u8, at=0, mask=0x0F, names=TYPE, says="what follows the first byte"),
        Field("header_length", number, unit="bytes", says="whole header"),
        Field("radio", number, says="number of the radio"),
        Field("binding", number, names=BINDING, says="kind of radio"),
        Field("flag_native", flag, says="the payload is the radio's frame; else Ethernet's"),
        Field("flag_fragment", flag, says="a fragment"),
        Field("flag_last", flag, says="the last fragment"),
        Field("flag_keep_alive", flag, says="keeps the data channel alive"),
        Field("message", number, names=MESSAGE, says="control message"),
        Field("sequence", number, says="the same in a request and its response"),
    ),
    header=4, children=("capwap.frame",), tunnel=Tunnel.PAIR, twin="_capwap",
    info=("{type}", "{message}"))
