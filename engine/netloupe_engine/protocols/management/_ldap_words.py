"""The messages of LDAP, with a connection and without (RFC 4511)."""
from ...layouts import ber
from ...model import Severity
from ..define import (Field, Finding, call, client, define, finding, flag, left, names, nested,
                      node, octets, of, peek, remember, repeat, require, server, switch_to, text, u8, u32, when)
from ..findings import CLEAR_TEXT_CREDENTIALS

OPERATION = names(
    0x60, "bind request", 0x61, "bind response", 0x42, "unbind", 0x63, "search request", 0x64, "search entry",
    0x65, "search done", 0x73, "search reference", 0x66, "modify request", 0x67, "modify response", 0x68, "add request",
    0x69, "add response", 0x4A, "delete request", 0x6B, "delete response", 0x6C, "rename request",
    0x6D, "rename response", 0x6E, "compare request", 0x6F, "compare response", 0x50, "abandon",
    0x77, "extended request", 0x78, "extended response", 0x79, "intermediate response")
RESULT = names(
    0, "success", 1, "operations error", 2, "protocol error", 3, "time limit exceeded", 4, "size limit exceeded",
    5, "compare false", 6, "compare true", 7, "authentication method not supported",
    8, "stronger authentication required", 10, "referral", 11, "administrative limit",
    12, "critical extension unavailable", 13, "confidentiality required",
    14, "SASL bind in progress", 16, "no such attribute", 17, "undefined attribute type", 18, "inappropriate matching",
    19, "constraint violation", 20, "attribute or value exists", 21, "invalid attribute syntax", 32, "no such object",
    33, "alias problem", 34, "invalid DN", 48, "inappropriate authentication", 49, "invalid credentials",
    50, "insufficient access rights", 51, "busy", 52, "unavailable", 53, "unwilling to perform", 54, "loop detected",
    64, "naming violation", 65, "object class violation", 66, "not allowed on non-leaf", 67, "not allowed on RDN",
    68, "entry already exists", 69, "object class modifications prohibited", 71, "affects multiple servers",
    80, "other")
SCOPE = names(0, "base object", 1, "single level", 2, "whole subtree")
FILTER = names(0xA0, "and", 0xA1, "or", 0xA2, "not", 0xA3, "equal", 0xA4, "substrings", 0xA5, "greater or equal",
               0xA6, "less or equal", 0x87, "present", 0xA8, "approximately", 0xA9, "extensible")
START_TLS = "1.3.6.1.4.1.1466.20037"

DN = Field("dn", text, scope="session", keep="distinct", keep_most=64, says="entry that is meant")
DESCRIPTION = Field("attribute", text, says="name of an attribute")
VALUE = Field("value", octets, says="of an attribute")
ASSERTION = (ber.string(DESCRIPTION), ber.string(VALUE))
FILTERS = define("filter", node(
    Field("filter", nested, says="one condition of a search"),
    peek(Field("filter_type", u8, names=FILTER, says="kind of condition")), ber.choice({
        (0xA0, 0xA1): repeat(call("filter")), 0xA2: call("filter"), (0xA3, 0xA5, 0xA6, 0xA8): ASSERTION,
        0xA4: (ber.string(DESCRIPTION), ber.sequence(repeat(ber.element(range(0x80, 0x83), VALUE)))),
        0x87: DESCRIPTION, 0xA9: VALUE})))
RESPONSE = (
    server(), ber.integer(Field("result", u32, names=RESULT, scope="session", keep="distinct",
                                says="outcome of the operation"),
                          tag=ber.ENUMERATED),
    ber.string(Field("matched_dn", text, says="last entry that was found")), ber.string(Field("message", text,
                                                                                              says="outcome in words")),
    when(of("result") == 49, finding("login_failed")))
ATTRIBUTES = ber.sequence(repeat(ber.sequence(ber.string(DESCRIPTION), ber.element(
    ber.SET, repeat(ber.string(VALUE))))))

LAYOUT = (require(u8, ber.SEQUENCE), FILTERS, ber.sequence(
    ber.integer(Field("message_id", u32, says="by which an answer is known")),
    peek(Field("operation", u8, names=OPERATION, scope="session", only=tuple(OPERATION.names),
               says="what the message is")),
    ber.choice({
        0x60: (client(), ber.integer(Field("version", u32, only=(2, 3), says="of LDAP")), ber.string(DN),
               ber.choice({
                   0x80: when(left > 0, Field("password", octets, says="for all to read"),
                              finding("clear_text_credentials")),
                   0xA3: (ber.string(Field("mechanism", text, says="how the client proves who it is (SASL)")),
                          when(left > 0, ber.string(
                              Field("credentials", octets, says="what the client proves it by"))))}, ())),
        0x42: client(),
        0x63: (client(), ber.string(DN),
               ber.integer(Field("scope", u32, names=SCOPE, says="how far a search goes"), tag=ber.ENUMERATED),
               ber.integer(Field("dereference", u32, says="when aliases are followed"), tag=ber.ENUMERATED),
               ber.integer(Field("size_limit", u32, says="most entries wanted, 0: all")),
               ber.integer(Field("time_limit", u32, unit="s", says="longest time of a search, 0: any")),
               ber.string(Field("types_only", flag, says="names of attributes without values"), tag=1),
               call("filter"), ber.sequence(repeat(ber.string(Field("wanted", text, says="what is wanted"))))),
        0x64: (server(), ber.string(DN), ATTRIBUTES),
        (0x61, 0x65, 0x67, 0x69, 0x6B, 0x6D, 0x6F): RESPONSE,
        0x78: (*RESPONSE, when((of("asked_tls") == 1) & (of("result") == 0), switch_to("protocol", "tls")),
               remember("asked_tls", 0)),
        0x77: (client(), ber.string(Field("extension", text, says="which extended operation"), tag=0x80),
               when(of("extension") == START_TLS, remember("asked_tls", 1))),
        0x66: (client(), ber.string(DN)),
        0x68: (client(), ber.string(DN), ATTRIBUTES),
        0x4A: (client(), DN),
        0x6C: (client(), ber.string(DN)),
        0x6E: (client(), ber.string(DN)),
    }, ())))
INFO = ("{operation}", "{dn}", "{result}")
FINDINGS = (CLEAR_TEXT_CREDENTIALS, Finding("login_failed", Severity.NOTE, "A directory refused a login."))
