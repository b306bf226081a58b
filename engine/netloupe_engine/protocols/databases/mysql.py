"""MySQL and MariaDB: login, commands and answers (MySQL Internals, "Client/Server Protocol", versions 9 and 10).

A packet's sequence number counts anew with each command: 0 is who asks. Of result sets columns are named; their rows
are counted by their packets and not read.
"""
from ...model import Severity
from ..define import (OTHER, SELF, Field, Finding, Framing, Mode, Protocol, ahead, begins, call, certain, client,
                      cstring,
                      define, ended, enter, finding, le16, le24, le32, le64, left, likely, names, of,
                      octets, read_as, refute, remember, repeat, require, server, sized, skip, switch, switch_to, take,
                      text,
                      u8, u48, way, when)
from ..findings import CLEAR_TEXT_CREDENTIALS

COMMAND = names(
    0, "sleep", 1, "quit", 2, "use database", 3, "query", 4, "list fields", 5, "create database", 6, "drop database",
    7, "refresh", 8, "shut down", 9, "statistics", 10, "process list", 11, "connect", 12, "kill", 13, "debug",
    14, "ping", 16, "delayed insert", 17, "change user", 18, "binary log dump", 19, "table dump", 20, "connect out",
    21, "register replica", 22, "prepare", 23, "execute", 24, "send long data", 25, "close statement",
    26, "reset statement", 27, "set option", 28, "fetch", 29, "daemon", 30, "binary log dump by GTID",
    31, "reset connection")
ANSWER = names(0x00, "done", 0x01, "more data", 0xFB, "send a local file", 0xFE, "end", 0xFF, "error")
CAPABILITY = names(
    0x1, "long password", 0x4, "long column flags", 0x8, "with database", 0x20, "compression", 0x80, "local files",
    0x200, "version 4.1", 0x800, "TLS", 0x2000, "transactions", 0x8000, "secure connection",
    0x10000, "several statements", 0x80000, "authentication plugins", 0x100000, "connection attributes",
    0x200000, "long proofs")
WITH_DATABASE, TLS, SECURE, PLUGIN, ATTRIBUTES, LONG_PROOF, VERSION_41 = (
    0x8, 0x800, 0x8000, 0x80000, 0x100000, 0x200000, 0x200)
ERROR = names(
    1040, "too many connections", 1044, "access to the database denied", 1045, "access denied", 1046, "no database",
    1049, "unknown database", 1054, "unknown column", 1062, "duplicate entry", 1064, "syntax error",
    1129, "host is blocked", 1130, "host is not allowed", 1142, "command denied", 1146, "no such table",
    1205, "lock wait timeout", 1213, "deadlock", 1251, "client does not support the proof",
    1698, "access denied without password")

# A count of bytes: one byte, or behind 252, 253 and 254 two, three and eight; 251 is NULL.
COUNTED = define("counted", take("count", u8), switch("count", {
    0xFB: remember("counted", 0), 0xFC: (take("count16", le16), remember("counted", "count16")),
    0xFD: (take("count24", le24), remember("counted", "count24")),
    0xFE: (take("count64", le64), remember("counted", "count64"))}, default=remember("counted", "count")))
TEXT = sized("counted", text)


def number(field: Field) -> object:
    """A number of one, two, three or eight bytes, told apart as counts are."""
    return when(ahead(u8, 0xFC), skip(1), read_as(field, le16), otherwise=when(
        ahead(u8, 0xFD), skip(1), read_as(field, le24), otherwise=when(
            ahead(u8, 0xFE), skip(1), field, otherwise=read_as(field, u8))))


def kept(name: str, type: object, says: str) -> Field:
    """What a session is known by."""
    return Field(name, type, scope="session", keep="distinct", keep_most=64, says=says)  # type: ignore[arg-type]


