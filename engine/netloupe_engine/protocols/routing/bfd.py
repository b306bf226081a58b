"""Bidirectional Forwarding Detection: does a path still forward? Reference: RFC 5880, section 4."""
from ...model import Severity
from ..define import (Field, Finding, Protocol, bits, finding, flag, likely, malformed, names, octets, of, sized, text,
                      u8, u32, when)

DIAGNOSTIC = names(0, "none", 1, "detection time expired", 2, "echo failed", 3, "neighbour says down",
                   4, "forwarding plane reset", 5, "path down", 6, "concatenated path down",
                   7, "administratively down", 8, "reverse concatenated path down", 9, "misconnection")
STATE = names(0, "administratively down", 1, "down", 2, "init", 3, "up")
AUTHENTICATION = names(1, "password", 2, "MD5", 3, "meticulous MD5", 4, "SHA-1", 5, "meticulous SHA-1")

BFD = Protocol(
    key="bfd", title="Bidirectional Forwarding Detection", reference="RFC 5880", layer=7,
    rides_on={"udp.port": (3784, 4784, 6784, 7784), "pseudowire.channel": 0x0007}, starts=(),
    layout=(
        bits(u8, Field("version", u8, mask=0xE0, only=(1,)),
             Field("diagnostic", u8, mask=0x1F, names=DIAGNOSTIC, scope="session", keep="distinct",
                   says="why it changed last")),
        bits(u8, Field("state", u8, mask=0xC0, names=STATE, scope="session", keep="distinct"),
             Field("poll", flag, mask=0x20), Field("final", flag, mask=0x10),
             Field("control_plane_independent", flag, mask=0x08), Field("has_authentication", flag, mask=0x04),
             Field("demand", flag, mask=0x02), Field("multipoint", u8, mask=0x01, only=(0,))),
        Field("multiplier", u8, only=(range(1, 256),), says="lost packets after which it is down"),
        Field("length", u8, unit="bytes", only=(24, range(26, 53))),
        when((of("has_authentication") == 0) & (of("length") != 24), malformed()),
        Field("mine", u32, base=16, scope="session", keep="distinct", only=(range(1, 1 << 32),),
              says="number of this end"),
        Field("yours", u32, base=16, says="number of the other end, 0: not known"),
        Field("transmit_interval", u32, unit="us", says="that is wanted"),
        Field("receive_interval", u32, unit="us", says="that can be borne"),
        Field("echo_interval", u32, unit="us"),
        when(of("has_authentication") == 0, likely(), otherwise=(
             Field("authentication", u8, names=AUTHENTICATION, only=(range(1, 6),)),
             Field("authentication_length", u8),
             when(of("authentication_length") - of("length") != -24, malformed()),
             likely(), Field("key", u8),
             when(of("authentication") == 1, Field("password", sized(of("authentication_length") - 3, text)),
                  finding("clear_text_credentials"),
                  otherwise=Field("authentication_data", sized(of("authentication_length") - 3, octets))))),
        when((of("state") == 1) & (of("diagnostic") > 0), finding("down")),
    ),
    info=("{state}", "{diagnostic}"),
    findings=(Finding("clear_text_credentials", Severity.WARNING, "credentials sent in clear text", shared=True),
              Finding("down", Severity.WARNING, "A path does not forward any more, as BFD says.")))
