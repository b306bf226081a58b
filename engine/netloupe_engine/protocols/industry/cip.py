"""CIP: services of objects in controllers, drives and sensors (ODVA, The CIP Networks Library, volume 1).

Objects of vendors give the same numbers to services of their own: those from 0x4B on are named as they are mostly
meant. An answer does not say which object it is from.
"""
from ..define import (Field, Protocol, Word, alone, bits, bound, call, counted, define, finding, flag, here, le16, le32,
                      left, names, nested, node, octets, of, peek, read_as, remember, repeat, seek, sized, skip, switch,
                      take, text, u8, when)
from ..findings import PROGRAMMED, REFUSED, RESTARTED, STOPPED, WRITTEN
from ._cip_numbers import CLASS

SERVICE = names(
    0x01, "get all attributes", 0x02, "set all attributes", 0x03, "get attribute list", 0x04, "set attribute list",
    0x05, "reset", 0x06, "start", 0x07, "stop", 0x08, "create", 0x09, "delete", 0x0A, "multiple services",
    0x0D, "apply attributes", 0x0E, "get attribute", 0x10, "set attribute", 0x11, "find next instance", 0x15, "restore",
    0x16, "save", 0x17, "no operation", 0x18, "get member", 0x19, "set member", 0x1A, "insert member",
    0x1B, "remove member", 0x1C, "group sync", 0x4B, "execute PCCC or upload", 0x4C, "read tag or download",
    0x4D, "write tag", 0x4E, "forward close or modify tag", 0x4F, "read fragment of a file or tag",
    0x50, "write fragment of a file", 0x52, "unconnected send or read part of a tag", 0x53, "write part of a tag",
    0x54, "forward open", 0x55, "get instance attributes", 0x56, "get connection data", 0x5A, "get connection owner",
    0x5B, "large forward open")
STATUS = names(
    0x00, "success", 0x01, "connection failure", 0x02, "out of resources", 0x03, "invalid parameter value",
    0x04, "path segment error", 0x05, "path destination unknown", 0x06, "partial transfer", 0x07, "connection lost",
    0x08, "service not supported", 0x09, "invalid attribute value", 0x0A, "attribute list error",
    0x0B, "already in that state", 0x0C, "object state conflict", 0x0D, "object exists already",
    0x0E, "attribute cannot be set", 0x0F, "privilege violation", 0x10, "device state conflict",
    0x11, "reply too large", 0x12, "fragmentation of a value", 0x13, "not enough data", 0x14, "attribute not supported",
    0x15, "too much data", 0x16, "object does not exist", 0x19, "store operation failure", 0x1A, "request too large",
    0x1B, "response too large", 0x1C, "missing attribute list entry", 0x1E, "embedded service error",
    0x1F, "vendor specific error", 0x20, "invalid parameter", 0x25, "key failure in path", 0x26, "path size invalid",
    0x2A, "invalid member", 0x2B, "member cannot be set", 0xFF, "general error")
SEGMENT = names(0, "port", 1, "logical", 2, "network", 3, "symbolic", 4, "data", 5, "data type", 6, "elementary type")
IDENTITY, MANAGER, FILE, STORAGE = 0x01, 0x06, 0x37, 0xA1      # classes; the last is Rockwell's, of its firmware

PAIRS = {0x20: Field("object_class", le16, names=CLASS, base=16, scope="session", keep="distinct"),
         0x24: Field("instance", le32), 0x28: Field("member", le32), 0x2C: Field("connection_point", le16),
         0x30: Field("attribute", le16)}
# A logical segment has a value of one, two or four bytes, of which the longer ones begin at an even place.
LOGICAL = {kind + wider: (skip(1), read_as(field, width)) if wider else read_as(field, width)
           for kind, field in PAIRS.items() for wider, width in enumerate((u8, le16, le32))}
PATH = repeat(node(
    Field("segment", nested, says="a step of the path to what is meant"),
    peek(Field("segment_kind", u8, mask=0xE0, names=SEGMENT)), Field("segment_type", u8, base=16),
    switch("segment_type", {
        **LOGICAL,
        0x34: (Field("key_format", u8), Field("key", sized(8, octets), says="vendor, type and revision wanted")),
        0x91: Field("symbol", counted(u8, text, pad=2), scope="session", keep="distinct", keep_most=64,
                    says="name of a tag"),
        range(0x01, 0x10): Field("link", u8, says="address behind that port"),
        range(0x11, 0x20): Field("link_address", counted(u8, text, pad=2), says="address behind that port"),
    }, default=Field("path_rest", octets))))
