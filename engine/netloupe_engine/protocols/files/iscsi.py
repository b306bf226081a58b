"""iSCSI: disks over TCP (RFC 7143). Logins with their keys, commands, and how they went; data are not read. Digests
behind headers, which some agree on, are not known of."""
from ...model import Severity
from ..define import (Field, Finding, Framing, Protocol, bits, client, ended, finding, flag, hop, left, likely, names,
                      octets, of, read_as, repeat, seek, server, skip, switch, u8, u16, u24, u32, u64, when)

OPERATION = names(0x00, "NOP out", 0x01, "SCSI command", 0x02, "task management", 0x03, "login", 0x04, "text",
                  0x05, "data out", 0x06, "logout", 0x10, "SNACK", 0x20, "NOP in", 0x21, "SCSI response",
                  0x22, "task management response", 0x23, "login response", 0x24, "text response", 0x25, "data in",
                  0x26, "logout response", 0x31, "ready to transfer", 0x32, "asynchronous message", 0x3F, "reject")
SCSI = names(0x00, "test unit ready", 0x03, "request sense", 0x08, "read (6)", 0x0A, "write (6)", 0x12, "inquiry",
             0x1A, "mode sense (6)", 0x1B, "start or stop", 0x25, "read capacity", 0x28, "read (10)", 0x2A,
             "write (10)",
             0x2F, "verify (10)", 0x35, "synchronize cache", 0x41, "write same", 0x42, "unmap", 0x5A,
             "mode sense (10)", 0x5E, "persistent reserve in",
             0x5F, "persistent reserve out", 0x88, "read (16)", 0x89, "compare and write", 0x8A, "write (16)",
             0x93, "write same (16)", 0x9E, "service action in", 0xA0, "report LUNs", 0xA3, "maintenance in")
STATUS = names(0x0000, "success", 0x0101, "moved for now", 0x0102, "moved for good", 0x0200, "initiator error",
               0x0201, "authentication failure", 0x0202, "authorization failure", 0x0203, "not found", 0x0204,
               "target removed",
               0x0205, "unsupported version", 0x0206, "too many connections", 0x0207, "missing parameter",
               0x0208, "cannot be in the session", 0x0209, "session type not supported", 0x020A, "session is not there",
               0x020B, "invalid in login", 0x0300, "target error", 0x0301, "service unavailable", 0x0302,
               "out of resources")
SCSI_STATUS = names(0, "good", 2, "check condition", 8, "busy", 0x18, "reservation conflict", 0x28, "task set full",
                    0x30, "ACA active",
                    0x40, "aborted")
REASON = names(1, "reserved", 2, "data digest", 3, "SNACK", 4, "protocol error", 5, "command not supported",
               6, "too many immediate", 7, "in progress", 8, "invalid acknowledgement", 9, "invalid field", 0x0A,
               "long operation")
VALUE = ended(b"\0", or_end=True)


def kept(name: str, says: str) -> Field:
    """A key's value that the session keeps."""
    return Field(name, VALUE, scope="session", keep="distinct", keep_most=64, says=says)


KEYS = repeat(Field("key", ended(b"=", or_end=True), says="of a value that is negotiated"), switch("key", {
    "InitiatorName": kept("initiator", "name of who wants a disk"), "TargetName": kept("target", "name of the disks"),
    "InitiatorAlias": kept("initiator_alias", "the same for people"),
    "SessionType": kept("session_type", "what it is for"),
    "AuthMethod": kept("method", "how the initiator proves who it is"), "CHAP_N": kept("user", "who logs in"),
    "TargetAddress": kept("target_address", "where the disks are"),
}, default=Field("value", VALUE, says="what is offered or chosen")), until=left == 0)
DATA = Field("data", octets, says="what is not read")
LUN = Field("lun", u64, base=16, says="number of the disk")
TASK = Field("task", u32, base=16, says="an answer has the command's")
BLOCK = Field("block", u64, says="the first one that is meant")
COMMAND = (
    Field("expected", u32, unit="bytes", says="to be read or written"), skip(8),
    Field("scsi_command", u8, names=SCSI, scope="session", keep="distinct", says="what the disk is to do"),
    switch("scsi_command", {(0x28, 0x2A, 0x2F, 0x35): (skip(1), read_as(BLOCK, u32), skip(1), Field(
        "blocks", u32, says="how many")), (0x88, 0x8A, 0x93): (skip(1), BLOCK,
                                                               Field("blocks_16", u32, says="how many"))}))

ISCSI = Protocol(
    key="iscsi", title="iSCSI", reference="RFC 7143", layer=7, rides_on={"tcp.port": (3260, 860)},
    framing=Framing(header=48, length=u24, at=5, adds=48), starts=(),
    layout=(
        bits(u8, Field("reserved", u8, mask=0x80, only=(0,)), Field("immediate", flag, mask=0x40),
             Field("operation", u8, mask=0x3F, names=OPERATION, only=tuple(OPERATION.names), scope="session",
                   keep="distinct", says="what the message is")),
        Field("flags", u8, base=16), skip(2), Field("header_rest", u8, only=(0,), says="of the header, in four bytes"),
        Field("data_length", u24, unit="bytes"), LUN, TASK,
        switch("operation", {
            0x01: (client(), *COMMAND), 0x03: (client(), likely()),
            0x21: (server(), seek(3), Field("scsi_status", u8, names=SCSI_STATUS, scope="session", keep="distinct"),
                   when(
                of("scsi_status") > 0, finding("failed"))),
            0x23: (server(), seek(36), Field("status", u16, names=STATUS, base=16, scope="session", keep="distinct",
                                             says="of the login"),
                   when(of("status") > 0x1FF, finding("login_failed"))),
            0x3F: (server(), seek(2), Field("reason", u8, names=REASON, scope="session", keep="distinct"),
                   finding("failed")),
        }),
        seek(48),
        when(left > 0, switch("operation", {(0x03, 0x04, 0x23, 0x24): KEYS}, default=DATA)),
        # what fills data up to four bytes
        when((of("data_length") & 3) == 1, hop(3)), when((of("data_length") & 3) == 2, hop(2)),
        when((of("data_length") & 3) == 3, hop(1))),
    info=("{operation} {scsi_command}", "{operation} {target}", "{operation}", "{status}"),
    findings=(Finding("login_failed", Severity.NOTE, "An iSCSI target refused a login."),
              Finding("failed", Severity.NOTE, "A disk could not do what was asked.")))
