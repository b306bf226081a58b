"""The columns of the packets table."""
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from netloupe_gui import text
from netloupe_gui.models.columns import Column, Rows, by_names, by_text, find_in_cells
from netloupe_gui.models.packet_rows import PacketRows
from netloupe_gui.models.readers import NUMBER, TIME, Reader, column, itself, named, number, plain, row_number
from netloupe_gui.text.marked import T

MALFORMED, RETRANSMISSION, OUT_OF_ORDER, DUPLICATE_ACK, ZERO_WINDOW, RESET, STATE_CHANGE, PAYLOAD = (
    1 << bit for bit in range(8))

_FLAG_WORDS = (
    (MALFORMED, T("Packets", "malformed")), (RETRANSMISSION, T("Packets", "retransmission")),
    (OUT_OF_ORDER, T("Packets", "out of order")), (DUPLICATE_ACK, T("Packets", "duplicate ACK")),
    (ZERO_WINDOW, T("Packets", "zero window")), (RESET, T("Packets", "reset")))

NO_WAY = 2                      # of a packet without a session: nobody began, nobody was called
REFERENCE = "↦ "                # before the time of a packet that later times count from
_ARROWS = ("↑", "↓", "")

TROUBLE = MALFORMED | RETRANSMISSION | OUT_OF_ORDER | DUPLICATE_ACK | ZERO_WINDOW | RESET


def _plain(_source: PacketRows, value: int) -> str:
    return str(value)


def _moment(_source: PacketRows, value: int) -> str:
    return text.absolute(value)


def _since_start(source: PacketRows, value: int) -> str:
    return text.relative(value, source.cell("time_ns", 0))


def _since_text(source: PacketRows, row: int) -> str:
    return f"{REFERENCE if source.is_reference(row) else ''}{text.relative(source.since(row), 0)}"


def _delta_one(source: PacketRows, row: int) -> int:
    return int(_delta_many(source, np.array([row], np.uint32))[0])


def _delta_many(source: PacketRows, rows: Rows) -> NDArray[Any]:
    """Time since the packet listed before, by number; 0 for the first."""
    if not len(source.listed):          # whoever measures widths goes on, though all may be gone meanwhile
        return np.zeros(len(rows), np.int64)
    before = source.listed[np.maximum(np.searchsorted(source.listed, rows), 1) - 1]
    return np.asarray(source.times(rows) - source.times(np.minimum(before, rows)))


def _delta(_source: PacketRows, value: int) -> str:
    return text.delta(value, 0)


def _way_one(source: PacketRows, row: int) -> int:
    return int(source.cell("way", row)) if source.cell("session", row) else NO_WAY


def _way_many(source: PacketRows, rows: Rows) -> NDArray[Any]:
    return np.where(source.column("session")[rows] != 0, source.column("way")[rows], np.uint8(NO_WAY))


def _way(_source: PacketRows, value: int) -> str:
    return _ARROWS[value]


def _way_exact(value: int) -> str:
    return ("up", "down", "")[value]


def _flags(_source: PacketRows, value: int) -> str:
    return ", ".join(words for flag, words in _FLAG_WORDS if value & flag)


def _state_text(source: PacketRows, row: int) -> str:
    return source.state_change(row) if source.cell("flags", row) & STATE_CHANGE else ""


def _state_keys(source: PacketRows, rows: Rows) -> list[NDArray[Any]]:
    return [source.column("flags")[rows] & STATE_CHANGE]


def _info(source: PacketRows, row: int) -> str:
    return source.info(row)


PACKET_COLUMNS: tuple[Column, ...] = (
    column("number", T("Packets", "#"), T("Packets", "Number of the packet in the capture"),
           row_number(), _plain, exact=itself, width=6, right=True),
    column("time", T("Packets", "Time"), T("Packets", "Date and time, in this computer's time zone"),
           plain("time_ns"), _moment, exact=text.iso, unit="UTC", letters=TIME, width=29, right=True, shown=False),
    replace(column(
        "since_start", T("Packets", "Since start"),
        T("Packets", "Seconds since the first packet of the capture, or since the last time reference (Ctrl+T)"),
        plain("time_ns"), _since_start, exact=itself, unit="epoch, ns", letters=NUMBER, width=11, right=True),
        text=_since_text),
    column("delta", T("Packets", "Delta"), T("Packets", "Time since the listed packet before it"),
           Reader(_delta_one, _delta_many), _delta, exact=itself, unit="ns", letters=NUMBER, width=11, right=True),
    column("way", T("Packets", "Dir."), T("Packets", "Direction: ↑ from client to server, ↓ back"),
           Reader(_way_one, _way_many), _way, exact=_way_exact, width=4),
    number("length", T("Packets", "Length"), T("Packets", "Bytes of the frame as it was on the wire"),
           "length", form=text.count, width=6),
    column("protocol", T("Packets", "Protocol"), T("Packets", "The innermost protocol"),
           plain("path"), named("protocol_name"), keys=by_names("path", "protocol_name"), width=8),
    column("path", T("Packets", "Protocol path"), T("Packets", "Protocols from the link layer up"),
           plain("path"), named("path_name"), keys=by_names("path", "path_name"), width=17, shown=False),
    Column("info", T("Packets", "Info"), T("Packets", "What the packet says"), _info, by_text(_info),
           find_in_cells(_info), 30, stretches=True),
    Column("state", T("Packets", "State"), T("Packets", "The state its session went to with this packet"),
           _state_text, _state_keys, find_in_cells(_state_text), 12),
    column("flags", T("Packets", "Flags"), T("Packets", "What is odd about it"), plain("flags"), _flags, width=11),
    number("session", T("Packets", "Session"), T("Packets", "Number of the session it belongs to"),
           "session", form=str, zero="", width=6),
)
