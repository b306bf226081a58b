"""CLDAP: a question of LDAP in a datagram."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.management.cldap import CLDAP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values
from tests.unit.protocols.management.test_ldap import SEARCH

TWIN = REGISTRY.twin("cldap")
SAMPLES = [[(0, SEARCH)]]


def test_a_question() -> None:
    fed = inspect.feed(TWIN, CLDAP, (0, SEARCH), datagram=True)
    assert (values(fed, "operation"), values(fed, "dn")) == ([0x63], ["dc=x"])


def test_lookalikes() -> None:
    assert inspect.probe(TWIN, b"\x30\x03\x02\x01\x01", datagram=True) == "REFUTED"
