"""Findings of no protocol in particular: those the engine raises itself, and those several protocols share."""
from ..model import Severity
from .define import Finding

# Raised by the engine, by number: FINDING_LIMIT_SESSIONS and so on, see generate.py.
ENGINE = (
    Finding("packet.malformed", Severity.WARNING, "malformed packet"),
    Finding("packet.odd", Severity.NOTE, "odd packet"),
    Finding("message.unfinished", Severity.NOTE, "the conversation ended in the middle of a message"),
    Finding("stream.gap", Severity.NOTE, "bytes of the conversation are missing from the capture"),
    Finding("limit.sessions", Severity.ERROR, "too many active sessions: the one idle for longest was given up"),
    Finding("limit.attributes", Severity.WARNING, "the session has more attribute values than are kept"),
    Finding("limit.reassembly", Severity.WARNING, "too many bytes waited for lost segments: some were skipped"),
    Finding("limit.message", Severity.WARNING, "a message is longer than is kept: part of it was not read"),
    Finding("limit.fragments", Severity.WARNING, "too many fragments were waiting: a datagram was given up"),
    Finding("limit.tunnels", Severity.WARNING, "too many tunnels: what they carry is not told apart any more"),
    Finding("limit.expectations", Severity.WARNING, "too many sessions were announced: an earlier one was forgotten"),
    Finding("limit.names", Severity.WARNING, "too many names of hosts were told: some are not known any more"),
    Finding("limit.layers", Severity.WARNING, "a packet has more layers, or more nested, than are followed"),
)

CLEAR_TEXT_CREDENTIALS = Finding("clear_text_credentials", Severity.WARNING, "credentials travel in clear text",
                                 shared=True)

# What controllers, meters and drives are told to do, and what whoever runs a plant wants to know of.
STOPPED = Finding("stopped", Severity.WARNING, "A controller was told to stop.")
RESTARTED = Finding("restart", Severity.WARNING, "A device was told to restart.")
WRITTEN = Finding("write", Severity.NOTE, "Values of a device were written.")
CONTROLLED = Finding("control", Severity.NOTE, "A device was told to act: to switch, to move or to change its state.")
PROGRAMMED = Finding("program", Severity.WARNING, "A program or firmware was sent to a device, or taken from it.")
REFUSED = Finding("error", Severity.NOTE, "A device refused a request.")
REJECTED = Finding("rejected", Severity.NOTE, "A node of the network, or a phone, was refused what it asked for.")
