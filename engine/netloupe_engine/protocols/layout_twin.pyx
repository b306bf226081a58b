"""Twins of protocols that are tables alone: the interpreter of layouts, with the table's own program."""
from ..layouts.compiler import compile_layout
from ..layouts.program cimport Layout
from ..layouts.stream cimport layout_datagram, layout_gap, layout_probe, layout_stream
from .twin cimport Twin


def layout_twin(protocol) -> Twin:
    """What reads a protocol with a layout. Raises ValueError or TypeError where the layout contradicts itself."""
    cdef Layout layout = Layout(compile_layout(
        protocol.numbered, [found.key for found in protocol.findings], protocol.layout, framing=protocol.framing,
        modes=protocol.modes, probe=protocol.probe, spaces=protocol.children))
    cdef Twin twin = Twin()
    twin.keeps, twin.program, twin.program_probe = layout, &layout.program, layout_probe
    twin.state_size, twin.numbers = layout.program.state_size, protocol.numbers
    if layout.program.framed:
        twin.stream, twin.gap = layout_stream, layout_gap
    layout.program.unframed = not layout.program.framed or protocol.datagrams
    if layout.program.unframed:
        twin.datagram = layout_datagram
    twin.starts = layout.starts if protocol.starts is None else protocol.starts
    return twin
