"""Stream Control Transmission Protocol: chunks, associations over several addresses.

References: RFC 9260; RFC 4895 (AUTH); RFC 5061 (ASCONF); RFC 3758 (FORWARD TSN); RFC 6525 (re-configuration); RFC 8260
(I-DATA); RFC 6951 (over UDP); IANA, "SCTP Payload Protocol Identifiers".
"""
from ...model import Severity
from ..define import Field, Finding, Flow, Protocol, flag, ipv4, ipv6, names, nested, number, octets, u16, u32

CHUNK = names(
    0, "DATA", 1, "INIT", 2, "INIT ACK", 3, "SACK", 4, "HEARTBEAT", 5, "HEARTBEAT ACK", 6, "ABORT", 7, "SHUTDOWN",
    8, "SHUTDOWN ACK", 9, "ERROR", 10, "COOKIE ECHO", 11, "COOKIE ACK", 12, "ECNE", 13, "CWR", 14, "SHUTDOWN COMPLETE",
    15, "AUTH", 16, "NR-SACK", 64, "I-DATA", 128, "ASCONF ACK", 130, "RE-CONFIG", 132, "PAD", 192, "FORWARD TSN",
    193, "ASCONF", 194, "I-FORWARD TSN")
PARAMETER = names(
    1, "heartbeat info", 5, "IPv4 address", 6, "IPv6 address", 7, "state cookie", 8, "unrecognized parameters",
    9, "cookie preservative", 11, "host name", 12, "supported address types", 13, "outgoing reset request",
    14, "incoming reset request", 15, "TSN reset request", 16, "re-configuration response", 17, "add outgoing streams",
    18, "add incoming streams", 0x8000, "ECN capable", 0x8001, "zero checksum", 0x8002, "random", 0x8003, "chunk list",
    0x8004, "requested HMAC", 0x8005, "padding", 0x8008, "supported extensions", 0xC000, "FORWARD TSN supported",
    0xC001, "add address", 0xC002, "delete address", 0xC003, "error cause", 0xC004, "set primary address",
    0xC005, "success", 0xC006, "adaptation layer")
CAUSE = names(
    1, "invalid stream", 2, "missing parameter", 3, "stale cookie", 4, "out of resource", 5, "unresolvable address",
    6, "unrecognized chunk", 7, "invalid parameter", 8, "unrecognized parameters", 9, "no user data",
    10, "cookie while shutting down", 11, "restart with new addresses", 12, "user abort", 13, "protocol violation",
    160, "delete last address", 161, "operation refused", 162, "delete source address", 261, "unsupported HMAC")
PAYLOAD = names(
    0, "not said", 1, "IUA", 2, "M2UA", 3, "M3UA", 4, "SUA", 5, "M2PA", 6, "V5UA", 7, "H.248", 8, "BICC", 9, "TALI",
    10, "DUA", 11, "ASAP", 12, "ENRP", 13, "H.323", 18, "S1AP", 19, "RUA", 20, "HNBAP", 21, "ForCES high", 24, "SBcAP",
    25, "NBAP", 27, "X2AP", 29, "LCS-AP", 31, "SABP", 43, "M2AP", 44, "M3AP", 46, "Diameter", 47, "Diameter over DTLS",
    50, "WebRTC control", 51, "WebRTC string", 53, "WebRTC binary", 60, "NGAP", 61, "XnAP", 62, "F1AP", 64, "E1AP",
    66, "NGAP over DTLS", 67, "XnAP over DTLS")

SCTP = Protocol(
    key="sctp", title="Stream Control Transmission Protocol", reference="RFC 9260", layer=4,
    rides_on={"ip.protocol": 132, "udp.port": 9899},
    fields=(
        Field("source_port", u16, at=0, says="port of the sender"),
        Field("destination_port", u16, at=2, says="port of the receiver"),
        Field("verification_tag", u32, at=4, base=16, says="receiver's number of the association; 0 in INIT"),
        Field("checksum", u32, at=8, base=16, says="CRC32c over the packet"),
        Field("chunk", nested, says="one chunk"),
        Field("chunk_type", number, names=CHUNK, says="what the chunk is"),
        Field("chunk_flags", number, base=16, says="flags, by type"),
        Field("chunk_length", number, unit="bytes", says="the chunk without its padding"),
        Field("flag_unordered", flag, says="data: not in the stream's order"),
        Field("flag_beginning", flag, says="data: first fragment of a message"),
        Field("flag_ending", flag, says="data: last fragment of a message"),
        Field("tsn", number, says="number of this chunk of data"),
        Field("stream", number, says="which stream"),
        Field("stream_sequence", number, says="number of the message in its stream"),
        Field("fragment", number, says="I-DATA: number of the fragment in its message"),
        Field("payload_protocol", number, names=PAYLOAD, says="protocol of the data"),
        Field("data_length", number, unit="bytes", says="data"),
        Field("initiate_tag", number, base=16, says="sender's number of the association"),
        Field("window", number, unit="bytes", says="room of the sender for data"),
        Field("outbound_streams", number, says="streams the sender wants to send on"),
        Field("inbound_streams", number, says="streams the sender takes"),
        Field("initial_tsn", number, says="number of the sender's first chunk of data"),
        Field("cumulative_tsn", number, says="all up to this one has arrived, or is given up"),
        Field("gap_start", number, says="first of a block that arrived, counted from the cumulative one"),
        Field("gap_end", number, says="last of a block that arrived"),
        Field("duplicate_tsn", number, says="arrived more than once"),
        Field("parameter", nested, says="one parameter"),
        Field("parameter_type", number, base=16, names=PARAMETER, says="what the parameter is"),
        Field("parameter_length", number, unit="bytes", says="the whole parameter"),
        Field("address", ipv4, says="another address of the sender"),
        Field("address6", ipv6, says="another address of the sender"),
        Field("cause", number, names=CAUSE, says="why an error or an abort was sent"),
        Field("data", octets, says="content that is not taken apart"),
    ),
    header=12, children=("sctp.payload",), flow=Flow.ASSOCIATION, twin="_sctp",
    info=("{source_port} → {destination_port}", "{chunk_type}", "{payload_protocol}"),
    findings=(      # raised by handler/associations.pyx, which knows the association
        Finding("abort", Severity.WARNING, "the association was aborted"),
        Finding("discarded", Severity.NOTE, "its receiver must discard the packet: the verification tag is another"),
    ))
