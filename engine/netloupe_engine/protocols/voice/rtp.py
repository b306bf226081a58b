"""RTP: media in real time (RFC 3550; payload types: RFC 3551).

One packet looks like anything: it is known by what announced it, or by several that follow each other.

What listeners would say of speech is estimated by the E-model of ITU-T G.107, as far as a capture lets it. The rating
is R = 93.2 - Id - Ie_eff. Ie_eff = Ie + (95 - Ie) * P / (P + Bpl), with the loss P in per cent, Ie and Bpl of the codec
(G.113 appendix I). Id = 0.024 d, and 0.11 (d - 177.3) more if that is above 0, d being the delay in ms of a buffer of
twice the jitter; the delay of the network is not known and taken as 0, so that the score is an upper bound. It is
1 + 0.035 R + R (R - 60) (100 - R) * 7e-6 (G.107 annex B), and told of G.711, G.723.1 and G.729 from 50 packets on.
"""
from ..define import (
    Field,
    Kind,
    Protocol,
    Type,
    bits,
    computed,
    flag,
    left,
    names,
    number,
    octets,
    of,
    real,
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

signed = Type(Kind.SIGNED)


def both(name: str, type: Type, says: str, unit: str = "") -> tuple[Field, Field]:
    """What the end of the session tells of each direction."""
    up, down = (Field(f"{name}_{way}", type, unit=unit, scope="session", says=f"{says}: {whose}")
                for way, whose in (("up", "from the initiator"), ("down", "from the responder")))
    return up, down


RTP = Protocol(
    key="rtp", title="Real-time Transport Protocol", reference="RFC 3550", layer=7,
    twin="_rtp", children=("protocol",), guessed=True, starts=(b"\x80", b"\x90"), numbered_first=(
        "source", "codec", "expected_up", "expected_down", "lost_up", "lost_down", "jitter_up", "jitter_down",
        "mos_up", "mos_down"),
    fields=(
        Field("source", number, base=16, scope="session", says="who sends: each SSRC of a direction once"),
        Field("codec", number, names=PAYLOAD, scope="session", says="how media is coded, each time that it changes"),
        *both("expected", number, "packets sent, by their sequence numbers"),
        *both("lost", signed, "packets that did not come; below zero where more came twice"),
        *both("jitter", real, "how unevenly packets came in the end, by RFC 3550 section 6.4.1", "ms"),
        *both("mos", real, "mean opinion score of speech, estimated from codec, loss and jitter (ITU-T G.107)")),
    layout=(
        bits(u8, Field("version", u8, mask=0xC0, only=(2,), says="of RTP"),
             Field("padding", flag, mask=0x20, says="bytes at the end mean nothing; the last one counts them"),
             Field("extension", flag, mask=0x10, says="a header extension follows"),
             Field("csrc_count", u8, mask=0x0F, says="sources mixed into this one")),
        bits(u8, Field("marker", flag, mask=0x80, says="a frame ends, or talk begins: the payload type says which"),
             Field("payload_type", u8, mask=0x7F, names=PAYLOAD,
                   says="how the media is coded")),
        Field("sequence", u16, says="counts packets"),
        Field("timestamp", u32, says="when it was sampled, in units of the payload type"),
        Field("ssrc", u32, base=16, says="who sends"),
        repeat(Field("csrc", u32, base=16, says="a source mixed into this one"), count="csrc_count"),
        when(of("extension") == 1,
             Field("extension_profile", u16, base=16, says="what the extension is"),
             Field("extension_length", u16, unit="words", says="of the extension"),
             Field("extension_data", sized(of("extension_length") * 4, octets), says="the extension")),
        computed(Field("payload_size", u32, unit="bytes", says="of media"), left),
        when(left > 0, Field("payload", octets, says="media")),
    ),
    info=("{payload_type}", "{sequence}"))
