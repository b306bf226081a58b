"""Source engine queries: packets of Valve's wiki."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.games.source_engine import SOURCE_ENGINE
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("source_engine")

ASKED = b"\xff\xff\xff\xffTSource Engine Query\0"
TOLD = b"\xff\xff\xff\xffI\x11Kings\0de_dust\0cstrike\0Counter-Strike\0\xf0\0\5\x10\4dl"
SAMPLES = [[(0, ASKED), (1, b"\xff\xff\xff\xffA\x4b\xa1\xd5\x22"), (0, ASKED + b"\x4b\xa1\xd5\x22"), (1, TOLD)]]


def test_a_server_says_what_it_is() -> None:
    fed = inspect.feed(TWIN, SOURCE_ENGINE, *SAMPLES[0], datagram=True)
    found = {name: values(fed, name) for name in ("server_name", "map", "game", "players", "challenge")}
    assert found == {"server_name": ["Kings"], "map": ["de_dust"], "game": ["Counter-Strike"], "players": [5],
                     "challenge": [0x4BA1D522] * 2}
    assert inspect.probe(TWIN, ASKED, datagram=True) == "CERTAIN"
    assert inspect.probe(TWIN, b"\xff\xff\xff\xffgetinfo", datagram=True) == "REFUTED"
