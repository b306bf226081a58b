"""WebSocket, behind a 101 of HTTP. References: RFC 6455; IANA's registries of WebSocket opcodes and close codes."""
from ..define import Field, Protocol, flag, names, nested, number, octets, text, u8, u16

OPCODE = names(0, "continuation", 1, "text", 2, "binary", 8, "close", 9, "ping", 10, "pong")
CLOSE = names(
    1000, "normal closure", 1001, "going away", 1002, "protocol error", 1003, "unsupported data",
    1007, "invalid data", 1008, "policy violation", 1009, "message too big", 1010, "an extension is missing",
    1011, "internal error", 1012, "service restart", 1013, "try again later", 1014, "bad gateway",
    3000, "unauthorized", 3003, "forbidden", 3008, "timeout")

WEBSOCKET = Protocol(
    key="websocket", title="WebSocket", reference="RFC 6455", layer=7, rides_on={"http.upgrade": "websocket"},
    fields=(
        Field("frame", nested, says="one frame"),
        Field("opcode", u8, names=OPCODE, says="what the frame is"),
        Field("fin", flag, says="the last frame of its message"),
        Field("compressed", flag, says="the message is compressed (RFC 7692)"),
        Field("masked", flag, says="its content is masked, as a client's is"),
        Field("payload_length", number, unit="bytes", says="length of its content"),
        Field("masking_key", octets, says="what the content is masked with"),
        Field("payload", octets, says="its content, unmasked; compressed, if it was sent so"),
        Field("text", text, says="the content of a frame of text"),
        Field("close_code", u16, names=CLOSE, number_first=True, scope="session", says="why the connection ends"),
        Field("close_reason", text, scope="session", says="the same in words"),
        Field("unmasked", octets, says="contents of a packet's masked frames"),
        Field("inflated", octets, says="contents of a packet's compressed frames, as they were"),
    ),
    children=("websocket.protocol",),       # by the name of the subprotocol
    twin="_websocket",
    info=("{opcode}", "{text}", "{close_code}"))
