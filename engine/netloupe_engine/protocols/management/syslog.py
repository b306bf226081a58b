"""Syslog: what programs and devices report (RFC 5424; RFC 3164, as most send it; on TCP in lines, RFC 6587)."""
from ...model import Severity
from ..define import (Field, Finding, Lines, Protocol, ahead, begins, client, computed, decimal, digits, ended, finding,
                      left, likely, names, of, skip, switch, take, text, u8, when, word)

# RFC 5424 tables 1 and 2
FACILITY = names(
    0, "kernel", 1, "user", 2, "mail", 3, "system", 4, "security", 5, "syslogd", 6, "printer", 7, "news", 8, "UUCP",
    9, "clock", 10, "authorization", 11, "FTP", 12, "NTP", 13, "audit", 14, "alert", 15, "scheduling", 16, "local 0",
    17, "local 1", 18, "local 2", 19, "local 3", 20, "local 4", 21, "local 5", 22, "local 6", 23, "local 7")
SEVERITY = names(0, "emergency", 1, "alert", 2, "critical", 3, "error", 4, "warning", 5, "notice", 6, "information",
                 7, "debug")
FACILITY_FIELD = Field("facility", u8, names=FACILITY, scope="session", keep="distinct", says="what part of the system")
MONTHS = begins(*(month.encode() + b" " for month in (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")))
ABSENT = b"- "
MESSAGE = when(left > 0, Field("message", text, says="program and what is reported"))


def part(field: Field) -> tuple[object, ...]:
    """A part up to a space; a hyphen in its place says that there is none."""
    return (when(begins(ABSENT), skip(len(ABSENT)), otherwise=field),)


NEW = (
    Field("version", word, says="of the protocol"),
    *part(Field("time", word, says="when it happened, as it is written")),
    *part(Field("host", word, scope="session", keep="distinct", says="whose report it is")),
    *part(Field("program", word, scope="session", keep="distinct", says="who reports")),
    *part(Field("process", word, says="number of the process")),
    *part(Field("message_id", word, says="what kind of message it is")),
    when(begins(b"["), Field("data", ended(b"] "), says="names and values, without the last bracket"),
         otherwise=take("nothing", word)),
    MESSAGE)
OLD = (
    when(MONTHS, take("month", ended(b" ")), when(ahead(u8, 32), skip(1)), take("day", ended(b" ")),
         Field("clock", word, says="time of the day, as it is written"),
         Field("host", word, scope="session", keep="distinct", says="whose report it is")),
    MESSAGE)

SYSLOG = Protocol(
    key="syslog", title="Syslog", reference="RFC 5424", layer=7, rides_on={"udp.port": 514, "tcp.port": (514, 601)},
    framing=Lines(most=8192), datagrams=True, starts=(),
    probe=(when(begins(b"<"), skip(1), when(digits(1) | digits(2) | digits(3), take("p", ended(b">", decimal)),
                                            when(of("p") < 192, likely()))),),
    layout=(
        client(), when(~begins(b"<"), take("octets", ended(b" ", decimal))), skip(1),
        Field("priority", ended(b">", decimal), only=(range(192),), says="facility and severity"),
        switch("priority", {range(at * 8, at * 8 + 8): computed(FACILITY_FIELD, at) for at in range(24)}),
        computed(Field("severity", u8, names=SEVERITY, scope="session", keep="distinct", says="how bad it is"),
                 of("priority") - of("facility") * 8),
        when(of("severity") <= 2, finding("critical")),
        when(begins(b"1 "), *NEW, otherwise=OLD)),
    info=("{severity}", "{host}", "{program}", "{message}"),
    findings=(Finding("critical", Severity.WARNING,
                      "A device reported an emergency, an alert or a critical condition."),))
