"""MQTT: topics and their subscribers (OASIS MQTT 3.1.1, 2014, and 5.0, 2019)."""
from ...model import Severity
from ..define import (Field, Finding, Protocol, Varint, bits, bound, certain, client, counted, finding, flag, leb128,
                      left, names, nested, node, octets, of, remember, repeat, require, server, switch, text, u8, u16,
                      u32, when)
from ..findings import CLEAR_TEXT_CREDENTIALS

TYPE = names(1, "CONNECT", 2, "CONNACK", 3, "PUBLISH", 4, "PUBACK", 5, "PUBREC", 6, "PUBREL", 7, "PUBCOMP",
             8, "SUBSCRIBE", 9, "SUBACK", 10, "UNSUBSCRIBE", 11, "UNSUBACK", 12, "PINGREQ", 13, "PINGRESP",
             14, "DISCONNECT", 15, "AUTH")
LEVEL = names(3, "3.1", 4, "3.1.1", 5, "5.0")
QOS = names(0, "at most once", 1, "at least once", 2, "exactly once")
# Version 3's return codes of CONNACK and version 5's reason codes (sections 3.2.2.3 and 2.4).
REASON = names(
    0, "success", 1, "unacceptable version, or granted at least once",
    2, "identifier rejected, or granted exactly once", 3, "server unavailable",
    4, "bad user name or password, or disconnect with will", 5, "not authorized",
    16, "no matching subscribers", 17, "no subscription existed", 24, "continue authentication", 25, "re-authenticate",
    128, "failure", 129, "malformed packet", 130, "protocol error", 131, "implementation specific error",
    132, "unsupported version", 133, "client identifier not valid", 134, "bad user name or password",
    135, "not authorized", 136, "server unavailable", 137, "server busy", 138, "banned", 139, "server shutting down",
    140, "bad authentication method", 141, "keep alive timeout", 142, "session taken over", 143, "topic filter invalid",
    144, "topic name invalid", 145, "packet identifier in use", 146, "packet identifier not found",
    147, "receive maximum exceeded", 148, "topic alias invalid", 149, "packet too large", 150, "message rate too high",
    151, "quota exceeded", 152, "administrative action", 153, "payload format invalid", 154, "retain not supported",
    155, "QoS not supported", 156, "use another server", 157, "server moved", 158, "shared subscriptions not supported",
    159, "connection rate exceeded", 160, "maximum connect time", 161, "subscription identifiers not supported",
    162, "wildcard subscriptions not supported")
PROPERTY = names(
    1, "payload format", 2, "message expiry", 3, "content type", 8, "response topic", 9, "correlation data",
    11, "subscription identifier", 17, "session expiry", 18, "assigned client identifier", 19, "server keep alive",
    21, "authentication method", 22, "authentication data", 23, "request problem information", 24, "will delay",
    25, "request response information", 26, "response information", 28, "server reference", 31, "reason",
    33, "receive maximum", 34, "topic alias maximum", 35, "topic alias", 36, "maximum QoS", 37, "retain available",
    38, "user property", 39, "maximum packet size", 40, "wildcards available", 41, "subscription identifiers available",
    42, "shared subscriptions available")

STRING = counted(u16, text)
DATA = counted(u16, octets)
V5 = of("level") == 5
IDENTIFIER = Field("packet_id", u16, says="by which an answer is known")
REASON_CODE = Field("reason", u8, names=REASON, scope="session", keep="distinct", says="outcome")
NUMBER = Field("property_number", u32, says="its value")
TEXT = Field("property_text", STRING, says="its value")
PROPERTIES = when(V5, bound(Field("properties_length", leb128, unit="bytes", says="of the properties"), repeat(node(
    Field("property", nested, says="one property"),
    Field("property_id", u8, names=PROPERTY, says="which property"),
    switch("property_id", {
        (1, 23, 25, 36, 37, 40, 41, 42): Field("property_flag", u8, says="its value"),
        (19, 33, 34, 35): Field("property_limit", u16, says="its value"),
        (2, 17, 24, 39): NUMBER,
        11: Field("subscription_id", leb128, says="number of a subscription"),
        (3, 8, 18, 21, 26, 28, 31): TEXT,
        (9, 22): Field("property_data", DATA, says="its value"),
        38: (Field("property_name", STRING, says="name the user gave it"), TEXT),
    }, default=Field("property_unknown", octets, says="a property nobody knows")))))
)
ANSWERED = (IDENTIFIER, when(V5 & (left > 0), REASON_CODE, when(left > 0, PROPERTIES)))

