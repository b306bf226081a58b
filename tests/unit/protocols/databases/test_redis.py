"""Redis: commands and answers as its protocol's description prints them."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.databases.redis import REDIS
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("redis")


def command(*words: bytes) -> bytes:
    return b"*%d\r\n" % len(words) + b"".join(b"$%d\r\n%s\r\n" % (len(word), word) for word in words)


LONG = command(b"SET", b"page", b"a\r\nb" * 500)
TALK = [(0, command(b"AUTH", b"secret")), (1, b"-WRONGPASS invalid username-password pair\r\n"),
        (0, command(b"GET", b"a key")), (1, b"$11\r\nhello\nworld\r\n"), (0, LONG), (1, b"+OK\r\n"),
        (0, command(b"LRANGE", b"mylist", b"0", b"3")), (1, b"*4\r\n$3\r\nfoo\r\n$-1\r\n:42\r\n$5\r\nHello\r\n"),
        (0, command(b"FLUSHALL")), (1, b"+OK\r\n")]
SAMPLES = [TALK, [(0, b"PING\r\n"), (1, b"+PONG\r\n"), (0, b"AUTH joe secret\r\n"), (1, b"+OK\r\n")]]


def test_commands_and_answers() -> None:
    fed = inspect.feed(TWIN, REDIS, *TALK)
    found = {name: values(fed, name) for name in ("command", "key", "error", "status", "value", "argument")}
    assert found == {"command": ["AUTH", "GET", "SET", "LRANGE", "FLUSHALL"],
                     "key": ["secret", "a key", "page", "mylist"], "error": ["WRONGPASS"], "status": ["OK", "OK"],
                     "value": ["42"], "argument": [b"0", b"3"]}
    assert fed.findings == ["clear_text_credentials", "redis.refused", "redis.emptied"]


def test_lines_that_were_typed() -> None:
    fed = inspect.feed(TWIN, REDIS, *SAMPLES[1])
    assert (values(fed, "line"), values(fed, "status")) == (["PING", "AUTH"], ["PONG", "OK"])
    assert fed.findings == ["clear_text_credentials"]


def test_recognition() -> None:
    assert inspect.probe(TWIN, TALK[0][1]) == inspect.probe(TWIN, command(b"PING")) == "CERTAIN"
    assert inspect.probe(TWIN, command(b"LRANGE", b"mylist", b"0")) == "LIKELY"
    assert inspect.probe(TWIN, b"** bold **\r\n") == inspect.probe(TWIN, b"GET / HTTP/1.1\r\n") == "REFUTED"
