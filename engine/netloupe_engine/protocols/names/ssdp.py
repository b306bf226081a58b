"""SSDP: devices and services that say where they are (UPnP Device Architecture 2.0, section 1)."""
from ..define import Field, Protocol, begins, certain, decimal, ended, headers, likely, line, text, trimmed, when, word

START = begins(b"M-SEARCH * HTTP/1.1", b"NOTIFY * HTTP/1.1")
VERSION = Field("version", word, says="of HTTP")

SSDP = Protocol(
    key="ssdp", title="SSDP", reference="UPnP Device Architecture 2.0", layer=7, rides_on={"udp.port": (1900,)},
    starts=(b"M-SEARCH *", b"NOTIFY *"),
    probe=(when(START, certain()), when(begins(b"HTTP/1.1 200", b"HTTP/1.0 200"), likely())),
    layout=(
        line(when(begins(b"HTTP/"), VERSION, Field("status_code", ended(b" ", decimal, or_end=True), says="outcome"),
                  otherwise=(Field("method", word, scope="session", says="search or notice"),
                             Field("uri", word, says="always *"), VERSION))),
        headers({
            "host": Field("host", trimmed, scope="session", says="where it was sent"),
            "st": Field("search_target", trimmed, scope="session", keep="distinct", says="what is looked for"),
            "nt": Field("notification_type", trimmed, scope="session", keep="distinct", says="what is announced"),
            "nts": Field("notification", trimmed, says="there, gone or changed"),
            "usn": Field("unique_name", trimmed, scope="session", keep="distinct", says="name of device or service"),
            ("location", "al"): Field("location", trimmed, scope="session", keep="distinct",
                                      says="where it is described"),
            "server": Field("server", trimmed, scope="session", keep="distinct", says="system and product"),
            "user-agent": Field("user_agent", trimmed, scope="session", keep="distinct", says="program that asks"),
            "man": Field("extension", trimmed, says="always ssdp:discover"),
            "mx": Field("wait", decimal, unit="s", says="longest time for answers"),
            "cache-control": Field("cache_control", trimmed, says="how long the notice holds"),
        }, default=Field("header", text, says="another line")),
    ),
    info=("{method}", "{search_target}", "{notification_type}", "{location}"))
