"""TeamSpeak 3: beginnings of calls; all behind them is encrypted (its first packets say TS3INIT1)."""
from ..define import Field, Protocol, certain, left, octets, sized, text, u16, when

TEAMSPEAK = Protocol(
    key="teamspeak", title="TeamSpeak", reference="TS3INIT1", layer=7, rides_on={"udp.port": 9987}, starts=(b"TS3I",),
    layout=(Field("signature", sized(8, text), only=("TS3INIT1",)), certain(), Field("packet_id", u16),
            when(left > 0, Field("data", octets))),
    info=("{signature}",))
