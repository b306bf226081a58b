"""Redis: commands and answers (Redis serialization protocol, RESP2 and RESP3), and commands typed as lines.

What says how much follows is a message, as is each text of a command; texts of answers are passed over.
"""
from ...model import Severity
from ..define import (Field, Finding, Lines, Measured, Mode, Protocol, begins, certain, client, decimal, ended, enter,
                      finding,
                      hop, left, likely, octets, of, peek, refute, remember, server, sized, skip, switch, take, text,
                      trimmed, u8, way, when, word)
from ..findings import CLEAR_TEXT_CREDENTIALS

WORD_MOST = 512         # bytes of a command's text that is read; longer ones are passed over
COMMANDS = (
    "AUTH", "HELLO", "CLIENT", "PING", "SELECT", "INFO", "COMMAND", "CONFIG", "GET", "SET", "SETEX", "MGET", "DEL",
    "INCR", "HGET", "HSET", "HGETALL", "LPUSH", "RPUSH", "BLPOP", "BRPOP", "LPOP", "SUBSCRIBE", "PSUBSCRIBE",
    "PUBLISH", "MULTI", "EXPIRE", "KEYS", "SCAN", "EVALSHA", "EVAL", "PSYNC", "REPLCONF", "CLUSTER", "EXISTS", "TYPE",
    "TTL", "ZADD", "SADD", "XADD", "XREAD", "XREADGROUP", "QUIT", "FLUSHALL", "SLAVEOF", "DBSIZE", "MONITOR")

COMMAND = Field("command", sized("bulk", text), scope="session", keep="distinct", says="what is asked for")
ARGUMENT = Field("argument", sized("bulk", octets), says="what it is about")
KEY = Field("key", sized("bulk", text), scope="session", keep="distinct", keep_most=64, says="which value is meant")
COUNT, BULK = Field("count", decimal, says="values that follow"), Field("bulk_length", decimal, unit="bytes",
                                                                       says="of the text that follows")
LOOKED_AT = switch("command", {"AUTH": finding("clear_text_credentials"),
                               ("CONFIG", "SLAVEOF", "REPLICAOF", "MODULE", "DEBUG"): finding("administration"),
                               ("FLUSHALL", "FLUSHDB", "SHUTDOWN"): finding("emptied")})
TEXT = (skip(1), BULK, hop(of("bulk_length") + 2))
DIGIT = begins(*(b"%d" % digit for digit in range(10)))

ASKED = (when(
    begins(b"*"), client(), skip(1), COUNT, remember("words", 0), otherwise=when(
        begins(b"$"), skip(1), BULK, remember("bulk", "bulk_length"),
        when(of("bulk_length") > WORD_MOST, hop(of("bulk_length") + 2), remember("words", of("words") + 1),
             otherwise=enter("word")),
        otherwise=when(
            left > 1, Field("line", ended((b" ", b"\r"), or_end=True), scope="session", keep="distinct",
                            says="a command that was typed"),
            Field("arguments", trimmed, says="what it is about"),
            when(of("line") == "AUTH", finding("clear_text_credentials"))))),)
ANSWERED = when(left > 0, take("sign", u8), when(begins(b"-") & (of("sign") != ord("-")), skip(left)), switch("sign", {
    (ord("$"), ord("="), ord("!")): when(left > 0, BULK, hop(of("bulk_length") + 2)),
    ord("-"): (server(), Field("error", word, scope="session", keep="distinct", says="kind of error"),
               Field("message", trimmed, says="the same in words"),
               switch("error", {("NOAUTH", "WRONGPASS", "NOPERM"): finding("refused")}, default=finding("error"))),
    ord("+"): (server(), Field("status", trimmed, says="how it went")),
    (ord("*"), ord("%"), ord("~"), ord(">")): when(left > 0, COUNT),
}, default=Field("value", trimmed, says="the answer")))

REDIS = Protocol(
    key="redis", title="Redis", reference="Redis serialization protocol, RESP3", layer=7,
    rides_on={"tcp.port": 6379}, starts=tuple(b"*%d\r\n" % count for count in range(1, 7)),
    framing=Lines(most=1 << 16),
    probe=(peek(Field("probed", trimmed)), switch("probed", {COMMANDS: certain(), ("+OK", "+PONG"): likely()},
                                                  default=when(
        begins(b"*", b"$"), skip(1), when(DIGIT, Field("probed_count", decimal),
                                          when(of("probed_count") < 4096, likely())),
        otherwise=when(begins(b"-ERR ", b"-NOAUTH ", b"-DENIED ", b"AUTH ", b"INFO "), likely(), otherwise=refute()))),
           ),
    layout=(when(way == 0, *ASKED, otherwise=ANSWERED),),
    modes=(Mode("word", (
        when(of("words") == 0, COMMAND, LOOKED_AT, otherwise=when(
            of("words") == 1, KEY, otherwise=ARGUMENT)),
        remember("words", of("words") + 1), skip(2), enter("")), framing=Measured(most=WORD_MOST + 2)),),
    info=("{command} {key}", "{command}", "{line} {arguments}", "{error} {message}", "{status}", "{value}"),
    findings=(CLEAR_TEXT_CREDENTIALS,
              Finding("refused", Severity.NOTE, "Redis refused a login or a command."),
              Finding("error", Severity.NOTE, "Redis could not do what was asked."),
              Finding("administration", Severity.NOTE, "Redis was administered over the network.",
                      meaning="CONFIG, MODULE and REPLICAOF are how open servers are taken over: ask who did it."),
              Finding("emptied", Severity.WARNING, "A database of Redis was emptied or shut down.")))
