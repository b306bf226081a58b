"""Dropbox LAN sync: an announcement."""
import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.names.db_lsp_disc import DB_LSP_DISC
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("db_lsp_disc")
TOLD = (b'{"host_int": 123456789, "version": [2, 0], "displayname": "", "port": 17500, '
        b'"namespaces": [1111, 2222]}')
SAMPLES = [[(0, TOLD)]]


def test_an_announcement() -> None:
    fed = inspect.feed(TWIN, DB_LSP_DISC, (0, TOLD), datagram=True)
    assert (values(fed, "host"), values(fed, "port")) == (["123456789"], [17500])
    assert (values(fed, "version"), values(fed, "namespaces")) == (["[2, 0"], ["[1111, 2222"])
    assert inspect.probe(TWIN, TOLD, datagram=True) == "CERTAIN"


@pytest.mark.parametrize("data", [b'{"host": 1}', b'{"host_int": 1}', b"plain", bytes(20)])
def test_lookalikes(data: bytes) -> None:
    assert inspect.probe(TWIN, data, datagram=True) == "REFUTED"
