"""LDAP: directories (RFC 4511)."""
from ..define import BerElement, Protocol
from ._ldap_words import FINDINGS, INFO, LAYOUT

LDAP = Protocol(
    key="ldap", title="LDAP", reference="RFC 4511", layer=7, rides_on={"tcp.port": (389, 3268)},
    framing=BerElement(most=1 << 24), layout=LAYOUT, info=INFO, findings=FINDINGS)
