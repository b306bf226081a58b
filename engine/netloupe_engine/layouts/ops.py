"""What the compiler and the interpreter of layouts share: names of instructions, forms, extents, sources, and limits.

The build writes their numbers into ops.pxd (protocols/generate.py); each list is the only one there is.
"""

OPERATIONS = (
    "end",              # of a block
    "value",            # read a value: see Instruction
    "repeat",           # block, as often as expr says, until condition, or to the end
    "switch",           # a block of a choice, by register
    "when",             # block if condition, else other
    "nest",             # block inside a node of its own
    "bound",            # block inside the next expr bytes; what it leaves over is put as field
    "alone",            # block inside the next expr bytes, or all that are left, as a message of its own; other: a key
                        # under which it is gathered, unless that is one of choice
    "gather",           # block in which values under the same key are one, in derived bytes
    "align",            # to a multiple of width bytes
    "skip",             # expr bytes
    "seek",             # to offset expr of the message
    "find",             # to behind a literal
    "compute",          # put expr as a value; width: the bits of mask are turned, else mask of its parts are one
    "remember",         # keep expr for the session's later messages
    "finding",
    "malformed",
    "client",           # who sends this is the client
    "server",
    "enter",            # a mode of a direction
    "hop",              # pass over expr bytes behind this message
    "literal",          # ... as many as the line's end says in braces (RFC 9051 section 4.3), then run block
    "call",             # a named block
    "stop",             # the rest of the message is not looked at
    "ber",              # the head of a BER element with a tag of a choice: what it contains is the next bound's
    "headers",          # lines `name: value`: a block of a choice by name, inside the value
    "line",             # block inside the next line
    "switch_to",        # what follows this message is another protocol's
    "carry",            # what is left is another protocol's: a message, a part of one, named by field, or a stream's
    "expect",           # a session to come
    "bits_set",         # put expr + the place of each bit that is set in what is left
    "join",             # block, and what it says as the text of field
    "say",              # add to that text a literal, or expr
    "glue",             # what stands before the next piece of it (width), and before those behind (form); 0: nothing
    "guess",            # what a first message says about whose it is: Guess in width
)

FORMS = (
    "plain", "trimmed", "float", "decimal", "hexadecimal", "integer", "oid", "quic", "leb128", "zigzag", "name",
    "netbios", "partial", "utf16", "guid", "unix_s", "unix_ms", "unix_us", "unix_ns", "ntp", "ntp_short", "ntp_signed",
    "filetime",
)

# Where a value ends: fixed width, expr bytes, all that is left, before a literal, or it says so itself.
EXTENTS = ("width", "expr", "rest", "ended", "self")


TESTS = ("compare", "ahead", "begins", "digits", "contains", "checked", "and", "or", "not")
COMPARE = ("eq", "ne", "lt", "le", "gt", "ge")

SAID = ("number", "signed", "seconds", "text", "name", "hex", "ipv4", "ipv6")      # how a value is said in a text
CARRIED = ("message", "stream", "parts")            # what "carry" says of the bytes

REGISTERS = 32
FLAGS = {"stay": 1, "or_end": 2, "signed": 4, "little": 8, "text": 16, "bytes": 32,     # of "value"
         "apart": 64,                                                                    # of "bound"
         "hashed": 128}                                                                  # of "join"
FRAMES = ("whole", "length", "varint", "ber", "lines", "head", "measured", "held")
MEMORY = 8              # registers of a session
TERMS = 4               # of an expression
NESTING = 64            # blocks in blocks

# What expressions read beside registers 0 to 31 and the session's, 32 to 39.
SOURCES = {name: REGISTERS + MEMORY + at
           for at, name in enumerate(("way", "left", "here", "total", "cut", "ber", "prefix", "given"))}

ENUMS = {
    "OP": OPERATIONS, "FORM": FORMS, "EXTENT": EXTENTS, "FLAG": FLAGS, "FRAME": FRAMES, "TEST": TESTS, "CMP": COMPARE,
    "CARRY": CARRIED, "SAY": SAID,
    "SOURCE": SOURCES,
    "LAYOUT": {"registers": REGISTERS, "memory": MEMORY, "terms": TERMS, "nesting": NESTING,
               "sources": REGISTERS + MEMORY + len(SOURCES)},
}
