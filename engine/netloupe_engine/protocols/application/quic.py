"""QUIC, versions 1 and 2 and the drafts 27 to 34: what everybody on the path can read, Initial packets opened.

Reference: RFC 9000, 9001, 8999 (what all versions share), 9369 (version 2).
"""
from ...model import Severity
from ..define import Field, Finding, Protocol, flag, nested, number, octets, text, u8, u32
from . import _quic_numbers as names

QUIC = Protocol(
    key="quic", title="QUIC", reference="RFC 9000", layer=7,
    rides_on={"udp.port": (443, 784, 853, 4433, 8443)},
    fields=(
        Field("packet", nested, says="one packet; a datagram may hold several"),
        Field("kind", u8, names=names.KIND, says="kind of packet"),
        Field("version", u32, names=names.VERSION, base=16, scope="session", keep="distinct", keep_most=4,
              says="of the protocol"),
        Field("dcid", octets, scope="session", keep="distinct", keep_most=8,
              says="Destination Connection ID: chosen by the receiver"),
        Field("scid", octets, scope="session", keep="distinct", keep_most=4,
              says="Source Connection ID: chosen by the sender"),
        Field("token", octets, says="a server's proof that the client's address is its own"),
        Field("length", number, unit="bytes", says="of packet number and payload"),
        Field("packet_number", number, says="its number, which header protection hides"),
        Field("payload", octets, says="protected bytes that cannot be read here"),
        Field("opened", octets, says="payload of an Initial packet without its protection"),
        Field("handshake", octets, says="data of CRYPTO frames in order"),
        Field("supported_version", u32, names=names.VERSION, base=16, says="version the server speaks"),
        Field("retry_valid", flag, says="the Retry packet answers the client's first packet"),
        Field("spin", flag, says="turns once a round trip, if the hosts let it"),
        Field("frame", nested, says="one frame of the payload"),
        Field("frame_type", number, names=names.FRAME, base=16, says="what the frame is"),
        Field("padding_length", number, unit="bytes", says="of frames of padding that follow each other"),
        Field("ack_largest", number, says="largest packet number acknowledged"),
        Field("ack_delay", number, says="time since it came, in units the sender chose"),
        Field("ack_first_range", number, says="packets before the largest that came too"),
        Field("ack_gap", number, says="packets missing below the range before"),
        Field("ack_range", number, says="packets of a further range, less one"),
        Field("ecn_count", number, says="packets that came with ECT(0), ECT(1), ECN-CE"),
        Field("crypto_offset", number, unit="bytes", says="place of the data in the handshake"),
        Field("crypto_length", number, unit="bytes", says="of the data"),
        Field("error_code", number, names=names.ERROR, base=16, scope="session", says="why the connection is closed"),
        Field("error_frame_type", number, names=names.FRAME, base=16, says="frame that caused it"),
        Field("reason", text, scope="session", says="the same in words"),
        Field("path_count", number, scope="session", keep="last",
              says="pairs of addresses and ports that the connection was seen between, once it went on elsewhere"),
    ),
    children=("quic.crypto",), twin="_quic",
    info=("{kind}", "{error_code}", "{reason}"),
    findings=(
        Finding("not_opened", Severity.NOTE, "an Initial packet could not be opened with the keys of the first one"),
        Finding("handshake_too_long", Severity.NOTE,
                "handshake data was too far ahead, or in too many pieces, to be read"),
        Finding("moved", Severity.NOTE, "the connection went on from another address or port of the client"),
        Finding("refused", Severity.WARNING, "the connection was closed with an error"),
    ))
