"""Yahoo! Messenger: presence and messages (YMSG, as its clients' documentation has it)."""
from ..define import Field, Framing, Protocol, certain, ended, names, repeat, switch, u16, u32

SERVICE = names(1, "log on", 2, "log off", 3, "is away", 4, "is back", 6, "message", 0x12, "ping", 0x4B, "is typing",
                0x4C, "verify",
                0x54, "log on", 0x55, "list", 0x57, "login", 0x8A, "keep alive", 0xF0, "status", 0xF1, "list 15", 0xD4,
                "file")
END = b"\xc0\x80"

YMSG = Protocol(
    key="ymsg", title="Yahoo! Messenger", reference="YMSG", layer=7, rides_on={"tcp.port": 5050}, starts=(b"YMSG",),
    framing=Framing(header=20, length=u16, at=8, adds=20),
    layout=(
        Field("magic", u32, base=16, only=(0x594D5347,)), certain(), Field("version", u16), Field("vendor", u16),
        Field("length", u16, unit="bytes"), Field("service", u16, names=SERVICE, scope="session", keep="distinct",
                                                  says="what it is"),
        Field("status", u32, base=16), Field("session_id", u32, base=16),
        repeat(Field("key", ended(END, or_end=True)), switch("key", {
            ("0", "1", "4"): Field("user", ended(END, or_end=True), scope="session", keep="distinct", says="who it is"),
            "5": Field("to", ended(END, or_end=True), scope="session", keep="distinct", says="who is to read it"),
            "14": Field("message", ended(END, or_end=True), says="what is said")},
            default=Field("value", ended(END, or_end=True))))),
    info=("{service} {user}", "{service}"))
