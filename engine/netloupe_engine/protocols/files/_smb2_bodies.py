"""What the messages of SMB 2 and 3 say behind their header ([MS-SMB2] sections 2.2.3 to 2.2.40): names, sizes, rights,
logins. A body that does not have the size of its structure, as that of an error, is not read."""
from typing import Any

from ..define import (Field, ahead, begins, carry, filetime, finding, flag, guid, here, le16, le32, le64, left,
                      names, octets, of, remember, repeat, seek, sized, skip, switch, take, u8, utf16, when)
from ._ntlm_words import NTLM

DIALECT = names(0x0202, "2.0.2", 0x0210, "2.1", 0x02FF, "2, to be agreed on", 0x0300, "3.0", 0x0302, "3.0.2", 0x0311,
                "3.1.1")
SECURITY = names(1, "signing enabled", 2, "signing required")
CAPABILITY = names(1, "DFS", 2, "leasing", 4, "large messages", 8, "several channels", 0x10, "persistent handles",
                   0x20, "directory leasing", 0x40, "encryption")
LOGIN_FLAGS = names(1, "guest", 2, "nobody", 4, "encrypted")
SHARE = names(1, "disk", 2, "pipe", 3, "printer")
DISPOSITION = names(0, "supersede", 1, "open", 2, "create", 3, "open or create", 4, "overwrite", 5,
                    "overwrite or create")
ACTION = names(0, "superseded", 1, "opened", 2, "created", 3, "overwritten")
CONTROL = names(0x00060194, "DFS referrals", 0x0011400C, "peek at pipe", 0x00110018, "wait for pipe",
                0x0011C017, "call pipe", 0x001440F2, "copy on the server", 0x00140078, "resume key",
                0x00144064, "snapshots", 0x001401FC, "network interfaces", 0x000900A4, "set reparse point",
                0x001401D4, "resilience", 0x00140204, "validate negotiation")
INFORMATION = names(1, "file", 2, "file system", 3, "security", 4, "quota")
RENAME, DELETE = 10, 13

DATA = Field("data", octets, says="what is not read")
REST = when(left > 0, DATA)
MODE = Field("security_mode", le16, flags=SECURITY, says="what is wanted of signatures")
CAPABILITIES = Field("capabilities", le32, flags=CAPABILITY, base=16, says="what the client or server can")
SIZE = Field("structure_size", le16, unit="bytes", says="of what follows, as the specification counts")
FILE = Field("file_id", sized(16, octets), says="by which an open file is known")
LENGTH, OFFSET = Field("length", le32, unit="bytes", says="to read or write"), Field(
    "file_offset", le64, unit="bytes", says="where in the file")
DESIRED = Field("desired_access", le32, base=16, says="what is to be allowed")
# An SMB message in a pipe is one of DCE/RPC where it begins so.
PIPED = when(begins(b"\5\0") & ahead(le32, 0x10, behind=4), carry("protocol", "dcerpc"), otherwise=REST)


def kept(name: str, says: str) -> Field:
    """A text of `text_size` bytes that the session keeps."""
    return Field(name, sized("text_size", utf16), scope="session", keep="distinct", keep_most=256, says=says)


def body(size: int, *words: Any) -> Any:
    """The words of a structure that says it has this size; what is left of it is not read."""
    return when(ahead(le16, size), SIZE, *words, REST, otherwise=REST)


def placed(field: Field) -> tuple[Any, ...]:
    """A text whose place, counted from the header, and size stand here."""
    return (take("text_at", le16), take("text_size", le16), remember("behind", here),
            when(of("text_size") > 0, seek(of("smb_at") + of("text_at")), field, otherwise=seek("behind")))


DIALECT_AGREED = Field("dialect", le16, names=DIALECT, base=16, scope="session", keep="distinct",
                       says="version that is spoken")
