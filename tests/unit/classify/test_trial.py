"""Recognition asked once more."""
from netloupe_engine.classify.trial import GUESSES, TURNS, shortest, trial
from netloupe_engine.protocols.registry import REGISTRY

REQUEST = b"GET / HTTP/1.1\r\nHost: a.example\r\n\r\n"
CERTAIN = GUESSES.index("certain")


def named(data: bytes, ports: tuple[int, int], *tried: str, stream: bool = True) -> tuple[dict[str, tuple], str]:
    registry = REGISTRY.freeze()
    asked, believed = trial(registry, data, ports, 0, stream, False, tuple(registry.ids[key] for key in tried))
    return ({registry.protocols[who].key: (GUESSES[guess], hint) for who, guess, hint in asked},
            registry.protocols[believed].key if believed else "")


def test_who_is_asked_because_of_a_port_and_because_of_the_bytes() -> None:
    asked, believed = named(REQUEST, (40000, 80))
    assert believed == "http"
    assert asked["http"] == ("certain", True)
    asked, believed = named(REQUEST, (40000, 443))
    assert asked["tls"] == ("refuted", True)
    assert (believed, asked["http"]) == ("http", ("certain", False))
    assert list(asked).index("tls") < list(asked).index("http")


def test_who_has_had_a_turn_is_not_asked_again() -> None:
    asked, believed = named(REQUEST, (40000, 80), "http")
    assert "http" not in asked
    assert believed != "http"
    assert TURNS == 3


def test_nothing_asks_nobody() -> None:
    assert named(b"", (40000, 80)) == ({}, "")


def test_the_fewest_bytes_that_tell() -> None:
    registry = REGISTRY.freeze()
    http = registry.ids["http"]
    size = shortest(registry, http, REQUEST, 0, True, CERTAIN)
    assert b"HTTP/1." in REQUEST[:size]
    for data, expected in ((REQUEST[:size], "certain"), (REQUEST[:size - 1], None)):
        guesses, _ = trial(registry, data, (40000, 80), 0, True)
        told = next(GUESSES[guess] for who, guess, _hint in guesses if who == http)
        assert (told == "certain") == (expected == "certain")
    assert shortest(registry, http, b"\xff" * 20, 0, True, CERTAIN) == 20       # it is never told
    assert shortest(registry, http, b"", 0, True, CERTAIN) == 0
