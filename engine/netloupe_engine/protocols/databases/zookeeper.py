"""ZooKeeper: what many processes agree on (zookeeper.jute of Apache ZooKeeper): how sessions open, which paths are
asked for. An answer says nothing of its kind, and its number alone is read."""
from ...model import Severity
from ..define import (OTHER, SELF, Field, Finding, Framing, Mode, Protocol, certain, client, enter, finding, i32, i64,
                      left, names, octets, of,
                      server, sized, switch, take, text, u32, when)
from ..findings import CLEAR_TEXT_CREDENTIALS

OPERATION = names(0, "notification", 1, "create", 2, "delete", 3, "exists", 4, "get data", 5, "set data", 6, "get ACL",
                  7, "set ACL",
                  8, "get children", 9, "synchronize", 11, "ping", 12, "get children 2", 13, "check", 14, "several",
                  15, "create 2",
                  16, "reconfigure", 100, "authenticate", 101, "set watches", 102, "SASL", 105, "set watches 2",
                  0xFFFFFFF5, "close session")
ERROR = names(0, "ok", 0xFFFFFF9B, "no node", 0xFFFFFF9A, "no rights", 0xFFFFFF99, "bad version", 0xFFFFFF92,
              "node exists",
              0xFFFFFF91, "not empty", 0xFFFFFF90, "session expired", 0xFFFFFF8D, "login failed", 0xFFFFFF8E,
              "invalid ACL")
DATA = Field("data", octets, says="what is not read")
REST = when(left > 0, DATA)
XID = Field("xid", i32, says="an answer has the request's; -2: ping, -1: told of a change")

ZOOKEEPER = Protocol(
    key="zookeeper", title="ZooKeeper", reference="Apache ZooKeeper, zookeeper.jute", layer=7,
    rides_on={"tcp.port": 2181},
    framing=Framing(header=4, length=u32, at=0, adds=4, most=1 << 24), starts=(b"\0\0\0\x2c", b"\0\0\0\x2d"),
    layout=(
        Field("length", u32, unit="bytes", only=(44, 45)), Field("protocol_version", u32, only=(0,)),
        Field("last_seen", i64, says="change that the client knows"),
        Field("timeout", u32, unit="ms", says="of the session"),
        Field("session_id", i64, base=16, scope="session", keep="distinct"), Field("password_length", u32, only=(16,)),
        certain(),
        Field("session_password", sized(16, octets)), REST, client(), enter("requests", SELF), enter("welcome", OTHER)),
    modes=(
        Mode("welcome", (take("size", u32), server(), take("version_again", u32), take("timeout_again", u32), Field(
            "given_session", i64, base=16, scope="session", keep="distinct"), REST, enter("answers"))),
        Mode("requests", (take("size", u32), XID, Field("operation", u32, names=OPERATION, scope="session",
                                                        keep="distinct"), switch(
            "operation", {
                (*range(1, 10), 12, 15): (take("path_size", u32),
                                          Field("path", sized("path_size", text), scope="session",
                                                               keep="distinct", keep_most=64, says="which is meant")),
                100: (Field("authentication_type", u32), take("scheme_size", u32), Field(
                    "scheme", sized("scheme_size", text), scope="session", keep="distinct"), when(
                        of("scheme") == "digest", finding("clear_text_credentials")))}), REST)),
        Mode("answers", (take("size", u32), XID, Field("change", i64, base=16, says="the last one"), Field(
            "error", u32, names=ERROR, base=16, scope="session", keep="distinct"),
                         when(of("error") == 0xFFFFFF8D, finding("login_failed")), REST))),
    info=("{operation} {path}", "{operation}", "{error}"),
    findings=(CLEAR_TEXT_CREDENTIALS, Finding("login_failed", Severity.NOTE, "ZooKeeper refused a login."),))