MQTT = Protocol(
    key="mqtt", title="MQTT", reference="OASIS MQTT 5.0", layer=7,
    rides_on={"tcp.port": 1883, "websocket.protocol": ("mqtt", "mqttv3.1")},
    framing=Varint(at=1, length=leb128, most=1 << 28),
    starts=(b"\x10",),          # only a CONNECT is surely one; else every 20th stranger's bytes would wait for the rest
    layout=(
        require(u8, 0x10, 0x20, range(0x30, 0x36), range(0x38, 0x3E), 0x40, 0x50, 0x62, 0x70, 0x82, 0x90, 0xA2, 0xB0,
                0xC0, 0xD0, 0xE0, 0xF0),
        bits(u8, Field("message_type", u8, mask=0xF0, names=TYPE, scope="session", says="what the packet is"),
             Field("dup", flag, mask=0x08, says="sent again"),
             Field("qos", u8, mask=0x06, names=QOS, says="how surely it arrives"),
             Field("retain", flag, mask=0x01, says="kept for later subscribers")),
        Field("length", leb128, unit="bytes", says="of the rest of the packet"),
        switch("message_type", {
            1: (Field("protocol_name", STRING, only=("MQTT", "MQIsdp"), says="MQTT, or MQIsdp before 3.1.1"),
                Field("version", u8, names=LEVEL, scope="session", keep="last", only=(3, 4, 5), says="of MQTT"),
                certain(), client(), remember("level", "version"),
                bits(u8,
                     Field("has_user_name", flag, mask=0x80, says="a user name follows"),
                     Field("has_password", flag, mask=0x40, says="a password follows"),
                     Field("will_retain", flag, mask=0x20, says="the will is kept"),
                     Field("will_qos", u8, mask=0x18, names=QOS, says="how surely the will arrives"),
                     Field("has_will", flag, mask=0x04, says="a will follows"),
                     Field("clean_start", flag, mask=0x02, says="what was before is forgotten")),
                Field("keep_alive", u16, unit="s", says="longest silence"), PROPERTIES,
                Field("client_id", STRING, scope="session", keep="distinct", says="name of the client"),
                when(of("has_will") == 1, PROPERTIES,
                     Field("will_topic", STRING, says="where the will goes"),
                     Field("will_message", DATA, says="told when the client is gone")),
                when(of("has_user_name") == 1,
                     Field("user_name", STRING, scope="session", keep="distinct", says="who connects")),
                when(of("has_password") == 1,
                     Field("password", DATA, says="for all to read"), finding("clear_text_credentials"))),
            2: (server(),
                Field("session_present", flag, mask=0x01, says="the server knows the client"),
                REASON_CODE, when(left > 0, PROPERTIES),
                when(of("reason") > 0, finding("refused"))),
            3: (Field("topic", STRING, scope="session", keep="distinct", keep_most=64, says="what it is about"),
                when(of("qos") > 0, IDENTIFIER), PROPERTIES, Field("payload", octets, says="what is told")),
            (4, 5, 6, 7): ANSWERED,
            8: (IDENTIFIER, PROPERTIES, repeat(
                Field("topic_filter", STRING, scope="session", keep="distinct", keep_most=64,
                      says="what is subscribed to"),
                Field("requested_qos", u8, mask=0x03, names=QOS, says="how surely it shall arrive"))),
            9: (IDENTIFIER, PROPERTIES, repeat(REASON_CODE)),
            10: (IDENTIFIER, PROPERTIES, repeat(Field("topic_filter_left", STRING,
                                                      says="what is subscribed to no more"))),
            11: (IDENTIFIER, PROPERTIES, when(V5, repeat(REASON_CODE))),
            12: client(),
            13: server(),
            (14, 15): when(V5 & (left > 0), REASON_CODE, when(left > 0, PROPERTIES)),
        }),
    ),
    info=("{message_type}", "{topic}", "{client_id}"),
    findings=(
        CLEAR_TEXT_CREDENTIALS,
        Finding("refused", Severity.NOTE, "An MQTT server refused a client.")))
