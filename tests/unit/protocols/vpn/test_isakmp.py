"""IKE: what scapy makes of both versions, and what only looks like it."""
import pytest
from scapy.contrib import ikev2
from scapy.layers.isakmp import ISAKMP as OLD
from scapy.layers.isakmp import (
    ISAKMP_payload_Proposal,
    ISAKMP_payload_SA,
    ISAKMP_payload_Transform,
    ISAKMP_payload_VendorID,
)

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.vpn.isakmp import ISAKMP
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("isakmp")
MAIN_MODE = bytes(
    OLD(init_cookie=b"initiate", exch_type=2)
    / ISAKMP_payload_SA(prop=ISAKMP_payload_Proposal(trans_nb=1, trans=ISAKMP_payload_Transform(
        transform_count=1, transforms=[("Encryption", "AES-CBC"), ("Hash", "SHA"), ("KeyLength", 256),
                                       ("Authentication", "PSK"),
                           ("GroupDesc", "1024MODPgr")])))
    / ISAKMP_payload_VendorID(VendorID=bytes.fromhex("afcad71368a1f1c96b8696fc77570100")))
SA_INIT = bytes(
    ikev2.IKEv2(init_SPI=b"initiate", exch_type=34, flags=8)
    / ikev2.IKEv2_SA(prop=ikev2.IKEv2_Proposal(trans_nb=4, trans=(
        ikev2.IKEv2_Transform(transform_type=1, transform_id=20, length=12, key_length=256)
        / ikev2.IKEv2_Transform(transform_type=2, transform_id=5)
        / ikev2.IKEv2_Transform(transform_type=4, transform_id=31))))
    / ikev2.IKEv2_KE(group=31, ke=b"k" * 32) / ikev2.IKEv2_Nonce(nonce=b"n" * 32)
    / ikev2.IKEv2_Notify(type=16388, notify=b"h" * 20))
REFUSED = bytes(ikev2.IKEv2(init_SPI=b"initiate", resp_SPI=b"answerer", exch_type=34, flags=0x20)
                / ikev2.IKEv2_Notify(type=14))
SECRET = bytes(ikev2.IKEv2(init_SPI=b"initiate", resp_SPI=b"answerer", exch_type=35, flags=8, id=1)
               / ikev2.IKEv2_Encrypted(load=b"e" * 64))
SAMPLES = [[(0, SA_INIT), (1, REFUSED)], [(0, MAIN_MODE)], [(0, bytes(4) + SA_INIT), (0, bytes(4) + SECRET)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(TWIN, ISAKMP, *pieces, datagram=True)


def test_version_2() -> None:
    fed = feed(*SAMPLES[0])
    assert (values(fed, "version"), values(fed, "exchange")) == ([2, 2], [34, 34])
    assert (values(fed, "encryption"), values(fed, "key_length"), values(fed, "prf")) == ([20], [256], [5])
    assert (values(fed, "group"), values(fed, "key_group"), values(fed, "nonce")) == ([31], [31], [b"n" * 32])
    assert values(fed, "payload_type") == [33, 34, 40, 41, 41]
    assert values(fed, "notify_type") == [16388, 14]
    assert fed.findings == ["isakmp.error"]


def test_version_1() -> None:
    fed = feed(*SAMPLES[1])
    assert (values(fed, "version"), values(fed, "exchange"), values(fed, "payload_type")) == ([1], [2], [1, 13])
    assert (values(fed, "encryption_v1"), values(fed, "hash_v1"), values(fed, "key_length")) == ([7], [2], [256])
    assert (values(fed, "authentication_v1"), values(fed, "group")) == ([1], [2])
    assert values(fed, "vendor") == ["DPD (RFC 3706)"]
    assert fed.findings == ["isakmp.weak_offer"]


def test_behind_a_marker_and_encrypted() -> None:
    fed = feed(*SAMPLES[2])
    assert (values(fed, "marker"), values(fed, "exchange")) == ([0, 0], [34, 35])
    assert values(fed, "ciphertext") == [b"e" * 64]


@pytest.mark.parametrize("data", [bytes(40), SA_INIT[:17] + b"\x30" + SA_INIT[18:], SA_INIT[:-1], SA_INIT + bytes(9),
                                  SA_INIT[:18] + b"\x10" + SA_INIT[19:]])
def test_lookalikes(data: bytes) -> None:
    assert inspect.probe(TWIN, data, datagram=True) == "REFUTED"
