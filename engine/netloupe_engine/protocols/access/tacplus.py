"""TACACS+: who may use network equipment, and what was done (RFC 8907). What follows the header is hidden by a secret,
unless a flag says that it is not.
"""
from ...model import Severity
from ..define import (Field, Finding, Framing, Protocol, bits, client, finding, flag, left, names, octets, of, server,
                      sized, switch, text, u8, u32, when)

TYPE = names(1, "authentication", 2, "authorization", 3, "accounting")
STATUS = names(1, "pass", 2, "fail", 3, "get data", 4, "get user", 5, "get password", 6, "restart", 7, "error",
               0x21, "follow")
SERVICE = names(0, "none", 1, "login", 2, "enable", 3, "PPP", 5, "PT", 6, "RCMD", 7, "X.25", 8, "NASI",
                9, "firewall proxy")
METHOD = names(1, "ASCII", 2, "PAP", 3, "CHAP", 5, "MS-CHAP", 6, "MS-CHAP v2")
USER = Field("user", sized("user_length", text), scope="session", keep="distinct", says="who it is about")
PORT = Field("port", sized("port_length", text), says="where the user is")
ADDRESS = Field("address", sized("address_length", text), scope="session", keep="distinct", says="whence the user came")
LENGTHS = (Field("user_length", u8, unit="bytes", says="of the name"), Field("port_length", u8, unit="bytes",
                                                                             says="of the port"),
           Field("address_length", u8, unit="bytes", says="of the address"))
WHO = (Field("privilege", u8, says="level that is wanted"),
       Field("method", u8, names=METHOD, says="how the user proves who it is"),
       Field("service", u8, names=SERVICE, says="for what"))
REST = when(left > 0, Field("data", octets, says="what follows"))
START = (Field("action", u8, names=names(1, "login", 2, "change password", 4, "send authentication"),
               says="what is wanted"), *WHO, *LENGTHS, Field("data_length", u8, unit="bytes", says="of what follows"),
         USER, PORT, ADDRESS, REST)
REPLY = (Field("status", u8, names=STATUS, scope="session", keep="distinct", says="outcome"),
         when(of("status") == 2, finding("refused")), REST)
REQUEST = (Field("how", u8, says="by what the user was found to be who it is"), *WHO, *LENGTHS, REST)

TACPLUS = Protocol(
    key="tacplus", title="TACACS+", reference="RFC 8907", layer=7, rides_on={"tcp.port": 49}, starts=(),
    framing=Framing(header=12, length=u32, at=8, adds=12, most=1 << 17),
    layout=(
        bits(u8, Field("version", u8, mask=0xF0, only=(12,), says="always 12"),
             Field("minor_version", u8, mask=0x0F, only=(0, 1), says="of the version")),
        Field("type", u8, names=TYPE, scope="session", keep="distinct", only=(1, 2, 3), says="what it is about"),
        Field("sequence", u8, only=(range(1, 256),), says="odd: from the client"),
        bits(u8, Field("unused", u8, mask=0xFA, only=(0,), says="zero"),
             Field("unencrypted", flag, mask=0x01, says="what follows can be read"),
             Field("single_connection", flag, mask=0x04, says="others use the connection, too")),
        Field("session", u32, base=16, says="number of the exchange"),
        Field("length", u32, unit="bytes", says="of what follows"),
        when((of("sequence") & 1) == 1, client(), otherwise=server()),
        when(of("unencrypted") == 1, finding("unencrypted"), when(
            (of("sequence") & 1) == 0, *REPLY, otherwise=switch("type", {
                1: when(of("sequence") == 1, *START, otherwise=REST), 2: REQUEST}, default=REST)),
            otherwise=when(left > 0, Field("hidden", octets, says="made unreadable by a secret")))),
    info=("{type}", "{user}", "{status}"),
    findings=(Finding("unencrypted", Severity.WARNING, "Logins to network equipment travel in clear text."),
              Finding("refused", Severity.NOTE, "A user was not let in.")))
