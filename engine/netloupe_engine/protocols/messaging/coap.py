"""CoAP: resources of small devices (RFC 7252), observed (RFC 7641) or in blocks (RFC 7959); LwM2M registers by it.

An option's number is that of the one before it and a difference, which is read first.
"""
from ...model import Severity
from ..define import (Field, Finding, Protocol, ahead, bits, call, client, define, finding, joined, left, names,
                      nested, node,
                      octets, of, refute, remember, repeat, said, server, sized, skip, switch, take, text, u8, u16,
                      unsigned,
                      when)

TYPE = names(0, "confirmable", 1, "non-confirmable", 2, "acknowledgement", 3, "reset")
CODE = names(
    0, "empty", 1, "GET", 2, "POST", 3, "PUT", 4, "DELETE", 5, "FETCH", 6, "PATCH", 7, "iPATCH", 0x41, "2.01 Created",
    0x42, "2.02 Deleted", 0x43, "2.03 Valid", 0x44, "2.04 Changed", 0x45, "2.05 Content", 0x5F, "2.31 Continue",
    0x80, "4.00 Bad Request", 0x81, "4.01 Unauthorized", 0x82, "4.02 Bad Option", 0x83, "4.03 Forbidden",
    0x84, "4.04 Not Found", 0x85, "4.05 Method Not Allowed", 0x86, "4.06 Not Acceptable",
    0x88, "4.08 Request Entity Incomplete", 0x89, "4.09 Conflict", 0x8C, "4.12 Precondition Failed",
    0x8D, "4.13 Request Entity Too Large", 0x8F, "4.15 Unsupported Content-Format", 0xA0, "5.00 Internal Server Error",
    0xA1, "5.01 Not Implemented", 0xA2, "5.02 Bad Gateway", 0xA3, "5.03 Service Unavailable", 0xA4,
    "5.04 Gateway Timeout",
    0xA5, "5.05 Proxying Not Supported")
OPTION = names(1, "If-Match", 3, "Uri-Host", 4, "ETag", 5, "If-None-Match", 6, "Observe", 7, "Uri-Port", 8,
               "Location-Path",
               9, "OSCORE", 11, "Uri-Path", 12, "Content-Format", 14, "Max-Age", 15, "Uri-Query", 17, "Accept",
               20, "Location-Query", 23, "Block2", 27, "Block1", 28, "Size2", 35, "Proxy-Uri", 39, "Proxy-Scheme",
               60, "Size1", 258, "No-Response")
FORMAT = names(0, "text/plain", 40, "application/link-format", 41, "application/xml", 42, "application/octet-stream",
               47, "application/exi", 50, "application/json", 60, "application/cbor", 110, "application/senml+json",
               112, "application/senml+cbor", 11542, "application/vnd.oma.lwm2m+tlv", 11543,
               "application/vnd.oma.lwm2m+json",
               11544, "application/vnd.oma.lwm2m+cbor")


def kept(name: str, kind: object, says: str, **more: object) -> Field:
    """An option that the session keeps."""
    return Field(name, sized("size", kind), scope="session", keep="distinct", keep_most=64,  # type: ignore[arg-type]
                 says=says, **more)  # type: ignore[arg-type]


def extended(name: str, nibble: str) -> tuple[object, ...]:
    """Thirteen and fourteen say that one or two bytes follow, with what is more than 12 or 268 (section 3.1)."""
    return (switch(nibble, {13: (take("more", u8), remember(name, of("more") + 13)),
                            14: (take("much_more", u16), remember(name, of("much_more") + 269))},
                   default=remember(name, of(nibble))),)


SEGMENT = Field("path_segment", sized("size", text), says="of the resource's path")
PATH = Field("path", text, scope="session", keep="distinct", keep_most=64, says="of the resource")
BLOCK = Field("block", sized("size", unsigned), base=16, says="number, whether more follows, and size of a block")
FORMAT_OF = kept("format", unsigned, "of what is carried or wanted", names=FORMAT)
OPTIONS = define("options", repeat(when((left > 0) & ~ahead(u8, 0xFF), node(
    Field("option", nested), bits(u8, Field("delta", u8, mask=0xF0, only=(range(15),)),
                                  Field("short_size", u8, mask=0x0F, only=(range(15),))),
    *extended("step", "delta"), remember("number", of("number") + of("step")), *extended("size", "short_size"),
    switch("number", {
        3: kept("host", text, "which is meant"), 11: (said(SEGMENT),
                                                      when(of("path_segment") == "rd", remember("rd", 1))),
        6: Field("observe", sized("size", unsigned), says="0: be told of changes; in answers their order"),
        8: Field("location", sized("size", text)), (12, 17): FORMAT_OF,
        15: (kept("query", text, "what is asked of the resource"),), (23, 27): BLOCK,
        35: kept("proxy_uri", text, "what a proxy is to get"),
    }, default=(when(of("number") < 2048, switch("number", {tuple(OPTION.names): ()}, default=refute()),
                     otherwise=refute()), Field("option_value", sized("size", octets))))))))

COAP = Protocol(
    key="coap", title="CoAP", reference="RFC 7252", layer=7, rides_on={"udp.port": 5683}, starts=(),
    layout=(
        bits(u8, Field("version", u8, mask=0xC0, only=(1,)), Field("type", u8, mask=0x30, names=TYPE),
             Field("token_length", u8, mask=0x0F, only=(range(9),), unit="bytes")),
        Field("code", u8, names=CODE, number_first=False, only=tuple(CODE.names), scope="session", keep="distinct",
              says="what is asked, or the outcome"),
        Field("message_id", u16, says="an acknowledgement has the message's"),
        Field("token", sized("token_length", octets), says="an answer has the question's"),
        switch("code", {0: (), range(1, 32): client()}, default=server()),
        remember("number", 0), remember("rd", 0), OPTIONS,
        when(of("code") < 32, joined(PATH, call("options"), between="/"), otherwise=call("options")),
        when(left > 0, skip(1), Field("payload", octets, says="what is carried")),
        when((of("rd") == 1) & (of("code") == 2), finding("registered")),
        switch("code", {range(0x80, 0xC0): finding("error")})),
    info=("{code} {path}", "{code}"),
    findings=(Finding("error", Severity.NOTE, "A CoAP server could not do what was asked."),
              Finding("registered", Severity.NOTE, "A device registers at a server (LwM2M, or a resource directory).")))
