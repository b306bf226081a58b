"""Twins of protocols that are tables alone: the interpreter of layouts, with the table's own program."""
from ..layouts.program cimport CERTAIN_BITS, Layout
from ..layouts.stream cimport layout_classify, layout_datagram, layout_end, layout_gap, layout_probe, layout_stream
from .twin cimport Twin

from .gist import layout_of

cdef enum:
    APPLICATION_LAYER = 7   # of define.Protocol


def layout_twin(protocol, at_once=True) -> Twin:
    """What reads a protocol with a layout. Raises ValueError or TypeError where the layout contradicts itself; if it is
    not to be compiled `at_once`, that is found out when a capture first has bytes for it."""
    spoken, begins, evidence, framed, remembers, sure = layout_of(protocol)

    def make():
        from ..layouts.compiler import compile_layout
        return compile_layout(
            protocol.numbered, [found.key for found in protocol.findings], protocol.layout, framing=protocol.framing,
            modes=protocol.modes, probe=protocol.probe, spaces=protocol.children,
            reasons=protocol.announces, parts=tuple(protocol.parts.values()))

    cdef Layout layout = Layout(make, begins, evidence, framed, framed or remembers)
    cdef Twin twin = Twin()
    twin.keeps, twin.program = layout, &layout.program
    twin.state_size, twin.numbers = layout.program.state_size, protocol.numbers
    if not spoken:                      # parts alone, for compiled code
        return twin
    twin.program_probe = layout_probe
    if protocol.layer < APPLICATION_LAYER and protocol.children and not protocol.next:
        twin.program_classify = layout_classify
    if framed:
        twin.stream, twin.gap, twin.end = layout_stream, layout_gap, layout_end
    layout.program.unframed = not framed or protocol.datagrams
    if layout.program.unframed:
        twin.datagram = layout_datagram
    twin.starts = protocol.starts
    if twin.starts is None and (sure or layout.program.evidence >= CERTAIN_BITS):
        twin.starts = None if len(begins) == 256 else tuple(bytes([byte]) for byte in begins)
    elif twin.starts is None:
        twin.starts = ()
    if at_once:
        layout.fill()
    return twin
