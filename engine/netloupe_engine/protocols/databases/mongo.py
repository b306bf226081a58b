"""MongoDB: commands and answers in BSON (MongoDB Wire Protocol; BSON specification 1.1). Messages since version 3.6
are OP_MSG; older ones are named with the collection that is meant."""
from ...model import Severity
from ..define import (Field, Finding, Framing, Protocol, bits, bound, call, certain, client, cstring, define, finding,
                      flag, here, le32, lef64, lei32, lei64, left, malformed, names, nested, node, octets, of, read_as,
                      remember, repeat, seek, server, sized, skip, switch, take, text, total, u8, when)
from ..findings import CLEAR_TEXT_CREDENTIALS

OPERATION = names(1, "reply", 2001, "update", 2002, "insert", 2004, "query", 2005, "get more", 2006, "delete",
                  2007, "kill cursors", 2010, "command", 2011, "command reply", 2012, "compressed", 2013, "message")
TYPE = names(1, "double", 2, "text", 3, "document", 4, "array", 5, "binary", 6, "undefined", 7, "object id",
             8, "boolean", 9, "date", 10, "null", 11, "regular expression", 12, "pointer", 13, "JavaScript",
             14, "symbol", 15, "JavaScript with scope", 16, "int32", 17, "timestamp", 18, "int64", 19, "decimal128",
             127, "largest key", 255, "smallest key")
COMPRESSOR = names(0, "none", 1, "snappy", 2, "zlib", 3, "zstd")
ERROR = names(2, "bad value", 9, "failed to parse", 11, "user not found", 13, "unauthorized",
              18, "authentication failed", 26, "namespace not found", 48, "namespace exists", 59, "command not found",
              11000, "duplicate key", 11600, "shutting down", 13435, "not primary")

DATA = Field("data", octets, says="what is not read")
INTEGER = Field("integer", lei64, says="its value")
STRING = sized(of("text_size") - 1, text)
ERROR_CODE = Field("error_code", le32, names=ERROR, number_first=True, scope="session", keep="distinct",
                   says="why it failed")
COLLECTION = Field("collection", STRING, scope="session", keep="distinct", keep_most=64,
                   says="which collection is meant")
FULL_NAME = Field("namespace", cstring, scope="session", keep="distinct", keep_most=64,
                  says="database and collection, with a dot between them")
TEXT = (take("text_size", le32), when(of("text_size") == 0, malformed()), switch("name", {
    "$db": Field("database", STRING, scope="session", keep="distinct", says="which database is meant"),
    ("find", "insert", "update", "delete", "aggregate", "count", "distinct", "findAndModify", "create", "drop",
     "createIndexes", "listIndexes", "collection", "collStats", "explain"): COLLECTION,
    "mechanism": (Field("mechanism", STRING, scope="session", keep="distinct",
                        says="how the client proves who it is (SASL)"),
                  when(of("mechanism") == "PLAIN", finding("clear_text_credentials"))),
    "errmsg": Field("message", STRING, says="why it failed, in words"),
}, default=Field("text", STRING, says="its value")), skip(1))
DOCUMENT = define("document", take("document_size", le32), when(of("document_size") < 5, malformed()), bound(
    of("document_size") - 4,
    repeat(node(Field("element", nested, says="a name and a value"),
                Field("element_type", u8, names=TYPE, only=(range(1, 20), 127, 255), says="what the value is"),
                Field("name", cstring, says="of the value"),
                switch("element_type", {
                    1: Field("double", lef64, says="its value"), (2, 13, 14): TEXT, (3, 4): call("document"),
                    5: (take("data_size", le32), skip(1), Field("binary", sized("data_size", octets),
                                                                says="its value")),
                    7: Field("object_id", sized(12, octets), says="its value"), 8: Field("boolean", flag),
                    (9, 18): INTEGER, 11: (
                        Field("pattern", cstring, says="its value"), Field("options", cstring, says="of the pattern")),
                    16: switch("name", {"code": (ERROR_CODE, finding("error"), when(
                        of("error_code").one_of(13, 18), finding("login_failed")))},
                        default=read_as(INTEGER, lei32)),
                    17: Field("timestamp", sized(8, octets), says="its value"),
                    19: Field("decimal", sized(16, octets), says="its value"),
                    (6, 10, 127, 255): ()}, default=DATA)), until=left < 2),
    skip(1)))
COMMAND = (
    remember("first", here), skip(5),
    Field("command", cstring, scope="session", keep="distinct", says="what is asked for"),
    seek("first"))
BODY = (when(of("response_to") == 0, client(), *COMMAND, otherwise=server()), call("document"))

MONGO = Protocol(
    key="mongo", title="MongoDB", reference="MongoDB Wire Protocol", layer=7,
    rides_on={"tcp.port": (27017, 27018, 27019)},
    framing=Framing(header=16, length=le32, at=0, most=48_000_000), starts=(),
    layout=(
        DOCUMENT,
        Field("length", le32, unit="bytes", says="of the whole message"),
        Field("request_id", le32, says="by which an answer is known"),
        Field("response_to", le32, says="request that is answered, 0: this is one"),
        Field("operation", le32, names=OPERATION, only=tuple(OPERATION.names), scope="session", keep="distinct",
              says="what the message is"),
        switch("operation", {
            2013: (bits(le32, Field("has_checksum", flag, mask=1, says="the last four bytes are a checksum"),
                        Field("more_to_come", flag, mask=2, says="no answer is wanted"),
                        Field("exhaust_allowed", flag, mask=0x10000, says="several answers may come")),
                   bound(total - here - of("has_checksum") * 4, repeat(node(
                       Field("section", nested, says="a part of the message"),
                       Field("kind", u8, only=(0, 1), says="0: a document; 1: a list of them"),
                       when(of("kind") == 0, *BODY, certain(), otherwise=(
                           take("section_size", le32), bound(
                               of("section_size") - 4,
                               Field("list", cstring, says="what the documents are for"),
                               repeat(call("document")))))))),
                   when(of("has_checksum") == 1, Field("checksum", le32, base=16,
                                                       says="CRC-32C of what is before it"))),
            2004: (client(), skip(4), FULL_NAME, Field("skipped", lei32, says="documents to pass over"),
                   Field("wanted", lei32, says="most documents of an answer"), *COMMAND, call("document"),
                   when(left > 0, call("document")), certain()),
            (2001, 2002, 2005, 2006): (client(), skip(4), FULL_NAME, when(left > 0, DATA)),
            1: (server(), Field("reply_flags", le32, base=16, says="1: no cursor; 2: the query failed"),
                Field("cursor", lei64, says="by which more is asked for"), Field("starting_from", lei32),
                Field("returned", lei32, says="documents that follow"), repeat(call("document"))),
            2012: (Field("original_operation", le32, names=OPERATION, says="what is compressed"),
                   Field("original_size", le32, unit="bytes", says="of what is compressed"),
                   Field("compressor", u8, names=COMPRESSOR, says="how"),
                   DATA),
        }, default=DATA),
    ),
    info=("{command} {database}.{collection}", "{command} {collection}", "{command} {namespace}", "{command}",
          "{operation}", "{error_code} {message}"),
    findings=(CLEAR_TEXT_CREDENTIALS,
              Finding("login_failed", Severity.NOTE, "MongoDB refused a login or a command."),
              Finding("error", Severity.NOTE, "MongoDB could not do what was asked.")))
