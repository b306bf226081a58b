"""SSDP: devices and services that say where they are (UPnP Device Architecture 2.0, section 1)."""
from ..define import Field, Protocol, begins, certain, decimal, ended, headers, likely, line, text, trimmed, when, word

START = begins(b"M-SEARCH * HTTP/1.1", b"NOTIFY * HTTP/1.1")
VERSION = Field("version", word)

SSDP = Protocol(
    key="ssdp", title="SSDP", reference="UPnP Device Architecture 2.0", layer=7, rides_on={"udp.port": (1900,)},
    starts=(b"M-SEARCH *", b"NOTIFY *"),
    probe=(when(START, certain()), when(begins(b"HTTP/1.1 200", b"HTTP/1.0 200"), likely())),
    layout=(
        line(when(begins(b"HTTP/"), VERSION, Field("status_code", ended(b" ", decimal, or_end=True)),
                  otherwise=(Field("method", word, scope="session"), Field("uri", word), VERSION))),
        headers({
            "host": Field("host", trimmed, scope="session"),
            "st": Field("search_target", trimmed, scope="session", keep="distinct"),
            "nt": Field("notification_type", trimmed, scope="session", keep="distinct"),
            "nts": Field("notification", trimmed),
            "usn": Field("unique_name", trimmed, scope="session", keep="distinct"),
            ("location", "al"): Field("location", trimmed, scope="session", keep="distinct"),
            "server": Field("server", trimmed, scope="session", keep="distinct"),
            "user-agent": Field("user_agent", trimmed, scope="session", keep="distinct"),
            "man": Field("extension", trimmed), "mx": Field("wait", decimal, unit="s"),
            "cache-control": Field("cache_control", trimmed),
        }, default=Field("header", text)),
    ),
    info=("{method}", "{search_target}", "{notification_type}", "{location}"))
