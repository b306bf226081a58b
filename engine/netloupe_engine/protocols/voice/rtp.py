"""RTP: media in real time (RFC 3550; payload types: RFC 3551).

Its packets look like anything: it is known by what announced it alone.
"""
from ..define import (
    Field,
    Protocol,
    ahead,
    bits,
    computed,
    flag,
    left,
    likely,
    names,
    octets,
    of,
    repeat,
    sized,
    u8,
    u16,
    u32,
    when,
)

PAYLOAD = names(
    0, "PCMU", 3, "GSM", 4, "G723", 5, "DVI4 8 kHz", 6, "DVI4 16 kHz", 7, "LPC", 8, "PCMA", 9, "G722", 10, "L16 stereo",
    11, "L16", 12, "QCELP", 13, "comfort noise", 14, "MPEG audio", 15, "G728", 16, "DVI4 11 kHz", 17, "DVI4 22 kHz",
    18, "G729", 25, "CelB", 26, "JPEG", 28, "nv", 31, "H261", 32, "MPEG video", 33, "MPEG-2 transport stream",
    34, "H263")

RTP = Protocol(
    key="rtp", title="Real-time Transport Protocol", reference="RFC 3550", layer=7,
    probe=(when(ahead(u8, 0x80, 0xC0) & ~(ahead(u8, 200, 0xFC, behind=1)), likely()),),
    layout=(
        bits(u8, Field("version", u8, mask=0xC0, only=(2,), says="of RTP"),
             Field("padding", flag, mask=0x20, says="bytes at the end mean nothing; the last one counts them"),
             Field("extension", flag, mask=0x10, says="a header extension follows"),
             Field("csrc_count", u8, mask=0x0F, says="sources mixed into this one")),
        bits(u8, Field("marker", flag, mask=0x80, says="a frame ends, or talk begins: the payload type says which"),
             Field("payload_type", u8, mask=0x7F, names=PAYLOAD, scope="session", keep="distinct", keep_most=16,
                   says="how the media is coded")),
        Field("sequence", u16, says="counts packets"),
        Field("timestamp", u32, says="when it was sampled, in units of the payload type"),
        Field("ssrc", u32, base=16, scope="session", keep="distinct", keep_most=16, says="who sends"),
        repeat(Field("csrc", u32, base=16, says="a source mixed into this one"), count="csrc_count"),
        when(of("extension") == 1,
             Field("extension_profile", u16, base=16, says="what the extension is"),
             Field("extension_length", u16, unit="words", says="of the extension"),
             Field("extension_data", sized(of("extension_length") * 4, octets), says="the extension")),
        computed(Field("payload_size", u32, unit="bytes", says="of media"), left),
        when(left > 0, Field("payload", octets, says="media")),
    ),
    info=("{payload_type}", "{sequence}"))
