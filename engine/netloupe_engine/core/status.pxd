"""What parsers answer, and the oddities they note.

`Note` mirrors the Python enumeration of the same name in `model.py`; an architecture test compares the two lists.
"""

cdef enum Verdict:          # what a layer's classify says
    NEXT = 0                # step.header is right; look the child up under step.key
    FINAL = 1               # step.header is right; nothing is carried, or nothing that is a protocol
    FRAGMENT = 2            # a fragment of a network datagram: facts.fragment_* are set, reassembly decides
    MALFORMED = 3           # the header cannot be trusted; step.note says why
    NOT_MINE = 4            # the bytes are another protocol's

cdef enum Guess:            # what an application's probe says of the first bytes
    REFUTED = 0
    NEED_MORE_BYTES = 1     # cannot tell yet
    LIKELY = 2              # fits, and would fit by accident less than once in a thousand: the port hint must agree
    CERTAIN = 3             # fits so well that the port does not matter

cdef enum Feed:             # negative answers of an application's feed; otherwise the bytes consumed
    GIVE_UP = -1            # not this protocol after all, or broken beyond following
    UNSURE = -3             # of a datagram: read, though it may yet turn out to be another protocol's
    DONE = -2               # nothing more to learn from this direction (all bytes count as consumed)

cdef enum Note:
    NOTE_NONE = 0
    NOTE_TRUNCATED = 1      # the capture's snap length cut the header
    NOTE_BAD_LENGTH = 2     # a length field contradicts the bytes
    NOTE_BAD_VALUE = 3      # a field has a value its specification forbids
    NOTE_BAD_OPTION = 4     # an option's length is impossible
    NOTE_BAD_POINTER = 5    # a compression pointer leads forward, outside, or round in circles
    NOTE_DEPTH_LIMIT = 6    # more layers or nesting than are followed
    NOTE_ATTRIBUTE_LIMIT = 7    # more attributes than are kept
    NOTE_UNSUPPORTED_LINK = 8   # the link type is not known
    NOTE_FRAGMENT_LIMIT = 9     # too many fragments or datagrams waiting
    NOTE_FRAGMENT_OVERLAP = 10  # fragments of one datagram overlap
    NOTE_BUFFER_LIMIT = 11      # a message is longer than the reassembly buffer
    NOTE_COUNT = 12
