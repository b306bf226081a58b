"""CLDAP: directories asked without a connection, mostly for who the domain controllers are (RFC 1798; [MS-ADTS] section
6.3.3). Its messages are those of LDAP.
"""
from ..define import Protocol
from ._ldap_words import FINDINGS, INFO, LAYOUT

CLDAP = Protocol(
    key="cldap", title="CLDAP", reference="RFC 1798", layer=7, rides_on={"udp.port": 389}, starts=(),
    layout=LAYOUT, info=INFO, findings=FINDINGS)
