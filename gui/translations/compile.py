"""Makes the catalogue a window loads (.qm) of the one people edit (.ts); for the build, where there is no Qt.

    python compile.py netloupe_de.ts netloupe_de.qm

A text with the same translation everywhere is stored without its context, and found in any: tables whose rows are
shown by several classes have it then, too. One that is translated in several ways keeps its contexts. What is not
translated is left out and stays English. The format is that of `QTranslator` (Qt's qtranslator.cpp).
"""
import struct
import sys
import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

MAGIC = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
LANGUAGE, HASHES, MESSAGES = 0xA7, 0x42, 0x69                   # sections
END, TRANSLATION, SOURCE, CONTEXT = 1, 3, 6, 7                  # parts of a message

Entry = tuple[str, str, str]        # context, source, translation; no translation: ""


def read_catalogue(path: Path) -> list[Entry]:
    """The entries of a .ts file that are still in the program, in their order."""
    found = []
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is not None and translation.get("type") in ("vanished", "obsolete"):
                continue
            is_done = translation is not None and translation.get("type") != "unfinished"
            found.append((context.findtext("name") or "", message.findtext("source") or "",
                          (translation.text or "") if is_done and translation is not None else ""))
    return found


def _hash(source: bytes) -> int:
    """What `QTranslator` finds a text by: that of ELF symbol tables, never 0."""
    value = 0
    for byte in source:
        value = (value << 4) + byte
        high = value & 0xF000_0000
        value = (value ^ high >> 24) & ~high & 0xFFFF_FFFF
    return value or 1


def _section(kind: int, content: bytes) -> bytes:
    return struct.pack(">BI", kind, len(content)) + content


def _part(kind: int, content: bytes) -> bytes:
    return struct.pack(">BI", kind, len(content)) + content


def catalogue_bytes(language: str, entries: Iterable[Entry]) -> bytes:
    """The content of a .qm file."""
    by_source: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for context, source, translation in entries:
        if translation:
            by_source[source][context] = translation
    messages, hashes = bytearray(), []
    for source, by_context in by_source.items():
        contexts = by_context if len(set(by_context.values())) > 1 else {None: next(iter(by_context.values()))}
        for context, translation in contexts.items():
            hashes.append((_hash(source.encode()), len(messages)))
            messages += _part(TRANSLATION, translation.encode("utf-16-be")) + _part(SOURCE, source.encode())
            if context is not None:
                messages += _part(CONTEXT, context.encode())
            messages.append(END)
    return (MAGIC + _section(LANGUAGE, language.encode())
            + _section(HASHES, b"".join(struct.pack(">II", *pair) for pair in sorted(hashes)))
            + _section(MESSAGES, bytes(messages)))


def main(source: Path, target: Path) -> None:
    """Compile one catalogue; its language is the end of its name."""
    target.write_bytes(catalogue_bytes(source.stem.rpartition("_")[2], read_catalogue(source)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
