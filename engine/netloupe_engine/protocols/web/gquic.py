"""Google's QUIC, before it became a standard: versions Q025 to Q046 in clear, of later ones the header.

Reference: draft-hamilton-early-deployment-quic-00, draft-tsvwg-quic-protocol-02, Chromium's QUIC crypto document.
"""
from ..define import (Condition, Field, Protocol, ahead, bits, certain, client, contains, find, flag, here, le16,
                      le32, left, names, nested, node, octets, of, remember, repeat, seek, sized, skip, switch, take,
                      text, u8, u16, u32, unsigned, way, when)

TAG = names(*(word for tag, says in {
    b"SNI\0": "server name", b"VER\0": "version", b"UAID": "user agent", b"PAD\0": "padding",
    b"CCS\0": "common certificates", b"CCRT": "cached certificates", b"PDMD": "proof demanded", b"AEAD": "ciphers",
    b"KEXS": "key exchanges", b"SCID": "server configuration", b"STK\0": "address token", b"NONC": "nonce",
    b"PUBS": "public value", b"ICSL": "idle limit", b"MSPC": "streams", b"CFCW": "connection window",
    b"SFCW": "stream window", b"COPT": "connection options", b"TCID": "truncated connection id",
    b"SRBF": "receive buffer", b"CSCT": "SCT wanted", b"XLCT": "expected certificate", b"SMHL": "hello limits",
    b"NONP": "nonce of the proof", b"CTIM": "client's time", b"SVID": "server id",
}.items() for word in (int.from_bytes(tag, "big"), says)))
SNI, VER, UAID, PAD = (int.from_bytes(tag, "big") for tag in (b"SNI\0", b"VER\0", b"UAID", b"PAD\0"))
VALUE = of("end") - of("begin")

# A hello is a list of tags, each with the place where its value ends among those that stand behind all tags.
HELLO = (
    client(), find(b"CHLO"), take("tag_count", le16), skip(2),
    remember("values_at", here + of("tag_count") * 8), remember("begin", 0),
    repeat(node(
        Field("tag", nested),
        Field("tag_name", u32, names=TAG, base=16), take("end", le32), remember("next_tag", here),
        seek(of("values_at") + of("begin")),
        switch("tag_name", {
            SNI: Field("server_name", sized(VALUE, text), scope="session"),
            VER: Field("wanted_version", sized(VALUE, text)),
            UAID: Field("user_agent", sized(VALUE, text), scope="session", keep="distinct"),
            PAD: skip(VALUE),
        }, default=when(VALUE > 0, Field("tag_value", sized(VALUE, octets)))),
        remember("begin", "end"), seek("next_tag")), count="tag_count"))
HASH = Field("hash", sized(12, octets), says="of a packet that no cipher protects")
REST = when(left > 0, Field("payload", octets))
PAYLOAD = when((left > 12) & contains(b"CHLO"), HASH, *HELLO, otherwise=REST)
VERSION = Field("version", sized(4, text), scope="session", keep="distinct")
ID = Field("connection_id", sized("id_bytes", octets))
SOURCE_ID = Field("source_id", sized("id_bytes", octets))
NUMBER = Field("packet_number", sized("number_bytes", unsigned))


def counted_id(field: Field) -> tuple[object, ...]:
    """An id behind a byte that counts."""
    return take("count", u8), remember("id_bytes", "count"), field


PUBLIC = (                              # draft-tsvwg-quic-protocol-02 section 6
    bits(u8, Field("has_version", flag, mask=0x01), Field("reset", flag, mask=0x02), Field("has_id", flag, mask=0x08),
         Field("number_width", u8, mask=0x30, names=names(0, "1 byte", 1, "2 bytes", 2, "4 bytes", 3, "6 bytes"))),
    when(of("has_id") == 1, remember("id_bytes", 8), ID),
    when((of("has_version") == 1) & (way == 1), repeat(Field("supported_version", sized(4, text))),
         otherwise=(
             when(of("has_version") == 1, VERSION),
             when(of("reset") == 0, switch("number_width", {
                 width: remember("number_bytes", size) for width, size in enumerate((1, 2, 4, 6))}), NUMBER),
             when(of("has_version") == 1, PAYLOAD, otherwise=REST))))

LONG = (                                # as the drafts of the standard had it
    bits(u8, Field("long_header", flag, mask=0x80), Field("packet_type", u8, mask=0x30),
         Field("number_size", u8, mask=0x03, says="bytes of the packet number, less one")),
    VERSION,
    when(of("version").one_of("Q044", "Q045", "Q046"),
         bits(u8, Field("destination_size", u8, mask=0xF0, says="0, or 3 less than the id has bytes"),
              Field("source_size", u8, mask=0x0F)),
         when(of("destination_size") > 0, remember("id_bytes", of("destination_size") + 3), ID),
         when(of("source_size") > 0, remember("id_bytes", of("source_size") + 3), SOURCE_ID),
         remember("number_bytes", of("number_size") + 1), NUMBER, PAYLOAD,
         otherwise=(*counted_id(ID), *counted_id(SOURCE_ID), REST)))
IS_LONG = ahead(u8, 0x80, 0x80)


def version_at(behind: int) -> Condition:
    """Is a version there: Q0 or T0, and two digits?"""
    digits = ahead(u16, 0x3030, 0xF0F0, behind=behind + 2)
    return digits & (ahead(u16, 0x5130, behind=behind) | ahead(u16, 0x5430, behind=behind))


GQUIC = Protocol(
    key="gquic", title="Google QUIC", reference="draft-tsvwg-quic-protocol-02", layer=7,
    rides_on={"udp.port": (443, 80)}, starts=(),
    probe=(when(IS_LONG & version_at(1), certain()), when(ahead(u8, 0x09, 0xC9) & version_at(9), certain())),
    layout=(
        when(IS_LONG, *LONG,
             otherwise=when(ahead(u8, 0x40, 0x40), Field("short_header", u8, base=16), REST, otherwise=PUBLIC)),),
    info=("{version}", "{server_name}"))
