"""WireGuard: tunnels whose packets are all encrypted (WireGuard protocol, www.wireguard.com/protocol)."""
from ..define import (Field, Protocol, ahead, certain, client, le32, le64, left, names, octets, refute,
                      server, sized, switch, total, u64, when)

TYPE = names(1, "handshake initiation", 2, "handshake response", 3, "cookie reply", 4, "transport data")
SIZES = {1: 148, 2: 92, 3: 64}          # bytes; of data 32 at least, and a multiple of 16
KEY = Field("ephemeral", sized(32, octets), says="public key made for this handshake")
MACS = (Field("mac1", sized(16, octets), says="proves that the sender knows the receiver's key"),
        Field("mac2", sized(16, octets), says="zero, or proves that the sender has got a cookie"))
SENDER = Field("sender", le32, base=16, says="the sender's number of the session")
RECEIVER = Field("receiver", le32, base=16, says="the receiver's number of the session")

WG = Protocol(
    key="wg", title="WireGuard", reference="www.wireguard.com/protocol", layer=7, rides_on={"udp.port": 51820},
    starts=(b"\1\0\0\0", b"\2\0\0\0"),
    layout=(
        Field("type", le32, names=TYPE, scope="session", keep="distinct", only=(1, 2, 3, 4), says="what the packet is"),
        switch("type", {
            1: (when(total != SIZES[1], refute()),
                # without load there is no second code: 48 bits and more are as nobody else has them
                when(ahead(u64, 0, behind=SIZES[1] - 12) & ahead(u64, 0, behind=SIZES[1] - 20), certain()),
                client(), SENDER, KEY, Field("static", sized(48, octets), says="the sender's public key, encrypted"),
                Field("time", sized(28, octets), says="when it was sent, encrypted"), *MACS),
            2: (when(total != SIZES[2], refute()),
                when(ahead(u64, 0, behind=SIZES[2] - 12) & ahead(u64, 0, behind=SIZES[2] - 20), certain()),
                server(), SENDER, RECEIVER, KEY, Field("empty", sized(16, octets), says="nothing, encrypted"), *MACS),
            3: (when(total != SIZES[3], refute()), RECEIVER, Field("nonce", sized(24, octets), says="used once"),
                Field("cookie", sized(32, octets), says="encrypted; to be shown when the receiver is under load")),
            4: (when((total < 32) | ((total & 15) != 0), refute()), RECEIVER, Field("counter", le64,
                                                                                    says="counts packets"),
                when(left > 0, Field("ciphertext", octets, says="an IP packet, encrypted"))),
        })),
    info=("{type}", "{sender}"))
