"""AMQP: messages through brokers, 0-9-1 (AMQP Working Group) and 1.0 (OASIS). Methods and performatives are named, with
exchanges, queues, keys, users and why connections end; of tables and sections nothing is read."""
from ...model import Severity
from ..define import (BOTH, SELF, Field, Finding, Framing, Mode, Protocol, ahead, begins, bound, certain, client,
                      computed,
                      contains, counted, ended, enter, find, finding, left, names, octets, of, refute, sized, skip,
                      switch,
                      switch_to, take, text, u8, u16, u32, u64, when)
from ..findings import CLEAR_TEXT_CREDENTIALS

PROTOCOL = names(0, "messages", 2, "TLS", 3, "SASL")
FRAME = names(1, "method", 2, "header", 3, "body", 8, "heartbeat")
# Class times 1000 and method
METHOD = names(
    10010, "connection.start", 10011, "connection.start-ok", 10020, "connection.secure", 10021, "connection.secure-ok",
    10030, "connection.tune", 10031, "connection.tune-ok", 10040, "connection.open", 10041, "connection.open-ok",
    10050, "connection.close", 10051, "connection.close-ok", 20010, "channel.open", 20011, "channel.open-ok",
    20020, "channel.flow", 20021, "channel.flow-ok", 20040, "channel.close", 20041, "channel.close-ok",
    40010, "exchange.declare", 40011, "exchange.declare-ok", 40020, "exchange.delete", 40021, "exchange.delete-ok",
    50010, "queue.declare", 50011, "queue.declare-ok", 50020, "queue.bind", 50021, "queue.bind-ok", 50030,
    "queue.purge",
    50031, "queue.purge-ok", 50040, "queue.delete", 50041, "queue.delete-ok", 50050, "queue.unbind",
    50051, "queue.unbind-ok", 60010, "basic.qos", 60011, "basic.qos-ok", 60020, "basic.consume",
    60021, "basic.consume-ok", 60030, "basic.cancel", 60031, "basic.cancel-ok", 60040, "basic.publish",
    60050, "basic.return", 60060, "basic.deliver", 60070, "basic.get", 60071, "basic.get-ok", 60072, "basic.get-empty",
    60080, "basic.ack", 60090, "basic.reject", 60110, "basic.recover", 60111, "basic.recover-ok", 60120, "basic.nack",
    85010, "confirm.select", 85011, "confirm.select-ok", 90010, "tx.select", 90020, "tx.commit", 90030, "tx.rollback")
PERFORMATIVE = names(0x10, "open", 0x11, "begin", 0x12, "attach", 0x13, "flow", 0x14, "transfer", 0x15, "disposition",
                     0x16, "detach", 0x17, "end", 0x18, "close", 0x40, "sasl-mechanisms", 0x41, "sasl-init",
                     0x42, "sasl-challenge", 0x43, "sasl-response", 0x44, "sasl-outcome")
SHORT = counted(u8, text)
DATA = Field("data", octets, says="what is not read")
REST = when(left > 0, DATA)


def kept(name: str, type: object, says: str) -> Field:
    """What a session is known by."""
    return Field(name, type, scope="session", keep="distinct", keep_most=64, says=says)  # type: ignore[arg-type]


EXCHANGE, QUEUE = kept("exchange", SHORT, "where messages go"), kept("queue", SHORT, "where messages wait")
KEY = kept("routing_key", SHORT, "by which an exchange chooses queues")
MECHANISM = kept("mechanism", SHORT, "how the client proves who it is (SASL)")
REPLY = (Field("reply_code", u16, scope="session", keep="distinct", says="why"), Field("reply_text", SHORT))
CLOSED = (*REPLY, when(of("reply_code") == 403, finding("login_failed"), otherwise=when(
    of("reply_code") > 299, finding("error"))))
