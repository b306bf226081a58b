"""NNTP: news in groups (RFC 3977), with logins (RFC 4643) and STARTTLS (RFC 4642)."""
from ...model import Severity
from ..define import (OTHER, Field, Finding, Lines, Mode, Protocol, begins, client, decimal, digits, enter, finding,
                      left, likely, of, refute, remember,
                      server, sized, skip, switch, switch_to, text, trimmed, when, word)
from ..findings import CLEAR_TEXT_CREDENTIALS

COMMANDS = begins(b"CAPABILITIES", b"MODE READER", b"MODE STREAM", b"GROUP ", b"LISTGROUP", b"ARTICLE", b"HEAD",
                  b"BODY", b"STAT",
                  b"XOVER", b"OVER ", b"XHDR ", b"HDR ", b"LIST", b"NEWGROUPS ", b"NEWNEWS ", b"POST", b"IHAVE ",
                  b"CHECK ", b"TAKETHIS ",
                  b"AUTHINFO ", b"STARTTLS", b"DATE", b"HELP", b"QUIT", b"NEXT", b"LAST", b"XZVER")
# What follows these is lines up to a full stop (RFC 3977 section 3.2); 211 only behind LISTGROUP.
LONG = (100, 101, 215, 220, 221, 222, 224, 225, 230, 231, 282)
COMMAND = Field("command", word, scope="session", keep="distinct", says="what is asked")
ARGUMENT = Field("argument", trimmed, says="what it is about")

NNTP = Protocol(
    key="nntp", title="NNTP", reference="RFC 3977", layer=7, rides_on={"tcp.port": 119}, starts=(),
    framing=Lines(most=4096),
    probe=(when(begins(b"200 ", b"201 ", b"400 ", b"502 ") | COMMANDS, likely(), otherwise=refute()),),
    layout=(
        when(digits(3), server(), Field("code", sized(3, decimal), scope="session", keep="distinct",
                                        says="how it went"),
             when(left > 0, skip(1), Field("answer", trimmed, says="the same in words")),
             switch("code", {
                 LONG: enter("lines"), 340: enter("article", OTHER), 335: enter("article", OTHER),
                 (481, 482, 502): finding("login_failed"), 211: when(of("listing") == 1, enter("lines")),
                 382: switch_to("protocol", "tls")}),
             otherwise=when(
                 COMMANDS, client(), COMMAND, remember("listing", 0),
                 switch("command", {
                     "GROUP": Field("group", word, scope="session", keep="distinct", keep_most=64,
                                    says="which is read"),
                     "LISTGROUP": remember("listing", 1),
                     "AUTHINFO": (Field("step", word, says="USER, PASS or SASL"), switch("step", {
                         "USER": Field("user", trimmed, scope="session", keep="distinct", says="who logs in"),
                         "PASS": (Field("password", trimmed, says="for all to read"),
                                  finding("clear_text_credentials"))})),
                     "TAKETHIS": (ARGUMENT, enter("article")),
                 }, default=when(left > 0, ARGUMENT)),
                 when(left > 0, Field("arguments", trimmed)),
                 otherwise=Field("line", trimmed, says="what else is said"))),),
    modes=(Mode("lines", (Field("text", text, says="a line of a list or an article"),), ends=b"."),
           Mode("article", (Field("posted", text, says="a line of an article"),), ends=b".")),
    info=("{command} {group}", "{command} {argument}", "{command}", "{code} {answer}"),
    findings=(CLEAR_TEXT_CREDENTIALS, Finding("login_failed", Severity.NOTE,
                                              "A news server refused a login or a command."),))
