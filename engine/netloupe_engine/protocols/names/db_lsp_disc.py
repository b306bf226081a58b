"""Dropbox LAN sync: who else has the same folders here (Dropbox, LAN sync discovery, in JSON)."""
from ..define import (Field, Protocol, begins, certain, contains, decimal, ended, find, left, seek, text,
                      when)


def value(name: str, field: Field) -> tuple[object, ...]:
    """What stands behind a name."""
    return seek(0), find(f'"{name}": '.encode()), when(left > 0, field)


DB_LSP_DISC = Protocol(
    key="db_lsp_disc", title="Dropbox LAN sync", reference="Dropbox LAN sync discovery", layer=7,
    rides_on={"udp.port": 17500}, starts=(b'{"host_int": ', b'{"version": '),
    probe=(when(begins(b"{") & contains(b'"host_int": ') & contains(b'"namespaces": ['), certain()),),
    layout=(
        *value("host_int", Field("host", ended((b",", b"}"), text), scope="session", keep="distinct",
                                 says="number of the host")),
        *value("displayname", Field("name", ended((b",", b"}"), text), scope="session", keep="distinct",
                                    says="name of the host, in quotes")),
        *value("port", Field("port", ended((b",", b"}"), decimal), says="where its files are")),
        *value("version", Field("version", ended(b"]", text), says="of the protocol, behind a bracket")),
        *value("namespaces", Field("namespaces", ended(b"]", text), says="numbers of its folders, behind a bracket"))),
    info=("{name}", "{host}"))
