"""TLS. References: RFC 8446 (1.3), RFC 5246 (1.2), RFC 4346, RFC 2246; RFC 6066 (SNI), RFC 7301 (ALPN), RFC 5280."""
from ...model import Severity
from ..define import Field, Finding, Protocol, flag, nested, number, octets, u8, u16
from . import _tls_numbers as names
from ._tls_fields import COMMON, FINDINGS, SHARED

TLS = Protocol(
    key="tls", title="Transport Layer Security", reference="RFC 8446, RFC 5246", layer=7, tells=False,
    rides_on={"tcp.port": (443, 465, 563, 636, 853, 989, 990, 992, 993, 994, 995, 5061, 5986, 8443, 8883),
              "quic.crypto": 1},        # there without records (RFC 9001)
    fields=(
        Field("record", nested, says="one record, the unit that is protected"),
        Field("record_type", u8, names=names.CONTENT, says="what the record carries"),
        Field("record_version", u16, names=names.VERSION, base=16, says="frozen, not what is spoken"),
        Field("record_length", u16, unit="bytes", says="what the record carries"),
        *COMMON,
        Field("content_type", u8, names=names.CONTENT, says="what is in an encrypted record of TLS 1.3"),
        Field("decrypted", octets, says="what the record carries, opened with the secrets that were given"),
        Field("handshake_data", octets, says="handshake messages out of several encrypted records"),
        Field("lost", number, unit="bytes", says="of what records carried that were lost or could not be opened"),
        Field("decryption", u8, names=names.DECRYPTION, scope="session", keep="last",
              says="where secrets were given: could they open the session, or why not"),
        Field("alert_level", u8, names=names.ALERT_LEVEL, says="how bad it is"),
        Field("alert_description", u8, names=names.ALERT, scope="session", says="alert sent in clear, or opened"),
        Field("close_notify", flag, says="the sender will say no more"),
    ),
    children=("tls.alpn",),             # by the name that ALPN agreed on
    twin="_tls", numbered_first=SHARED,
    info=("{server_name}", "{version}", "{certificate_subject}", "{alert_description}"),
    findings=(
        *FINDINGS,
        Finding("not_decrypted", Severity.NOTE, "a record could not be opened with the secrets that were given"),
    ))