STATUS = Field("status", le16, base=16, says="state of the server")
WORDS = Field("message", text, says="the same in words")
PLUGIN_NAME = kept("plugin", cstring, "how the client proves who it is")
PROOF = Field("proof", octets, says="of who the client is")
USER, DATABASE = kept("user", cstring, "who logs in"), kept("database", cstring, "which database is used")
REST = Field("data", octets, says="what is not read")
QUERY = kept("query", text, "what is asked, in SQL")
STATEMENT = Field("statement", le32, says="number of a prepared statement")
DENIED = (1044, 1045, 1129, 1130, 1698)
PLAIN = switch("plugin", {"mysql_clear_password": finding("clear_text_credentials"),
                          "mysql_old_password": finding("old_proof")})

HEAD = (Field("length", le24, unit="bytes", says="of the packet behind its header"),
        Field("sequence", u8, says="counts packets of a command and its answer, 0: a command"))
FAILED = (
    Field("error_code", le16, names=ERROR, number_first=True, scope="session", keep="distinct", says="what went wrong"),
    when(ahead(u8, ord("#")), skip(1), Field("sql_state", sized(5, text), says="the same as SQL says it")),
    WORDS, server(),
    when(of("error_code").one_of(*DENIED), finding("login_failed"), otherwise=finding("error")))
CHARSET = Field("charset", u8, says="number of characters and their order")
SALT = Field("salt", sized(8, octets), says="random, for the proof")
GREETING = (
    Field("protocol", u8, only=(9, 10), says="version of the protocol"),
    Field("server_version", cstring, scope="session", says="of the server"), server(),
    Field("thread", le32, says="number of the connection"),
    when(of("protocol") == 10,
         SALT, require(u8, 0), skip(1),
         take("low", le16), CHARSET,
         STATUS,
         take("high", le16), take("salt_size", u8), require(u48, 0), skip(10), certain(),
         when(left > 0, Field("salt_rest", sized(12, octets), says="more of it"), skip(1)),
         when(left > 0, read_as(PLUGIN_NAME, ended(b"\0", or_end=True))),
         when(ahead(u8, 0), skip(1)),
         otherwise=(likely(), read_as(SALT, ended(b"\0", octets)), PROOF)),
    enter("login", OTHER), enter("welcome", SELF))
CAPABILITIES = Field("capabilities", le32, flags=CAPABILITY, base=16, says="what the client can")
MOST = Field("max_packet", le32, unit="bytes", says="largest packet")
OLD_LOGIN = (
    read_as(CAPABILITIES, le16), read_as(MOST, le24), USER,
    when(left > 0, PROOF), finding("old_proof"), enter("commands"))
LOGIN = (
    CAPABILITIES, MOST, CHARSET, skip(23),
    when(left == 0, switch_to("protocol", "tls"), otherwise=(
        USER,
        when((of("capabilities") & LONG_PROOF) != 0, call("counted"), read_as(PROOF, sized("counted", octets)),
             otherwise=when((of("capabilities") & SECURE) != 0, take("proof_size", u8),
                            read_as(PROOF, sized("proof_size", octets)),
                            otherwise=read_as(PROOF, ended(b"\0", octets)))),
        when(((of("capabilities") & WITH_DATABASE) != 0) & (left > 0), DATABASE),
        when(((of("capabilities") & PLUGIN) != 0) & (left > 0), read_as(PLUGIN_NAME, ended(b"\0", or_end=True))),
        PLAIN,
        when(((of("capabilities") & ATTRIBUTES) != 0) & (left > 0), call("counted"), repeat(
            call("counted"), Field("attribute", TEXT, says="name of something said of the client"),
            call("counted"), Field("attribute_value", TEXT, says="its value"))),
        when(left > 0, REST),
        enter("commands"))))
OK = (number(Field("affected_rows", le64, says="rows that were changed")),
      number(Field("insert_id", le64, says="number of the row that was added")),
      STATUS, Field("warnings", le16, says="how many there are"),
      when(left > 0, WORDS))
PREPARED = (STATEMENT, Field("columns", le16, says="of the result"), Field("parameters", le16, says="it needs"),
            when(left > 0, REST))
