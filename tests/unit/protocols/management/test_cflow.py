"""NetFlow and IPFIX: what scapy makes of the versions, templates, and what only looks like it."""
import struct

import pytest
from scapy.layers.netflow import (
    NetflowFlowsetV9,
    NetflowHeader,
    NetflowHeaderV5,
    NetflowHeaderV9,
    NetflowRecordV5,
    NetflowTemplateFieldV9,
    NetflowTemplateV9,
)

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.management.cflow import CFLOW
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("cflow")
RECORD = NetflowRecordV5(src="10.0.0.1", dst="10.0.0.2", nexthop="10.0.0.254", dpkts=3, dOctets=180, srcport=1024,
                         dstport=80, tcpFlags=0x12, prot=6, src_as=65001, dst_as=65002)
VERSION_5 = bytes(NetflowHeader(version=5) / NetflowHeaderV5(count=2, sysUptime=1000, unixSecs=1_700_000_000)
                  / RECORD / RECORD)
VERSION_9 = bytes(NetflowHeader(version=9) / NetflowHeaderV9(count=1, unixSecs=1_700_000_000, SourceID=7)
                  / NetflowFlowsetV9(templates=[NetflowTemplateV9(template_fields=[
                      NetflowTemplateFieldV9(fieldType=8, fieldLength=4),
                      NetflowTemplateFieldV9(fieldType=1, fieldLength=4)], templateID=256)]))


def ipfix(*sets: bytes) -> bytes:
    """A message of RFC 7011 section 3.1."""
    body = b"".join(sets)
    return struct.pack("!HHIII", 10, 16 + len(body), 1_700_000_000, 1, 99) + body


def one_set(number: int, body: bytes) -> bytes:
    return struct.pack("!HH", number, 4 + len(body)) + body


TEMPLATE = one_set(2, struct.pack("!HHHHHHI", 300, 2, 8, 4, 0x8001, 65535, 29305))
OPTIONS = one_set(3, struct.pack("!HHHHHHH", 301, 2, 1, 149, 4, 41, 8))
DATA = one_set(300, b"\xc0\0\2\1\2hi\0")
SAMPLES = [[(0, ipfix(TEMPLATE, OPTIONS)), (0, ipfix(DATA))]]


def feed(*pieces: tuple[int, bytes], datagram: bool = True) -> inspect.Fed:
    return inspect.feed(TWIN, CFLOW, *pieces, datagram=datagram)


def test_version_5() -> None:
    fed = feed((0, VERSION_5))
    assert (values(fed, "version"), values(fed, "count")) == ([5], [2])
    assert values(fed, "source") == ["10.0.0.1"] * 2
    assert (values(fed, "bytes"), values(fed, "packets"), values(fed, "destination_port")) == ([180] * 2, [3] * 2,
                                                                                              [80] * 2)
    assert (values(fed, "protocol"), values(fed, "tcp_flags"), values(fed, "source_as")) == ([6] * 2, [0x12] * 2,
                                                                                            [65001] * 2)
    assert inspect.probe(TWIN, VERSION_5, datagram=True) == "LIKELY"


def test_templates_of_version_9() -> None:
    fed = feed((0, VERSION_9))
    assert (values(fed, "version"), values(fed, "domain"), values(fed, "set_id")) == ([9], [7], [0])
    assert (values(fed, "template"), values(fed, "element_id")) == ([256], [8, 1])
    assert values(fed, "element_length") == [4, 4]


def test_ipfix() -> None:
    for datagram in (True, False):
        fed = feed(*SAMPLES[0], datagram=datagram)
        assert (values(fed, "domain"), values(fed, "set_id")) == ([99] * 2, [2, 3, 300])
        assert (values(fed, "element_id"), values(fed, "enterprise")) == ([8, 1, 149, 41], [29305])
        assert values(fed, "records") == [b"\xc0\0\2\1\2hi\0"]
        assert fed.findings == []


@pytest.mark.parametrize("data", [VERSION_5[:-1], b"\0\6" + VERSION_5[2:], bytes(60), b"\0\x09\x40\0" + bytes(40)])
def test_lookalikes(data: bytes) -> None:
    assert inspect.probe(TWIN, data, datagram=True) == "REFUTED"
