"""WS-Discovery: printers, cameras and other services that are looked for and tell where they are (OASIS WS-Discovery
1.1; XML, of which the words that matter are found wherever they stand).
"""
from ..define import Field, Protocol, begins, contains, ended, find, left, likely, seek, text, when


def element(tag: str, field: Field) -> tuple[object, ...]:
    """What the first element of this name contains, whatever its namespace is called."""
    return seek(0), find(tag.encode()), when(left > 0, find(b">"), when(left > 0, field))


def value(name: str, says: str) -> Field:
    """Text of an element."""
    return Field(name, ended(b"<", text, or_end=True), scope="session", keep="distinct", says=says)


WS_DISCOVERY = Protocol(
    key="ws_discovery", title="WS-Discovery", reference="OASIS WS-Discovery 1.1", layer=7, rides_on={"udp.port": 3702},
    starts=(),
    probe=(when(begins(b"<?xml", b"<soap", b"<s:", b"<SOAP", b"<env", b"\xef\xbb\xbf<?xml")
                & (contains(b"/ws/2005/04/discovery") | contains(b"/ws-dd/ns/discovery")), likely()),),
    layout=(
        seek(0), find(b"/discovery/"), when(left > 0, Field(
            "action", ended((b"<", b'"'), text, or_end=True), scope="session", keep="distinct",
            says="question, answer, greeting or farewell")),
        *element("MessageID", value("message_id", "by which an answer is known")),
        *element(":Types", value("types", "kinds of services")),
        *element(":Scopes", value("scopes", "what is said of the service, or wanted")),
        *element("XAddrs", value("addresses", "where the service is")),
        seek(0), find(b"EndpointReference"), when(left > 0, find(b"Address>"), when(left > 0, value(
            "endpoint", "name of the service, for ever")))),
    info=("{action}", "{types}", "{addresses}"))
