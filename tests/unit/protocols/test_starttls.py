"""TLS that a protocol asks for on its own port: everything behind the agreement is TLS in both directions."""
from pathlib import Path

import pytest

from netloupe_engine import Analysis
from tests.unit.protocols.application.tls_messages import client_hello, handshake, record, server_hello, server_name
from tests.unit.traffic import analysed, conversation

HELLO = record(handshake(1, client_hello([0x1301], [server_name(b"mail.example")])))
ANSWER = record(handshake(2, server_hello(0x1301)))
BOTH = [(0, HELLO), (1, ANSWER)]
START_TLS = b"\x80\x161.3.6.1.4.1.1466.20037"           # RFC 4511 section 4.14
STREAM = (b"<stream:stream to='x' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' "
          b"version='1.0'>")
XMPP_TLS = b" xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"

Messages = list[tuple[int, bytes]]
# Port, what is said up to the question, the answer that agrees, and one that does not.
CASES: dict[str, tuple[int, Messages, bytes, bytes]] = {
    # RFC 3207 section 4
    "smtp": (25, [(1, b"220 mail.example ESMTP\r\n"), (0, b"EHLO me\r\n"), (1, b"250-hello\r\n250 STARTTLS\r\n"),
                  (0, b"STARTTLS\r\n")], b"220 Go ahead\r\n", b"454 TLS not available\r\n"),
    # RFC 9051 section 6.2.1
    "imap": (143, [(1, b"* OK IMAP4rev2 ready\r\n"), (0, b"a1 CAPABILITY\r\n"),
                   (1, b"* CAPABILITY IMAP4rev2 STARTTLS LOGINDISABLED\r\na1 OK done\r\n"), (0, b"a2 STARTTLS\r\n")],
             b"a2 OK Begin TLS negotiation now\r\n", b"a2 BAD not now\r\n"),
    # RFC 2595 section 4
    "pop": (110, [(1, b"+OK POP3 ready\r\n"), (0, b"CAPA\r\n"), (1, b"+OK list\r\nSTLS\r\n.\r\n"), (0, b"STLS\r\n")],
            b"+OK Begin TLS negotiation\r\n", b"-ERR not now\r\n"),
    # RFC 4217 section 4
    "ftp": (21, [(1, b"220 FTP ready\r\n"), (0, b"FEAT\r\n"), (1, b"211-Features\r\n AUTH TLS\r\n211 End\r\n"),
                 (0, b"AUTH TLS\r\n")], b"234 Proceed\r\n", b"534 not now\r\n"),
    # PostgreSQL documentation, "SSL Session Encryption"
    "pgsql": (5432, [(0, bytes.fromhex("00000008 04d2162f"))], b"S", b"N"),
    # RFC 4511 section 4.14.2
    "ldap": (389, [(0, b"\x30\x1d\x02\x01\x01\x77\x18" + START_TLS)],
             b"\x30\x0c\x02\x01\x01\x78\x07\x0a\x01\0\x04\0\x04\0",
             b"\x30\x0c\x02\x01\x01\x78\x07\x0a\x01\x35\x04\0\x04\0"),
    # RFC 6120 section 5.4.2
    "xmpp": (5222, [(0, STREAM), (1, STREAM + b"<stream:features><starttls" + XMPP_TLS + b"</stream:features>"),
                    (0, b"<starttls" + XMPP_TLS)], b"<proceed" + XMPP_TLS, b"<failure" + XMPP_TLS),
}


def said(folder: Path, port: int, messages: Messages) -> Analysis:
    return analysed(folder, conversation(messages, ports=(40000, port)))


@pytest.mark.parametrize("key", CASES)
def test_behind_the_agreement_there_is_tls(tmp_path: Path, key: str) -> None:
    port, asked, agreed, _ = CASES[key]
    analysis = said(tmp_path, port, [*asked, (1, agreed), *BOTH])
    session = analysis.session(1)
    assert (session.path, session.application) == (f"eth.ip.tcp.{key}.tls", key)
    kept = {(value.name, value.value) for value in analysis.session_attributes(1)}
    assert ("tls.server_name", "mail.example") in kept
    last = len(analysis.packets) - 3
    assert [analysis.packet(number).path for number in (4, last - 1, last)] == [
        f"eth.ip.tcp.{key}", f"eth.ip.tcp.{key}.tls", f"eth.ip.tcp.{key}.tls"]
    assert not list(analysis.findings())


@pytest.mark.parametrize("key", CASES)
def test_pieces_and_packets_together_change_nothing(tmp_path: Path, key: str) -> None:
    """Every message byte by byte; and the agreement in one segment with what comes behind it."""
    port, asked, agreed, _ = CASES[key]
    whole = [*asked, (1, agreed), *BOTH]
    for number, messages in enumerate((
            [(way, data[at:at + 1]) for way, data in whole for at in range(len(data))],
            [*asked, (1, agreed + ANSWER), (0, HELLO)])):
        (folder := tmp_path / str(number)).mkdir()
        assert said(folder, port, messages).session(1).path == f"eth.ip.tcp.{key}.tls"


@pytest.mark.parametrize("key", CASES)
def test_without_agreement_there_is_none(tmp_path: Path, key: str) -> None:
    port, asked, _, refused = CASES[key]
    analysis = said(tmp_path, port, [*asked, (1, refused)])
    assert analysis.session(1).path == f"eth.ip.tcp.{key}"
    assert "packet.malformed" not in {row.kind for row in analysis.findings()}
