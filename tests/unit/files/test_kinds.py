"""Media types by first bytes: files made by the libraries that make such files."""
import bz2
import gzip
import io
import lzma
import sqlite3
import sys
import tarfile
import wave
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from netloupe_engine.files.kinds import kind_of


def zipped(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return made.getvalue()


def tarred() -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as file:
        file.addfile(tarfile.TarInfo("x"))
    return made.getvalue()


def sounding() -> bytes:
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setparams((1, 1, 8000, 0, "NONE", ""))
        file.writeframes(bytes(10))
    return made.getvalue()


def database() -> bytes:
    with sqlite3.connect(":memory:") as made:
        made.execute("create table x (y)")
        data = made.serialize()
    made.close()
    return data


@pytest.mark.parametrize(("make", "kind"), [
    (lambda: gzip.compress(b"x"), "application/gzip"), (lambda: bz2.compress(b"x"), "application/x-bzip2"),
    (lambda: lzma.compress(b"x"), "application/x-xz"), (lambda: zstandard.compress(b"x"), "application/zstd"),
    (lambda: zipped("a.txt"), "application/zip"), (tarred, "application/x-tar"), (sounding, "audio/wav"),
    (lambda: zipped("[Content_Types].xml", "word/document.xml"),
     "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (lambda: zipped("META-INF/MANIFEST.MF"), "application/java-archive"), (database, "application/vnd.sqlite3"),
    (lambda: Path(sys.executable).resolve().read_bytes()[:9000], "application/x-elf"),
    (lambda: Path("resources/captures/sample.pcapng").read_bytes(), "application/x-pcapng"),
    (lambda: Path("docs/images/window.png").read_bytes(), "image/png")])
def test_what_libraries_write_is_what_it_is(make: Callable[[], bytes], kind: str) -> None:
    assert kind_of(make())[0] == kind


@pytest.mark.parametrize(("data", "kind"), [
    (b"", ""), (b"plain words\n", "text/plain"), ("größer".encode(), "text/plain"),
    ("größer".encode("latin-1"), "text/plain"),
    (b"\n<!DOCTYPE html><p>", "text/html"), (b"<!-- x -->\n<META CHARSET=utf-8>", "text/html"), (b"<p>x", "text/html"),
    (b"<abbr>", "text/plain"), (b"<?xml version='1.0'?><a/>", "application/xml"),
    (b"<?xml version='1.0'?>\n<svg xmlns='x'>", "image/svg+xml"), (b'{"a": 1}', "application/json"),
    (b"[1, 2]", "application/json"), (b"[section]\nx=1\n", "text/plain"), (b"{ color: red }", "text/plain"),
    (b"Received: from a\r\n by b\r\nSubject: x\r\n\r\n", "message/rfc822"), (b"%PDF-1.7\n", "application/pdf"),
    (b"MZ" + bytes(58) + b"\x80\0\0\0" + bytes(80), "application/vnd.microsoft.portable-executable"),
    (b"MZ, a name", "text/plain"), (b"BM, a shop", "text/plain"), (bytes(100), "application/octet-stream"),
    (bytes(range(128, 256)), "application/octet-stream")])
def test_little_is_not_taken_for_much(data: bytes, kind: str) -> None:
    assert kind_of(data)[0] == kind
