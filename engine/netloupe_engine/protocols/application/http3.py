"""HTTP/3: what is said in the streams of QUIC, where secrets open it.

Reference: RFC 9114 (frames), RFC 9204 (header compression); 9218 (PRIORITY_UPDATE), 9220 (extended CONNECT),
9297 (datagrams).
"""
from ...model import Severity
from ..define import Field, Finding, Protocol, flag, names, nested, number, octets
from ..findings import CLEAR_TEXT_CREDENTIALS
from ._http_semantics import HEADER_FIELDS

FRAME = names(
    0, "DATA", 1, "HEADERS", 3, "CANCEL_PUSH", 4, "SETTINGS", 5, "PUSH_PROMISE", 7, "GOAWAY", 13, "MAX_PUSH_ID",
    0xF0700, "PRIORITY_UPDATE", 0xF0701, "PRIORITY_UPDATE")
STREAM = names(0, "control", 1, "push", 2, "QPACK encoder", 3, "QPACK decoder")
SETTING = names(
    1, "QPACK_MAX_TABLE_CAPACITY", 6, "MAX_FIELD_SECTION_SIZE", 7, "QPACK_BLOCKED_STREAMS",
    8, "ENABLE_CONNECT_PROTOCOL", 0x33, "H3_DATAGRAM")

HTTP3 = Protocol(
    key="http3", title="Hypertext Transfer Protocol 3", reference="RFC 9114, RFC 9204", layer=7,
    rides_on={"quic.alpn": ("h3", "h3-29", "h3-30", "h3-31", "h3-32", "h3-33", "h3-34")},
    fields=(
        Field("stream", number, says="stream of QUIC that this is said in"),
        Field("stream_type", number, names=STREAM, says="what a stream is for that is no request's"),
        Field("lost", number, unit="bytes", says="of the stream that the capture does not have"),
        Field("end_stream", flag, says="its sender sends no more in this stream"),
        Field("frame", nested, says="one frame"),
        Field("type", number, names=FRAME, base=16, says="what the frame is"),
        Field("length", number, unit="bytes", says="of the frame behind its header"),
        Field("push_id", number, says="by which a response is known that was not asked for"),
        *HEADER_FIELDS,
        Field("setting", nested, says="one parameter of the connection"),
        Field("setting_id", number, names=SETTING, base=16, says="which"),
        Field("setting_value", number, says="its value"),
        Field("last_stream", number, says="the first stream or push that will not be worked on"),
        Field("priority", octets, says="what a priority is set of, and to what"),
        Field("data", octets, says="part of a body"),
    ),
    twin="_http3",
    info=("{type}", "{method} {path}", "{authority}", "{status_code}", "{content_type}"),
    findings=(
        CLEAR_TEXT_CREDENTIALS,
        Finding("header_compression", Severity.NOTE, "header fields could not be decompressed"),
    ))
