"""Writing pcapng files: one section, every interface of the source, nanosecond time stamps, comments and names kept.

Reference: draft-ietf-opsawg-pcapng section 4.
"""
import os

from ..capture.owner_blocks import blocks
from ..capture.owners import Owners
from ..capture.source import CaptureSource
from ..model import Interface
from .blocks import (
    APPLICATION,
    COMMENT,
    INTERFACE,
    INTERFACE_NUMBERS,
    NANOSECONDS,
    SECTION,
    TIME_OFFSET,
    TIME_RESOLUTION,
    Option,
    block,
    native_extra,
    native_options,
    number,
    option_list,
)
from .copying import AskCancelled, Comments, Offsets, ReportProgress, copy_packets
from .target import replaced_file

_ORDER_MAGIC = 0x1A2B3C4D
_LENGTH_UNKNOWN = 0xFFFF_FFFF_FFFF_FFFF
_LINK_TYPE_UNKNOWN = 0xFFFF        # for those of pcap that have more than 16 bits
_OWN_APPLICATION = b"Netloupe"


def section_block(comments: tuple[str, ...]) -> bytes:
    """A section header block."""
    found: list[Option] = [(COMMENT, comment.encode()) for comment in comments]
    found.append((APPLICATION, _OWN_APPLICATION))
    return block(SECTION, number(_ORDER_MAGIC, 4) + number(1, 2) + number(0, 2) + number(_LENGTH_UNKNOWN, 8)
                 + option_list(found))


def interface_block(interface: Interface, found: list[Option], snap: int) -> bytes:
    """An interface description block with the options of the source, but for the clock, which counts nanoseconds."""
    kept = [option for option in found if option[0] not in (TIME_RESOLUTION, TIME_OFFSET)]
    length = min(filter(None, (interface.snap_length, snap)), default=0)
    return block(INTERFACE, number(min(interface.link_type, _LINK_TYPE_UNKNOWN), 2) + number(0, 2) + number(length, 4)
                 + option_list([*kept, (TIME_RESOLUTION, NANOSECONDS)]))


def file_head(source: CaptureSource, snap: int) -> bytes:
    """All that stands before the packets."""
    interfaces = source.interfaces
    described = [native_options(data, order, INTERFACE_NUMBERS) for data, order in source.interface_options]
    described += [[]] * (len(interfaces) - len(described))
    return b"".join([
        section_block(source.comments),
        *(interface_block(interface, found, snap) for interface, found in zip(interfaces, described, strict=False)),
        *(block(kind, native_extra(kind, content, order)) for kind, content, order in source.extra_blocks),
    ])


def write_pcapng(source: CaptureSource, at: Offsets, path: str | os.PathLike[str], *, snap: int = 0,
                 durable: bool = False, owners: Owners | None = None, progress: ReportProgress | None = None,
                 cancelled: AskCancelled | None = None, comments: Comments | None = None) -> int:
    """Write the packets of `source` whose blocks or records begin at the offsets `at`, in that order; answers how
    many. Packets whose bytes are no longer kept are left out.

    All interfaces met so far go along with the packets, so do comments, name resolution and decryption secrets. The
    file is complete or not there at all. Packets without a time (simple packet blocks) get the time 0.

    Args:
        source: the open capture the packets are in.
        at: `PacketRecord.at` of each.
        path: replaced if it exists, once the new file is complete.
        snap: cut packets to this many bytes; 0: do not.
        owners: process names to be kept in the file, behind its packets.
        comments: of packets at these offsets, in place of those that they have in the source.
        durable: do not return before the file is safe on the disk.
        progress: told (packets dealt with, packets in all) at least every 64k packets.
        cancelled: asked as often.

    Raises:
        ExportError: writing failed.
        CancelledError: `cancelled` said so.
    """
    with replaced_file(path, durable) as file:
        file.write(file_head(source, snap))
        count = copy_packets(source, at, file, pcapng=True, snap=snap, progress=progress, cancelled=cancelled,
                             comments=comments)
        for found in blocks(owners) if owners is not None else ():
            file.write(found)
        return count
