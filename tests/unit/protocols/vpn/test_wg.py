"""WireGuard: what scapy makes of its packets, and what only looks like them."""
import pytest
from scapy.contrib.wireguard import (
    Wireguard,
    WireguardCookieReply,
    WireguardInitiation,
    WireguardResponse,
    WireguardTransport,
)

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.vpn.wg import WG
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("wg")
INITIATION = bytes(Wireguard() / WireguardInitiation(sender_index=0x11223344, unencrypted_ephemeral=7,
                                                     encrypted_static=b"s" * 48, encrypted_timestamp=b"t" * 28))
RESPONSE = bytes(Wireguard() / WireguardResponse(sender_index=0x55667788, receiver_index=0x11223344))
COOKIE = bytes(Wireguard() / WireguardCookieReply(receiver_index=1, nonce=b"n" * 24, encrypted_cookie=b"c" * 32))
DATA = bytes(Wireguard() / WireguardTransport(receiver_index=0x11223344, counter=9,
                                              encrypted_encapsulated_packet=b"p" * 32))
SAMPLES = [[(0, INITIATION), (1, RESPONSE), (0, DATA)], [(0, INITIATION), (1, COOKIE)]]


def test_a_handshake_and_data() -> None:
    fed = inspect.feed(TWIN, WG, *SAMPLES[0], datagram=True)
    assert values(fed, "type") == [1, 2, 4]
    assert (values(fed, "sender"), values(fed, "receiver")) == ([0x11223344, 0x55667788], [0x11223344, 0x11223344])
    assert values(fed, "counter") == [9]
    assert inspect.probe(TWIN, INITIATION, datagram=True) == "CERTAIN"
    assert inspect.probe(TWIN, DATA, datagram=True) == "LIKELY"


@pytest.mark.parametrize("data", [INITIATION[:-1], RESPONSE + b"\0", COOKIE[:-1], DATA + b"x", b"\5\0\0\0" + bytes(28),
                                  b"\4\1\0\0" + bytes(28)])
def test_lookalikes(data: bytes) -> None:
    assert inspect.probe(TWIN, data, datagram=True) == "REFUTED"
