"""CoAP: messages of RFC 7252 appendix A and a registration of LwM2M."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.messaging.coap import COAP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("coap")

# Figures 16 and 23 of RFC 7252
GET = bytes.fromhex("40 01 7d 34 bb") + b"temperature"
CONTENT = bytes.fromhex("60 45 7d 34 ff") + b"22.3 C"
REGISTER = (bytes.fromhex("44 02 00 01 01 02 03 04") + b"\xb2rd" + b"\x12\x28\x20"[
    :0] + b"\x11\x28" + b"\x37ep=node" + b"\3b=U"
            + b"\xff</1/0>")
MISSING = bytes.fromhex("60 84 7d 34")
LONG = bytes.fromhex("40 01 00 05 bd 07") + b"twenty-letters-of-it"
SAMPLES = [[(0, GET), (1, CONTENT)], [(0, GET), (1, MISSING)], [(0, REGISTER)], [(0, LONG)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(TWIN, COAP, *pieces, datagram=True)


def test_a_question_and_its_answer() -> None:
    fed = feed(*SAMPLES[0])
    assert (values(fed, "code"), values(fed, "path"), values(fed, "payload")) == ([1, 0x45], ["temperature"],
                                                                                  [b"22.3 C"])
    assert feed(*SAMPLES[1]).findings == ["coap.error"]


def test_a_registration() -> None:
    fed = feed(*SAMPLES[2])
    assert (values(fed, "path"), values(fed, "query"), values(fed, "format")) == (["rd"], ["ep=node", "b=U"], [40])
    assert fed.findings == ["coap.registered"]


def test_long_options() -> None:
    assert values(feed((0, LONG)), "path") == ["twenty-letters-of-it"]


def test_recognition() -> None:
    assert inspect.probe(TWIN, GET, datagram=True) == "LIKELY"
    assert inspect.probe(TWIN, b"\x49" + GET[1:], datagram=True) == "REFUTED"
