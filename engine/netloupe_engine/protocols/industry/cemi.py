"""cEMI: telegrams of the KNX bus (KNX 03_06_03, clause 4)."""
from ..define import Field, Protocol, bits, finding, flag, left, names, octets, of, sized, u8, u16, when
from ..findings import CONTROLLED, RESTARTED

MESSAGE = names(
    0x11, "data request", 0x29, "data indication", 0x2E, "data confirmation", 0xFC, "property read",
    0xFB, "property value", 0xF6, "property write", 0xF5, "property written", 0xF1, "reset request",
    0xF0, "reset indication", 0x2B, "bus monitor indication", 0x10, "raw request")
APPLICATION = names(
    0, "group value read", 1, "group value response", 2, "group value write", 3, "address write", 4, "address read",
    5, "address response", 6, "ADC read", 7, "ADC response", 8, "memory read", 9, "memory response", 10, "memory write",
    11, "user message", 12, "device descriptor read", 13, "device descriptor response", 14, "restart", 15, "other")

CEMI = Protocol(
    key="cemi", title="KNX telegram", reference="KNX 03_06_03", layer=7, rides_on={"kip.message": 0}, tells=False,
    starts=(),
    layout=(
        Field("message", u8, names=MESSAGE, base=16, scope="session", keep="distinct"),
        when(of("message").one_of(0x11, 0x29, 0x2E),
             Field("extra_bytes", u8, unit="bytes"),
             when(of("extra_bytes") > 0, Field("extra", sized("extra_bytes", octets))),
             Field("control", u8, base=16),
             bits(u8, Field("group", flag, mask=0x80, says="the destination is a group"), Field("hops", u8, mask=0x70)),
             Field("source", u16, base=16, scope="session", keep="distinct", keep_most=64),
             Field("destination", u16, base=16, scope="session", keep="distinct", keep_most=64),
             Field("data_bytes", u8, unit="bytes", says="behind the next byte"),
             when(of("data_bytes") > 0,
                  bits(u16, Field("transport_control", u8, mask=0xFC00),
                       Field("application", u16, mask=0x03C0, names=APPLICATION, scope="session", keep="distinct"),
                       Field("small_value", u8, mask=0x3F)),
                  when(of("application") == 2, finding("control")), when(of("application") == 14, finding("restart")))),
        when(left > 0, Field("data", octets))),
    info=("{message}", "{application}"),
    findings=(CONTROLLED, RESTARTED))
