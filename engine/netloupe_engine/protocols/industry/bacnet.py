"""BACnet: network and application layers of building automation (ANSI/ASHRAE 135, clauses 6 and 20).

Values are shown by their tags; what a tag of a context means is said where most services agree: the object first, then
its property.
"""
from ...model import Severity
from ..define import (Field, Finding, Protocol, bits, bound, computed, f32, f64, finding, flag, integer, left, names,
                      nested, node, number, octets, of, remember, repeat, sized, skip, switch, text, u8, u16, u32,
                      unsigned, when)
from ..findings import CLEAR_TEXT_CREDENTIALS, PROGRAMMED, REFUSED, RESTARTED, WRITTEN

PDU = names(
    0, "confirmed request", 1, "unconfirmed request", 2, "simple acknowledgment", 3, "acknowledgment",
    4, "segment acknowledgment", 5, "error", 6, "reject", 7, "abort")
CONFIRMED = names(
    0, "acknowledge alarm", 1, "confirmed notification of a change", 2, "confirmed event notification",
    3, "get alarm summary", 4, "get enrollment summary", 5, "subscribe to changes", 6, "read file", 7, "write file",
    8, "add list element", 9, "remove list element", 10, "create object", 11, "delete object", 12, "read property",
    14, "read properties", 15, "write property", 16, "write properties", 17, "device communication control",
    18, "private transfer", 19, "text message", 20, "reinitialize device", 21, "open terminal", 22, "close terminal",
    23, "terminal data", 26, "read range", 27, "life safety operation", 28, "subscribe to changes of a property",
    29, "get event information")
UNCONFIRMED = names(
    0, "I am", 1, "I have", 2, "notification of a change", 3, "event notification", 4, "private transfer",
    5, "text message", 6, "time synchronization", 7, "who has", 8, "who is", 9, "UTC time synchronization",
    10, "write group")
NETWORK = names(
    0, "who is router to network", 1, "I am router to network", 2, "I could be router to network",
    3, "reject message to network", 4, "router busy", 5, "router available", 6, "initialize routing table",
    7, "initialize routing table acknowledgment", 8, "establish connection", 9, "disconnect connection",
    18, "what is network number", 19, "network number is")
OBJECT = names(
    0, "analog input", 1, "analog output", 2, "analog value", 3, "binary input", 4, "binary output", 5, "binary value",
    6, "calendar", 7, "command", 8, "device", 9, "event enrollment", 10, "file", 11, "group", 12, "loop",
    13, "multi-state input", 14, "multi-state output", 15, "notification class", 16, "program", 17, "schedule",
    18, "averaging", 19, "multi-state value", 20, "trend log", 21, "life safety point", 22, "life safety zone",
    23, "accumulator", 24, "pulse converter", 25, "event log", 28, "load control", 29, "structured view",
    30, "access door", 56, "network port")
PROPERTY = names(
    8, "all", 12, "application software version", 28, "description", 36, "event state", 44, "firmware revision",
    62, "max APDU length accepted", 70, "model name", 75, "object identifier", 76, "object list", 77, "object name",
    79, "object type", 81, "out of service", 85, "present value", 87, "priority array", 98, "protocol version",
    103, "reliability", 111, "status flags", 112, "system status", 117, "units", 120, "vendor identifier",
    121, "vendor name")
CLASS = names(0, "device", 1, "object", 2, "property", 3, "resources", 4, "security", 5, "services", 7, "communication")
CODE = names(
    0, "other", 2, "configuration in progress", 3, "device busy", 9, "inconsistent parameters", 12, "invalid data type",
    25, "password failure", 27, "read access denied", 29, "service request denied", 30, "timeout", 31, "unknown object",
    32, "unknown property", 36, "unsupported object type", 37, "value out of range", 40, "write access denied",
    42, "invalid array index", 44, "not a change-of-value property", 45, "optional functionality not supported")
REJECT = names(
    0, "other", 1, "buffer overflow", 2, "inconsistent parameters", 3, "invalid parameter type", 4, "invalid tag",
    5, "missing parameter", 6, "parameter out of range", 7, "too many arguments", 8, "undefined enumeration",
    9, "unrecognized service")
ABORT = names(
    0, "other", 1, "buffer overflow", 2, "invalid in this state", 3, "preempted by a higher priority",
    4, "segmentation not supported", 9, "out of resources", 10, "no answer in time", 11, "APDU too long")
STATE = names(
    0, "cold start", 1, "warm start", 2, "start backup", 3, "end backup", 4, "start restore", 5, "end restore",
    6, "abort restore", 7, "activate changes")

OBJECT_ID = bits(u32, Field("object_type", u16, mask=0xFFC00000, names=OBJECT, scope="session", keep="distinct"),
                 Field("object_instance", u32, mask=0x3FFFFF))
