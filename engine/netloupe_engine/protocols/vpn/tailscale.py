"""Tailscale: how hosts find the best way to each other (disco, in Tailscale's source). All but the sender's key is
encrypted; tunnels are WireGuard.
"""
from ..define import Field, Protocol, certain, left, octets, sized, u48, when

MAGIC = int.from_bytes("TS💬".encode(), "big")

TAILSCALE = Protocol(
    key="tailscale", title="Tailscale disco", reference="Tailscale disco", layer=7, rides_on={"udp.port": 41641},
    layout=(
        Field("magic", u48, base=16, only=(MAGIC,), says="always the same"),
        Field("sender", sized(32, octets), scope="session", keep="distinct", says="the sender's public key"), certain(),
        Field("nonce", sized(24, octets), says="used once"),
        when(left > 0, Field("ciphertext", octets, says="an encrypted question or answer"))),
    info=("{sender}",))
