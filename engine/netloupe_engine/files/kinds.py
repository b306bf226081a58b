"""What a file is, by its first bytes: media types of the formats that networks carry most."""
from __future__ import annotations

import re

LOOKED_AT = 36 << 10        # bytes of a file

# (place, bytes there, media type, suffix); what says more comes first.
_SIGNS = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png", "png"),
    (0, b"\xff\xd8\xff", "image/jpeg", "jpg"),
    (0, b"GIF87a", "image/gif", "gif"),
    (0, b"GIF89a", "image/gif", "gif"),
    (8, b"WEBP", "image/webp", "webp"),
    (8, b"WAVE", "audio/wav", "wav"),
    (8, b"AVI ", "video/x-msvideo", "avi"),
    (4, b"ftypavif", "image/avif", "avif"),
    (4, b"ftypheic", "image/heic", "heic"),
    (4, b"ftypM4A ", "audio/mp4", "m4a"),
    (4, b"ftypqt  ", "video/quicktime", "mov"),
    (4, b"ftyp", "video/mp4", "mp4"),
    (0, b"II*\0", "image/tiff", "tif"),
    (0, b"MM\0*", "image/tiff", "tif"),
    (0, b"\0\0\1\0", "image/vnd.microsoft.icon", "ico"),
    (0, b"8BPS", "image/vnd.adobe.photoshop", "psd"),
    (0, b"%PDF-", "application/pdf", "pdf"),
    (0, b"%!PS", "application/postscript", "ps"),
    (0, b"{\\rtf", "application/rtf", "rtf"),
    (0, b"PK\3\4", "application/zip", "zip"),
    (0, b"PK\5\6", "application/zip", "zip"),
    (0, b"Rar!\x1a\7", "application/vnd.rar", "rar"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed", "7z"),
    (0, b"\x1f\x8b\x08", "application/gzip", "gz"),
    (0, b"BZh", "application/x-bzip2", "bz2"),
    (0, b"\xfd7zXZ\0", "application/x-xz", "xz"),
    (0, b"\x28\xb5\x2f\xfd", "application/zstd", "zst"),
    (0, b"\x04\x22\x4d\x18", "application/x-lz4", "lz4"),
    (257, b"ustar", "application/x-tar", "tar"),
    (0, b"MSCF\0\0\0\0", "application/vnd.ms-cab-compressed", "cab"),
    (0, b"!<arch>\ndebian", "application/vnd.debian.binary-package", "deb"),
    (0, b"!<arch>\n", "application/x-archive", "a"),
    (0, b"\xed\xab\xee\xdb", "application/x-rpm", "rpm"),
    (0x8001, b"CD001", "application/x-iso9660-image", "iso"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage", "doc"),
    (0, b"\x7fELF", "application/x-elf", "elf"),
    (0, b"\xca\xfe\xba\xbe\0\0\0", "application/java-vm", "class"),
    (0, b"\xcf\xfa\xed\xfe", "application/x-mach-binary", "macho"),
    (0, b"\xfe\xed\xfa\xcf", "application/x-mach-binary", "macho"),
    (0, b"dex\n03", "application/vnd.android.dex", "dex"),
    (0, b"\0asm\1\0\0\0", "application/wasm", "wasm"),
    (0, b"L\0\0\0\1\x14\2\0", "application/x-ms-shortcut", "lnk"),
    (0, b"OggS", "application/ogg", "ogg"),
    (0, b"fLaC", "audio/flac", "flac"),
    (0, b"ID3", "audio/mpeg", "mp3"),
    (0, b"MThd", "audio/midi", "mid"),
    (0, b"\x1aE\xdf\xa3", "video/webm", "webm"),
    (0, b"FLV\1", "video/x-flv", "flv"),
    (0, b"FWS", "application/x-shockwave-flash", "swf"),
    (0, b"CWS", "application/x-shockwave-flash", "swf"),
    (0, b"\0\0\1\xba", "video/mpeg", "mpg"),
    (0, b"wOFF", "font/woff", "woff"),
    (0, b"wOF2", "font/woff2", "woff2"),
    (0, b"OTTO", "font/otf", "otf"),
    (0, b"\0\1\0\0\0", "font/ttf", "ttf"),
    (0, b"SQLite format 3\0", "application/vnd.sqlite3", "sqlite"),
    (0, b"\x0a\x0d\x0d\x0a", "application/x-pcapng", "pcapng"),
    (0, b"\xd4\xc3\xb2\xa1", "application/vnd.tcpdump.pcap", "pcap"),
    (0, b"\xa1\xb2\xc3\xd4", "application/vnd.tcpdump.pcap", "pcap"),
    (0, b"PAR1", "application/vnd.apache.parquet", "parquet"),
    (0, b"-----BEGIN ", "application/x-pem-file", "pem"),
    (0, b"#!", "text/x-shellscript", "sh"),
)
# Two letters are not much: what follows must fit.
_PROGRAM = re.compile(rb"MZ.{58}(.{4})", re.DOTALL)
_PICTURE = re.compile(rb"BM.{4}\0\0\0\0.{4}[\x0c\x28\x40\x6c\x7c]\0\0\0", re.DOTALL)
_ZIPPED = ((b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
           (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
           (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
           (b"AndroidManifest.xml", "application/vnd.android.package-archive", "apk"),
           (b"META-INF/MANIFEST.MF", "application/java-archive", "jar"),
           (b"mimetypeapplication/epub+zip", "application/epub+zip", "epub"),
           (b"mimetypeapplication/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text", "odt"))
# Those of HTML are the tags that browsers look for (WHATWG, MIME Sniffing, section 7.1).
_TEXTS = ((re.compile(r"<(?:!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|meta|!--)"
                      r"(?:[\s>]|(?<=--))(?!.*<svg[\s>])", re.IGNORECASE), "text/html", "html"),
          (re.compile(r"(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)?(?:<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]"), "image/svg+xml",
           "svg"),
          (re.compile(r"<\?xml[\s]"), "application/xml", "xml"),
          (re.compile(r'\{\s*(?:\}|"(?:[^"\\]|\\.)*"\s*:)|\[\s*(?:[\]\[{"]|-?\d+\s*[,\]])'), "application/json",
           "json"),
          (re.compile(r"(?:Received|Return-Path|Delivered-To|Message-ID|From|To|Cc|Reply-To|Subject|Date|MIME-Version"
                      r"|DKIM-Signature|Content-Type|X-[A-Za-z-]+): .*\n(?:[ \t].*\n)*[A-Za-z-]+: ", re.IGNORECASE),
           "message/rfc822", "eml"))
_TEXT, _BINARY = ("text/plain", "txt"), ("application/octet-stream", "bin")


def kind_of(first: bytes) -> tuple[str, str]:
    """The media type of a file that begins so, and the suffix that is usual for it; ("", "") for no bytes."""
    if not first:
        return "", ""
    for at, sign, media, suffix in _SIGNS:
        if first.startswith(sign, at):
            return _in_zip(first) if media == "application/zip" else (media, suffix)
    if (program := _PROGRAM.match(first)) and int.from_bytes(program[1], "little") < 1 << 16:
        return "application/vnd.microsoft.portable-executable", "exe"
    if _PICTURE.match(first):
        return "image/bmp", "bmp"
    return _of_text(first)


def _in_zip(first: bytes) -> tuple[str, str]:
    for sign, media, suffix in _ZIPPED:
        if sign in first:
            return media, suffix
    return "application/zip", "zip"


def _of_text(first: bytes) -> tuple[str, str]:
    if first.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _TEXT
    if any(sign < 32 and sign not in b"\t\n\r\f\x1b" for sign in first):
        return _BINARY
    try:
        text = first.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start < len(first) - 4 and sum(sign > 127 for sign in first) * 3 > len(first):
            return _BINARY
        text = first.decode("latin-1")
    text = text.lstrip()[:1024]
    return next(((media, suffix) for pattern, media, suffix in _TEXTS if pattern.match(text)), _TEXT)
