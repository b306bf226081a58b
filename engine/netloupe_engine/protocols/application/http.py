"""HTTP/1.x. References: RFC 9112 (messages), RFC 9110 (semantics)."""
from ..define import Field, Protocol, nested, number, octets, text, u16
from ..findings import CLEAR_TEXT_CREDENTIALS
from ._http_status import STATUS

HTTP = Protocol(
    key="http", title="Hypertext Transfer Protocol", reference="RFC 9112, RFC 9110", layer=7,
    rides_on={"tcp.port": (80, 591, 3128, 5985, 8000, 8008, 8080, 8081, 8088, 8888),
              "tls.alpn": ("http/1.1", "http/1.0")},
    fields=(
        Field("method", text, scope="session", says="what the request asks to be done"),
        Field("uri", text, scope="session", says="what the request is about, as it stands in its first line"),
        Field("version", text, says="HTTP version of the message"),
        Field("status_code", u16, names=STATUS, number_first=True, scope="session", says="outcome of the request"),
        Field("reason", text, says="the status in words"),
        Field("host", text, scope="session", says="host the request is for"),
        Field("user_agent", text, scope="session", says="program that asks"),
        Field("referer", text, says="page the request came from"),
        Field("server", text, scope="session", says="program that answers"),
        Field("location", text, says="where to go instead, or what was created"),
        Field("content_type", text, scope="session", says="media type of the body"),
        Field("content_length", number, unit="bytes", says="length of the body"),
        Field("content_encoding", text, says="compression of the body"),
        Field("transfer_encoding", text, says="how the body is cut for transport"),
        Field("connection", text, says="what happens to the connection afterwards"),
        Field("upgrade", text, scope="session", says="protocol to change to; \"tunnel\" when a CONNECT succeeded"),
        Field("websocket_protocol", text, scope="session", says="what is to be spoken in WebSocket, or will be"),
        Field("accept", text, says="media types the client takes"),
        Field("cookie", text, says="what the server asked the client to remember"),
        Field("set_cookie", text, says="what the client is asked to remember"),
        Field("authorization_scheme", text, scope="session", says="how the client proves who it is"),
        Field("x_forwarded_for", text, says="client the proxy asks for"),
        Field("x_session_type", text, says="X-Session-Type header"),
        Field("x_cdn", text, says="content delivery network that answers"),
        Field("header", nested, says="one header field"),
        Field("header_name", text, says="name of the header field"),
        Field("header_value", text, says="value of the header field, folded lines joined"),
        Field("head_size", number, unit="bytes", says="start line and header fields"),
        Field("body_size", number, unit="bytes", says="the body that ends here, as it was sent"),
        Field("content_size", number, unit="bytes", scope="message", says="the same, decompressed"),
        Field("body", octets, scope="message", says="the body, its chunks joined; gzip and deflate decompressed"),
    ),
    children=("http.upgrade",),         # by the protocol's name in small letters, without a version
    twin="_http",
    info=("{method} {uri}", "{host}", "{status_code}", "{content_type}"),
    findings=(CLEAR_TEXT_CREDENTIALS,))
