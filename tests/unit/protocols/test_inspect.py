"""The workbench for protocols, tried with a protocol everybody knows and with misuse."""
import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.define import key_of_text
from tests.unit.protocols.layer import load

UDP = load("transport.udp")
ETH = load("link.eth")


def test_classify_answers_what_the_layer_states() -> None:
    data = b"\0\x35\0\x43\0\x0a\0\0hi"
    stated = inspect.classify(UDP.twin, data, network_length=10, source=bytes(4), target=bytes(4))
    assert stated["verdict"] == "FINAL"
    assert stated["facts"]["ports"] == (53, 67)
    assert (stated["facts"]["family"], stated["facts"]["source"]) == (4, bytes(4))


def test_dissect_shows_the_fields_of_a_malformed_layer_that_are_there() -> None:
    assert [attribute.name for attribute in inspect.dissect(UDP.twin, UDP.protocol, b"\0\x35\0\x43\0")] == [
        "source_port", "destination_port"]


def test_misuse_is_refused() -> None:
    with pytest.raises(ValueError, match="outer layers state"):
        inspect.classify(UDP.twin, b"", port=53)
    with pytest.raises(ValueError, match="no such probe"):
        inspect.probe(UDP.twin, b"")
    with pytest.raises(ValueError, match="no such function"):
        inspect.feed(UDP.twin, UDP.protocol, (0, b""))



@pytest.mark.parametrize(("text", "number"), [("", 0x811C9DC5), ("a", 0xE40C292C), ("foobar", 0xBF9CF968)])
def test_a_child_named_by_text_has_one_number_in_tables_and_in_code(text: str, number: int) -> None:
    """The numbers are test vectors of draft-eastlake-fnv, section 7."""
    assert inspect.key_of_text(text.encode()) == key_of_text(text) == number
