"""AFP: files of Macs (Apple Filing Protocol Reference): commands, names, and how users log in."""
from ...model import Severity
from ..define import (Field, Finding, Protocol, counted, finding, left, names, octets, skip, switch, text, u8, u16,
                      when)
from ..findings import CLEAR_TEXT_CREDENTIALS

COMMAND = names(
    1, "byte range lock", 2, "close volume", 3, "close directory", 4, "close fork", 5, "copy file", 6,
    "create directory",
    7, "create file", 8, "delete", 9, "enumerate", 10, "flush", 11, "flush fork", 14, "get fork parameters",
    15, "get server information", 16, "get server parameters", 17, "get volume parameters", 18, "log in", 19,
    "log in, continued",
    20, "log out", 21, "map id", 22, "map name", 23, "move and rename", 24, "open volume", 25, "open directory", 26,
    "open fork",
    27, "read", 28, "rename", 29, "set directory parameters", 30, "set file parameters", 31, "set fork parameters",
    32, "set volume parameters", 33, "write", 34, "get file and directory parameters", 35,
    "set file and directory parameters",
    36, "change password", 37, "get user information", 48, "open desktop", 49, "close desktop", 51, "get icon", 58,
    "get comment",
    60, "read, long", 61, "write, long", 62, "catalog search", 63, "log in, long", 64, "get session token",
    65, "disconnect old session", 66, "enumerate, long", 68, "enumerate, longer", 69, "get extended attribute", 72,
    "list extended attributes", 78, "synchronize directory",
    79, "synchronize fork")
PASCAL = counted(u8, text)

AFP = Protocol(
    key="afp", title="AFP", reference="Apple Filing Protocol Reference", layer=7, rides_on={"dsi.command": 0},
    starts=(),
    layout=(
        Field("command", u8, names=COMMAND, scope="session", keep="distinct", says="what is asked for"),
        switch("command", {
            18: (Field("version", PASCAL, scope="session", keep="distinct", says="of AFP"),
                 Field("method", PASCAL, scope="session", keep="distinct", says="how the client proves who it is"),
                 switch("method", {
                     "No User Authent": finding("guest"),
                     "Cleartxt Passwrd": (Field("user", PASCAL, scope="session", keep="distinct", says="who logs in"),
                                          finding("clear_text_credentials"))})),
            24: (skip(1), Field("bitmap", u16, base=16), Field("volume", PASCAL, scope="session", keep="distinct",
                                                               says="which is opened")),
        }), when(left > 0, Field("data", octets, says="what is not read"))),
    info=("{command} {volume}", "{command}", "{user}"),
    findings=(CLEAR_TEXT_CREDENTIALS, Finding("guest", Severity.NOTE, "Somebody logs in at a Mac as a guest."),))
