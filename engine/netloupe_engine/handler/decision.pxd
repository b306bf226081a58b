"""How a session's application was decided and how sure that is: the numbers of `model.Decision` and
`model.Confidence`.
"""
cdef enum:
    DECIDED_BY_PAYLOAD = 1
    DECIDED_BY_CORRELATION = 5
    DECIDED_BY_PROTOCOL = 6

cdef enum:
    LIKELY_CONFIDENCE = 1
    CERTAIN_CONFIDENCE = 2
