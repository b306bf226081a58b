"""Hot Standby Router Protocol: Cisco's routers that stand for one. Reference: RFC 2281; version 2: Cisco."""
from ...model import Severity
from ..define import (Field, Finding, Protocol, finding, ipv4, ipv6, likely, mac, names, nested, octets, of, sized,
                      skip, switch, text, tlv, u8, u16, u32, when)

OPCODE = names(0, "hello", 1, "coup", 2, "resign", 3, "advertise")
STATE = names(0, "initial", 1, "learn", 2, "listen", 4, "speak", 8, "standby", 16, "active")
STATE_2 = names(0, "disabled", 1, "initial", 2, "learn", 3, "listen", 4, "speak", 5, "standby", 6, "active")
PASSWORD = Field("password", sized(8, text), says="for all to read; usually cisco")
OP = Field("opcode", u8, names=OPCODE, scope="session", keep="distinct", says="what the message is")
GROUP_STATE = (
    Field("tlv_version", u8, only=(2,)), OP, Field("state_2", u8, names=STATE_2, scope="session", keep="distinct"),
    Field("ip_version", u8), Field("group_2", u16, scope="session", keep="distinct"), Field("router", mac),
    Field("priority_2", u32), Field("hello_ms", u32, unit="ms"), Field("hold_ms", u32, unit="ms"),
    when(of("ip_version") == 6, Field("virtual_ipv6", ipv6, scope="session", keep="distinct"),
         otherwise=(Field("virtual_address", ipv4, scope="session", keep="distinct"), skip(12))))

HSRP = Protocol(
    key="hsrp", title="Hot Standby Router Protocol", reference="RFC 2281", layer=7,
    rides_on={"udp.port": (1985, 2029)}, starts=(),
    layout=(
        Field("first", u8, only=(0, 1, 2, 3, 4), says="version 0, or the type of what follows"),
        when(of("first") == 0,
             Field("kind", u8, names=OPCODE, scope="session", keep="distinct", only=(0, 1, 2, 3),
                   says="what the message is"),
             Field("state", u8, names=STATE, scope="session", keep="distinct"),
             when(of("kind") < 3,
                  Field("hello", u8, unit="seconds"), Field("hold", u8, unit="seconds"), Field("priority", u8),
                  Field("group", u8, scope="session", keep="distinct"), skip(1), PASSWORD,
                  Field("virtual_address", ipv4, scope="session", keep="distinct"), likely(),
                  finding("clear_text_credentials"), otherwise=(Field("advertisement", octets), likely())),
             otherwise=(
                 Field("first_length", u8, only=(40, 28, 8)),
                 switch("first", {1: GROUP_STATE, 3: (PASSWORD, finding("clear_text_credentials")),
                                  4: Field("digest", sized(28, octets))}),
                 likely(),
                 tlv(Field("tlv_type", u8), Field("tlv_length", u8, unit="bytes"),
                     {1: GROUP_STATE, 3: (PASSWORD, finding("clear_text_credentials"))}, Field("data", octets),
                     inside=Field("tlv", nested), rest=Field("rest", octets)))),
        when((of("kind") == 2) | (of("opcode") == 2), finding("resigned")),
    ),
    info=("{kind}", "{opcode}", "{state}", "{state_2}", "group {group}", "group {group_2}", "{virtual_address}"),
    findings=(Finding("clear_text_credentials", Severity.WARNING, "credentials sent in clear text", shared=True),
              Finding("resigned", Severity.NOTE, "A router gives up a virtual address.")))
