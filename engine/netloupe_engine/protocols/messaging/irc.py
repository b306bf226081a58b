"""IRC: chat in channels (RFC 2812, RFC 1459)."""
from ..define import (Field, Lines, Protocol, begins, client, decimal, digits, finding, likely, of, server, sized, skip,
                      switch, take, trimmed, way, when, word)
from ..findings import CLEAR_TEXT_CREDENTIALS

COMMANDS = begins(
    b"PASS ", b"NICK ", b"USER ", b"OPER ", b"MODE ", b"SERVICE ", b"QUIT", b"SQUIT ", b"JOIN ", b"PART ", b"TOPIC ",
    b"NAMES", b"LIST", b"INVITE ", b"KICK ", b"PRIVMSG ", b"NOTICE ", b"MOTD", b"LUSERS", b"VERSION", b"STATS", b"TIME",
    b"WHO", b"PING", b"PONG", b"AWAY", b"ISON", b"CAP ", b"ERROR ", b"USERHOST", b"AUTHENTICATE ")
TARGET = Field("target", word, scope="session", keep="distinct", keep_most=32, says="who is to read it")

IRC = Protocol(
    key="irc", title="IRC", reference="RFC 2812", layer=7,
    rides_on={"tcp.port": (6667, *range(6660, 6667), 6668, 6669, 7000)},
    starts=(), framing=Lines(most=8192),
    probe=(when(begins(b":"), take("prefix_there", word), when(digits(3), likely())), when(COMMANDS, likely())),
    layout=(
        when(begins(b":"), skip(1), Field("prefix", word, says="who says it")),
        when(digits(3), server(),
             Field("reply_code", sized(3, decimal), scope="session", keep="distinct", says="outcome of a command"),
             skip(1),
             Field("parameters", trimmed, says="what else the line says"),
             otherwise=(
                 when(way == 0,
                      Field("command", word, scope="session", says="what the client asks for"),
                      otherwise=Field("reply", word, says="what the server says")),
                 switch(of("command") + of("reply"), {
                     "PASS": (client(),
                              Field("password", trimmed, says="for all to read"), finding("clear_text_credentials")),
                     "NICK": Field("nick", trimmed, scope="session", keep="distinct", says="name in the chat"),
                     "USER": (client(),
                              Field("user", word, scope="session", keep="distinct", says="name of the account"),
                              Field("parameters", trimmed, says="what else the line says")),
                     "JOIN": Field("channel", word, scope="session", keep="distinct", says="where to chat"),
                     ("PRIVMSG", "NOTICE"): (TARGET, Field("message", trimmed, says="what is said")),
                 }, default=Field("parameters", trimmed, says="what else the line says"))))),
    info=("{command} {target}", "{command}", "{reply}", "{reply_code} {parameters}"),
    findings=(CLEAR_TEXT_CREDENTIALS,))
