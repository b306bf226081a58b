"""DTLS: TLS in datagrams (RFC 9147: 1.3; RFC 6347: 1.2; RFC 4347: 1.0; ids of connections RFC 9146). Hellos and
certificates are read as those of TLS; what is encrypted is counted.
"""
from ..define import Field, Protocol, nested, octets, u8, u16, u24, u48
from . import _tls_numbers as names
from ._tls_fields import COMMON, FINDINGS, SHARED

DTLS = Protocol(
    key="dtls", title="Datagram Transport Layer Security", reference="RFC 9147, RFC 6347", layer=7, tells=False,
    rides_on={"udp.port": (443, 853, 2221, 3391, 4433, 5061, 5349, 5684, 5868)},
    fields=(
        Field("record", nested, says="one record, the unit that is protected"),
        Field("record_type", u8, names=names.CONTENT, says="what the record carries"),
        Field("record_version", u16, names=names.VERSION, base=16, says="of the record"),
        Field("epoch", u16, says="counts changes of keys; from 1 on records are encrypted"),
        Field("sequence", u48, says="counts records of the epoch"),
        Field("record_length", u16, unit="bytes", says="what the record carries"),
        Field("short_header", u8, base=16, says="of version 1.3: all behind it is encrypted"),
        Field("fragment", nested, says="a handshake message, or a part of one"),
        Field("message_type", u8, names=names.HANDSHAKE, says="kind of handshake message"),
        Field("message_length", u24, unit="bytes", says="of the whole message"),
        Field("message_number", u16, says="counts handshake messages"),
        Field("fragment_offset", u24, unit="bytes", says="place of the part"),
        Field("fragment_length", u24, unit="bytes", says="of the part"),
        Field("cookie", octets, says="which the client has to show, to prove that it is where it says"),
        *COMMON,
        Field("alert_level", u8, names=names.ALERT_LEVEL, says="how bad it is"),
        Field("alert_description", u8, names=names.ALERT, scope="session", says="alert sent in clear"),
    ),
    twin="_dtls", numbered_first=SHARED,
    info=("{server_name}", "{version}", "{certificate_subject}", "{alert_description}"), findings=FINDINGS)
