"""Precision Time Protocol, version 2: clocks that agree within a microsecond. Reference: IEEE 1588-2019, section 13."""
from ..define import (Field, Protocol, bits, bound, i8, i16, i64, names, octets, of, sized, skip, switch, u8, u16, u32,
                      unix48)

TYPE = names(0, "sync", 1, "delay request", 2, "peer delay request", 3, "peer delay response", 8, "follow-up",
             9, "delay response", 10, "peer delay response follow-up", 11, "announce", 12, "signalling",
             13, "management")
FLAG = names(0x0001, "leap second 61", 0x0002, "leap second 59", 0x0004, "UTC offset valid", 0x0008, "PTP time scale",
             0x0010, "time traceable", 0x0020, "frequency traceable", 0x0100, "alternate master", 0x0200, "two steps",
             0x0400, "unicast", 0x2000, "profile specific 1", 0x4000, "profile specific 2", 0x8000, "security")
SOURCE = names(0x10, "atomic clock", 0x20, "satellites", 0x30, "terrestrial radio", 0x39, "serial time code",
               0x40, "PTP", 0x50, "NTP", 0x60, "set by hand", 0x90, "other", 0xA0, "internal oscillator")
TIME = (Field("timestamp", unix48, says="when it happened, whole seconds"),
        Field("nanoseconds", u32, says="of that second"))
ASKED = (Field("requesting_clock", sized(8, octets), says="whose request this answers"), Field("requesting_port", u16))
IDENTITY = sized(8, octets)

PTP = Protocol(
    key="ptp", title="Precision Time Protocol", reference="IEEE 1588-2019", layer=7,
    rides_on={"ethertype": 0x88F7, "udp.port": (319, 320)}, starts=(),
    layout=(
        bits(u8, Field("profile", u8, mask=0xF0, only=(0, 1, 2), says="1: IEEE 802.1AS"),
             Field("message_type", u8, mask=0x0F, names=TYPE, scope="session", keep="distinct",
                   only=(range(4), range(8, 14)), says="what the message is")),
        bits(u8, Field("minor_version", u8, mask=0xF0), Field("version", u8, mask=0x0F, only=(2,))),
        Field("length", u16, unit="bytes", only=(range(34, 1501),), says="the whole message"),
        bound(of("length") - 4,
              Field("domain", u8, scope="session", keep="distinct", says="clocks of one domain agree"),
              skip(1), Field("flags", u16, flags=FLAG),
              Field("correction", i64, unit="ns/65536", says="time in devices on the way"), skip(4),
              Field("clock", IDENTITY, scope="session", keep="distinct", says="the clock that sends it"),
              Field("port", u16, says="of that clock"),
              Field("sequence", u16, says="the same in messages that belong together"),
              Field("control", u8), Field("interval", i8, says="between messages, as a power of two of seconds"),
              switch("message_type", {
                  (0, 1, 2, 8): TIME, (3, 9, 10): (*TIME, *ASKED),
                  11: (*TIME, Field("utc_offset", i16, unit="seconds", says="TAI minus UTC"), skip(1),
                       Field("priority_1", u8), Field("clock_class", u8), Field("clock_accuracy", u8, base=16),
                       Field("clock_variance", u16, base=16), Field("priority_2", u8),
                       Field("grandmaster", IDENTITY, scope="session", keep="distinct", says="the best clock"),
                       Field("steps_removed", u16, says="clocks between it and the sender"),
                       Field("time_source", u8, base=16, names=SOURCE)),
                  (12, 13): (Field("target_clock", IDENTITY), Field("target_port", u16)),
              })),
    ),
    info=("{message_type}", "sequence {sequence}", "grandmaster {grandmaster}"))
