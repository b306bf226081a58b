"""IPv6 extension headers that do not follow the IPv6 header: those of a datagram put together from its fragments.

Reference: RFC 8200, section 4. All others are attributes of the IPv6 header before them.
"""
from ..define import Field, Flow, Protocol, Tunnel, u8
from ..numbers import IP_PROTOCOL

IPV6_EXTENSION = Protocol(
    key="ipv6_extension", title="IPv6 extension headers", reference="RFC 8200, section 4", layer=3,
    rides_on={"ip.protocol": (0, 43, 44, 60)},
    fields=(
        Field("next_header", u8, at=0, names=IP_PROTOCOL, says="second extension header, or protocol of the payload"),
    ),
    header=8, children=("ip.protocol",), flow=Flow.ADDRESSES, tunnel=Tunnel.PAIR, extends=True,
    twin="_ipv6")
