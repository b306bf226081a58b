"""Transmission Control Protocol and its options.

References: RFC 9293; RFC 7323 (window scale, time stamps); RFC 2018 (SACK); RFC 2385 (MD5); RFC 5482 (user timeout);
RFC 5925 (authentication); RFC 7413 (fast open); RFC 8684 (multipath); RFC 9768 (accurate ECN).
"""
from ...model import Severity
from ..define import Field, Finding, Flow, Protocol, flag, names, nested, number, octets, u8, u16, u32

FLAGS = names(
    0x001, "FIN", 0x002, "SYN", 0x004, "RST", 0x008, "PSH", 0x010, "ACK", 0x020, "URG", 0x040, "ECE", 0x080, "CWR",
    0x100, "AE")
OPTION = names(
    0, "end of options", 1, "no operation", 2, "maximum segment size", 3, "window scale", 4, "SACK permitted",
    5, "SACK", 6, "echo", 7, "echo reply", 8, "time stamps", 14, "alternate checksum request", 18, "trailer checksum",
    19, "MD5 signature", 27, "quick start response", 28, "user timeout", 29, "authentication", 30, "multipath TCP",
    34, "fast open cookie", 69, "encryption negotiation", 172, "accurate ECN order 0", 174, "accurate ECN order 1",
    253, "experiment", 254, "experiment")
MPTCP = names(
    0, "MP_CAPABLE", 1, "MP_JOIN", 2, "DSS", 3, "ADD_ADDR", 4, "REMOVE_ADDR", 5, "MP_PRIO", 6, "MP_FAIL",
    7, "MP_FASTCLOSE", 8, "MP_TCPRST")

TCP = Protocol(
    key="tcp", title="Transmission Control Protocol", reference="RFC 9293", layer=4,
    rides_on={"ip.protocol": 6},
    fields=(
        Field("source_port", u16, at=0, says="port of the sender"),
        Field("destination_port", u16, at=2, says="port of the receiver"),
        Field("sequence", u32, at=4, says="number of the first byte of the payload, or of SYN"),
        Field("acknowledgement", u32, at=8, says="number of the byte the sender expects next"),
        Field("header_length", u8, at=12, mask=0xF0, scale=4, unit="bytes", says="header with its options"),
        Field("reserved", u8, at=12, mask=0x0E, says="must be 0"),
        Field("flags", u16, at=12, mask=0x01FF, base=16, flags=FLAGS, says="control bits"),
        Field("flag_ae", flag, at=12, mask=0x01, says="accurate ECN: third bit of its counter"),
        Field("flag_cwr", flag, at=13, mask=0x80, says="congestion window was reduced"),
        Field("flag_ece", flag, at=13, mask=0x40, says="echoes a congestion mark"),
        Field("flag_urg", flag, at=13, mask=0x20, says="the urgent pointer counts"),
        Field("flag_ack", flag, at=13, mask=0x10, says="the acknowledgement number counts"),
        Field("flag_psh", flag, at=13, mask=0x08, says="the receiver shall pass the data on at once"),
        Field("flag_rst", flag, at=13, mask=0x04, says="the connection is reset"),
        Field("flag_syn", flag, at=13, mask=0x02, says="synchronises sequence numbers: a connection begins"),
        Field("flag_fin", flag, at=13, mask=0x01, says="the sender has no more data"),
        Field("window", u16, at=14, says="bytes the sender will take, before scaling"),
        Field("checksum", u16, at=16, base=16, says="over pseudo header, header and payload"),
        Field("urgent_pointer", u16, at=18, says="end of the urgent data, counted from the sequence number"),
        Field("payload_length", number, unit="bytes", says="payload in this segment"),
        Field("options", nested, says="options of the header"),
        Field("option", nested, says="one option"),
        Field("option_kind", number, names=OPTION, says="what the option is"),
        Field("option_length", number, unit="bytes", says="the option with its kind and length"),
        Field("mss", number, unit="bytes", says="largest segment the sender will take"),
        Field("window_shift", number, says="bits by which windows are shifted to the left"),
        Field("sack_left", number, says="first byte of a block that has arrived"),
        Field("sack_right", number, says="byte behind a block that has arrived"),
        Field("timestamp", number, says="sender's clock"),
        Field("timestamp_echo", number, says="receiver's clock, sent back"),
        Field("md5", octets, says="MD5 signature of the segment"),
        Field("user_timeout", number, unit="s", says="time data may stay unacknowledged before the end"),
        Field("fast_open_cookie", octets, says="cookie that lets a SYN carry data; empty: one is asked for"),
        Field("mptcp_subtype", number, names=MPTCP, says="multipath TCP message"),
        Field("option_data", octets, says="content of an option that is not taken apart"),
    ),
    header=20, children=("tcp.port",), flow=Flow.PORTS, twin="_tcp",
    info=("{source_port} → {destination_port} [{flags}]", "seq {sequence}", "ack {acknowledgement}", "win {window}",
          "{payload_length} bytes"),
    findings=(      # raised by handler/tracking.pyx, which knows the connection
        Finding("reset", Severity.WARNING, "the connection was reset"),
        Finding("refused", Severity.WARNING, "the connection was refused: an RST answered the SYN"),
        Finding("discarded", Severity.NOTE, "its receiver must discard the segment: a number is out of place"),
        Finding("zero_window", Severity.WARNING, "a receiver closed its window: it reads too slowly"),
    ))
