"""SMB 1 (CIFS): files and printers of other hosts, the header of each message ([MS-CIFS] section 2.2.3)."""
from ...model import Severity
from ..define import (Field, Finding, Protocol, bits, client, finding, flag, le16, le32, left, names, octets, of,
                      server, sized, switch, u8, u32, when)

COMMAND = names(
    0x00, "create directory", 0x01, "delete directory", 0x02, "open", 0x03, "create", 0x04, "close", 0x05, "flush",
    0x06, "delete", 0x07, "rename", 0x08, "query information", 0x09, "set information", 0x0A, "read", 0x0B, "write",
    0x10, "check directory", 0x23, "query information 2", 0x24, "locking", 0x25, "transaction", 0x2B, "echo",
    0x2D, "open", 0x2E, "read", 0x2F, "write", 0x32, "transaction 2", 0x34, "find close", 0x71, "tree disconnect",
    0x72, "negotiate", 0x73, "session setup", 0x74, "logoff", 0x75, "tree connect", 0x80, "query disk information",
    0xA0, "NT transaction", 0xA2, "NT create", 0xA4, "NT cancel", 0xC0, "open print file")
STATUS = names(
    0, "success", 0xC0000016, "more processing required", 0xC0000022, "access denied", 0xC0000034, "name not found",
    0xC000003A, "path not found", 0xC000006D, "logon failure", 0xC00000BB, "not supported",
    0xC00000CC, "bad network name")

SMB = Protocol(
    key="smb", title="SMB", reference="[MS-CIFS]", layer=7, starts=(), rides_on={"netbios.message": 0xFF534D42},
    layout=(
        Field("protocol_id", u32, base=16, only=(0xFF534D42,)),
        Field("command", u8, names=COMMAND, scope="session", keep="distinct"),
        Field("status", le32, names=STATUS, base=16),
        bits(u8, Field("response", flag, mask=0x80), Field("case_insensitive", flag, mask=0x08)),
        bits(le16, Field("unicode", flag, mask=0x8000), Field("nt_status", flag, mask=0x4000),
             Field("extended_security", flag, mask=0x0800), Field("signed", flag, mask=0x0004)),
        Field("process_high", le16), Field("signature", sized(8, octets)), Field("reserved", le16),
        Field("tree", le16), Field("process", le16), Field("user", le16), Field("multiplex", le16),
        when(of("response") == 1, server(), otherwise=client()),
        switch("status", {0xC000006D: finding("login_failed")}),
        when(left > 0, Field("data", octets)),
    ),
    info=("{command}", "{status}"),
    findings=(Finding("login_failed", Severity.NOTE, "A file server refused a login."),))