COLUMN = (call("counted"), Field("catalog", TEXT, says="always def"),
          call("counted"), Field("schema", TEXT, says="database of a column"),
          call("counted"), Field("table", TEXT, says="of a column, as it is called in the query"),
          call("counted"), skip("counted"),
          call("counted"), Field("column", TEXT, says="its name"),
          REST)
COMMANDS = (
    client(),
    when((of("sequence") == 0) & (left > 0),
         Field("command", u8, names=COMMAND, scope="session", keep="distinct", says="what the client wants"),
         remember("last_command", "command"),
         switch("command", {
             (3, 22): QUERY,
             (2, 5, 6): read_as(DATABASE, text),
             (23, 24, 25, 26, 28): STATEMENT,
             17: (USER, take("proof_size", u8), read_as(PROOF, sized("proof_size", octets)), DATABASE),
             8: finding("shut_down"),
         })),
    when(left > 0, REST))
CODE = Field("answer", u8, names=ANSWER, says="how the command went")
WELCOME = (
    server(),
    when(left > 0, CODE, switch("answer", {
        0: (*OK, enter("answers")), 0xFF: FAILED,
        0xFE: (when(left > 0, PLUGIN_NAME, PLAIN), when(left > 0, PROOF))}, default=when(left > 0, PROOF))))
ANSWERS = (
    server(),
    when(ahead(u8, 0xFF) & (left > 2), CODE, *FAILED, otherwise=when(
        begins(b"\3def"), *COLUMN, otherwise=when(
            ahead(u8, 0xFE) & (left < 9), CODE, when(left > 0, REST), otherwise=when(
                (of("sequence") == 1) & (left > 0) & (of("last_command") != 9),
                when(ahead(u8, 0), CODE, when(of("last_command") == 22, *PREPARED, otherwise=OK), otherwise=when(
                    ahead(u8, 0xFB), CODE,
                    Field("local_file", text, scope="session", keep="distinct",
                          says="file of the client that the server wants"), finding("local_file"),
                    otherwise=number(Field("columns_count", le64, says="of the result")))),
                when(left > 0, REST), otherwise=when(left > 0, REST))))))

MYSQL = Protocol(
    key="mysql", title="MySQL", reference="MySQL Internals, Client/Server Protocol", layer=7,
    rides_on={"tcp.port": 3306},
    starts=(),          # a greeting begins with its length: to ask it about every stranger would cost all of them
    framing=Framing(header=4, length=le24, at=0, adds=4),
    layout=(
        COUNTED, *HEAD,
        when((of("sequence") == 0) & (ahead(u8, 10) | ahead(u8, 9)) & (left > 30), *GREETING, otherwise=when(
            (of("sequence") == 0) & ahead(u8, 0xFF) & (left > 6) & (left < 400), CODE, *FAILED, otherwise=when(
                (of("sequence") == 0) & (way == 0) & (of("length") < 16384) & ahead(u8, 0, 0xE0), likely(), *COMMANDS,
                enter("commands"), enter("answers", OTHER), otherwise=(refute(), when(left > 0, REST)))))),
    modes=(Mode("login", (*HEAD, client(), when((left > 2) & (of("sequence") == 1), when(
               ahead(le16, VERSION_41, VERSION_41), *LOGIN, otherwise=OLD_LOGIN), otherwise=when(left > 0, PROOF)))),
           Mode("commands", (*HEAD, *COMMANDS)), Mode("welcome", (*HEAD, *WELCOME)),
           Mode("answers", (*HEAD, *ANSWERS))),
    info=("{command}", "{query}", "{answer}", "{error_code} {message}", "{server_version}", "{user}", "{database}"),
    findings=(CLEAR_TEXT_CREDENTIALS,
              Finding("login_failed", Severity.NOTE, "A database refused a login."),
              Finding("error", Severity.NOTE, "A database could not do what was asked."),
              Finding("old_proof", Severity.WARNING, "A login uses the proof of MySQL before version 4.1.",
                      meaning="Whoever sees it once can log in or find the password: drop mysql_old_password."),
              Finding("shut_down", Severity.WARNING, "A database was told to shut down."),
              Finding("local_file", Severity.NOTE, "A database asked for a file of its client.")))
