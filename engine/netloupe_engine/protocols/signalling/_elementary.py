"""What application protocols between nodes of mobile networks have in common: elementary procedures and their elements.

They are ASN.1 in aligned packed encoding rules (ITU-T X.691), as 3GPP TS 38.413 clause 9.4 and its like say. A message
is an alternative of three, with the number of a procedure,
a criticality and a list of elements: each of these begins at a
whole byte, behind its length, so that they are told apart without knowing what is in them. What is in an element is
shown where that is a name, an identifier or a message; of the others there are number and bytes.
"""
from collections.abc import Mapping
from typing import Any

from ..define import (Field, ahead, bits, bound, finding, flag, left, names, nested, node, octets, of, remember, repeat,
                      skip, switch, text, u8, u16, unsigned, when)
from ..findings import REJECTED

PDU = names(0, "initiating message", 1, "successful outcome", 2, "unsuccessful outcome")
CRITICALITY = names(0, "reject", 1, "ignore", 2, "notify")
CAUSE = names(0, "radio network", 1, "transport", 2, "NAS", 3, "protocol", 4, "miscellaneous")


def named(first: int, *words: str) -> tuple[int | str, ...]:
    """Names of numbers that follow each other."""
    return tuple(word for number, name in enumerate(words, first) for word in (number, name))


def length(name: str) -> tuple[Any, ...]:
    """A length determinant (X.691, clause 11.9), kept as `name`: up to 127 in a byte, up to 16,383 in two."""
    return when(ahead(u8, 0x80, 0x80), bits(u16, Field("long_length", u16, mask=0x3FFF, unit="bytes")),
                remember(name, "long_length"),
                otherwise=(Field("length", u8, unit="bytes"), remember(name, "length"))),


CRITICAL = bits(u8, Field("criticality", u8, mask=0xC0, names=CRITICALITY),
                Field("criticality_unused", u8, mask=0x3F, only=(0,)))
CAUSES = (bits(u8, Field("cause_group", u8, mask=0x70, names=CAUSE, scope="session", keep="distinct")),
          when(left > 0, Field("cause_data", octets, says="which of these, in packed bits")))
# Numbers and names of which the first byte or two are packed bits that say how long they are.
REST = when(left > 0, Field("value", octets, says="packed: not taken apart"))


def identifier(name: str) -> tuple[Any, ...]:
    """An identifier of a UE."""
    return skip(1), Field(name, unsigned, scope="session", keep="distinct")


NODE_NAME = (skip(2), Field("node_name", text, scope="session", keep="distinct"))


def procedures(known: tuple[int | str, ...], elements: Mapping[int, str] | None = None,
               cases: Mapping[Any, Any] | None = None) -> tuple[Any, ...]:
    """The layout of messages with these procedures. `cases` read the values of elements by number."""
    element = Field("element", u16, names=names(*(word for pair in (elements or {}).items() for word in pair)))
    return (
        bits(u8, Field("extended", flag, mask=0x80, says="an alternative of later versions"),
             Field("pdu", u8, mask=0x60, names=PDU, scope="session", keep="distinct", only=(0, 1, 2)),
             Field("unused", u8, mask=0x1F, only=(0,))),
        Field("procedure", u8, names=names(*known), scope="session",
              keep="distinct"),
        CRITICAL, *length("message_bytes"),
        when(of("pdu") == 2, finding("rejected")),
        bound("message_bytes",
              bits(u8, Field("more", flag, mask=0x80, says="elements of later versions follow")),
              Field("elements", u16),
              repeat(node(Field("information", nested, says="one element"), element, CRITICAL, *length("element_bytes"),
                          bound("element_bytes", switch("element", dict(cases or {}), default=REST))),
                     count="elements"),
              REST))


INFO = ("{procedure}", "{pdu}")
FINDINGS = (REJECTED,)
