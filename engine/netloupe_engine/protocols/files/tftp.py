"""TFTP: files in blocks (RFC 1350), with options (RFC 2347 to 2349, RFC 7440)."""
from ...model import Severity
from ..define import (Field, Finding, Protocol, cstring, expect_session, finding, left, names, nested, node, octets,
                      repeat, switch, u16, when)

OPCODE = names(1, "read request", 2, "write request", 3, "data", 4, "acknowledgment", 5, "error",
               6, "option acknowledgment")
ERROR = names(0, "not defined", 1, "file not found", 2, "access violation", 3, "disk full", 4, "illegal operation",
              5, "unknown transfer", 6, "file exists", 7, "no such user", 8, "option refused")

OPTIONS = repeat(node(Field("option", nested, says="one option"),
                      Field("option_name", cstring, says="which option"),
                      Field("option_value", cstring, says="its value")))
# The answer comes from a port of its own, to the one the request was sent from (section 4).
REQUEST = (Field("mode", cstring, only=("octet", "netascii", "mail"), scope="session", keep="distinct",
                 says="text or bytes"),
           OPTIONS, expect_session("protocol", "tftp", reason="request", transport=17, seconds=60))

TFTP = Protocol(
    key="tftp", title="TFTP", reference="RFC 1350", layer=7, rides_on={"udp.port": 69},
    layout=(
        Field("opcode", u16, names=OPCODE, scope="session", only=(range(1, 7),), says="what the packet is"),
        switch("opcode", {
            1: (Field("file", cstring, scope="session", says="what is read or written"), *REQUEST),
            2: (Field("destination", cstring, scope="session", says="what is written"), *REQUEST),
            3: (Field("block", u16, says="number of the block"), when(left > 0,
                                                                      Field("data", octets, says="the content"))),
            4: Field("block", u16, says="number of the block"),
            5: (Field("error_code", u16, names=ERROR, scope="session", says="why it failed"),
                Field("error_message", cstring, says="the same in words"),
                finding("error")),
            6: OPTIONS}),
    ),
    info=("{opcode}", "{file}", "{destination}", "block {block}", "{error_message}"),
    findings=(Finding("error", Severity.NOTE, "A file transfer was refused or broke off."),))
