"""A file that a session carried, as it crosses the border to window and command line."""
from ..records import record


@record(frozen=True, slots=True)
class CarvedFile:
    """What is known of one file. By `session`, `way` and `number` it is found again to be saved."""

    session: int
    way: int                                # it went: 0 from initiator to responder
    number: int                             # among the files of its session and way, from 1
    name: str                               # made safe: it can be the name of a file anywhere
    protocol: str                           # "http", "http2", "http3", "ftp", "tftp", "smb2", "smtp", ...
    origin: str                             # where it was found, as it was said: address, path, subject of a mail
    kind: str                               # media type by its bytes; "" for no bytes
    declared: str                           # media type that its sender told, "" for none
    size: int                               # bytes, holes included
    missing: tuple[tuple[int, int], ...]    # [begin, end) of bytes that the capture does not have, RANGES_MAX at most
    is_whole: bool
    sha256: str                             # in hex, of what is saved; "" where there is a hole in it
    packet: int                             # that it begins in
    last_packet: int
    time_ns: int                            # of `packet`
    sender: str                             # address of the host that sent it
    receiver: str
    note: str                               # what is to be said about it, such as that it was decompressed
    path: str = ""                          # that it was saved to
