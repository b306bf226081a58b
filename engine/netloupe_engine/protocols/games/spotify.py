"""Spotify: programs of one user find each other in a home (datagrams to port 57621 that begin with SpotUdp0)."""
from ..define import Field, Protocol, certain, left, octets, sized, text, when

SPOTIFY = Protocol(
    key="spotify", title="Spotify discovery", reference="SpotUdp0", layer=7, rides_on={"udp.port": 57621},
    starts=(b"Spot",),
    layout=(Field("signature", sized(8, text), only=("SpotUdp0",)), certain(), when(left > 0, Field("data", octets))),
    info=("{signature}",))
