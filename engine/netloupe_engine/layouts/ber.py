"""ASN.1 in the Basic Encoding Rules (ITU-T X.690): words for elements of tag, length and contents.

Tags are the first byte as it is on the wire: 0x30 a sequence, 0xA0 the constructed context tag 0. Lengths must be
definite, and tag numbers below 31, as in SNMP (RFC 3417 section 8), LDAP (RFC 4511 section 5.1) and Kerberos.
"""
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from .expressions import ahead
from .fields import Field, Kind, Type, u8
from .words import Ref, Word, when

INTEGER, BIT_STRING, OCTET_STRING, NULL, OID, ENUMERATED, SEQUENCE, SET = 2, 3, 4, 5, 6, 10, 0x30, 0x31

SIGNED = Type(Kind.SIGNED, form="integer")
oid = Type(Kind.STRING, form="oid")


def choice(cases: Mapping[Any, Any], default: Any = None) -> Word:
    """One element: the words of the case with its tag read its contents. Without a default, other tags are errors."""
    blocks = [case if isinstance(case, tuple) else (case,) for case in cases.values()]
    if default is not None:
        blocks.append(default if isinstance(default, tuple) else (default,))
    return Word("ber", value=(None, tuple(cases), default is not None), blocks=tuple(blocks))


def element(tag: int | range, *words: Any) -> Word:
    """One element with this tag; `words` read its contents."""
    return choice({tag: words})


def sequence(*words: Any, tag: int = SEQUENCE) -> Word:
    """A constructed element."""
    return element(tag, *words)


def integer(field: Field | Ref, tag: int = INTEGER) -> Word:
    """A whole number of at most eight bytes."""
    if isinstance(field, Field) and field.type.form == "plain":
        field = replace(field, type=replace(field.type, width=0, form="integer"))
    return element(tag, field)


def string(field: Field | Ref, tag: int = OCTET_STRING) -> Word:
    """Text, bytes or an address: what the field's type says."""
    return element(tag, field)


def object_id(field: Field | Ref, tag: int = OID) -> Word:
    """An object identifier, shown in dotted numbers."""
    return element(tag, field)


def optional(tag: int, *words: Any) -> Word:
    """These words where the next element has this tag."""
    return when(ahead(u8, tag), *words)


def ignored(tag: int | range = range(256)) -> Word:
    """An element whose contents are passed over."""
    return element(tag)
