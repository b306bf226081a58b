"""GPRS Tunnelling Protocol version 1: user packets (GTP-U), and the headers of control messages (GTP-C).

References: 3GPP TS 29.281, section 5 (user plane); TS 29.060, section 6 and 7.1 (control plane); TS 38.415 (PDU session
container).
"""
from ..define import Field, Protocol, Tunnel, flag, names, nested, number, octets, u8, u16, u32

MESSAGE = names(
    1, "echo request", 2, "echo response", 3, "version not supported", 16, "create PDP context request",
    17, "create PDP context response", 18, "update PDP context request", 19, "update PDP context response",
    20, "delete PDP context request", 21, "delete PDP context response", 26, "error indication",
    27, "PDU notification request", 28, "PDU notification response", 31, "supported extension headers",
    48, "identification request", 49, "identification response", 50, "SGSN context request",
    51, "SGSN context response", 52, "SGSN context acknowledge", 53, "forward relocation request",
    54, "forward relocation response", 55, "forward relocation complete", 240, "data record transfer request",
    241, "data record transfer response", 253, "tunnel status", 254, "end marker", 255, "user packet")
EXTENSION = names(
    0x00, "none", 0x01, "MBMS support", 0x02, "MS info change reporting", 0x03, "long PDCP PDU number",
    0x20, "service class indicator", 0x40, "UDP port", 0x81, "RAN container", 0x82, "long PDCP PDU number",
    0x83, "Xw RAN container", 0x84, "NR RAN container", 0x85, "PDU session container", 0xC0, "PDCP PDU number",
    0xC1, "suspend request", 0xC2, "suspend response")

GTP = Protocol(
    key="gtp", title="GPRS Tunnelling Protocol", reference="3GPP TS 29.281, TS 29.060", layer=5,
    rides_on={"udp.port": (2152, 2123, 3386)},
    fields=(
        Field("version", u8, at=0, mask=0xE0, says="1"),
        Field("flag_gtp", flag, at=0, mask=0x10, says="GTP; else GTP' (charging)"),
        Field("flag_extension", flag, at=0, mask=0x04, says="there are extension headers"),
        Field("flag_sequence", flag, at=0, mask=0x02, says="the sequence number is valid"),
        Field("flag_npdu", flag, at=0, mask=0x01, says="the N-PDU number is valid"),
        Field("message", u8, at=1, names=MESSAGE, says="what the message is"),
        Field("length", u16, at=2, unit="bytes", says="what follows the first eight bytes"),
        Field("teid", u32, at=4, base=16, says="tunnel endpoint at the receiver"),
        Field("sequence", number, says="number of the packet or request"),
        Field("npdu", number, says="number of the N-PDU"),
        Field("extension", nested, says="one extension header"),
        Field("extension_type", number, base=16, names=EXTENSION, says="what the extension header is"),
        Field("extension_length", number, unit="bytes", says="the whole extension header"),
        Field("pdu_type", number, names=names(0, "downlink", 1, "uplink"), says="PDU session container: direction"),
        Field("qfi", number, says="PDU session container: QoS flow"),
        Field("extension_data", octets, says="content of the extension header"),
    ),
    header=8, children=("gtp.version",), tunnel=Tunnel.PAIR, twin="_gtp",
    info=("{message}", "teid {teid}"))
