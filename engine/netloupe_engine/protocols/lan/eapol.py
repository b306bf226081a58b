"""EAP over LAN: who asks to be let in, and the keys of Wi-Fi. References: IEEE 802.1X-2020, section 11; keys: IEEE
802.11-2020, section 12.7.2."""
from ..define import (Field, Protocol, bits, bound, computed, flag16, names, number, octets, of, sized, switch, u8, u16,
                      u64, when)

TYPE = names(0, "EAP packet", 1, "start", 2, "logoff", 3, "key", 4, "alert", 5, "MACsec key agreement",
             6, "announcement (generic)", 7, "announcement", 8, "announcement request")
DESCRIPTOR = names(1, "RC4", 2, "RSN", 254, "WPA")
MESSAGE = Field("handshake_message", number, says="which of the four-way handshake")
KEY = (
    Field("descriptor", u8, names=DESCRIPTOR, says="how keys are told"),
    switch("descriptor", {(2, 254): (
        bits(u16,
             Field("key_version", u16, mask=0x0007, says="which algorithms"),
             Field("pairwise", flag16, mask=0x0008, says="a key for this station alone"),
             Field("install", flag16, mask=0x0040), Field("acknowledge", flag16, mask=0x0080, says="answer it"),
             Field("has_mic", flag16, mask=0x0100), Field("secure", flag16, mask=0x0200),
             Field("error", flag16, mask=0x0400), Field("request", flag16, mask=0x0800),
             Field("encrypted_data", flag16, mask=0x1000)),
        Field("key_length", u16, unit="bytes"), Field("replay_counter", u64),
        Field("nonce", sized(32, octets), says="random number of who sends it"), Field("key_iv", sized(16, octets)),
        Field("key_rsc", sized(8, octets)), Field("key_id", sized(8, octets)),
        Field("mic", sized(16, octets), says="proves who sent it"), Field("data_length", u16, unit="bytes"),
        Field("key_data", octets),
        when(of("pairwise") == 1,
             when(of("has_mic") == 0, computed(MESSAGE, 1)),
             when((of("has_mic") == 1) & (of("acknowledge") == 0) & (of("secure") == 0), computed(MESSAGE, 2)),
             when((of("has_mic") == 1) & (of("acknowledge") == 1), computed(MESSAGE, 3)),
             when((of("has_mic") == 1) & (of("acknowledge") == 0) & (of("secure") == 1), computed(MESSAGE, 4))))},
        default=Field("key_content", octets)))

EAPOL = Protocol(
    key="eapol", title="EAP over LAN", reference="IEEE 802.1X-2020", layer=2, rides_on={"ethertype": (0x888E, 0x88C7)},
    header=4, next="type", children=("eapol.type",),
    layout=(
        Field("version", u8, at=0, says="of the protocol"), Field("type", u8, at=1, names=TYPE, says="what it is"),
        Field("length", u16, unit="bytes", says="what follows"),
        bound("length", when(of("type") == 3, *KEY)),
    ),
    info=("{type}", "message {handshake_message} of 4"))
