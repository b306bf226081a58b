"""BACnet/IP's virtual link: BACnet over UDP and through routers (ANSI/ASHRAE 135, annex J)."""
from ..define import (Field, Protocol, carry, finding, ipv4, left, names, nested, node, octets, of, refute, repeat,
                      switch, total, u8, u16, when)
from ..findings import REFUSED

FUNCTION = names(
    0, "result", 1, "write broadcast table", 2, "read broadcast table", 3, "broadcast table", 4, "forwarded",
    5, "register foreign device", 6, "read foreign devices", 7, "foreign devices", 8, "delete foreign device",
    9, "distribute broadcast", 10, "unicast", 11, "broadcast", 12, "secured")
RESULT = names(
    0x00, "success", 0x10, "broadcast table not written", 0x20, "broadcast table not read",
    0x30, "foreign device not registered", 0x40, "foreign devices not read", 0x50, "foreign device not deleted",
    0x60, "broadcast not distributed")
ADDRESS = (Field("address", ipv4), Field("port", u16))
CARRIED = when(left > 0, carry("bvlc.message", 0))

BVLC = Protocol(
    key="bvlc", title="BACnet/IP", reference="ANSI/ASHRAE 135, annex J", layer=7, rides_on={"udp.port": 47808},
    tells=False, starts=(),
    layout=(
        Field("type", u8, base=16, only=(0x81,), says="0x81: BACnet over IPv4"),
        Field("function", u8, names=FUNCTION, scope="session", keep="distinct", only=(range(13),)),
        Field("length", u16, unit="bytes", only=(range(4, 1498),), says="of the whole message"),
        when(of("length") != total, refute()),
        switch("function", {
            0: (Field("result", u16, names=RESULT, base=16, scope="session", keep="distinct"),
                when(of("result") > 0, finding("error"))),
            (1, 3): repeat(node(Field("entry", nested), *ADDRESS, Field("mask", ipv4))),
            4: (*ADDRESS, CARRIED),
            5: Field("lifetime", u16, unit="s"),
            7: repeat(node(Field("entry", nested), *ADDRESS, Field("lifetime", u16, unit="s"),
                           Field("remaining", u16, unit="s"))),
            8: ADDRESS,
            (9, 10, 11): CARRIED,
        }, default=when(left > 0, Field("data", octets)))),
    info=("{function}", "{result}"),
    findings=(REFUSED,))