GUID = Field("guid", guid, scope="session", keep="distinct", says="of the client or server")
ATTRIBUTES = Field("attributes", le32, base=16, says="of the file")
LEVEL = Field("level", u8, says="which values of it")
KIND = Field("information", u8, names=INFORMATION, says="what is asked or set")
CONTROL_CODE = Field("control", le32, names=CONTROL, base=16, scope="session", keep="distinct",
                     says="what is asked of the file system or pipe")

REQUESTS = {
    0: body(36, take("dialects", le16), MODE, skip(2), CAPABILITIES, GUID, skip(8), repeat(
        Field("offered_dialect", le16, names=DIALECT, base=16, says="version that the client can speak"),
        count="dialects")),
    1: body(25, skip(1), skip(1), CAPABILITIES, skip(8), Field(
        "previous_session", le64, base=16, says="that is given up"), NTLM),
    3: body(9, skip(2), *placed(kept("tree_path", "share that is wanted"))),
    5: body(57, skip(22), DESIRED, ATTRIBUTES,
            Field("share_access", le32, base=16, says="what others may do meanwhile"),
            Field("disposition", le32, names=DISPOSITION, says="what if it is there"),
            Field("options", le32, base=16, says="how it is used"),
            take("text_at", le16), take("text_size", le16), skip(8), when(
                of("text_size") > 0, seek(of("smb_at") + of("text_at")), kept("file", "name of a file, or pipe"))),
    6: body(24, skip(6), FILE),
    8: body(49, skip(2), LENGTH, OFFSET, FILE),
    9: body(49, take("data_at", le16), LENGTH, OFFSET, FILE, seek(of("smb_at") + of("data_at")), PIPED),
    11: body(57, skip(2), CONTROL_CODE,
             FILE, take("input_at", le32), take("input_size", le32), when(
                 of("input_size") > 0, seek(of("smb_at") + of("input_at")), PIPED)),
    14: body(33, LEVEL, skip(5), FILE,
             *placed(kept("pattern", "which names are wanted"))),
    16: body(41, KIND,
             LEVEL, skip(20), FILE),
    17: body(33, KIND, LEVEL, skip(4), skip(8), FILE, when(of("information") == 1, switch("level", {
                 RENAME: (skip(16), take("text_size", le32), kept("new_name", "what a file is called then")),
                 DELETE: Field("deleted", flag, says="the file goes when it is closed")}))),
}
ANSWERS = {
    0: body(65, MODE, DIALECT_AGREED, skip(2), GUID, CAPABILITIES,
            Field("most_transacted", le32, unit="bytes"), Field("most_read", le32, unit="bytes"),
            Field("most_written", le32, unit="bytes"), Field("system_time", filetime, says="of the server"),
            Field("start_time", filetime, says="of the server, since when it runs"), skip(8), NTLM),
    1: body(9, Field("login_flags", le16, flags=LOGIN_FLAGS, scope="session", keep="distinct", says="who is let in"),
            when((of("login_flags") & 3) != 0, finding("guest")), skip(4), NTLM),
    3: body(16, Field("share_type", u8, names=SHARE, scope="session", keep="distinct", says="what a share is"), skip(1),
            Field("share_flags", le32, base=16, says="8000: what is in it is encrypted"), CAPABILITIES,
            Field("maximal_access", le32, base=16, says="what the user may do")),
    5: body(89, skip(2), Field("action", le32, names=ACTION, says="what became of the file"),
            Field("created", filetime), Field("accessed", filetime), Field("written", filetime),
            Field("changed", filetime), Field("allocated", le64, unit="bytes"), Field("file_size", le64, unit="bytes"),
            ATTRIBUTES, skip(4), FILE),
    8: body(17, take("data_at_8", u8), skip(1), LENGTH, skip(8), seek(of("smb_at") + of("data_at_8")), PIPED),
    9: body(17, skip(2), LENGTH),
    11: body(49, skip(2), CONTROL_CODE, FILE, skip(8), take("output_at", le32), take("output_size", le32), when(
        of("output_size") > 0, seek(of("smb_at") + of("output_at")), PIPED)),
}
