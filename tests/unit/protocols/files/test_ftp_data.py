"""What FTP's data sessions carry: nothing tells it from other bytes."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.files.ftp_data import FTP_DATA
from netloupe_engine.protocols.registry import REGISTRY

SAMPLES: list[list[tuple[int, bytes]]] = []
TWIN = REGISTRY.twin("ftp_data")


def test_it_is_never_recognised_by_itself() -> None:
    assert inspect.probe(TWIN, b"anything") == "REFUTED"


def test_bytes_are_shown_as_they_come() -> None:
    fed = inspect.feed(TWIN, FTP_DATA, (1, b"abc"), (1, b"def"), (1, 100), (1, b"ghi"))
    assert [(item.value, item.at) for item in fed.attributes] == [(b"abc", 0), (b"def", 3), (b"ghi", 106)]
