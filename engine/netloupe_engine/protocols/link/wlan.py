"""IEEE 802.11 wireless LAN frames: addresses, and what data frames carry in the clear.

Reference: IEEE 802.11-2020, section 9.2 (frame formats) and 9.3 (types).
"""
from ..define import Field, Protocol, flag, le16, mac, names, number, text, u8

TYPE = names(
    0x00, "association request", 0x01, "association response", 0x02, "reassociation request",
    0x03, "reassociation response", 0x04, "probe request", 0x05, "probe response", 0x06, "timing advertisement",
    0x08, "beacon", 0x09, "ATIM", 0x0A, "disassociation", 0x0B, "authentication", 0x0C, "deauthentication",
    0x0D, "action", 0x0E, "action without ack", 0x12, "trigger", 0x14, "beamforming report poll",
    0x15, "VHT NDP announcement", 0x17, "control wrapper", 0x18, "block ack request", 0x19, "block ack",
    0x1A, "PS-Poll", 0x1B, "RTS", 0x1C, "CTS", 0x1D, "ack", 0x1E, "CF-End", 0x1F, "CF-End and CF-Ack", 0x20, "data",
    0x21, "data and CF-Ack", 0x22, "data and CF-Poll", 0x23, "data, CF-Ack and CF-Poll", 0x24, "null", 0x25, "CF-Ack",
    0x26, "CF-Poll", 0x27, "CF-Ack and CF-Poll", 0x28, "QoS data", 0x29, "QoS data and CF-Ack",
    0x2A, "QoS data and CF-Poll", 0x2B, "QoS data, CF-Ack and CF-Poll", 0x2C, "QoS null", 0x2E, "QoS CF-Poll",
    0x2F, "QoS CF-Ack and CF-Poll")

WLAN = Protocol(
    key="wlan", title="802.11 Wireless LAN", reference="IEEE 802.11-2020, section 9", layer=2,
    rides_on={"link": 105, "sll.hardware": 801, "capwap.frame": 1, "tzsp.encapsulation": 0x12},
    fields=(
        Field("version", u8, at=0, mask=0x03, says="0"),
        Field("type", number, base=16, names=TYPE, says="type and subtype of the frame"),
        Field("flag_to_ds", flag, at=1, mask=0x01, says="on its way into the distribution system"),
        Field("flag_from_ds", flag, at=1, mask=0x02, says="on its way out of the distribution system"),
        Field("flag_more_fragments", flag, at=1, mask=0x04, says="more fragments follow"),
        Field("flag_retry", flag, at=1, mask=0x08, says="sent again"),
        Field("flag_power_management", flag, at=1, mask=0x10, says="the station will sleep"),
        Field("flag_more_data", flag, at=1, mask=0x20, says="more frames wait for the station"),
        Field("flag_protected", flag, at=1, mask=0x40, says="the payload is encrypted"),
        Field("flag_order", flag, at=1, mask=0x80, says="strictly ordered, or with HT control"),
        Field("duration", le16, at=2, unit="µs", says="time the medium is reserved for, or an association's number"),
        Field("receiver", mac, at=4, says="station that is to take the frame now"),
        Field("transmitter", mac, says="station that sent the frame now"),
        Field("destination", mac, says="station or group the frame is for in the end"),
        Field("source", mac, says="station the frame is from"),
        Field("bssid", mac, says="basic service set: address of its access point"),
        Field("sequence", number, says="number of the frame"),
        Field("fragment", number, says="number of the fragment"),
        Field("tid", number, says="traffic identifier of QoS data"),
        Field("aggregated", number, says="1: several frames in one (A-MSDU), of which the first is shown"),
        Field("ssid", text, says="name of the network"),
        Field("reason", number, says="code of the reason of a disassociation or deauthentication"),
    ),
    header=10, children=("ethertype",), twin="_wlan",
    info=("{type}", "{ssid}"))
