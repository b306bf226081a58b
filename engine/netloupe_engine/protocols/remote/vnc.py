"""VNC: screens of other machines, as far as the first picture (RFC 6143, RFB protocol 3.3 to 3.8). Pictures, and what
encrypted kinds of access carry, are bytes.
"""
from ...model import Severity
from ..define import (OTHER, Field, Finding, Measured, Mode, Pieces, Protocol, begins, certain, client, counted, enter,
                      finding, flag, names, octets, of, remember, repeat, server, sized, switch, take, text, u8, u16,
                      u32, way, when)

SECURITY = names(0, "refused", 1, "none", 2, "VNC password", 5, "RA2", 6, "RA2ne", 16, "Tight", 17, "Ultra", 18, "TLS",
                 19, "VeNCrypt", 20, "SASL", 21, "MD5", 22, "xvp", 30, "Apple Remote Desktop", 35, "Mac OS X",
                 129, "RA2 256", 133, "RSA-AES", 257, "MS-Logon II")
RESULT = names(0, "let in", 1, "refused", 2, "too many attempts")
NONE, PASSWORD = 1, 2
OLDEST = 3                      # minor version whose server decides alone
NEWEST = 8                      # minor version from which a refusal has a reason

CHOSEN = Field("security", u8, names=SECURITY, scope="session", keep="distinct", says="how the user proves who it is")
REASON = Field("reason", counted(u32, text), scope="session", keep="distinct", says="why it was refused")
REFUSED = (REASON, finding("refused"), enter("rest"))
# What both do next, once the kind of access is known; the server's part is set by who makes it known.
BY_KIND = {
    NONE: (finding("open"), when(of("minor") >= NEWEST, enter("result", OTHER), otherwise=enter("server_init", OTHER)),
           enter("client_init")),
    PASSWORD: (enter("challenge", OTHER), enter("response")),
}
BANNER = (when(way == 0, Field("client_version", sized(11, text), scope="session", keep="distinct",
                               says="version that the client speaks"),
               otherwise=Field("server_version", sized(11, text), scope="session", keep="distinct",
                               says="highest version that the server speaks")), take("end", u8))
MINOR = switch("client_version", {f"RFB 003.00{minor}": remember("minor", minor) for minor in range(3, 9)},
               default=remember("minor", NEWEST))

VNC = Protocol(
    key="vnc", title="VNC", reference="RFC 6143", layer=7, rides_on={"tcp.port": (5900, 5901, 5902, 5800)},
    starts=(b"RFB 003.", b"RFB 004.", b"RFB 005."), framing=Measured(most=1 << 17),
    probe=(when(begins(b"RFB 003.00", b"RFB 003.8", b"RFB 004.00", b"RFB 005.00"), certain()),),
    layout=(*BANNER, when(way == 0, client(), MINOR, enter("choice"), otherwise=(server(), enter("security")))),
    modes=(
        Mode("security", (
            when(of("minor") == OLDEST, Field("only_security", u32, names=SECURITY, says="what the server decides"),
                 switch("only_security", {
                     0: REFUSED, NONE: (finding("open"), enter("server_init"), enter("client_init", OTHER)),
                     PASSWORD: (enter("challenge"), enter("response", OTHER)),
                 }, default=(enter("rest"), enter("rest", OTHER))),
                 otherwise=(
                     Field("security_count", u8, says="kinds of access that the server offers"),
                     repeat(Field("offered_security", u8, names=SECURITY, says="a kind of access"),
                            count="security_count"),
                     when(of("security_count") == 0, *REFUSED, otherwise=enter("waiting")))),)),
        Mode("waiting", framing=Pieces()),
        Mode("choice", (CHOSEN, switch("security", BY_KIND, default=(enter("rest"), enter("rest", OTHER))))),
        Mode("challenge", (Field("challenge", sized(16, octets), says="to be encrypted by the password"),
                           enter("result"))),
        Mode("response", (Field("response", sized(16, octets), says="encrypted by the password"),
                          enter("client_init"))),
        Mode("result", (
            Field("result", u32, names=RESULT, scope="session", keep="distinct", says="whether the user was let in"),
            when(of("result") == 0, enter("server_init"), otherwise=(
                finding("login_failed"), when(of("minor") >= NEWEST, REASON), enter("rest"))))),
        Mode("client_init", (Field("shared", flag, says="others may go on watching"), enter("rest"))),
        Mode("server_init", (
            Field("width", u16, unit="pixels", scope="session", keep="distinct", says="of the screen"),
            Field("height", u16, unit="pixels", scope="session", keep="distinct", says="of the screen"),
            Field("pixel_format", sized(16, octets), says="how colours are written"),
            Field("name", counted(u32, text), scope="session", keep="distinct", says="name of the screen"),
            enter("rest"))),
        Mode("rest", framing=Pieces()),
    ),
    info=("{name}", "{security}", "{result}", "{server_version}"),
    findings=(Finding("open", Severity.WARNING, "Everybody may see and use this screen: no password is asked for."),
              Finding("refused", Severity.NOTE, "A VNC server refused a connection."),
              Finding("login_failed", Severity.NOTE, "A VNC server refused a login.")))
