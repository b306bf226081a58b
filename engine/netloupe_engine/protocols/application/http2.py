"""HTTP/2: over TCP in the clear (with prior knowledge, or after an upgrade), or inside of what was decrypted.

Reference: RFC 9113 (frames), RFC 7541 (header compression); 7838 (ALTSVC), 8336 (ORIGIN), 9218 (PRIORITY_UPDATE).
"""
from ...model import Severity
from ..define import Field, Finding, Protocol, flag, names, nested, number, octets, text, u8, u16, u32
from ..findings import CLEAR_TEXT_CREDENTIALS
from ._http_semantics import HEADER_FIELDS

FRAME = names(
    0, "DATA", 1, "HEADERS", 2, "PRIORITY", 3, "RST_STREAM", 4, "SETTINGS", 5, "PUSH_PROMISE", 6, "PING", 7, "GOAWAY",
    8, "WINDOW_UPDATE", 9, "CONTINUATION", 10, "ALTSVC", 12, "ORIGIN", 16, "PRIORITY_UPDATE")

SETTING = names(
    1, "HEADER_TABLE_SIZE", 2, "ENABLE_PUSH", 3, "MAX_CONCURRENT_STREAMS", 4, "INITIAL_WINDOW_SIZE",
    5, "MAX_FRAME_SIZE", 6, "MAX_HEADER_LIST_SIZE", 8, "ENABLE_CONNECT_PROTOCOL", 9, "NO_RFC7540_PRIORITIES")

ERROR = names(
    0, "NO_ERROR", 1, "PROTOCOL_ERROR", 2, "INTERNAL_ERROR", 3, "FLOW_CONTROL_ERROR", 4, "SETTINGS_TIMEOUT",
    5, "STREAM_CLOSED", 6, "FRAME_SIZE_ERROR", 7, "REFUSED_STREAM", 8, "CANCEL", 9, "COMPRESSION_ERROR",
    10, "CONNECT_ERROR", 11, "ENHANCE_YOUR_CALM", 12, "INADEQUATE_SECURITY", 13, "HTTP_1_1_REQUIRED")

HTTP2 = Protocol(
    key="http2", title="Hypertext Transfer Protocol 2", reference="RFC 9113, RFC 7541", layer=7,
    rides_on={"tcp.port": (80, 8080, 50051), "http.upgrade": "h2c", "tls.alpn": "h2"},
    fields=(
        Field("preface", text, says="what a client sends first"),
        Field("frame", nested, says="one frame"),
        Field("length", number, unit="bytes", says="of the frame behind its header"),
        Field("type", u8, names=FRAME, says="what the frame is"),
        Field("flags", u8, base=16, says="as the frame's type defines them"),
        Field("end_stream", flag, says="its sender sends no more in this stream"),
        Field("stream", u32, says="stream the frame belongs to, 0: the connection"),
        Field("lost", number, unit="bytes", says="of a body that the capture does not have"),
        Field("pad_length", u8, unit="bytes", says="of padding"),
        Field("dependency", u32, says="stream this one depends on"),
        Field("weight", number, says="share among streams that depend on the same one, 1 to 256"),
        Field("promised_stream", u32, says="stream a response will come in that was not asked for"),
        *HEADER_FIELDS,
        Field("setting", nested, says="one parameter of the connection"),
        Field("setting_id", u16, names=SETTING, says="which"),
        Field("setting_value", u32, says="its value"),
        Field("error_code", u32, names=ERROR, scope="session", says="why a stream or the connection ends"),
        Field("last_stream", u32, says="the last stream that was or may be worked on"),
        Field("debug_data", text, says="the same in words"),
        Field("window_increment", u32, unit="bytes", says="that may be sent beyond what was allowed before"),
        Field("ping", octets, says="eight bytes that come back"),
        Field("alternative", text, says="other places where the same service is"),
        Field("origin", text, says="hosts this connection may be used for"),
        Field("data", octets, says="part of a body"),
    ),
    twin="_http2",
    info=("{type}", "{method} {path}", "{authority}", "{status_code}", "{content_type}", "{error_code}"),
    findings=(
        CLEAR_TEXT_CREDENTIALS,
        Finding("header_compression", Severity.NOTE, "header fields could not be decompressed from here on"),
        Finding("connection_error", Severity.WARNING, "the connection was ended with an error"),
    ))
