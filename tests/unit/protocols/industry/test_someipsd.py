"""SOME/IP service discovery: an offer with its endpoint, whose session is then known."""
from pathlib import Path

from scapy.contrib.automotive.someip import SD, SDEntry_Service, SDOption_IP4_EndPoint

from netloupe_engine import analyze
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.industry.someipsd import SOMEIPSD
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values
from tests.unit.protocols.industry.test_someip import message
from tests.unit.traffic import FOREVER, capture, udp

TWIN = REGISTRY.twin("someipsd")
OFFER = bytes(SD(flags=0xC0, entry_array=[SDEntry_Service(type=1, n_opt_1=1, srv_id=0x1234, inst_id=1, major_ver=1,
                                                          ttl=3)],
                 option_array=[SDOption_IP4_EndPoint(addr="10.0.0.2", l4_proto=17, port=30777)]))
FIND = bytes(SD(flags=0xC0, entry_array=[SDEntry_Service(type=0, srv_id=0x1234, inst_id=0xFFFF, ttl=3)]))
SAMPLES = [[(0, FIND), (1, OFFER)]]


def test_who_offers_what_where() -> None:
    fed = inspect.feed(TWIN, SOMEIPSD, *SAMPLES[0], datagram=True)
    assert values(fed, "entry_type") + values(fed, "service") == [0, 1, 0x1234, 0x1234]
    assert values(fed, "lifetime") + values(fed, "port") + values(fed, "transport") == [3, 3, 30777, 17]


def test_the_offered_session_is_known(tmp_path: Path) -> None:
    offer = message(0xFFFF, 0x8100, 2, OFFER)
    path = capture(tmp_path, [(0, udp(1, offer, ports=(30490, 30490))),
                              (1, udp(0, message(0x1234, 0x21, 0), ports=(40000, 30777)))])
    assert {session.application for session in analyze(path, 1, FOREVER).each_session()} == {"someip"}
