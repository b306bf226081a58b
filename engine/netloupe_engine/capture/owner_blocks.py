"""Process names in pcapng files: blocks of a type for local use, which other programs skip without a word.

docs/process-names.md describes them. All numbers are little-endian, whatever the section's byte order. The content is
nobody's to trust: every size is checked, every table is bounded, what does not fit is left out.
"""
from __future__ import annotations

import os
import struct
import sys
from collections.abc import Iterator
from typing import BinaryIO

from .owners import FLOWS_MAX, Flow, Owner, Owners

PROCESSES = 0x804E4C50          # the highest bit: for local use (draft-ietf-opsawg-pcapng section 4.1)
CONTENT_BYTES_MAX = 1 << 20     # of one block; other programs refuse blocks beyond 16 MiB

_MAGIC = b"NETLOUPE"
_VERSION = 1
_HEAD = struct.Struct("<8sHHII")            # magic, version, number of addresses, owners, flows
_ADDRESS_BYTES = 16
_OWNER = struct.Struct("<IHH")              # process id, bytes of name, of command
_FLOW = struct.Struct("<BxHHxxIqq16s16s")   # protocol, ports, owner, first and last time, addresses
_NAME_BYTES_MAX, _COMMAND_BYTES_MAX = 64, 1_024
_OWNER_BYTES_MAX = _OWNER.size + _NAME_BYTES_MAX + _COMMAND_BYTES_MAX
_SECTION = 0x0A0D0D0A
_BLOCK_BYTES_MIN = 12


def blocks(owners: Owners) -> Iterator[bytes]:
    """All that is known, as blocks in this machine's byte order."""
    for content in contents(owners):
        size = _number(len(content) + _BLOCK_BYTES_MIN)
        yield _number(PROCESSES) + size + content + size


def contents(owners: Owners) -> Iterator[bytes]:
    """All that is known, as contents of blocks."""
    local = b"".join(owners.local)
    room = CONTENT_BYTES_MAX - _HEAD.size - len(local) - 4
    known: dict[Owner, int] = {}
    programs, flows = bytearray(), bytearray()
    for flow, span in owners:
        if len(programs) + len(flows) + _OWNER_BYTES_MAX + _FLOW.size > room:
            yield _content(local, len(known), programs, flows)
            known, programs, flows = {}, bytearray(), bytearray()
        if span.owner not in known:
            known[span.owner] = len(known)
            programs += _program(span.owner)
        flows += _FLOW.pack(flow.protocol, flow.local_port, flow.remote_port, known[span.owner], span.first_ns,
                            span.last_ns, flow.local, flow.remote)
    if flows:
        yield _content(local, len(known), programs, flows)


def _content(local: bytes, count: int, programs: bytearray, flows: bytearray) -> bytes:
    head = _HEAD.pack(_MAGIC, _VERSION, len(local) // _ADDRESS_BYTES, count, len(flows) // _FLOW.size)
    content = head + local + programs + flows
    return bytes(content + bytes(-len(content) % 4))


def _program(owner: Owner) -> bytes:
    name, command = owner.name.encode()[:_NAME_BYTES_MAX], owner.command.encode()[:_COMMAND_BYTES_MAX]
    return _OWNER.pack(owner.pid & 0xFFFF_FFFF, len(name), len(command)) + name + command


def read(content: bytes, owners: Owners) -> None:
    """Add what a block says, as far as it can be understood; a foreign one says nothing."""
    if not _HEAD.size <= len(content) <= CONTENT_BYTES_MAX:
        return
    magic, version, local_count, program_count, flow_count = _HEAD.unpack_from(content)
    at = _HEAD.size + local_count * _ADDRESS_BYTES
    if magic != _MAGIC or version != _VERSION or at > len(content):
        return
    owners.add_local(content[start:start + _ADDRESS_BYTES] for start in range(_HEAD.size, at, _ADDRESS_BYTES))
    programs: list[Owner] = []
    while len(programs) < program_count:
        if at + _OWNER.size > len(content):
            return
        pid, name_size, command_size = _OWNER.unpack_from(content, at)
        name, command, end = at + _OWNER.size, at + _OWNER.size + name_size, at + _OWNER.size + name_size + command_size
        if end > len(content) or name_size > _NAME_BYTES_MAX or command_size > _COMMAND_BYTES_MAX:
            return
        programs.append(Owner(pid, content[name:command].decode(errors="replace"),
                              content[command:end].decode(errors="replace")))
        at = end
    room = min(flow_count, (len(content) - at) // _FLOW.size, FLOWS_MAX - len(owners))
    for row in _FLOW.iter_unpack(content[at:at + room * _FLOW.size]):
        protocol, local_port, remote_port, program, first_ns, last_ns, local, remote = row
        if program < len(programs) and first_ns <= last_ns:
            owners.add(Flow(protocol, local, local_port, remote, remote_port), programs[program], first_ns, last_ns)


def append(path: str | os.PathLike[str], owners: Owners) -> bool:
    """Add all that is known to a complete pcapng file of this machine; was that possible? Raises OSError."""
    with open(path, "r+b") as file:
        if not len(owners) or not _ends_well(file):
            return False
        file.seek(0, os.SEEK_END)
        file.write(b"".join(blocks(owners)))
    return True


def _ends_well(file: BinaryIO) -> bool:
    """Does the file begin as pcapng, and end with a block that says the same size at both its ends?"""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    if size < 2 * _BLOCK_BYTES_MIN or file.read(4) != _number(_SECTION):
        return False
    file.seek(-4, os.SEEK_END)
    last = file.read(4)
    length = int.from_bytes(last, sys.byteorder)
    if length % 4 or not _BLOCK_BYTES_MIN <= length <= size:
        return False
    file.seek(size - length + 4)
    return file.read(4) == last


def _number(value: int) -> bytes:
    return value.to_bytes(4, sys.byteorder)
