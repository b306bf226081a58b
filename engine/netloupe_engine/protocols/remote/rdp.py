"""RDP: how a connection to a Windows desktop begins: cookie, and which security both agree on ([MS-RDPBCGR] sections
2.2.1.1 and 2.2.1.2). What follows is TLS, or T.125.
"""
from ...model import Severity
from ..define import (Field, Finding, Protocol, ahead, client, ended, finding, le16, le32, left, malformed, names, of,
                      server, switch, u8, when)

KIND = names(1, "negotiation request", 2, "negotiation response", 3, "negotiation failure", 6, "correlation")
SECURITY = names(0x00, "RDP's own", 0x01, "TLS", 0x02, "CredSSP", 0x04, "RDSTLS", 0x08, "early user authorization",
                 0x10, "Entra ID")
FAILURE = names(1, "TLS required", 2, "TLS not allowed", 3, "no certificate on the server", 4, "flags inconsistent",
                5, "CredSSP required", 6, "TLS with certificate of the user required")

RDP = Protocol(
    key="rdp", title="RDP", reference="[MS-RDPBCGR]", layer=7, rides_on={"cotp.connect": 0}, starts=(),
    layout=(
        when(ahead(u8, 0x43), client(), Field("cookie", ended(b"="), says="name of what follows"),
             when(of("cookie") == "Cookie: mstshash",
                  Field("user_name", ended(b"\r\n"), scope="session", keep="distinct",
                        says="whom the client will log in"),
                  otherwise=when(of("cookie") == "Cookie: msts", Field(
                      "routing_token", ended(b"\r\n"), says="which of several servers is meant"),
                      otherwise=malformed()))),
        when(left > 0,
             Field("kind", u8, names=KIND, says="what both say of security", only=(1, 2, 3)),
             Field("flags", u8, base=16, says="what else is wanted or offered"),
             Field("length", le16, unit="bytes", says="of this part", only=(8,)),
             switch("kind", {
                 1: (client(), Field("offered_security", le32, flags=SECURITY, scope="session", keep="distinct",
                                     says="beside RDP's own"),
                     when(of("offered_security") == 0, finding("weak_security"))),
                 2: (server(), Field("security", le32, names=SECURITY, scope="session", keep="distinct",
                                     says="what the server chose"),
                     when(of("security") == 0, finding("weak_security"))),
                 3: (server(), Field("failure", le32, names=FAILURE, scope="session", keep="distinct",
                                     says="why there is none"), finding("refused")),
             }))),
    info=("{kind}", "{user_name}", "{security}", "{failure}"),
    findings=(Finding("refused", Severity.NOTE, "A server refused an RDP connection."),
              Finding("weak_security", Severity.WARNING,
                      "A desktop is shown by RDP's own security, which does not prove who the server is.")))
