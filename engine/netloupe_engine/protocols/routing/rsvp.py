"""RSVP: resources along a path are asked for, and paths of labels set up.

References: RFC 2205, appendix A; RFC 3209.
"""
from ...model import Severity
from ..define import (Field, Finding, Protocol, bits, bound, counted, finding, ipv4, ipv6, names, nested, node, octets,
                      of, repeat, skip, switch, text, u8, u16, u32)

MESSAGE = names(1, "path", 2, "reservation", 3, "path error", 4, "reservation error", 5, "path tear-down",
                6, "reservation tear-down", 7, "reservation confirmation", 12, "bundle", 13, "acknowledgement",
                15, "summary refresh", 20, "hello", 21, "notification")
CLASS = names(1, "session", 3, "hop", 4, "integrity", 5, "time values", 6, "error", 7, "scope", 8, "style",
              9, "flow", 10, "filter", 11, "sender", 12, "sender traffic", 13, "advertisement", 14, "policy",
              15, "confirmation", 16, "label", 19, "label request", 20, "explicit route", 21, "recorded route",
              22, "hello", 23, "message id", 24, "message id acknowledgement", 207, "session attributes")
ERROR = names(0, "confirmation", 1, "admission control", 2, "policy control", 3, "no path", 4, "no sender",
              5, "conflicting style", 6, "unknown style", 7, "conflicting ports", 12, "preempted", 13, "unknown class",
              14, "unknown type", 21, "traffic control", 23, "system", 24, "routing problem", 25, "notification")
DESTINATION = Field("destination", ipv4, scope="session", keep="distinct", says="where the path ends")
SOURCE = Field("source", ipv4, scope="session", keep="distinct", says="where it begins")
VALUES = {
    0x0101: (DESTINATION, Field("protocol", u8), skip(1), Field("port", u16)),
    0x0102: (Field("destination_ipv6", ipv6, scope="session", keep="distinct"), Field("protocol", u8), skip(1),
             Field("port", u16)),
    0x0107: (DESTINATION, skip(2), Field("tunnel", u16, scope="session", keep="distinct"),
             Field("extended_tunnel", ipv4)),
    0x0301: (Field("hop", ipv4), Field("interface", u32)),
    0x0501: Field("refresh", u32, unit="ms"),
    0x0601: (Field("error_node", ipv4), Field("error_flags", u8),
             Field("error", u8, names=ERROR, scope="session", keep="distinct"),
             Field("error_value", u16), finding("error")),
    0x0A01: (SOURCE, skip(2), Field("source_port", u16)),
    0x0B01: (SOURCE, skip(2), Field("source_port", u16)),
    (0x0A07, 0x0B07): (SOURCE, skip(2), Field("path", u16, scope="session", keep="distinct")),
    0x1001: Field("label", u32),
    0xCF07: (Field("setup_priority", u8), Field("holding_priority", u8), Field("attribute_flags", u8, base=16),
             Field("name", counted(u8, text), scope="session", keep="distinct", says="of the path")),
    (0x1601, 0x1602): (Field("source_instance", u32), Field("destination_instance", u32)),
}

RSVP = Protocol(
    key="rsvp", title="Resource Reservation Protocol", reference="RFC 2205, RFC 3209", layer=4,
    rides_on={"ip.protocol": 46}, header=8,
    layout=(
        bits(u8, Field("version", u8, mask=0xF0, only=(1,)), Field("flags", u8, mask=0x0F)),
        Field("message_type", u8, names=MESSAGE, scope="session", keep="distinct", says="what the message is"),
        Field("checksum", u16, base=16), Field("ttl", u8), skip(1), Field("length", u16, unit="bytes"),
        bound(of("length") - 8, repeat(node(
            Field("object", nested), Field("object_length", u16, unit="bytes"), Field("class", u8, names=CLASS),
            Field("class_type", u8),
            bound(of("object_length") - 4, switch(of("class") * 256 + of("class_type"), VALUES, Field("data", octets)),
                  rest=Field("rest", octets))))),
    ),
    info=("{message_type}", "to {destination}", "tunnel {tunnel}", "{name}", "{error}"),
    findings=(Finding("error", Severity.NOTE, "A router could not do what RSVP asked for."),))
