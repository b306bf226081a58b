"""Mails and what is attached, in SMTP (RFC 5321), POP3 (RFC 1939) and IMAP (RFC 9051): made by Python's `email`."""
import hashlib
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from netloupe_engine.files.carved import CarvedFile
from tests.unit import traffic

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 30


def written() -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = "a@example.org", "b@example.org", "Größe: a/b"
    mail.set_content("Hello\n.\n..two points\n")
    mail.add_attachment(PICTURE, "image", "png", filename="Übersicht 1.png")
    mail.add_attachment("one;two\n", subtype="csv", filename="../data.csv", cte="quoted-printable")
    return mail.as_bytes()


MAIL = written()
DOUBLED = MAIL.replace(b"\r\n.", b"\r\n..") + b".\r\n"


def pieces(way: int, data: bytes, size: int = 1000) -> list[tuple[int, bytes]]:
    return [(way, data[at:at + size]) for at in range(0, len(data), size)]


def told(folder: Path, said: list[tuple[int, bytes]], port: int) -> list[CarvedFile]:
    return list(traffic.analysed(folder, traffic.conversation(said, ports=(40000, port), step=0.001)).files())


def check(found: list[CarvedFile], protocol: str, way: int) -> None:
    assert [(one.name, one.size, one.sha256, one.kind, one.declared, one.is_whole) for one in found] == [
        ("Größe_ a_b.eml", len(MAIL), hashlib.sha256(MAIL).hexdigest(), "message/rfc822", "message/rfc822", True),
        ("Übersicht 1.png", len(PICTURE), hashlib.sha256(PICTURE).hexdigest(), "image/png", "image/png", True),
        ("data.csv", 9, hashlib.sha256(b"one;two\r\n").hexdigest(), "text/plain", "text/csv", True)]
    assert {(one.protocol, one.way, one.session, one.packet) for one in found} == {(protocol, way, 1, found[0].packet)}
    assert "from a@example.org · Größe: a/b" in found[0].origin


HANDED = [(1, b"220 mail ESMTP\r\n"), (0, b"EHLO a\r\n"), (1, b"250 ok\r\n"), (0, b"MAIL FROM:<a@example.org>\r\n"),
          (1, b"250 ok\r\n"), (0, b"RCPT TO:<b@example.org>\r\n"), (1, b"250 ok\r\n")]


def test_smtp(tmp_path: Path) -> None:
    said = [*HANDED, (0, b"DATA\r\n"), (1, b"354 go\r\n"), *pieces(0, DOUBLED), (1, b"250 ok\r\n"), (0, b"QUIT\r\n")]
    check(told(tmp_path, said, 25), "smtp", 0)


def test_smtp_in_chunks_and_a_refusal_before(tmp_path: Path) -> None:
    said = [*HANDED, (0, b"DATA\r\n"), (1, b"554 no\r\n"), (0, b"BDAT 1000\r\n" + MAIL[:1000]), (1, b"250 ok\r\n"),
            (0, b"BDAT %d LAST\r\n" % len(MAIL[1000:])), *pieces(0, MAIL[1000:]), (1, b"250 ok\r\n"), (0, b"QUIT\r\n")]
    check(told(tmp_path, said, 25), "smtp", 0)


def test_pop(tmp_path: Path) -> None:
    said = [(1, b"+OK ready\r\n"), (0, b"USER a\r\n"), (1, b"+OK\r\n"), (0, b"PASS b\r\n"), (1, b"+OK\r\n"),
            (0, b"LIST\r\n"), (1, b"+OK\r\n1 77\r\n.\r\n"), (0, b"LIST 1\r\n"), (1, b"+OK 1 77\r\n"),
            (0, b"TOP 1 0\r\n"), (1, b"+OK\r\nSubject: x\r\n.\r\n"), (0, b"RETR 1\r\nDELE 1\r\n"),
            *pieces(1, b"+OK %d octets\r\n" % len(MAIL) + DOUBLED + b"+OK\r\n"), (0, b"QUIT\r\n"), (1, b"+OK\r\n")]
    check(told(tmp_path, said, 110), "pop", 1)


