"""Writing pcap files with nanosecond time stamps (draft-ietf-opsawg-pcap)."""
import os

from ..capture.source import CaptureSource
from .blocks import number
from .copying import SLICE_PACKETS, AskCancelled, Offsets, ReportProgress, copy_packets
from .target import replaced_file

_MAGIC_NANOSECONDS = 0xA1B23C4D
_SNAP_LENGTH = 262_144


def file_header(link_type: int, snap: int) -> bytes:
    """The header of a nanosecond file, version 2.4, in this machine's byte order."""
    return (number(_MAGIC_NANOSECONDS, 4) + number(2, 2) + number(4, 2) + bytes(8)
            + number(snap or _SNAP_LENGTH, 4) + number(link_type, 4))


def write_pcap(source: CaptureSource, at: Offsets, path: str | os.PathLike[str], *, snap: int = 0,
               progress: ReportProgress | None = None, cancelled: AskCancelled | None = None) -> int:
    """Write the packets of `source` whose records begin at the offsets `at`, in that order; answers how
    many. Packets whose bytes are no longer kept are left out.

    The file is complete or not there at all. Times outside 1970 to 2106, which the format cannot say, become the
    nearest it can.

    Args:
        source: the open capture the packets are in.
        at: `PacketRecord.at` of each.
        path: replaced if it exists, once the new file is complete.
        snap: cut packets to this many bytes; 0: do not.
        progress: told (packets dealt with, packets in all) at least every 64k packets.
        cancelled: asked as often.

    Raises:
        ExportError: the packets are of several link types, or writing failed.
        CancelledError: `cancelled` said so.
    """
    link_type = _link_type(source, at)
    with replaced_file(path) as file:
        file.write(file_header(link_type, snap))
        return copy_packets(source, at, file, pcapng=False, snap=snap, progress=progress, cancelled=cancelled)


def _link_type(source: CaptureSource, at: Offsets) -> int:
    """Of the first packet that is still kept; of the first interface if there is none."""
    for start in range(0, len(at), SLICE_PACKETS):
        for place in at[start:start + SLICE_PACKETS].tolist():
            if found := source.packet_at(place):
                return found[4]
            if source.keeps(place):
                break
    return next((interface.link_type for interface in source.interfaces), 1)
