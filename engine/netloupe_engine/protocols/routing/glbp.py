"""Gateway Load Balancing Protocol: Cisco's routers that share the load of one address. Known from Cisco's
documentation and captures: there is no specification."""
from ..define import (Field, Protocol, ipv4, ipv6, likely, mac, names, nested, octets, sized, skip, switch, tlv, u8,
                      u16, u32)

TYPE = names(1, "hello", 2, "forwarder", 3, "authentication")
STATE = names(0, "disabled", 1, "initial", 2, "learn", 4, "listen", 8, "speak", 16, "standby", 32, "active")

GLBP = Protocol(
    key="glbp", title="Gateway Load Balancing Protocol", reference="Cisco GLBP", layer=7, rides_on={"udp.port": 3222},
    starts=(),
    layout=(
        Field("version", u8, only=(1,)), skip(1), Field("group", u16, scope="session", keep="distinct",
                                                        only=(range(1024),)),
        skip(2), Field("owner", mac, says="who sends it"), likely(),
        tlv(Field("tlv_type", u8, names=TYPE, scope="session", keep="distinct"), Field("tlv_length", u8), {
            1: (skip(1), Field("state", u8, names=STATE, scope="session", keep="distinct"), skip(1),
                Field("priority", u8), skip(2), Field("hello_interval", u32, unit="ms"),
                Field("hold_interval", u32, unit="ms"), Field("redirect", u16, unit="seconds"),
                Field("timeout", u16, unit="seconds"), skip(2), Field("address_family", u8),
                Field("address_length", u8), switch("address_length", {
                    4: Field("virtual_address", ipv4, scope="session", keep="distinct"),
                    16: Field("virtual_ipv6", ipv6, scope="session", keep="distinct")})),
            2: (Field("forwarder", u8), Field("forwarder_state", u8, names=STATE), skip(1),
                Field("forwarder_priority", u8), Field("weight", u8), skip(7),
                Field("forwarder_mac", mac, says="virtual hardware address")),
            3: (Field("authentication", u8, names=names(0, "none", 1, "password", 2, "MD5", 3, "MD5 with key chain")),
                Field("authentication_length", u8),
                Field("authentication_data", sized("authentication_length", octets))),
        }, Field("data", octets), covers=2, inside=Field("tlv", nested), rest=Field("rest", octets)),
    ),
    info=("group {group}", "{state}", "{virtual_address}"))
