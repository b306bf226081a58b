"""Stratum: lines of miners and pools."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.sharing.stratum import STRATUM
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("stratum")

ASKED = b'{"id": 1, "method": "mining.subscribe", "params": ["cgminer/4.10"]}\n'
TALK = [(0, ASKED), (1, b'{"id": 1, "result": [[["mining.notify", "ae68"]], "08000002", 4], "error": null}\n'),
        (0, b'{"params": ["slush.miner1", "password"], "id": 2, "method": "mining.authorize"}\n')]
SAMPLES = [TALK]


def test_mining_is_found() -> None:
    fed = inspect.feed(TWIN, STRATUM, *TALK)
    assert values(fed, "method") == ["mining.subscribe", "mining.authorize"]
    assert fed.findings == ["stratum.mining", "stratum.mining"]
    assert inspect.probe(TWIN, ASKED) == "CERTAIN"
    assert inspect.probe(TWIN, b'{"id": 1, "method": "textDocument/hover"}\n') == "REFUTED"
