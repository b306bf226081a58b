"""Telnet: working on other machines in clear text (RFC 854, RFC 855; options RFC 1073, RFC 1079, RFC 1091)."""
from ..define import Field, Protocol, nested, octets, text, u8, u16, names
from ..findings import CLEAR_TEXT_CREDENTIALS

COMMAND = names(236, "end of file", 237, "suspend", 238, "abort", 239, "end of record", 240, "end of option",
                241, "nothing", 242, "data mark", 243, "break", 244, "interrupt process", 245, "abort output",
                246, "are you there", 247, "erase character", 248, "erase line", 249, "go ahead", 250, "option",
                251, "will", 252, "won't", 253, "do", 254, "don't", 255, "byte 255")
OPTION = names(0, "binary transmission", 1, "echo", 3, "suppress go ahead", 5, "status", 6, "timing mark",
               18, "logout", 23, "send location", 24, "terminal type", 25, "end of record", 31, "window size",
               32, "terminal speed", 33, "remote flow control", 34, "linemode", 35, "X display location",
               36, "environment (old)", 37, "authentication", 38, "encryption", 39, "environment", 40, "TN3270E",
               42, "character set", 44, "COM port", 46, "START_TLS")

TELNET = Protocol(
    key="telnet", title="Telnet", reference="RFC 854", layer=7, rides_on={"tcp.port": (23, 2323)},
    fields=(
        Field("text", text, says="what is said or typed"),
        Field("command", nested, says="one command"),
        Field("command_code", u8, names=COMMAND, says="what it is"),
        Field("option", u8, names=OPTION, scope="session", keep="distinct", says="what it is about"),
        Field("option_data", octets, says="what is said of the option"),
        Field("terminal_type", text, scope="session", keep="distinct", says="kind of the user's terminal"),
        Field("terminal_speed", text, says="of the user's terminal"),
        Field("width", u16, says="letters in a line of the terminal"),
        Field("height", u16, says="lines of the terminal"),
        Field("user_name", text, scope="session", keep="distinct", says="what was typed when a name was asked for"),
        Field("password", text, says="what was typed when a password was asked for, for all to read"),
    ),
    twin="_telnet", info=("{user_name}", "{terminal_type}", "{text}"), findings=(CLEAR_TEXT_CREDENTIALS,))
