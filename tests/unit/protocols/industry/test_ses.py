"""OSI session: a connection and data."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.industry.ses import SES
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values
from tests.unit.protocols.industry.test_goose import element
from tests.unit.protocols.industry.test_pres import CONNECT as PRESENTATION

TWIN = REGISTRY.twin("ses")
CONNECT = element(13, bytes.fromhex("0506 130100 160102") + bytes.fromhex("14020002 33020001 34020001")
                  + element(0xC1, PRESENTATION))
DATA = bytes.fromhex("01000100 6108 3006 020103 a001 a0".replace(" ", ""))
SAMPLES = [[(0, CONNECT), (0, DATA)]]


def test_parameters_and_data() -> None:
    fed = inspect.feed(TWIN, SES, *SAMPLES[0], datagram=True)
    assert values(fed, "spdu") + values(fed, "parameter_type") == [13, 1, 5, 20, 51, 52, 193]


def test_it_is_certain_by_what_it_carries() -> None:
    assert inspect.probe(TWIN, CONNECT, datagram=True) == inspect.probe(TWIN, DATA, datagram=True) == "CERTAIN"
    for data in (b"\1\0\1\0" + b"\x60" + DATA[5:], b"\x03" + CONNECT[1:], bytes(30)):
        assert inspect.probe(TWIN, data, datagram=True) == "REFUTED"
