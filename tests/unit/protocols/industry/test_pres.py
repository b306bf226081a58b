"""OSI presentation: contexts, and data by context."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.industry.pres import PRES
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values
from tests.unit.protocols.industry.test_goose import element

TWIN = REGISTRY.twin("pres")
DER = element(0x30, bytes.fromhex("06025101"))
CONTEXTS = element(0xA4, element(0x30, bytes.fromhex("020101 060452010001") + DER)
                   + element(0x30, bytes.fromhex("020103 060528ca220201") + DER))
SELECTORS = bytes.fromhex("810400000001 820400000001")
FIRST = element(0x61, element(0x30, b"\2\1\1" + element(0xA0, element(0x60, b"\x80\2\7\x80"))))
CONNECT = element(0x31, bytes.fromhex("a003800101") + element(0xA2, SELECTORS + CONTEXTS + FIRST))
DATA = element(0x61, element(0x30, b"\2\1\3" + element(0xA0, element(0x8B, b""))))
SAMPLES = [[(0, CONNECT), (0, DATA)]]


def test_contexts_and_data() -> None:
    fed = inspect.feed(TWIN, PRES, *SAMPLES[0], datagram=True)
    assert values(fed, "context_id") + values(fed, "abstract_syntax") == [1, 3, "2.2.1.0.1", "1.0.9506.2.1"]
    assert values(fed, "data_context") == [1, 3]
    assert fed.findings == []
