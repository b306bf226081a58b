"""What HTTP/2 and HTTP/3 have in common: header fields, and of gRPC what is called and how it went."""
from ..define import Field, names, nested, octets, text, u16
from ._http_status import STATUS

# "Status codes and their use in gRPC" (https://grpc.io)
GRPC_STATUS = names(
    0, "OK", 1, "CANCELLED", 2, "UNKNOWN", 3, "INVALID_ARGUMENT", 4, "DEADLINE_EXCEEDED", 5, "NOT_FOUND",
    6, "ALREADY_EXISTS", 7, "PERMISSION_DENIED", 8, "RESOURCE_EXHAUSTED", 9, "FAILED_PRECONDITION", 10, "ABORTED",
    11, "OUT_OF_RANGE", 12, "UNIMPLEMENTED", 13, "INTERNAL", 14, "UNAVAILABLE", 15, "DATA_LOSS", 16, "UNAUTHENTICATED")

HEADER_FIELDS = (
    Field("header", nested, says="one header field"),
    Field("header_name", text, says="its name"),
    Field("header_value", text, says="its value"),
    Field("header_block", octets, says="header fields, compressed"),
    Field("headers", text, says="header fields without compression"),
    Field("method", text, scope="session", says="what the request asks to be done"),
    Field("path", text, scope="session", says="what the request is about"),
    Field("authority", text, scope="session", says="host the request is for"),
    Field("scheme", text, scope="session", says="http or https"),
    Field("protocol", text, scope="session", says="protocol that a CONNECT asks for"),
    Field("status_code", u16, names=STATUS, number_first=True, scope="session", says="outcome of the request"),
    Field("user_agent", text, scope="session", says="program that asks"),
    Field("content_type", text, scope="session", says="media type of the body"),
    Field("grpc_service", text, scope="session", says="what gRPC calls a method of"),
    Field("grpc_method", text, scope="session", says="the method that is called"),
    Field("grpc_status", u16, names=GRPC_STATUS, number_first=True, scope="session", says="outcome of the call"),
    Field("grpc_message", text, scope="session", says="the same in words"),
)