PROPERTY_ID = Field("property", unsigned, names=PROPERTY, scope="session", keep="distinct", keep_most=64)
UNSIGNED, VALUE = Field("unsigned", unsigned), Field("value", octets)
TEXT = (skip(1), Field("text", text, scope="session", keep="distinct", keep_most=64))
PASSWORD = (skip(1), Field("password", text, says="for all to read"), finding("clear_text_credentials"))
# Services whose first parameters are an object and one of its properties.
OF_A_PROPERTY = of("service").one_of(12, 14, 15, 16, 26, 28)
REINITIALIZES, SILENCES = (of("pdu") == 0) & (of("service") == 20), (of("pdu") == 0) & (of("service") == 17)
CONTEXT = switch("tag", {
    0: when(REINITIALIZES, Field("state", u8, names=STATE, says="what a device is to do"),
            otherwise=when(of("value_size") == 4, OBJECT_ID, otherwise=VALUE)),
    1: when(REINITIALIZES, *PASSWORD, otherwise=when(OF_A_PROPERTY, PROPERTY_ID, otherwise=VALUE)),
    2: when(SILENCES, *PASSWORD, otherwise=VALUE),
}, default=VALUE)
APPLICATION = switch("tag", {
    2: UNSIGNED, 3: Field("signed", integer), 4: Field("real", f32), 5: Field("double", f64), 6: VALUE, 7: TEXT,
    9: Field("enumerated", unsigned), 12: OBJECT_ID}, default=VALUE)
TYPED = bound("value_size", when(of("context") == 1, CONTEXT, otherwise=APPLICATION))
VALUES = repeat(node(
    Field("parameter", nested, says="a value with its tag"),
    bits(u8, Field("tag", u8, mask=0xF0), Field("context", flag, mask=0x08, says="else a type of clause 20.2"),
         Field("tag_size", u8, mask=0x07, says="5: more bytes say it; 6 and 7 of a context begin and end a list")),
    when(of("tag") == 15, Field("long_tag", u8)),
    remember("value_size", "tag_size"),
    when(of("tag_size") == 5, Field("size", u8, unit="bytes"), remember("value_size", "size"),
         when(of("size") == 254, Field("size_16", u16, unit="bytes"), remember("value_size", "size_16")),
         when(of("size") == 255, Field("size_32", u32, unit="bytes"), remember("value_size", "size_32"))),
    when((of("context") == 0) & (of("tag") == 1), computed(Field("boolean", number), "tag_size"),
         otherwise=when((of("tag_size") < 6) & (of("value_size") > 0), TYPED))))

INVOKE = Field("invoke_id", u8, says="the answer has the request's")
SERVICE = Field("service", u8, names=CONFIRMED, scope="session", keep="distinct")
NUMBERED = when(of("segmented") == 1, Field("sequence", u8), Field("window", u8))
APDU = (
    bits(u8, Field("pdu", u8, mask=0xF0, names=PDU, scope="session", keep="distinct", only=(range(8),)),
         Field("segmented", flag, mask=0x08), Field("more_follows", flag, mask=0x04),
         Field("segmented_answer", flag, mask=0x02, says="the sender takes an answer in segments")),
    switch("pdu", {
        0: (Field("most", u8, base=16, says="how much the sender takes"), INVOKE, NUMBERED, SERVICE,
            switch("service", {
                (8, 9, 10, 11, 15, 16): finding("write"), 7: finding("program"), 17: finding("silenced"),
                20: finding("restart")}), VALUES),
        1: (Field("announcement", u8, names=UNCONFIRMED, scope="session", keep="distinct"), VALUES),
        2: (INVOKE, SERVICE),
        3: (INVOKE, NUMBERED, SERVICE, VALUES),
        4: (INVOKE, Field("sequence", u8), Field("window", u8)),
        5: (INVOKE, SERVICE,
            when(left >= 4, skip(1), Field("error_class", u8, names=CLASS, scope="session", keep="distinct"), skip(1),
                 Field("error_code", u8, names=CODE, scope="session", keep="distinct")),
            finding("error")),
        6: (INVOKE, Field("reject_reason", u8, names=REJECT, scope="session", keep="distinct"), finding("error")),
        7: (INVOKE, Field("abort_reason", u8, names=ABORT, scope="session", keep="distinct"), finding("error")),
    }))

BACNET = Protocol(
    key="bacnet", title="BACnet", reference="ANSI/ASHRAE 135", layer=7, rides_on={"bvlc.message": 0}, starts=(),
    layout=(
        Field("version", u8, only=(1,)),
        bits(u8, Field("network_message", flag, mask=0x80, says="of routers"),
             Field("has_destination", flag, mask=0x20), Field("has_source", flag, mask=0x08),
             Field("expects_reply", flag, mask=0x04), Field("priority", u8, mask=0x03)),
        when(of("has_destination") == 1,
             Field("destination_network", u16, says="65535: all"), Field("destination_size", u8, unit="bytes"),
             when(of("destination_size") > 0, Field("destination", sized("destination_size", octets)))),
        when(of("has_source") == 1,
             Field("source_network", u16), Field("source_size", u8, unit="bytes"),
             when(of("source_size") > 0, Field("source", sized("source_size", octets)))),
        when(of("has_destination") == 1, Field("hop_count", u8)),
        when(of("network_message") == 1,
             Field("network_type", u8, names=NETWORK, scope="session", keep="distinct"),
             when(of("network_type") >= 128, Field("vendor", u16)), when(left > 0, Field("data", octets)),
             otherwise=APDU),
    ),
    info=("{pdu}", "{service}", "{announcement}", "{network_type}", "{object_type} {object_instance}", "{property}",
          "{error_code}"),
    findings=(CLEAR_TEXT_CREDENTIALS, RESTARTED, WRITTEN, PROGRAMMED, REFUSED,
              Finding("silenced", Severity.WARNING, "A device was told to communicate no more, or again.")))
