"""Does something look like a DNS message?"""
from ...core.status cimport Guess
from ...core.view cimport View

cdef Guess judge_datagram(View message, bint is_cut, bint multicast) noexcept nogil
cdef Guess judge_message(View message, bint cut, bint multicast) noexcept nogil
