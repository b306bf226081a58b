"""Zoom: media of its meetings, through its servers. What is said in it is encrypted.

There is no public specification; fields as in Michel et al., "Enabling passive measurement of Zoom performance in
production networks", IMC 2022, section 4.
"""
from ..define import Field, Protocol, bits, left, names, octets, require, skip, switch, u8, u16, u32, when

MEDIA = names(13, "screen", 15, "audio", 16, "video", 33, "control of senders", 34, "control of senders with names")
RTP = (bits(u8, Field("rtp_version", u8, mask=0xC0, only=(2,))),
       bits(u8, Field("payload_type", u8, mask=0x7F, says="98: video, 99: screen or silence, 110: repair, 112: audio")),
       Field("rtp_sequence", u16), Field("rtp_time", u32),
       Field("ssrc", u32, base=16, scope="session", keep="distinct", keep_most=64, says="a stream of media"))
RTCP = (require(u8, range(0x80, 0x82)), skip(1), require(u8, range(200, 207)), skip(3),
        Field("ssrc", u32, base=16, scope="session", keep="distinct", keep_most=64, says="a stream of media"))

ZOOM = Protocol(
    key="zoom", title="Zoom media", reference="-", layer=7, rides_on={"udp.port": tuple(range(8801, 8811))}, starts=(),
    layout=(
        Field("kind", u8, only=(5,), says="5: media through a server"), Field("sequence", u16),
        skip(4), Field("direction", u8, names=names(0, "to the server", 4, "from the server"), only=(0, 4)),
        Field("media", u8, names=MEDIA, scope="session", keep="distinct", only=tuple(MEDIA.names)),
        skip(8), Field("media_sequence", u16), Field("media_time", u32),
        switch("media", {15: (skip(4), *RTP), 16: (skip(9), *RTP), 13: (skip(12), *RTP), (33, 34): (skip(1), *RTCP)}),
        when(left > 0, Field("data", octets, says="encrypted")),
    ),
    info=("{media}", "{direction}"))
