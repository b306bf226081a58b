"""IAX2: calls between telephone exchanges, signalling and media on one port (RFC 5456)."""
from ...model import Severity
from ..define import (Field, Finding, Protocol, ahead, bits, bound, finding, flag, left, likely, names, nested, node,
                      octets, of, repeat, switch, text, u8, u16, u32, when)
from ..findings import CLEAR_TEXT_CREDENTIALS

TYPE = names(
    1, "DTMF end", 2, "voice", 3, "video", 4, "control", 5, "null", 6, "IAX control", 7, "text", 8, "image", 9, "HTML",
    10, "comfort noise", 11, "modem", 12, "DTMF begin")
IAX = names(
    1, "NEW", 2, "PING", 3, "PONG", 4, "ACK", 5, "HANGUP", 6, "REJECT", 7, "ACCEPT", 8, "AUTHREQ", 9, "AUTHREP",
    10, "INVAL", 11, "LAGRQ", 12, "LAGRP", 13, "REGREQ", 14, "REGAUTH", 15, "REGACK", 16, "REGREJ", 17, "REGREL",
    18, "VNAK", 19, "DPREQ", 20, "DPREP", 21, "DIAL", 22, "TXREQ", 23, "TXCNT", 24, "TXACC", 25, "TXREADY", 26, "TXREL",
    27, "TXREJ", 28, "QUELCH", 29, "UNQUELCH", 30, "POKE", 31, "PAGE", 32, "MWI", 33, "UNSUPPORT", 34, "TRANSFER",
    35, "PROVISION", 36, "FWDOWNL", 37, "FWDATA", 38, "TXMEDIA", 39, "RTKEY", 40, "CALLTOKEN")
CONTROL = names(
    1, "hang up", 2, "ring", 3, "ringing", 4, "answer", 5, "busy", 8, "congestion", 9, "flash hook", 11, "option",
    14, "progress", 15, "proceeding", 16, "hold", 17, "unhold", 255, "stop sounds")
ELEMENT = names(
    1, "called number", 2, "calling number", 3, "calling ANI", 4, "calling name", 5, "called context", 6, "user name",
    7, "password", 8, "capability", 9, "format", 10, "language", 11, "version", 13, "dialled number",
    14, "authentication methods", 15, "challenge", 16, "MD5 result", 17, "RSA result", 18, "apparent address",
    19, "refresh", 20, "dial plan status", 21, "call number", 22, "cause", 23, "unknown", 24, "messages waiting",
    26, "music on hold", 27, "transfer id", 31, "date and time", 38, "calling presentation",
    39, "calling type of number", 40, "calling transit network", 42, "cause code", 43, "encryption",
    45, "codec preferences", 46, "jitter", 47, "loss", 48, "frames", 49, "delay", 50, "frames dropped",
    51, "frames out of order", 54, "call token")
CAUSE = names(
    1, "unallocated number", 2, "no route to network", 3, "no route to destination", 16, "normal clearing",
    17, "user busy", 18, "no user response", 19, "no answer", 21, "call rejected", 22, "number changed",
    27, "destination out of order", 28, "invalid number", 29, "facility rejected", 31, "normal", 34, "congestion",
    38, "network out of order", 41, "temporary failure", 42, "switch congestion", 58, "bearer not available",
    88, "incompatible destination", 95, "invalid message", 102, "recovery on timer", 111, "protocol error",
    127, "interworking")


def told(name: str) -> Field:
    """A name or number by which users filter."""
    return Field(name, text, scope="session", keep="distinct", keep_most=64)


ELEMENTS = repeat(node(
    Field("element", nested, says="a part of the message"),
    Field("element_type", u8, names=ELEMENT),
    bound(Field("element_bytes", u8, unit="bytes"), switch("element_type", {
        1: told("called_number"), 2: told("calling_number"), 4: told("calling_name"), 5: told("context"),
        6: told("user_name"), 7: (Field("password", text, says="for all to read"), finding("clear_text_credentials")),
        (8, 9): when(left == 4, Field("formats", u32, base=16, says="a bit for each codec")),
        11: when(left == 2, Field("version", u16)), 13: told("dialled_number"), 15: Field("challenge", text),
        16: Field("digest", text), 21: when(left == 2, Field("call_number", u16)), 22: told("cause_text"),
        19: when(left == 2, Field("refresh", u16, unit="s")),
        42: when(left == 1, Field("cause", u8, names=CAUSE, scope="session", keep="distinct")),
        46: when(left == 4, Field("jitter", u32, unit="ms")),
        48: when(left == 4, Field("frames", u32)), 50: when(left == 4, Field("frames_dropped", u32)),
    }), rest=Field("element_data", octets))))
FULL = (
    bits(u16, Field("full", flag, mask=0x8000), Field("source_call", u16, mask=0x7FFF)),
    bits(u16, Field("retransmitted", flag, mask=0x8000), Field("destination_call", u16, mask=0x7FFF)),
    Field("timestamp", u32, unit="ms"), Field("sent", u8, says="number of this frame"),
    Field("expected", u8, says="number of the frame expected next"),
    Field("type", u8, names=TYPE, scope="session", keep="distinct", only=(range(1, 13),)),
    switch("type", {
        6: (Field("iax", u8, names=IAX, scope="session", keep="distinct", only=(range(1, 41),)),
            switch("iax", {(6, 16): finding("rejected")}), ELEMENTS),
        4: (Field("control", u8, names=CONTROL, scope="session", keep="distinct"),
            when(left > 0, Field("data", octets))),
        (2, 3): (bits(u8, Field("power", flag, mask=0x80), Field("format_bit", u8, mask=0x7F)),
                 when(left > 0, Field("media", octets))),
        7: (Field("subclass", u8), when(left > 0, Field("text", text))),
    }, default=(Field("subclass", u8), when(left > 0, Field("data", octets)))))

IAX2 = Protocol(
    key="iax2", title="Inter-Asterisk eXchange 2", reference="RFC 5456", layer=7, rides_on={"udp.port": 4569},
    starts=(),
    # A call, a registration or a probe begins with low numbers of frames; its elements fill the rest.
    probe=(when(ahead(u8, 0x80, 0x80) & ahead(u8, 6, behind=10) & ahead(u8, 0, 0xFE, behind=8)
                & ahead(u8, 0, 0xFE, behind=9), *FULL, likely()),),
    layout=(when(ahead(u8, 0x80, 0x80), *FULL, otherwise=(
        bits(u16, Field("full", flag, mask=0x8000), Field("source_call", u16, mask=0x7FFF)),
        when(of("source_call") == 0,
             Field("meta", u8, base=16, says="video, or frames of several calls"),
             when(left > 0, Field("data", octets)),
             otherwise=(Field("short_time", u16, unit="ms", says="the low half of the time stamp"),
                        when(left > 0, Field("media", octets)))))),),
    info=("{iax}", "{type}", "{calling_number}", "{called_number}", "{cause}"),
    findings=(CLEAR_TEXT_CREDENTIALS, Finding("rejected", Severity.NOTE, "A call or a registration was refused.")))
