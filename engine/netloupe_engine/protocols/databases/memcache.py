"""Memcached: values by key, in lines of text (protocol.txt of memcached) or in binary (its BinaryProtocolRevamped).

Values themselves are passed over. In datagrams eight bytes of numbering stand in front.
"""
from ...model import Severity
from ..define import (Field, Finding, Measured, Protocol, ahead, begins, client, decimal, ended, finding, hop, left,
                      likely,
                      line, malformed, names, of, refute, server, sized, skip, switch, text, trimmed, u8, u16, u32, u64,
                      when, word)

OPERATION = names(
    0x00, "get", 0x01, "set", 0x02, "add", 0x03, "replace", 0x04, "delete", 0x05, "increment", 0x06, "decrement",
    0x07, "quit", 0x08, "flush", 0x09, "get quietly", 0x0A, "no operation", 0x0B, "version", 0x0C, "get with key",
    0x0D, "get with key, quietly", 0x0E, "append", 0x0F, "prepend", 0x10, "statistics", 0x11, "set quietly",
    0x12, "add quietly", 0x13, "replace quietly", 0x14, "delete quietly", 0x1C, "touch", 0x1D, "get and touch",
    0x20, "SASL mechanisms", 0x21, "SASL authentication", 0x22, "SASL step")
STATUS = names(0, "success", 1, "key not found", 2, "key exists", 3, "value too large", 4, "invalid arguments",
               5, "not stored", 6, "not a number", 8, "authentication failed", 9, "authentication continues",
               0x20, "authentication required", 0x81, "unknown command", 0x82, "out of memory")
REQUESTS = (b"get ", b"gets ", b"gat ", b"set ", b"add ", b"replace ", b"append ", b"prepend ", b"cas ", b"delete ",
            b"incr ", b"decr ", b"touch ", b"stats", b"version", b"flush_all", b"quit", b"verbosity ", b"slabs ",
            b"config ", b"mg ", b"ms ", b"md ", b"mn\r")
REPLIES = (b"STORED\r", b"NOT_STORED\r", b"EXISTS\r", b"NOT_FOUND\r", b"VALUE ", b"END\r", b"STAT ", b"VERSION ",
           b"OK\r", b"DELETED\r", b"TOUCHED\r", b"ERROR\r", b"CLIENT_ERROR ", b"SERVER_ERROR ", b"RESET\r")

KEY = Field("key", word, scope="session", keep="distinct", keep_most=64, says="which value is meant")
SIZE = Field("value_length", ended((b" ", b"\r"), decimal, or_end=True), unit="bytes", says="of the value")
REST = Field("arguments", trimmed, says="what else the line says")
FLAGS = Field("flags", word, says="kept with the value")
VALUE = hop(of("value_length") + 2)
LINE = line(when(
    begins(*(reply.strip(b"\r") for reply in REPLIES)), server(),
    Field("reply", ended((b" ", b"\r"), or_end=True), scope="session", keep="distinct", says="how it went"),
    switch("reply", {"VALUE": (KEY, FLAGS, SIZE, VALUE), "STAT": (
        Field("statistic", word, says="what was counted"), Field("statistic_value", trimmed, says="how many")),
        ("ERROR", "CLIENT_ERROR", "SERVER_ERROR"): finding("error"),
        "VERSION": Field("version", trimmed, scope="session", keep="last", says="of the server")}),
    otherwise=(
        Field("command", ended((b" ", b"\r"), or_end=True), scope="session", keep="distinct", says="what is wanted"),
        switch("command", {
            ("get", "gets", "delete", "incr", "decr", "touch", "gat", "mg", "md"): (client(), KEY),
            ("set", "add", "replace", "append", "prepend", "cas"): (
                client(), KEY, FLAGS, Field("expires", word, says="when the value goes"), SIZE, VALUE),
            "flush_all": (client(), finding("emptied"))})),
    ), when(left > 0, REST))
BINARY = (
    Field("magic", u8, base=16, only=(0x80, 0x81), says="80: a request; 81: an answer"),
    Field("operation", u8, names=OPERATION, scope="session", keep="distinct", says="what the message is for"),
    Field("key_length", u16, unit="bytes"), Field("extras_length", u8, unit="bytes"),
    Field("data_type", u8, only=(0,), says="always 0"),
    when(of("magic") == 0x80, client(), Field("bucket", u16, says="part of the keys that is meant"),
         otherwise=(server(), Field("status", u16, names=STATUS, says="how it went"))),
    Field("body_length", u32, unit="bytes", says="of extras, key and value"),
    Field("opaque", u32, base=16, says="an answer has the request's"), Field("cas", u64, says="version of a value"),
    skip("extras_length"),
    when(of("key_length") > 0, Field("binary_key", sized("key_length", text), scope="session", keep="distinct",
                                     keep_most=64, says="which value is meant")),
    hop(of("body_length") - of("extras_length") - of("key_length")),
    when((of("operation") == 0x21) & (of("magic") == 0x80), finding("login")),
    when(of("status").one_of(8, 0x20), finding("login_failed")))

MEMCACHE = Protocol(
    key="memcache", title="Memcached", reference="protocol.txt of memcached", layer=7, datagrams=True,
    rides_on={"tcp.port": 11211, "udp.port": 11211}, starts=(), framing=Measured(most=4096),
    probe=(when(ahead(u8, 0, behind=6) & ahead(u8, 0, behind=7) & ahead(u16, 1, behind=4) & ahead(u8, 0, behind=2),
                skip(8)),
           when((begins(*REQUESTS) & ahead(u8, 0x60, 0xE0)) | (begins(*REPLIES) & ahead(u8, 0x40, 0xE0)), likely(),
                otherwise=when(
               ahead(u8, 0x80, 0xFE) & ahead(u8, 0, 0xC0, behind=1) & ahead(u8, 0, 0xF8, behind=2)
               & ahead(u8, 0, 0xE0, behind=4) & ahead(u8, 0, behind=5) & ahead(u8, 0, behind=6), likely(),
               otherwise=refute()))),
    layout=(
        when(ahead(u8, 0x80, 0xFE) & ~ahead(u16, 1, behind=4), *BINARY, otherwise=(
            when(ahead(u8, 0, behind=6) & ahead(u8, 0, behind=7),
                 Field("request_id", u16, says="an answer has the request's"),
                 Field("datagram", u16, says="number of this one"), Field("datagrams", u16, says="of the message"),
                 skip(2)),
            when(ahead(u8, 0x40, 0xC0) | ahead(u8, 0x30, 0xF0), LINE, otherwise=malformed()))),),
    info=("{command} {key}", "{command}", "{operation} {binary_key}", "{operation}", "{reply}", "{status}"),
    findings=(Finding("error", Severity.NOTE, "Memcached could not do what was asked."),
              Finding("login", Severity.NOTE, "A login at Memcached, whose proof may be a password in clear text."),
              Finding("login_failed", Severity.NOTE, "Memcached refused a login, or wants one."),
              Finding("emptied", Severity.WARNING, "Memcached was told to forget all values.")))
