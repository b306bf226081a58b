"""NFS: files of other hosts, versions 2 (RFC 1094), 3 (RFC 1813) and 4 (RFC 7530, RFC 8881).

Names, places and outcomes are read. Of version 4's compounds the operations are read up to the first whose arguments
are not known here; of its replies up to the first result that is more than its status.
"""
from ...model import Severity
from ..define import (Field, Finding, Protocol, finding, left, names, nested, node, octets, of, read_as, repeat, sized,
                      skip,
                      stop, switch, computed, take, u32, u64, when, xdr_opaque, xdr_string)
from ._rpc_words import program

PROCEDURE_2 = names(0, "null", 1, "getattr", 2, "setattr", 3, "root", 4, "lookup", 5, "readlink", 6, "read",
                    7, "writecache", 8, "write", 9, "create", 10, "remove", 11, "rename", 12, "link", 13, "symlink",
                    14, "mkdir", 15, "rmdir", 16, "readdir", 17, "statfs")
PROCEDURE_3 = names(0, "null", 1, "getattr", 2, "setattr", 3, "lookup", 4, "access", 5, "readlink", 6, "read",
                    7, "write", 8, "create", 9, "mkdir", 10, "symlink", 11, "mknod", 12, "remove", 13, "rmdir",
                    14, "rename", 15, "link", 16, "readdir", 17, "readdirplus", 18, "fsstat", 19, "fsinfo",
                    20, "pathconf", 21, "commit")
PROCEDURE_4 = names(0, "null", 1, "compound")
OPERATION = names(
    3, "access", 4, "close", 5, "commit", 6, "create", 7, "delegpurge", 8, "delegreturn", 9, "getattr", 10, "getfh",
    11, "link", 12, "lock", 13, "lockt", 14, "locku", 15, "lookup", 16, "lookupp", 17, "nverify", 18, "open",
    19, "openattr", 20, "open_confirm", 21, "open_downgrade", 22, "putfh", 23, "putpubfh", 24, "putrootfh", 25, "read",
    26, "readdir", 27, "readlink", 28, "remove", 29, "rename", 30, "renew", 31, "restorefh", 32, "savefh",
    33, "secinfo", 34, "setattr", 35, "setclientid", 36, "setclientid_confirm", 37, "verify", 38, "write",
    39, "release_lockowner", 40, "backchannel_ctl", 41, "bind_conn_to_session", 42, "exchange_id",
    43, "create_session", 44, "destroy_session", 45, "free_stateid", 47, "getdeviceinfo", 49, "layoutcommit",
    50, "layoutget", 51, "layoutreturn", 52, "secinfo_no_name", 53, "sequence", 55, "test_stateid",
    57, "destroy_clientid", 58, "reclaim_complete", 59, "allocate", 60, "copy", 62, "deallocate", 69, "seek",
    10044, "illegal")
STATUS = names(
    0, "ok", 1, "not owner", 2, "no such file", 5, "error of input or output", 13, "access denied", 17, "exists",
    20, "no directory", 21, "is a directory", 22, "invalid", 27, "too large", 28, "no space left",
    30, "read-only file system", 63, "name too long", 66, "directory not empty", 69, "quota exceeded",
    70, "stale file handle", 10001, "bad file handle", 10004, "not supported", 10006, "server fault",
    10008, "try later", 10011, "expired", 10012, "locked", 10013, "in grace period", 10016, "wrong security",
    10021, "minor version mismatch", 10022, "stale client", 10025, "bad state", 10052, "bad session")

DATA = Field("data", octets, says="what is not read")
REST = when(left > 0, DATA)
HANDLE = Field("handle", xdr_opaque, says="of a file or directory")
NAME = Field("name", xdr_string, scope="session", keep="distinct", keep_most=256, says="of a file or directory")
TO = Field("new_name", xdr_string, scope="session", keep="distinct", keep_most=64, says="what it is called then")
OFFSET, OFFSET_2 = Field("offset", u64, unit="bytes", says="where in the file"), Field("old_offset", u32, unit="bytes",
                                                                                   says="where in the file")
COUNT = Field("count", u32, unit="bytes", says="how much")
STATUS_OF = Field("status", u32, names=STATUS, scope="session", keep="distinct", says="how it went")
WENT = (STATUS_OF, switch("status", {0: (), (1, 13): finding("access_denied"), (2, 17, 66): ()},
                          default=finding("error")))