def test_imap_fetched_and_stored(tmp_path: Path) -> None:
    login = [(1, b"* OK IMAP4rev1 ready\r\n"), (0, b"a SELECT INBOX\r\n"), (1, b"a OK\r\n")]
    fetched = b"* 1 FETCH (UID 1 BODY[HEADER] {12}\r\nSubject: x\r\n FLAGS () BODY[] {%d}\r\n" % len(MAIL)
    fetched += MAIL + b")\r\nb OK\r\n"
    check(told(tmp_path, [*login, (0, b"b FETCH 1 (BODY[])\r\n"), *pieces(1, fetched)], 143), "imap", 1)
    stored = [(0, b"c APPEND Sent {%d}\r\n" % len(MAIL)), (1, b"+ go\r\n"), *pieces(0, MAIL), (0, b"\r\n"),
              (1, b"c OK\r\n")]
    check(told(tmp_path, [*login, *stored], 143), "imap", 0)


def test_a_mail_that_is_not_whole_says_so_and_what_is_attached_too(tmp_path: Path) -> None:
    said = [*HANDED, (0, b"DATA\r\n"), (1, b"354 go\r\n"), *pieces(0, DOUBLED), (1, b"250 ok\r\n")]
    frames = traffic.conversation(said, ports=(40000, 25), step=0.001)
    assert DOUBLED[:3000].count(b"\r\n..") == 2
    del frames[3 + len(HANDED) + 2 + 3]
    mail, picture, _ = traffic.analysed(tmp_path, frames).files()
    assert (mail.is_whole, mail.missing, mail.sha256) == (False, ((2998, 3998),), "")
    assert (picture.is_whole, picture.note) == (False, "the mail around it is not whole")


@pytest.mark.parametrize("hostile", [
    b"".join(b"Content-Type: multipart/mixed; boundary=%d\r\n\r\n--%d\r\n" % (at, at) for at in range(3000)),
    b"Content-Type: " + b"a;" * 500_000 + b"\r\n\r\n",
    b"Content-Type: multipart/mixed; boundary=" + b'"' * 30_000 + b"\r\nSubject: " + b"=?utf-8?q?" * 9_000
    + b"\r\n\r\n",
    b"Subject: =?nonsense?b?!!!?=\r\nContent-Disposition: attachment; filename*=x''%ff\r\n\r\nx",
    b"Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment\r\n\r\n====\xff\xfe!!\r\n",
    b"\0" * 1000, b""])
def test_hostile_mails_are_files_like_others(tmp_path: Path, hostile: bytes) -> None:
    said = [*HANDED, (0, b"DATA\r\n"), (1, b"354 go\r\n"), *pieces(0, hostile + b"\r\n.\r\n", 1400), (1, b"250 ok\r\n")]
    found = told(tmp_path, said, 25)
    assert (found[0].size, found[0].is_whole) == (len(hostile) + 2, True)


@pytest.mark.parametrize("name", [b"=?utf-8?b?AAAAA?=", b"=?utf-7?q?+2AA-?=", b"=?undefined?q?a?="])
def test_a_name_that_cannot_be_read_takes_no_other_part_along(tmp_path: Path, name: bytes) -> None:
    mail = MAIL.replace(b"Subject: ", b"Subject: " + name + b" ")
    parts = mail.replace(b'filename="../data.csv"', b'filename="' + name + b'"').replace(b"\r\n.", b"\r\n..")
    said = [*HANDED, (0, b"DATA\r\n"), (1, b"354 go\r\n"), *pieces(0, parts + b".\r\n"), (1, b"250 ok\r\n")]
    found = told(tmp_path, said, 25)
    assert [one.sha256 for one in found[1:]] == [hashlib.sha256(data).hexdigest() for data in (PICTURE, b"one;two\r\n")]
    for one in found:
        (one.name + one.origin).encode()


def test_a_mail_of_millions_of_lines_is_kept_and_not_taken_apart(tmp_path: Path) -> None:
    head = b"Subject: lines\r\nContent-Type: image/png\r\n\r\n"
    mail = head + b"\n" * (2 << 20) + b"x\r\n"
    said = [*HANDED, (0, b"DATA\r\n"), (1, b"354 go\r\n"), *pieces(0, mail + b".\r\n", 60_000), (1, b"250 ok\r\n")]
    one, = told(tmp_path, said, 25)
    assert (one.name, one.size, one.is_whole) == ("lines.eml", len(mail), True)
    assert one.sha256 == hashlib.sha256(mail).hexdigest()
    assert "too long for its parts to be read" in one.note
