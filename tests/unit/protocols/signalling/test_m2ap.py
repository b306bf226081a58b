"""M2AP: procedures by name, outcomes, elements."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.signalling.m2ap import M2AP
from tests.unit.protocols.dialogue import values
from tests.unit.protocols.signalling.elementary import message

TWIN = REGISTRY.twin("m2ap")
SAMPLES = [[(0, message(5, (5, b"\1\2\3"), (7, bytes(200)))), (1, message(5, (5, b"\0"), pdu=1)),
            (1, message(5, (2, b"\0"), pdu=2))]]


def test_a_procedure_and_its_outcomes() -> None:
    fed = inspect.feed(TWIN, M2AP, *SAMPLES[0], datagram=True)
    (procedure,) = (field for field in M2AP.fields if field.name == "procedure")
    assert procedure.names is not None
    assert procedure.names(5) == "M2Setup"
    assert values(fed, "procedure") + values(fed, "pdu") == [5] * 3 + [0, 1, 2]
    assert values(fed, "element") == [5, 7, 5, 2]
    assert [len(value) for value in values(fed, "value")] == [3, 200, 1, 1]
    assert fed.findings == ["m2ap.rejected"]


def test_lookalikes_are_refused() -> None:
    data = SAMPLES[0][0][1]
    for other in (b"\x60" + data[1:], b"\x01" + data[1:], data[:2] + b"\x41" + data[3:]):
        assert inspect.probe(TWIN, other, datagram=True) == "REFUTED"
