"""MMS: variables and files of protection relays and other devices (ISO 9506-2; IEC 61850-8-1).

Names of variables are shown, values are not taken apart.
"""
from ...layouts import ber
from ..define import (Field, Protocol, ahead, finding, left, names, octets, of, peek, repeat, skip, switch, text, u8,
                      u32, when)
from ..findings import CONTROLLED, PROGRAMMED, REFUSED, STOPPED, WRITTEN

PDU = names(
    0xA0, "confirmed request", 0xA1, "confirmed response", 0xA2, "confirmed error", 0xA3, "unconfirmed", 0xA4, "reject",
    0x85, "cancel request", 0x86, "cancel response", 0xA7, "cancel error", 0xA8, "initiate request",
    0xA9, "initiate response", 0xAA, "initiate error", 0x8B, "conclude request", 0x8C, "conclude response",
    0xAD, "conclude error")
SERVICE = names(
    0, "status", 1, "get name list", 2, "identify", 3, "rename", 4, "read", 5, "write", 6, "get variable attributes",
    7, "define variable", 8, "define scattered access", 10, "delete variable", 11, "define variable list",
    12, "get variable list attributes", 13, "delete variable list", 19, "take control", 20, "relinquish control",
    26, "initiate download", 27, "download segment", 28, "end download", 29, "initiate upload", 30, "upload segment")
MORE = names(
    31, "end upload", 33, "load domain content", 34, "store domain content", 35, "delete domain",
    37, "get domain attributes", 38, "create program", 39, "delete program", 40, "start", 41, "stop", 42, "resume",
    43, "reset", 44, "kill", 45, "get program attributes", 46, "obtain file", 65, "read journal", 72, "file open",
    73, "file read", 74, "file close", 75, "file rename", 76, "file delete", 77, "file directory")
INVOKE = ber.integer(Field("invoke_id", u32, says="the answer has the request's"))
ITEM = Field("item", text, scope="session", keep="distinct", keep_most=256, says="name of a variable")
NAMED = ber.choice({
    0xA1: (ber.element(0x1A, Field("domain", text, scope="session", keep="distinct", keep_most=64, says="device")),
           ber.element(0x1A, ITEM)), 0x80: ITEM, 0x82: ITEM}, ())
VARIABLES = repeat(ber.choice({0x30: repeat(ber.choice({0xA0: NAMED}, ()))}, ()))
LISTED = repeat(ber.choice({0xA0: VARIABLES, 0xA1: NAMED}, ()))
DATA = when(left > 0, Field("data", octets))
HIGH = ahead(u8, 0x1F, 0x1F)        # a tag of two bytes

MMS = Protocol(
    key="mms", title="MMS", reference="ISO 9506-2", layer=7, rides_on={"presentation.data": 0xA0, "acse.data": 0},
    starts=(),
    layout=(
        peek(Field("pdu", u8, names=PDU, base=16, scope="session", keep="distinct", only=tuple(PDU.names))),
        ber.choice({
            (0xA0, 0xA1): (
                INVOKE, when(ahead(u8, 0x30), ber.ignored()),
                when(left > 0, when(
                    HIGH, skip(1), Field("further_service", u8, names=MORE, scope="session", keep="distinct"),
                    when(of("pdu") == 0xA0, switch("further_service", {
                        (41, 44): finding("stopped"), (40, 42, 43): finding("control"),
                        (33, 34, 35, 46, 75, 76): finding("program")})),
                    DATA, otherwise=(
                        peek(Field("service", u8, mask=0x1F, names=SERVICE, scope="session", keep="distinct")),
                        when(of("pdu") == 0xA0,
                             switch("service", {5: finding("write"), range(26, 31): finding("program")}),
                             ber.choice({0xA4: repeat(ber.choice({0xA1: LISTED}, ())), 0xA5: LISTED,
                                         0xA6: repeat(ber.choice({0xA0: NAMED}, ()))}, DATA), otherwise=DATA))))),
            (0xA2, 0xA4, 0xAA): (finding("error"), DATA),
            0xA3: repeat(ber.choice({0xA0: LISTED}, ())),
        }, default=DATA)),
    info=("{pdu}", "{service}", "{further_service}", "{domain}", "{item}"),
    findings=(STOPPED, CONTROLLED, WRITTEN, PROGRAMMED, REFUSED))
