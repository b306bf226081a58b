"""What programs of ONC RPC share: `rpc` hands them a message from its transaction number on, and they pass over its
header. Of a reply they know the procedure while it answers the call that came last."""
from typing import Any

from ..define import Field, client, computed, left, names, of, remember, server, skip, take, u32, when, xdr_opaque

# https://www.iana.org/assignments/rpc-program-numbers
PROGRAM = names(
    100000, "port mapper", 100001, "statistics", 100002, "users", 100003, "NFS", 100004, "NIS", 100005, "mount",
    100007, "NIS bind", 100008, "wall", 100009, "NIS passwords", 100011, "quota", 100012, "spray", 100020, "lock",
    100021, "NFS locks", 100024, "status monitor", 100026, "boot parameters", 100083, "ToolTalk", 100227, "NFS ACL",
    100300, "NIS+", 150001, "PC-NFS", 351455, "VXI-11", 395183, "VXI-11 core", 395184, "VXI-11 abort", 395185,
    "VXI-11 interrupt", 536870913, "NFS 4.0 callback", 1073741824, "NFS callback")


def program(procedure: Field, calls: Any, replies: Any, status: Any = ()) -> tuple[Any, ...]:
    """The words of a program: those of its calls and replies, which ask for `version` and `procedure`."""
    return (
        take("xid", u32), take("is_reply", u32),
        when(of("is_reply") == 0,
             client(), skip(8), take("called_version", u32), take("called", u32), remember("last_xid", "xid"),
             remember("version", "called_version"), remember("last", "called"),
             skip(4), take("credentials", xdr_opaque), skip(4), take("verifier", xdr_opaque),
             computed(procedure, of("last")), when(left > 0, *calls),
             otherwise=(
                 server(), skip(8), take("verifier", xdr_opaque), skip(4),
                 when(of("xid") == of("last_xid"), computed(procedure, of("last")), when(left > 0, *replies),
                      otherwise=when(left > 0, *status)))))
