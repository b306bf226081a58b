"""ESP in UDP, through address translators. Reference: RFC 3948. (Key exchange on the same port is no part of it.)"""
from ..define import Protocol

UDPENCAP = Protocol(
    key="udpencap", title="UDP encapsulation of IPsec", reference="RFC 3948", layer=5,
    rides_on={"udp.port": 4500},
    children=("ip.protocol",), twin="_ipsec")
