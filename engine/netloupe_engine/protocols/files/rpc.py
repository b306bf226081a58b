"""ONC RPC: calls of procedures and their replies, the machinery below NFS (RFC 5531)."""
from ...model import Severity
from ..define import (Field, Finding, Framing, Protocol, ahead, bound, carry, certain, client, finding, here, left,
                      likely, names, octets, of, remember, repeat, seek, server, skip, switch, take, total, u32, when,
                      xdr_opaque, xdr_string)
from ._rpc_words import PROGRAM

FLAVOR = names(0, "none", 1, "system", 2, "short", 3, "Diffie-Hellman", 6, "GSS")
SERVICE = names(1, "authentication only", 2, "integrity", 3, "privacy")
STATE = names(0, "success", 1, "program is not there", 2, "version is not there", 3, "procedure is not there",
              4, "arguments are not understood", 5, "the system failed")
DENIED = names(0, "wrong version of RPC", 1, "not who one says one is")
REASON = names(1, "bad credentials", 2, "begin anew", 3, "bad verifier", 4, "replayed verifier", 5, "too weak",
               6, "bad answer", 7, "unknown", 13, "GSS credentials problem", 14, "GSS context problem")
FLAVORS = (0, 1, 2, 3, 6)

DATA = Field("data", octets, says="arguments or results")
FLAVOR_OF = Field("flavor", u32, names=FLAVOR, scope="session", keep="distinct", says="how the caller says who it is")
SIZE = Field("credentials_length", u32, unit="bytes", only=(range(401),))
CREDENTIALS = (FLAVOR_OF, SIZE, bound("credentials_length", switch("flavor", {
    1: when(of("credentials_length") > 0, Field("stamp", u32, base=16), Field(
        "machine", xdr_string, scope="session", keep="distinct", says="name of the caller's host"),
            Field("uid", u32, scope="session", keep="distinct", says="number of the user"),
            Field("gid", u32, says="number of the user's group"), Field("groups", u32, says="further ones"),
            repeat(Field("group", u32), count="groups")),
    6: (skip(4), Field("gss_procedure", u32, names=names(0, "data", 1, "init", 2, "init, continued", 3, "destroy")),
        Field("gss_sequence", u32), Field("gss_service", u32, names=SERVICE, says="how it is protected"),
        remember("service", "gss_service"), when(left > 0, DATA)),
}, default=when(left > 0, DATA))))
VERIFIER = (Field("verifier_flavor", u32, names=FLAVOR, says="how who answers is known"),
            Field("verifier", xdr_opaque, says="proof of it"))
RANGE = (Field("lowest", u32, says="version that is there"), Field("highest", u32, says="version that is there"))
# From the transaction number on, to who knows the program; what is encrypted, or begins a login of GSS, is nobody's.
CARRIED = when((of("service") < 2) & (left > 0), seek("from"), carry("rpc.program", of("program_called")),
               otherwise=when(
    left > 0, DATA))
MESSAGE = (
    remember("from", here),
    Field("xid", u32, base=16, says="the reply has the call's"),
    Field("message_type", u32, names=names(0, "call", 1, "reply"), only=(0, 1), says="what the message is"),
    when(of("message_type") == 0,
         Field("rpc_version", u32, only=(2,), says="of RPC itself"),
         Field("program", u32, names=PROGRAM, scope="session", keep="distinct", says="whose procedure is called"),
         remember("program_called", "program"),
         Field("program_version", u32, scope="session", keep="distinct", says="of the program"),
         Field("procedure", u32, scope="session", keep="distinct", says="number of what is called"),
         client(), remember("service", 0), likely(), *CREDENTIALS, *VERIFIER, certain(), CARRIED,
         otherwise=(
             Field("denied", u32, names=names(0, "accepted", 1, "denied"), only=(0, 1), says="is the call answered"),
             server(),
             when(of("denied") == 0, *VERIFIER,
                  Field("state", u32, names=STATE, only=(range(6),), scope="session", keep="distinct",
                        says="how the call went"),
                  switch("state", {0: CARRIED, 2: RANGE}, default=()),
                  when(of("state") > 0, finding("error")),
                  otherwise=(Field("reason", u32, names=DENIED, only=(0, 1), says="why the call is denied"),
                             when(of("reason") == 0, *RANGE, otherwise=Field(
                                 "auth_reason", u32, names=REASON, says="what is wrong with the proof")),
                             finding("refused"))))))

RPC = Protocol(
    key="rpc", title="ONC RPC", reference="RFC 5531", layer=7, datagrams=True,
    rides_on={"tcp.port": (111, 2049, 20048, 4045), "udp.port": (111, 2049, 20048, 4045)},
    framing=Framing(header=4, length=u32, at=0, adds=4, mask=0x7FFFFFFF, most=1 << 24), starts=(b"\x80\0",),
    layout=(
        # In a stream four bytes in front say how long this piece is, and whether it is the last one of the message.
        take("piece", u32), when(
            ~((of("piece") - total == 0x7FFFFFFC) | (of("piece") + 4 == total))
            & ((ahead(u32, 0) & ahead(u32, 2, behind=4)) | (ahead(u32, 1) & ahead(u32, 0, 0xFFFFFFFE, behind=4))),
            seek(0)), *MESSAGE),
    info=("{program} {procedure}", "{state}", "{auth_reason}", "{reason}"),
    findings=(Finding("error", Severity.NOTE, "A procedure could not be called."),
              Finding("refused", Severity.NOTE, "A call of a procedure was refused.")))
