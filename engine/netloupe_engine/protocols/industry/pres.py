"""OSI presentation: what MMS is carried in (ITU-T X.226, ISO 8823-1)."""
from ...layouts import ber
from ..define import Field, Protocol, ahead, call, carry, define, left, nested, node, octets, peek, repeat, u8, when

# Associations are made by ACSE, whose elements have tags of the application; all other data are MMS's.
CARRIED = when(ahead(u8, 0x60, 0xF0), carry("presentation.data", 0x60), otherwise=carry("presentation.data", 0xA0))
SYNTAX = Field("abstract_syntax", ber.oid, scope="session", keep="distinct", says="whose data it is")
CONTEXT = node(Field("context", nested, says="what a number stands for"), ber.sequence(
    ber.integer(Field("context_id", u8)), ber.object_id(SYNTAX), repeat(ber.ignored())))
USER = define("user", ber.sequence(repeat(ber.sequence(
    ber.optional(6, ber.object_id(Field("transfer_syntax", ber.oid))),
    ber.integer(Field("data_context", u8, says="what the data are, by number")),
    ber.sequence(when(left > 0, CARRIED), tag=0xA0))), tag=0x61))

PRES = Protocol(
    key="pres", title="OSI presentation", reference="ITU-T X.226", layer=7, tells=False, rides_on={"session.data": 0},
    starts=(),
    layout=(
        USER, peek(Field("element", u8, base=16, says="0x61: data; 0x31: a connection is made")),
        when(ahead(u8, 0x61), call("user"), otherwise=when(ahead(u8, 0x31), ber.sequence(repeat(ber.choice({
            0xA2: repeat(when(ahead(u8, 0x61), call("user"), otherwise=ber.choice({
                0x81: Field("calling_selector", octets), 0x82: Field("called_selector", octets),
                0xA4: repeat(CONTEXT)}, ()))),
        }, ())), tag=0x31), otherwise=Field("data", octets))),
    ),
    info=())
