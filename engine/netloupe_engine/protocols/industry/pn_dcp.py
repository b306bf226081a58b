"""PROFINET DCP: devices are found, named and given addresses (IEC 61158-6-10, clause 4.3.1)."""
from ..define import (Field, Protocol, align, bound, finding, ipv4, left, names, nested, node, octets, of, repeat,
                      switch, text, u8, u16, u32, when)
from ..findings import RESTARTED, WRITTEN

SERVICE = names(3, "get", 4, "set", 5, "identify", 6, "hello")
TYPE = names(0, "request", 1, "response", 5, "not supported")
OPTION = names(1, "IP", 2, "device", 3, "DHCP", 5, "control", 6, "device initiative", 0x80, "of its maker", 0xFF, "all")
ROLE = names(0x01, "device", 0x02, "controller", 0x04, "multidevice", 0x08, "supervisor")
IP, DEVICE, CONTROL = 0x100, 0x200, 0x500       # options, with the sub-option beside them
ERROR = names(
    0, "none", 1, "option not supported", 2, "sub-option not supported", 3, "sub-option not set", 4, "resource error",
    5, "cannot be set now", 6, "operation local only")
KIND = of("option") * 256 + of("suboption")
NAME = Field("station_name", text, scope="session", keep="distinct")
VALUES = switch(KIND, {
    IP + 1: Field("hardware", octets),
    IP + 2: (Field("address", ipv4), Field("mask", ipv4), Field("gateway", ipv4)),
    DEVICE + 1: Field("vendor", text, scope="session", keep="distinct"), DEVICE + 2: NAME,
    DEVICE + 3: (Field("vendor_id", u16, base=16), Field("device_id", u16, base=16)),
    DEVICE + 4: (Field("role", u8, flags=ROLE),), DEVICE + 6: Field("alias", text),
    CONTROL + 4: (Field("answered_option", u8, names=OPTION), Field("answered_suboption", u8),
                  Field("error", u8, names=ERROR)),
}, default=when(left > 0, Field("data", octets)))
HAS_INFO = ((of("service") == 4) & (of("type") == 0)) | (of("service") == 6) | (
    (of("service") != 4) & (of("type") == 1))

PN_DCP = Protocol(
    key="pn_dcp", title="PROFINET DCP", reference="IEC 61158-6-10", layer=2,
    rides_on={"profinet.frame": (0xFEFC, 0xFEFD, 0xFEFE, 0xFEFF)}, header=10,
    layout=(
        Field("service", u8, names=SERVICE, scope="session", keep="distinct"), Field("type", u8, names=TYPE),
        Field("transaction", u32, base=16, says="the answer has the request's"), Field("delay", u16),
        bound(Field("length", u16, unit="bytes"), repeat(node(
            Field("block", nested, says="what is asked, said or set"),
            Field("option", u8, names=OPTION), Field("suboption", u8),
            when((of("service") == 3) & (of("type") == 0), otherwise=(
                bound(Field("block_length", u16, unit="bytes"),
                      when(HAS_INFO & (left >= 2) & (KIND != CONTROL + 4), Field("block_info", u16)), VALUES),
                align(2),
                when((of("service") == 4) & (of("type") == 0), switch(KIND, {
                    (CONTROL + 5, CONTROL + 6): finding("restart"),
                    (IP + 2, IP + 3, DEVICE + 2): finding("write")}))))))),
    ),
    info=("{service}", "{type}", "{station_name}", "{address}"),
    findings=(WRITTEN, RESTARTED))
