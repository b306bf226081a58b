"""Layer Two Tunneling Protocol, versions 2 (over UDP) and 3 (over UDP or IP).

Version 3 does not say what a session carries nor how long its cookie is: Ethernet and PPP are guessed at. Both sides
number tunnels and sessions by themselves. References: RFC 2661; RFC 3931; RFC 4719 (Ethernet).
"""
from ..define import Field, Protocol, Tunnel, flag16, names, nested, number, octets, text

MESSAGE = names(
    1, "SCCRQ", 2, "SCCRP", 3, "SCCCN", 4, "StopCCN", 6, "HELLO", 7, "OCRQ", 8, "OCRP", 9, "OCCN", 10, "ICRQ",
    11, "ICRP",
    12, "ICCN", 14, "CDN", 15, "WEN", 16, "SLI", 20, "ACK")
ATTRIBUTE = names(
    0, "message type", 1, "result code", 2, "protocol version", 3, "framing capabilities", 4, "bearer capabilities",
    5, "tie breaker", 6, "firmware revision", 7, "host name", 8, "vendor name", 9, "assigned tunnel",
    10, "receive window", 11, "challenge", 13, "challenge response", 14, "assigned session", 15, "call serial number",
    18, "bearer type", 19, "framing type", 21, "called number", 22, "calling number", 24, "connect speed",
    29, "proxy authentication type", 30, "proxy authentication name", 33, "proxy authentication response",
    36, "random vector", 38, "receive connect speed", 39, "sequencing required", 60, "router",
    61, "assigned control connection", 62, "pseudo-wire capabilities", 63, "local session", 64, "remote session",
    65, "assigned cookie", 66, "remote end", 68, "pseudo-wire type", 69, "layer 2 sublayer", 71, "circuit status")

L2TP = Protocol(
    key="l2tp", title="Layer Two Tunneling Protocol", reference="RFC 2661, RFC 3931", layer=5,
    rides_on={"udp.port": 1701, "ip.protocol": 115},
    fields=(
        Field("flag_control", flag16, says="a control message"),
        Field("flag_length", flag16, says="there is a length"),
        Field("flag_sequence", flag16, says="there are sequence numbers"),
        Field("flag_offset", flag16, says="there is an offset to the payload"),
        Field("flag_priority", flag16, says="to be sent before others"),
        Field("version", number, says="2 or 3"),
        Field("length", number, unit="bytes", says="the whole message"),
        Field("tunnel", number, says="number of the tunnel at the receiver"),
        Field("session", number, says="number of the session at the receiver; 0: about the tunnel"),
        Field("sequence", number, says="number of the message"),
        Field("expected", number, says="number of the message the sender expects next"),
        Field("offset", number, unit="bytes", says="between header and payload"),
        Field("message", number, names=MESSAGE, says="what the control message is"),
        Field("pair", nested, says="one attribute of a control message"),
        Field("pair_vendor", number, says="who defined the attribute; 0: the IETF"),
        Field("pair_type", number, names=ATTRIBUTE, says="what the attribute is"),
        Field("host", text, says="name of the sender"),
        Field("vendor", text, says="maker of the sender"),
        Field("pair_data", octets, says="value of an attribute that is not taken apart"),
    ),
    header=4, children=("l2tp.session", "ethertype"), tunnel=Tunnel.PAIR, twin="_l2tp",
    info=("{message}", "tunnel {tunnel} session {session}", "{host}"))
