"""SMB 2 and 3: files and printers of other hosts ([MS-SMB2]); what messages say behind their header: `_smb2_bodies`."""
from ...model import Severity
from ..define import (Field, Finding, Protocol, bits, bound, client, finding, flag, here, le16, le32, le64, names,
                      nested, node, octets, of, remember, repeat, server, sized, switch, u32, when)
from ._smb2_bodies import ANSWERS, DATA, REQUESTS, REST

COMMAND = names(
    0, "negotiate", 1, "session setup", 2, "logoff", 3, "tree connect", 4, "tree disconnect", 5, "create", 6, "close",
    7, "flush", 8, "read", 9, "write", 10, "lock", 11, "ioctl", 12, "cancel", 13, "echo", 14, "query directory",
    15, "change notify", 16, "query info", 17, "set info", 18, "oplock break", 19, "server to client notification")
# [MS-ERREF] section 2.3.1
STATUS = names(
    0, "success", 0x103, "pending", 0x105, "more entries", 0x80000005, "buffer overflow", 0x80000006, "no more files",
    0xC0000008, "invalid handle", 0xC000000D, "invalid parameter", 0xC000000F, "no such file",
    0xC0000016, "more processing required", 0xC0000022, "access denied", 0xC0000034, "name not found",
    0xC0000035, "name collision", 0xC000003A, "path not found", 0xC0000043, "sharing violation",
    0xC000006D, "logon failure", 0xC000006E, "account restriction", 0xC0000072, "account disabled",
    0xC00000BA, "is a directory", 0xC00000BB, "not supported", 0xC00000CC, "bad network name",
    0xC0000103, "not a directory", 0xC0000120, "cancelled", 0xC0000203, "session deleted",
    0xC0000225, "not found", 0xC000035C, "network session expired")
PLAIN, ENCRYPTED, COMPRESSED = 0xFE534D42, 0xFD534D42, 0xFC534D42
LOGON_FAILURE, ACCESS_DENIED = 0xC000006D, 0xC0000022

HEADER = (
    Field("header_size", le16, unit="bytes", only=(64,)), Field("credit_charge", le16),
    Field("status", le32, names=STATUS, base=16, says="of an answer; of a request's channel"),
    Field("command", le16, names=COMMAND, scope="session", keep="distinct"), Field("credits", le16),
    bits(le32, Field("response", flag, mask=0x01), Field("asynchronous", flag, mask=0x02),
         Field("related", flag, mask=0x04), Field("signed", flag, mask=0x08)),
    Field("next_command", le32, unit="bytes", says="where the next message of a compound begins"),
    Field("message_id", le64, says="the answer has the request's"),
    when(of("asynchronous") == 1, Field("async_id", le64), otherwise=(Field("process", le32), Field("tree", le32))),
    Field("session", le64, base=16), Field("signature", sized(16, octets)),
    when(of("response") == 1, server(), otherwise=client()),
    switch("status", {LOGON_FAILURE: finding("login_failed"), ACCESS_DENIED: finding("access_denied")}))
# An error has a body of its own; more is to be said, and data may not be all, where these states are told.
TOLD = (0, 0x103, 0x80000005, 0xC0000016)
SAID = when(of("response") == 1, when(of("status").one_of(*TOLD), switch("command", ANSWERS, default=REST),
                                      otherwise=REST),
            otherwise=switch("command", REQUESTS, default=REST))
BODY = when(of("next_command") > 0, bound(of("next_command") - 64, SAID), otherwise=SAID)

SMB2 = Protocol(
    key="smb2", title="SMB2", reference="[MS-SMB2]", layer=7, starts=(),
    rides_on={"netbios.message": (PLAIN, ENCRYPTED, COMPRESSED)},
    layout=(
        repeat(node(
            Field("message", nested), remember("smb_at", here),
            Field("protocol_id", u32, base=16, only=(PLAIN, ENCRYPTED, COMPRESSED)),
            switch("protocol_id", {
                PLAIN: (*HEADER, BODY),
                ENCRYPTED: (Field("seal", sized(16, octets)), Field("nonce", sized(16, octets)),
                            Field("original_size", le32, unit="bytes"), Field("reserved", le16),
                            Field("encrypted", le16), Field("session", le64, base=16), DATA),
                COMPRESSED: (Field("original_size", le32, unit="bytes"), Field("algorithm", le16),
                             Field("compression_flags", le16), Field("offset", le32, unit="bytes"),
                             DATA)}))),
    ),
    info=("{command} {file}", "{command} {tree_path}", "{command} {pattern}", "{command}", "{status}"),
    findings=(Finding("login_failed", Severity.NOTE, "A file server refused a login."),
              Finding("access_denied", Severity.NOTE, "A file server denied access."),
              Finding("guest", Severity.NOTE, "A file server let in a guest, or nobody in particular.")))