PLAIN = when(of("mechanism").one_of("PLAIN", "AMQPLAIN"), finding("clear_text_credentials"))
METHODS = switch("method", {
    10010: (Field("major", u8), Field("minor", u8)),
    10011: (client(), take("table", u32), skip("table"), MECHANISM, PLAIN),
    10040: (client(), kept("virtual_host", SHORT, "part of the broker")),
    (10050, 20040): CLOSED,
    40010: (client(), skip(2), EXCHANGE, Field("exchange_type", SHORT, says="how it chooses queues")),
    (50010, 50030, 50040): (client(), skip(2), QUEUE), 60020: (client(), skip(2), QUEUE),
    (50020, 50050): (client(), skip(2), QUEUE, EXCHANGE, KEY),
    60040: (client(), skip(2), EXCHANGE, KEY), 60070: (client(), skip(2), QUEUE),
    60050: (*REPLY, EXCHANGE, KEY),
    60060: (Field("consumer", SHORT, says="name of who reads"), skip(9), EXCHANGE, KEY),
})
METHOD_OF = Field("method", u32, names=METHOD, scope="session", keep="distinct", says="what is asked or answered")
BODY = bound(of("size"), switch("frame", {
    1: (take("class", u16), take("number", u16), computed(METHOD_OF, of("class") * 1000 + of("number")), METHODS),
    2: (take("class", u16), skip(2), Field("body_size", u64, unit="bytes", says="of the message")),
}), REST)
FRAMES_0_9 = (
    Field("frame", u8, names=FRAME, only=(1, 2, 3, 8), says="what the frame is"), Field("channel", u16),
    Field("size", u32, unit="bytes", says="of what follows"), BODY, Field("end", u8, base=16, only=(0xCE,)))
# A performative is a described list; of an open the first member is a text, of a SASL init a symbol.
FRAMES_1_0 = (
    Field("length", u32, unit="bytes", says="of the frame"), Field("data_offset", u8, only=(range(2, 256),)),
    Field("frame_kind", u8, names=names(0, "AMQP", 1, "SASL"), only=(0, 1)), Field("channel_1", u16),
    when(ahead(u16, 0x0053), skip(2),
         Field("performative", u8, names=PERFORMATIVE, scope="session", keep="distinct", says="what is asked or told"),
         switch("performative", {
             (0x10, 0x41): (
                 when(ahead(u8, 0xC0), skip(3), otherwise=when(ahead(u8, 0xD0), skip(9))),
                 when(ahead(u8, 0xA1) & (of("performative") == 0x10), skip(1),
                      kept("container", SHORT, "who connects")),
                 when(ahead(u8, 0xA3) & (of("performative") == 0x41), skip(1), MECHANISM, PLAIN, client())),
             0x44: when(ahead(u8, 0xC0), skip(3), when(ahead(u8, 0x50), skip(1), Field(
                 "outcome", u8, names=names(0, "ok", 1, "refused", 2, "system", 3, "system, for good", 4, "try later"),
                 scope="session", keep="distinct"), when(of("outcome") == 1, finding("login_failed")),
                                                       enter("", BOTH))),
             (0x16, 0x17, 0x18): when(contains(b"amqp:"), find(b"amqp:"), Field(
                 "condition", ended((b"\xa1", b"\xb1", b"\x40", b"\0"), or_end=True), scope="session",
                 keep="distinct", says="why it ends"), finding("error")),
         })), REST)

AMQP = Protocol(
    key="amqp", title="AMQP", reference="AMQP 0-9-1, OASIS AMQP 1.0", layer=7, rides_on={"tcp.port": (5672, 5671)},
    framing=Framing(header=8, length=u8, at=0, scale=0, adds=8), starts=(b"AMQP",),
    layout=(
        when(begins(b"AMQP"),
             Field("name", sized(4, text)), Field("protocol_id", u8, names=PROTOCOL, only=(0, 1, 2, 3),
                                                  says="what follows"),
             Field("major_version", u8, only=(0, 1), scope="session", keep="last"),
             Field("minor_version", u8, only=(0, 8, 9, 10)), Field("revision", u8, only=(0, 1, 9)), certain(),
             when(of("protocol_id") == 2, switch_to("protocol", "tls"), otherwise=when(
                 of("major_version") == 1, enter("1.0", SELF), otherwise=(client(), enter("0-9", BOTH)))),
             otherwise=(refute(), skip(left))),),
    modes=(Mode("0-9", framing=Framing(header=8, length=u32, at=3, adds=8, most=1 << 27), layout=(
               when(begins(b"AMQP"), Field("wanted", sized(8, octets), says="version that the server speaks"),
                    finding("error"),
                    otherwise=FRAMES_0_9),)),
           Mode("1.0", framing=Framing(header=8, length=u32, at=0, most=1 << 27), layout=FRAMES_1_0)),
    info=("{method} {exchange} {routing_key}", "{method} {queue}", "{method}", "{performative}",
          "{reply_code} {reply_text}"),
    findings=(CLEAR_TEXT_CREDENTIALS, Finding("login_failed", Severity.NOTE,
                                              "A broker refused a login or an operation."),
              Finding("error", Severity.NOTE, "A broker or its client ended something because of an error.")))
