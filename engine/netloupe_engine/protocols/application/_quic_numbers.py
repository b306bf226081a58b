"""Names of QUIC's numbers: RFC 9000, 9369, 9221, and IANA's registries of QUIC."""
from ..define import names

VERSION = names(
    0, "negotiation", 1, "1", 0x6B3343CF, "2",
    *(word for draft in range(18, 35) for word in (0xFF000000 + draft, f"draft {draft}")),
    0x51303433, "gQUIC 43", 0x51303436, "gQUIC 46", 0x51303530, "gQUIC 50", 0x54303530, "gQUIC T50",
    0x54303531, "gQUIC T51", 0xFACEB001, "mvfst 1", 0xFACEB002, "mvfst 2")

# RFC 9000 section 17; version 2 has other numbers for the same kinds.
KIND = names(
    0, "Initial", 1, "0-RTT", 2, "Handshake", 3, "Retry", 4, "1-RTT", 5, "Version Negotiation")

FRAME = names(
    0x00, "PADDING", 0x01, "PING", 0x02, "ACK", 0x03, "ACK with ECN", 0x04, "RESET_STREAM", 0x05, "STOP_SENDING",
    0x06, "CRYPTO", 0x07, "NEW_TOKEN", 0x08, "STREAM", 0x10, "MAX_DATA", 0x11, "MAX_STREAM_DATA",
    0x12, "MAX_STREAMS (bidirectional)", 0x13, "MAX_STREAMS (unidirectional)", 0x14, "DATA_BLOCKED",
    0x15, "STREAM_DATA_BLOCKED", 0x16, "STREAMS_BLOCKED (bidirectional)", 0x17, "STREAMS_BLOCKED (unidirectional)",
    0x18, "NEW_CONNECTION_ID", 0x19, "RETIRE_CONNECTION_ID", 0x1A, "PATH_CHALLENGE", 0x1B, "PATH_RESPONSE",
    0x1C, "CONNECTION_CLOSE", 0x1D, "CONNECTION_CLOSE (application)", 0x1E, "HANDSHAKE_DONE", 0x30, "DATAGRAM",
    0x31, "DATAGRAM with length")

# RFC 9000 section 20.1, RFC 9368; 0x0100 to 0x01ff are TLS alerts.
ERROR = names(
    0x00, "NO_ERROR", 0x01, "INTERNAL_ERROR", 0x02, "CONNECTION_REFUSED", 0x03, "FLOW_CONTROL_ERROR",
    0x04, "STREAM_LIMIT_ERROR", 0x05, "STREAM_STATE_ERROR", 0x06, "FINAL_SIZE_ERROR", 0x07, "FRAME_ENCODING_ERROR",
    0x08, "TRANSPORT_PARAMETER_ERROR", 0x09, "CONNECTION_ID_LIMIT_ERROR", 0x0A, "PROTOCOL_VIOLATION",
    0x0B, "INVALID_TOKEN", 0x0C, "APPLICATION_ERROR", 0x0D, "CRYPTO_BUFFER_EXCEEDED", 0x0E, "KEY_UPDATE_ERROR",
    0x0F, "AEAD_LIMIT_REACHED", 0x10, "NO_VIABLE_PATH", 0x11, "VERSION_NEGOTIATION_ERROR")
