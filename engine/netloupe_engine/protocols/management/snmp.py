"""SNMP: values of network equipment, versions 1, 2c and 3 (RFC 1157, RFC 3416, RFC 3412, RFC 3414)."""
from ...model import Severity
from ...layouts import ber
from ..define import (Field, Finding, Protocol, bits, finding, flag, i32, ipv4, names, nested, node, octets, of, peek,
                      repeat, text, u8, u32, unsigned, when)

VERSION = names(0, "v1", 1, "v2c", 3, "v3")
PDU = names(0xA0, "get request", 0xA1, "get next request", 0xA2, "response", 0xA3, "set request", 0xA4, "trap (v1)",
            0xA5, "get bulk request", 0xA6, "inform request", 0xA7, "trap", 0xA8, "report")
ERROR = names(0, "none", 1, "too big", 2, "no such name", 3, "bad value", 4, "read only", 5, "general error",
              6, "no access", 7, "wrong type", 8, "wrong length", 9, "wrong encoding", 10, "wrong value",
              11, "no creation", 12, "inconsistent value", 13, "resource unavailable", 14, "commit failed",
              15, "undo failed", 16, "authorization error", 17, "not writable", 18, "inconsistent name")
TRAP = names(0, "cold start", 1, "warm start", 2, "link down", 3, "link up", 4, "authentication failure",
             5, "EGP neighbour lost", 6, "of the enterprise")
NOTHING = names(0x80, "no such object", 0x81, "no such instance", 0x82, "end of the view", 5, "null")

VALUE = ber.choice({
    ber.INTEGER: Field("value_integer", ber.SIGNED, says="its value"),
    ber.OCTET_STRING: Field("value_bytes", octets, says="its value"),
    ber.OID: Field("value_oid", ber.oid, says="its value"), 0x40: Field("value_address", ipv4, says="its value"),
    (0x41, 0x42, 0x43, 0x46, 0x47): Field("value_number", unsigned, says="a counter, gauge or time in 1/100 s"),
    0x44: Field("value_opaque", octets, says="its value"), (ber.NULL, 0x80, 0x81, 0x82): ()})
BINDINGS = ber.sequence(repeat(node(Field("binding", nested, says="one variable"), ber.sequence(
    ber.object_id(Field("name", ber.oid, says="which variable")),
    peek(Field("value_type", u8, base=16, names=NOTHING, says="type of its value")), VALUE))))
REQUEST = (
    ber.integer(Field("request_id", i32, says="by which an answer is known")),
    ber.integer(Field("error_status", u32, names=ERROR, says="why it failed")),
    ber.integer(Field("error_index", u32, says="at which variable")),
    when(of("error_status") > 0, finding("error")), BINDINGS)
BULK = (ber.integer(Field("request_id", i32, says="by which an answer is known")),
        ber.integer(Field("non_repeaters", u32, says="variables asked for once")),
        ber.integer(Field("max_repetitions", u32, says="how often the others")), BINDINGS)
TRAP_1 = (ber.object_id(Field("enterprise", ber.oid, says="whose trap it is")),
          ber.string(Field("agent", ipv4, says="who sends the trap"), tag=0x40),
          ber.integer(Field("generic_trap", u32, names=TRAP, says="what happened")),
          ber.integer(Field("specific_trap", u32, says="which of the enterprise's")),
          ber.integer(Field("uptime", u32, says="in 1/100 s"), tag=0x43), BINDINGS)
PDUS = (peek(Field("pdu", u8, names=PDU, scope="session", keep="distinct", says="what the message is")), ber.choice({
    (0xA0, 0xA1, 0xA3, 0xA6, 0xA7): REQUEST, (0xA2, 0xA8): REQUEST, 0xA4: TRAP_1, 0xA5: BULK}))
ENGINE = Field("context_engine", octets, says="whose values are meant")
SECURITY = ber.element(ber.OCTET_STRING, ber.sequence(
    ber.string(Field("engine_id", octets, says="whose clock and counters count")),
    ber.integer(Field("engine_boots", u32, says="how often that one started")),
    ber.integer(Field("engine_time", u32, unit="s", says="since its start")),
    ber.string(Field("user_name", text, scope="session", keep="distinct", says="who asks")),
    ber.string(Field("authentication", octets, says="proof of who sent it")),
    ber.string(Field("privacy", octets, says="what the encryption needs"))))
VERSION_3 = (
    ber.sequence(ber.integer(Field("message_id", u32, says="by which an answer is known")),
                 ber.integer(Field("max_size", u32, unit="bytes", says="largest answer")),
                 ber.element(ber.OCTET_STRING, bits(
                     u8,
                     Field("reportable", flag, mask=4, says="errors are to be told"),
                     Field("encrypted", flag, mask=2, says="the message is encrypted"),
                     Field("authenticated", flag, mask=1, says="it proves who sent it"))),
                 ber.integer(Field("security_model", u32, names=names(1, "v1", 2, "v2c", 3, "user based"),
                                   says="how it is protected"))),
    when(of("security_model") == 3, SECURITY, otherwise=ber.ignored()),
    ber.choice({
        ber.SEQUENCE: (ber.string(ENGINE), ber.string(Field("context_name", text, says="which set of values")), *PDUS),
        ber.OCTET_STRING: Field("ciphertext", octets, says="encrypted content")}))

SNMP = Protocol(
    key="snmp", title="SNMP", reference="RFC 3411", layer=7, rides_on={"udp.port": (161, 162)},
    layout=(ber.sequence(
        ber.integer(Field("version", u32, names=VERSION, scope="session", only=(0, 1, 3), says="of SNMP")),
        when(of("version") == 3, *VERSION_3,
             otherwise=(ber.string(Field("community", text, scope="session",
                                         says="word that lets in, for all to read")), *PDUS))),),
    info=("{pdu}", "{name}", "{community}"),
    findings=(Finding("error", Severity.NOTE, "A device refused an SNMP request."),))
