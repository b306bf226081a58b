"""Kerberos: what scapy makes of its messages, in datagrams and streams."""
import struct

import pytest
from scapy.asn1.asn1 import ASN1_BIT_STRING
from scapy.layers.kerberos import (
    KRB_AS_REP,
    KRB_AS_REQ,
    KRB_ERROR,
    KRB_KDC_REQ_BODY,
    PADATA,
    EncryptedData,
    Kerberos,
    KRB_Ticket,
    PrincipalName,
)

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.access.kerberos import KERBEROS
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("kerberos")
USER, KRBTGT = PrincipalName.fromUPN("alice@EXAMPLE.ORG"), PrincipalName.fromSPN("krbtgt/EXAMPLE.ORG")
REQUEST = bytes(Kerberos(root=KRB_AS_REQ(
    padata=[PADATA(padataType=128, padataValue=b"\x30\5\xa0\3\1\1\xff")],
    reqBody=KRB_KDC_REQ_BODY(kdcOptions=ASN1_BIT_STRING("0" * 32), cname=USER, realm=b"EXAMPLE.ORG", sname=KRBTGT,
                             till="20370913024805Z", nonce=4711, etype=[18, 17, 23]))))
ANSWER = bytes(Kerberos(root=KRB_AS_REP(
    crealm=b"EXAMPLE.ORG", cname=USER,
    ticket=KRB_Ticket(realm=b"EXAMPLE.ORG", sname=KRBTGT, encPart=EncryptedData(etype=18, kvno=2, cipher=b"t" * 40)),
    encPart=EncryptedData(etype=23, cipher=b"e" * 40))))
REFUSED = bytes(Kerberos(root=KRB_ERROR(errorCode=24, realm=b"EXAMPLE.ORG", sname=KRBTGT, stime="20260101000000Z",
                                        susec=1)))


def in_stream(message: bytes) -> bytes:
    return struct.pack("!I", len(message)) + message


SAMPLES = [[(0, in_stream(REQUEST)), (1, in_stream(ANSWER))], [(0, in_stream(REQUEST)), (1, in_stream(REFUSED))]]


def feed(*pieces: tuple[int, bytes], datagram: bool = True) -> inspect.Fed:
    return inspect.feed(TWIN, KERBEROS, *pieces, datagram=datagram)


@pytest.mark.parametrize("datagram", [True, False])
def test_a_ticket(datagram: bool) -> None:
    fed = feed(*((way, message[4:] if datagram else message) for way, message in SAMPLES[0]), datagram=datagram)
    assert values(fed, "message") == [0x6A, 0x6B]
    assert (values(fed, "client"), values(fed, "service")) == (["alice"] * 2, ["krbtgt/EXAMPLE.ORG"] * 2)
    assert (values(fed, "realm"), values(fed, "offered_encryption")) == (["EXAMPLE.ORG"] * 2, [18, 17, 23])
    assert (values(fed, "ticket_encryption"), values(fed, "encryption")) == ([18], [23])
    assert (values(fed, "padata_type"), fed.findings) == ([128], ["kerberos.weak_encryption"])


def test_a_wrong_password() -> None:
    fed = feed((0, REQUEST), (1, REFUSED))
    assert (values(fed, "error_code"), fed.findings) == ([24], ["kerberos.login_failed"])


@pytest.mark.parametrize("data", [b"\x30" + REQUEST[1:], REQUEST[:-1], b"\x6a\x03\2\1\5", bytes(40)])
def test_lookalikes(data: bytes) -> None:
    assert inspect.probe(TWIN, data, datagram=True) == "REFUTED"
