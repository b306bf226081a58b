"""Mount: from which directory NFS may begin (RFC 1813 appendix I)."""
from ...model import Severity
from ..define import (Field, Finding, Protocol, finding, names, octets, of, repeat, switch, u32, when,
                      xdr_string)
from ._rpc_words import program

PROCEDURE = names(0, "nothing", 1, "mount", 2, "list mounts", 3, "unmount", 4, "unmount all", 5, "list exports")
STATUS = names(0, "success", 1, "not owner", 2, "not there", 5, "error of input or output", 13, "access denied",
               20, "no directory", 22, "invalid", 63, "name too long", 10004, "not supported", 10006, "server fault")
DIRECTORY = Field("directory", xdr_string, scope="session", keep="distinct", keep_most=64, says="which is wanted")
DATA = Field("data", octets, says="what is not read")
FOLLOWS = Field("follows", u32, only=(0, 1), says="another one")
GROUP = Field("host", xdr_string, says="who may mount it, or has")

MOUNT = Protocol(
    key="mount", title="Mount", reference="RFC 1813", layer=7, rides_on={"rpc.program": 100005}, starts=(),
    layout=program(
        Field("procedure", u32, names=PROCEDURE, scope="session", keep="distinct", says="what is asked"),
        (switch("last", {(1, 3): DIRECTORY}, default=DATA),),
        (switch("last", {
            1: (Field("status", u32, names=STATUS, scope="session", keep="distinct", says="how it went"),
                when(of("status") == 0, DATA, otherwise=finding("refused"))),
            2: repeat(FOLLOWS, when(of("follows") == 1, GROUP, DIRECTORY), until=of("follows") == 0),
            5: repeat(FOLLOWS, when(of("follows") == 1, DIRECTORY, repeat(
                Field("group_follows", u32, only=(0, 1)), when(of("group_follows") == 1, GROUP),
                until=of("group_follows") == 0)), until=of("follows") == 0)}, default=DATA),)),
    info=("{procedure} {directory}", "{procedure}", "{status}"),
    findings=(Finding("refused", Severity.NOTE, "A directory could not be mounted."),))