DATA = when(left > 0, Field("data", octets, says="of the service"))
CONNECTION = (Field("to_target", le32, base=16, says="number of the connection to the target"),
              Field("to_originator", le32, base=16, says="number of the one back"))
OPENING = Field("connection_serial", le16), Field("originator_vendor", le16), Field("originator_serial", le32, base=16)
TICKS = Field("tick", u8, says="of the time to wait"), Field("ticks", u8)
INNER = node(Field("embedded", nested, says="a service in a service"), call("service"))


def open_forward(parameters: Word) -> tuple[object, ...]:
    """A request for a connection; large ones have wider parameters."""
    return (*TICKS, *CONNECTION, *OPENING, Field("multiplier", u8), skip(3),
            Field("to_target_interval", le32, unit="us"), parameters, Field("to_originator_interval", le32, unit="us"),
            parameters, Field("trigger", u8, base=16), DATA)


PARAMETERS = Field("parameters", le32, base=16, says="size, priority and kind of a connection")
# What a connection manager does, whose services have numbers that others use for tags.
MANAGES = switch("operation", {
    0x4E: (*TICKS, *OPENING, DATA),
    0x52: (*TICKS, Field("embedded_length", le16, unit="bytes"), alone("embedded_length", INNER), DATA),
    0x54: open_forward(read_as(PARAMETERS, le16)),
    0x5B: open_forward(read_as(PARAMETERS, le32)),
}, default=DATA)
# Offsets count from the number of services; a service ends where the next one begins.
SEVERAL = (
    remember("list_at", here), Field("service_count", le16), remember("services_left", "service_count"),
    repeat(take("offset", le16), remember("next_at", here), remember("services_left", of("services_left") - 1),
           remember("service_at", of("list_at") + of("offset")),
           when(of("services_left") > 0,
                peek(Field("service_end", le16, says="where the next service begins")), seek("service_at"),
                alone(of("service_end") - of("offset"), INNER), seek("next_at"),
                otherwise=(seek("service_at"), when(left > 0, alone(None, INNER)))),
           count="service_count"))
ASKED = switch("operation", {
    0x05: (when(of("object_class") == IDENTITY, finding("restart")), DATA),
    0x07: (finding("stopped"), DATA),
    (0x02, 0x04, 0x10, 0x4D, 0x53): (
        finding("write"), when(of("object_class") == STORAGE, finding("program")), DATA),
    range(0x4B, 0x4D): (when((of("object_class") == FILE) | (of("object_class") == STORAGE), finding("program")), DATA),
    0x0A: SEVERAL,
}, default=DATA)

CIP = Protocol(
    key="cip", title="Common Industrial Protocol", reference="ODVA, The CIP Networks Library, volume 1", layer=7,
    rides_on={"enip.item": (0xB1, 0xB2)}, starts=(),
    layout=(
        call("service"),
        define(
            "service",
            bits(u8, Field("response", flag, mask=0x80),
                 Field("operation", u8, mask=0x7F, names=SERVICE, base=16, scope="session", keep="distinct",
                       says="what is asked for, or answered")),
            when(of("response") == 1,
                 skip(1), Field("status", u8, names=STATUS, base=16, scope="session", keep="distinct"),
                 Field("extra_size", u8, unit="words"),
                 when(of("extra_size") > 0, Field("extra_status", sized(of("extra_size") * 2, octets))),
                 when(of("status") > 0, finding("error")), DATA,
                 otherwise=(
                     Field("path_size", u8, unit="words"), bound(of("path_size") * 2, PATH),
                     when((of("object_class") == MANAGER) & (of("operation") >= 0x4B), MANAGES, otherwise=ASKED)))),
    ),
    info=("{operation}", "{object_class}", "{symbol}", "{status}"),
    findings=(STOPPED, RESTARTED, WRITTEN, PROGRAMMED, REFUSED))
