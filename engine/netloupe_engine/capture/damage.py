"""What each reason for giving up on a capture file means, as one sentence. The numbers mirror `Flaw` in cursor.pxd."""

_SENTENCES = {
    1: "The file ends inside the header of a packet record: {value} of its {bound} bytes are there.",
    2: "The file ends inside a packet: {value:,} of its {bound:,} bytes are there.",
    3: "A packet claims {value:,} captured bytes, more than the {bound:,} a packet can have.",
    4: "The file ends inside the header of a block: {value} of its {bound} bytes are there.",
    5: "The file ends inside a block: {value:,} of its {bound:,} bytes are there.",
    6: "A block claims to be {value} bytes long, fewer than the {bound} it needs.",
    7: "A block begins with the length {value:,} and ends with the length {bound:,}.",
    8: "A packet claims {value:,} captured bytes, more than the {bound:,} its block has.",
    9: "A packet names interface {value}, but its section has described {bound} so far.",
    10: "A section begins with the byte-order magic {value:#010x} instead of {bound:#010x}.",
    11: "A section is of version {value}.{bound}; version 1 is supported.",
    12: "There are more than {value:,} sections.",
    14: "There are more than {value:,} packets.",
    15: "The file was cut short by another program while it was read.",
    16: "The file was changed by another program while it was read.",
}


def sentence(flaw: int, value: int, bound: int) -> str:
    """Why reading stopped; `value` is what the file says, `bound` what it was compared with."""
    return _SENTENCES[flaw].format(value=value, bound=bound)