STATE_ID = skip(16)
BITMAP = (take("words", u32), skip(of("words") * 4))
CREATED = (Field("how", u32, names=names(0, "create or take", 1, "create", 2, "create once", 3, "create once"),
                 says="what if it is there"),
           switch("how", {(0, 1): (*BITMAP, take("attributes", xdr_opaque)), 2: skip(8), 3: (
               skip(8), *BITMAP, take("attributes", xdr_opaque))}))
CALL_2 = switch("last", {
    (4, 9, 10, 14, 15): (read_as(HANDLE, sized(32, octets)), NAME, REST),
    (6, 8): (read_as(HANDLE, sized(32, octets)), OFFSET_2, COUNT, REST),
    (11, 12): (read_as(HANDLE, sized(32, octets)), when(of("last") == 11, NAME), read_as(HANDLE, sized(32, octets)),
               TO),
    (1, 2, 5, 13, 16, 17): (read_as(HANDLE, sized(32, octets)), REST)}, default=REST)
CALL_3 = switch("last", {
    (3, 8, 9, 10, 11, 12, 13): (HANDLE, NAME, REST),
    (6, 7, 21): (HANDLE, OFFSET, COUNT, REST), 14: (HANDLE, NAME, HANDLE, TO), 15: (HANDLE, HANDLE, TO),
    (1, 2, 4, 5, 16, 17, 18, 19, 20): (HANDLE, REST)}, default=REST)
OP = Field("operation", u32, names=OPERATION, scope="session", keep="distinct", says="a part of a compound")
UNREAD = (DATA, stop())
ARGUMENTS = switch("operation", {
    3: Field("access", u32, base=16, says="what is to be allowed"), 4: (skip(4), STATE_ID), 5: (OFFSET, COUNT),
    9: BITMAP, (10, 16, 23, 24, 27, 31, 32): (), 15: NAME,
    18: (skip(4), Field("share", u32, base=16, says="1: to read; 2: to write"), skip(12), take("owner", xdr_opaque),
         Field("create", u32, only=(0, 1), says="is the file to be made"), when(of("create") == 1, *CREATED),
         take("claim", u32), when(of("claim") == 0, NAME, otherwise=UNREAD)),
    22: HANDLE, 25: (STATE_ID, OFFSET, COUNT), 26: (skip(24), *BITMAP), 28: NAME, 29: (NAME, TO), 30: skip(8),
    38: (STATE_ID, OFFSET, skip(4), take("written", xdr_opaque)),
    36: skip(16), 44: skip(16), 53: (skip(16), Field("slot_sequence", u32), skip(12)), 58: skip(4),
}, default=UNREAD)
TAG = Field("tag", xdr_string, says="what the client calls the compound")
OPERATIONS, PART = Field("operations", u32, says="how many follow"), Field("part", nested)
COMPOUND = (
    TAG, Field("minor_version", u32, only=(0, 1, 2), scope="session", keep="last"), OPERATIONS,
    repeat(node(PART, OP, ARGUMENTS), count="operations"), REST)
ANSWER_4 = (*WENT, when(left > 0, TAG, OPERATIONS),
            when(left > 7, node(PART, OP, Field("part_status", u32, names=STATUS))), REST)
PROCEDURE = Field("procedure", u32, scope="session", keep="distinct", says="number of what is asked")

NFS = Protocol(
    key="nfs", title="NFS", reference="RFC 8881", layer=7, rides_on={"rpc.program": 100003}, starts=(),
    layout=program(
        PROCEDURE,
        (switch("version", {
            2: (computed(Field("request_2", u32, names=PROCEDURE_2, scope="session", keep="distinct"), of("last")),
                CALL_2),
            3: (computed(Field("request_3", u32, names=PROCEDURE_3, scope="session", keep="distinct"), of("last")),
                CALL_3),
            4: when(of("last") == 1, *COMPOUND, otherwise=REST)}, default=REST),),
        (switch("version", {(2, 3): when(of("last") > 0, *WENT, REST), 4: ANSWER_4}, default=REST),),
        (when(of("version") < 4, *WENT, REST, otherwise=ANSWER_4),)),
    info=("{request_2} {name}", "{request_3} {name}", "{operation} {name}", "{request_2}", "{request_3}", "{operation}",
          "{status}"),
    findings=(Finding("access_denied", Severity.NOTE, "An NFS server denied access."),
              Finding("error", Severity.NOTE, "An NFS server could not do what was asked.")))
