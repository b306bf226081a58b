"""RTCP: how media arrives, and who sends it (RFC 3550 section 6; feedback: RFC 4585)."""
from ..define import (
    Field,
    Protocol,
    ahead,
    align,
    bits,
    bound,
    counted,
    flag,
    i24,
    left,
    likely,
    names,
    nested,
    node,
    ntp64,
    octets,
    of,
    repeat,
    sized,
    switch,
    text,
    u8,
    u16,
    u32,
    when,
)

TYPE = names(192, "FIR (old)", 193, "NACK (old)", 195, "extended jitter", 200, "sender report", 201, "receiver report",
             202, "source description", 203, "goodbye", 204, "application", 205, "transport feedback",
             206, "payload feedback", 207, "extended report")
ITEM = names(1, "CNAME", 2, "NAME", 3, "EMAIL", 4, "PHONE", 5, "LOC", 6, "TOOL", 7, "NOTE", 8, "PRIV")

SSRC = Field("ssrc", u32, base=16, scope="session", keep="distinct", keep_most=16, says="who sends")
SOURCE = Field("source", u32, base=16, says="whose media it is about")
BLOCK = node(
    Field("report", nested, says="how one source arrives"), SOURCE,
    Field("fraction_lost", u8, says="since the last report, in 256ths"),
    Field("lost", i24, says="packets lost in all, duplicates taken off"),
    Field("highest_sequence", u32, says="highest sequence number, with its cycles"),
    Field("jitter", u32, says="of arrival, in units of the time stamps"),
    Field("last_report", u32, says="middle of the time in the last sender report"),
    Field("delay", u32, says="since that report came, in 65,536ths of a second"))
EXTRA = when(left > 0, Field("data", octets, says="what follows"))
BLOCKS = repeat(BLOCK, count="count")
SENDER_INFO = node(
    Field("sender", nested, says="what its sender sent"),
    Field("ntp_time", ntp64, says="when the report was sent"),
    Field("rtp_time", u32, says="the same in units of the time stamps"),
    Field("packets_sent", u32, says="since the source began"),
    Field("octets_sent", u32, unit="bytes", says="of payload since then"))
CHUNK = node(
    Field("chunk", nested, says="one source's description"), SOURCE,
    repeat(Field("item", u8, names=ITEM, says="kind of description"),
           when(of("item") > 0, Field("description", counted(u8, text), says="what it says")),
           until=of("item") == 0),
    align(4))

RTCP = Protocol(
    key="rtcp", title="RTP Control Protocol", reference="RFC 3550", layer=7, rides_on={"udp.port": 5005},
    # Beside media it is the media's; a whole compound of packets that begins with a report is hardly anything else.
    tells=False, guessed=True, starts=(b"\x80\xc8", b"\x80\xc9", b"\x81\xc8", b"\x81\xc9"),
    # A compound packet begins with a report, even an empty one (section 6.1).
    probe=(when(ahead(u8, 0x80, 0xC0) & (ahead(u8, 200, behind=1) | ahead(u8, 201, behind=1))
                & ahead(u8, 0, 0x80, behind=2), likely()),),
    layout=(repeat(node(
        Field("packet", nested, says="one of a compound packet"),
        bits(u8, Field("version", u8, mask=0xC0, only=(2,), says="of RTP"),
             Field("padding", flag, mask=0x20, says="the last packet ends with bytes that mean nothing"),
             Field("count", u8, mask=0x1F, says="reports, sources or chunks; of feedback its format")),
        Field("type", u8, names=TYPE, only=(range(192, 224),), says="kind of packet"),
        Field("length", u16, unit="words", says="of the packet behind its first four bytes"),
        bound(of("length") * 4, switch("type", {
            200: (SSRC, SENDER_INFO, BLOCKS, EXTRA), 201: (SSRC, BLOCKS, EXTRA),
            202: repeat(CHUNK, count="count"),
            203: (repeat(SOURCE, count="count"),
                  when(left > 0, Field("reason", counted(u8, text), says="why it leaves"))),
            204: (SSRC, Field("name", sized(4, text), says="whose packet it is"), EXTRA),
            (205, 206): (SSRC, SOURCE, EXTRA),
        }, default=EXTRA)))),),
    info=("{type}",))
