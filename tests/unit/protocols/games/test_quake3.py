"""Quake III: what is said before a game."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.games.quake3 import QUAKE3
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("quake3")

ASKED, TOLD = b"\xff\xff\xff\xffgetinfo xxx", b"\xff\xff\xff\xffinfoResponse\n\\hostname\\noname\\protocol\\68"
SAMPLES = [[(0, ASKED), (1, TOLD)]]


def test_a_question() -> None:
    fed = inspect.feed(TWIN, QUAKE3, *SAMPLES[0], datagram=True)
    assert (values(fed, "command"), values(fed, "arguments")[0]) == (["getinfo", "infoResponse"], "xxx")
    assert inspect.probe(TWIN, ASKED, datagram=True) == "CERTAIN"
    assert inspect.probe(TWIN, b"\xff\xff\xff\xffTSource Engine Query\0", datagram=True) == "REFUTED"
