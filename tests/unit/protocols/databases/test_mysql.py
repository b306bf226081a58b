"""MySQL: greeting, logins, commands, results and errors, after its documentation's examples."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.databases.mysql import MYSQL
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("mysql")


def packet(sequence: int, body: bytes) -> bytes:
    return len(body).to_bytes(3, "little") + bytes([sequence]) + body


# "Protocol::HandshakeV10" of the documentation: 5.5.2-m2
GREETING = bytes.fromhex("""
    36000000 0a 352e352e322d6d3200 0b000000 6476487e6f5e4d4a 00 fff7 08 0200 0000 00 00000000000000000000
    2a342d7c465a6d5934525a74 00""".replace("\n", ""))
LOGIN = packet(1, (0x000FA68D).to_bytes(4, "little") + (1 << 24).to_bytes(4, "little") + b"\x08" + bytes(23)
               + b"joe\0" + b"\x14" + bytes(range(20)) + b"shop\0" + b"mysql_native_password\0")
OK = packet(2, bytes.fromhex("00000002000000"))
DENIED = packet(2, b"\xff\x15\x04#28000Access denied for user 'joe'@'localhost' (using password: YES)")
QUERY = packet(0, b"\3select 1")
RESULT = (packet(1, b"\1") + packet(2, b"\3def\0\0\0\0011\0\x0c\x3f\0\1\0\0\0\x08\x81\0\0\0\0")
          + packet(3, b"\xfe\0\0\2\0") + packet(4, b"\0011") + packet(5, b"\xfe\0\0\2\0"))
MISTAKE = packet(1, b"\xff\x28\x04#42000You have an error in your SQL syntax")
TALK = [(1, GREETING), (0, LOGIN), (1, OK), (0, QUERY), (1, RESULT), (0, packet(0, b"\3selec 1")), (1, MISTAKE),
        (0, packet(0, b"\x16select ?")), (1, packet(1, b"\0\1\0\0\0\1\0\1\0\0\0\0")), (0, packet(0, b"\1"))]
OLD = packet(1, (0x2405).to_bytes(2, "little") + bytes(3) + b"old\0" + b"47665A70614D5B45\0")
SSL = packet(1, (0x000FAE85).to_bytes(4, "little") + bytes(4) + b"\x08" + bytes(23))
SAMPLES = [TALK, [(1, GREETING), (0, LOGIN), (1, DENIED)], [(1, GREETING), (0, OLD), (1, OK)],
           [(1, GREETING), (0, SSL)],
           [(0, QUERY), (1, RESULT)]]


def test_a_conversation() -> None:
    fed = inspect.feed(TWIN, MYSQL, *TALK)
    found = {name: values(fed, name) for name in ("server_version", "user", "database", "command", "query",
                                                  "error_code", "column", "answer", "plugin", "statement")}
    assert found == {"server_version": ["5.5.2-m2"], "user": ["joe"], "database": ["shop"], "command": [3, 3, 22, 1],
                     "query": ["select 1", "selec 1", "select ?"], "error_code": [1064], "column": ["1"],
                     "answer": [0, 0xFE, 0xFE, 0xFF, 0], "plugin": ["mysql_native_password"], "statement": [1]}
    assert fed.findings == ["mysql.error"]


def test_logins_that_deserve_a_look() -> None:
    assert inspect.feed(TWIN, MYSQL, *SAMPLES[1]).findings == ["mysql.login_failed"]
    old = inspect.feed(TWIN, MYSQL, *SAMPLES[2])
    assert (values(old, "user"), old.findings) == (["old"], ["mysql.old_proof"])
    switched = packet(2, b"\xfemysql_clear_password\0")
    assert inspect.feed(TWIN, MYSQL, (1, GREETING), (0, LOGIN), (1, switched)).findings == ["clear_text_credentials"]


def test_tls_follows_when_the_client_wants_it() -> None:
    assert [request[0] for request in inspect.feed(TWIN, MYSQL, *SAMPLES[3]).asked] == ["switch"]


def test_recognition() -> None:
    assert inspect.probe(TWIN, GREETING, 1) == "CERTAIN"
    assert inspect.probe(TWIN, QUERY, 0) == "LIKELY"
    assert inspect.probe(TWIN, QUERY, 1) == "REFUTED"
    assert inspect.probe(TWIN, GREETING[:36] + b"\1" + GREETING[37:], 1) == "REFUTED"
