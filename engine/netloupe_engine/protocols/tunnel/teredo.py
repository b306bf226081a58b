"""Teredo: IPv6 in UDP through address translators. References: RFC 4380, section 5.1; RFC 6081 (trailers)."""
from ..define import Field, Protocol, Tunnel, ipv4, number, octets

TEREDO = Protocol(
    key="teredo", title="Teredo", reference="RFC 4380", layer=5,
    rides_on={"udp.port": 3544},
    fields=(
        Field("client", octets, says="authentication: identifier of the client"),
        Field("authentication", octets, says="authentication: value"),
        Field("nonce", number, base=16, says="authentication: the same in a request and its answer"),
        Field("confirmation", number, says="authentication: 0, or the client has to be told otherwise"),
        Field("origin_port", number, says="origin: port of the client as the server saw it"),
        Field("origin_address", ipv4, says="origin: address of the client as the server saw it"),
    ),
    header=0, children=("ethertype",), tunnel=Tunnel.PAIR, twin="_teredo",
    info=("from {origin_address}:{origin_port}",))
