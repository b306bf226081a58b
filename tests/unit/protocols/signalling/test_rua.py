"""RUA: procedures by name, outcomes, elements."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.signalling.rua import RUA
from tests.unit.protocols.dialogue import values
from tests.unit.protocols.signalling.elementary import message

TWIN = REGISTRY.twin("rua")
SAMPLES = [[(0, message(2, (5, b"\1\2\3"), (7, bytes(200)))), (1, message(2, (5, b"\0"), pdu=1)),
            (1, message(2, (2, b"\0"), pdu=2))]]


def test_a_procedure_and_its_outcomes() -> None:
    fed = inspect.feed(TWIN, RUA, *SAMPLES[0], datagram=True)
    (procedure,) = (field for field in RUA.fields if field.name == "procedure")
    assert procedure.names is not None
    assert procedure.names(2) == "DirectTransfer"
    assert values(fed, "procedure") + values(fed, "pdu") == [2] * 3 + [0, 1, 2]
    assert values(fed, "element") == [5, 7, 5, 2]
    assert [len(value) for value in values(fed, "value")] == [3, 200, 1, 1]
    assert fed.findings == ["rua.rejected"]


def test_lookalikes_are_refused() -> None:
    data = SAMPLES[0][0][1]
    for other in (b"\x60" + data[1:], b"\x01" + data[1:], data[:2] + b"\x41" + data[3:]):
        assert inspect.probe(TWIN, other, datagram=True) == "REFUTED"
