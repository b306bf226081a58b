"""VLAN Trunking Protocol: Cisco's switches tell each other which VLANs there are. Reference: Cisco VTP."""
from ..define import (
                      Field,
                      Protocol,
                      align,
                      bound,
                      ipv4,
                      names,
                      nested,
                      node,
                      octets,
                      of,
                      repeat,
                      sized,
                      switch,
                      text,
                      u8,
                      u16,
                      u32,
)

CODE = names(1, "summary", 2, "subset", 3, "request", 4, "join")

VTP = Protocol(
    key="vtp", title="VLAN Trunking Protocol", reference="Cisco VTP", layer=2,
    rides_on={"snap.cisco": 0x2003}, header=4,
    layout=(
        Field("version", u8), Field("code", u8, names=CODE, says="what the message is"), Field("followers", u8),
        Field("domain_length", u8), bound(32, Field("domain", sized("domain_length", text))),
        switch("code", {
            1: (Field("revision", u32), Field("updater", ipv4, says="who changed it last"),
                Field("time", sized(12, text), says="when, as yymmddhhmmss"), Field("digest", sized(16, octets))),
            2: (Field("revision", u32), repeat(node(
                Field("vlan", nested), Field("vlan_length", u8, unit="bytes"), bound(
                    of("vlan_length") - 1, Field("status", u8), Field("vlan_type", u8), Field("name_length", u8),
                    Field("vlan_number", u16), Field("mtu", u16), Field("said", u32),
                    Field("vlan_name", sized("name_length", text)), align(4), Field("vlan_rest", octets))))),
            3: Field("start", u16),
        }, Field("data", octets)),
    ),
    info=("{code}", "domain {domain}", "revision {revision}"))
