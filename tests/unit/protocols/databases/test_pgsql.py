"""PostgreSQL: messages after its documentation, with and without TLS before them."""
from typing import Any

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.databases.pgsql import PGSQL
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

SSL = (8).to_bytes(4) + (80877103).to_bytes(4)
SETTINGS = b"user\0joe\0database\0shop\0application_name\0psql\0\0"
START = (8 + len(SETTINGS)).to_bytes(4) + (196608).to_bytes(4) + SETTINGS


def message(letter: bytes, body: bytes) -> bytes:
    return letter + (4 + len(body)).to_bytes(4) + body


PLAIN = [(0, START), (1, message(b"R", (3).to_bytes(4))), (0, message(b"p", b"secret\0")),
         (1, message(b"R", bytes(4)) + message(b"Z", b"I")), (0, message(b"Q", b"SELECT 1\0")),
         (1, message(b"C", b"SELECT 1\0"))]
SAMPLES = [PLAIN, [(0, SSL), (1, b"N"), *PLAIN], [(0, SSL), (1, b"S")]]
REFUSED = message(b"E", b"SFATAL\0VFATAL\0C28P01\0Mpassword authentication failed for user \"joe\"\0\0")
COLUMNS = message(b"T", b"\0\2" + b"id\0" + bytes(18) + b"name\0" + bytes(18))
ROWS = [(0, START), (1, message(b"R", bytes(4))), (0, message(b"P", b"s1\0SELECT * FROM users\0\0\0")),
        (1, message(b"1", b"") + COLUMNS + message(b"D", b"\0\1\0\0\0\0011") + message(b"C", b"SELECT 1\0")
         + message(b"E", b"SERROR\0VERROR\0C42P01\0Mrelation does not exist\0\0"))]
SAMPLES += [[(0, START), (1, message(b"R", (5).to_bytes(4) + b"salt")), (0, message(b"p", b"md5\0")), (1, REFUSED)],
            ROWS]
TWIN = REGISTRY.twin("pgsql")


def test_a_session_in_clear() -> None:
    fed = inspect.feed(TWIN, PGSQL, *SAMPLES[1])
    expected: dict[str, list[Any]] = {
        "user": ["joe"], "database": ["shop"], "application": ["psql"], "query": ["SELECT 1"], "encryption": ["N"],
        "authentication": [3, 0], "type": ["R", "p", "R", "Z", "Q", "C"], "password": ["secret"], "state": [ord("I")],
        "command": ["SELECT 1"]}
    assert {name: values(fed, name) for name in expected} == expected
    assert fed.findings == ["clear_text_credentials"]


def test_a_refused_login() -> None:
    fed = inspect.feed(TWIN, PGSQL, *SAMPLES[3])
    assert (values(fed, "error_code"), values(fed, "severity"), fed.findings) == (["28P01"], ["FATAL"],
                                                                                  ["pgsql.login_failed"])
    assert values(fed, "message") == ['password authentication failed for user "joe"']


def test_rows_and_what_went_wrong() -> None:
    fed = inspect.feed(TWIN, PGSQL, *ROWS)
    assert (values(fed, "column"), values(fed, "values"), values(fed, "statement")) == (["id", "name"], [1], ["s1"])
    assert (values(fed, "message_type")[2], fed.findings) == (256 + ord("1"), ["pgsql.error"])


def test_tls_follows_the_servers_yes() -> None:
    asked = inspect.feed(TWIN, PGSQL, *SAMPLES[2]).asked
    assert [request[0] for request in asked] == ["switch"]


def test_recognition() -> None:
    assert inspect.probe(TWIN, SSL) == inspect.probe(TWIN, START) == "LIKELY"
    assert inspect.probe(TWIN, (9).to_bytes(4) + b"\0\2\0\0\0") == "REFUTED"
