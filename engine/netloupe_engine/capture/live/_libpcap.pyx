"""libpcap, as far as it is used without rights: which devices there are, and what filters mean.

Nothing here opens a device. If the library is not installed, importing this module raises ImportError.
"""
import threading

from libc.stdint cimport uint8_t, uint32_t
from libc.string cimport memset

from netloupe_engine.errors import CaptureError, FilterError

cdef extern from "<sys/socket.h>" nogil:
    struct sockaddr:
        unsigned short sa_family
    enum:
        AF_INET
        AF_INET6
        AF_PACKET

cdef extern from "<netinet/in.h>" nogil:
    struct in_addr:
        pass
    struct in6_addr:
        pass
    struct sockaddr_in:
        in_addr sin_addr
    struct sockaddr_in6:
        in6_addr sin6_addr

cdef extern from "<netpacket/packet.h>" nogil:
    struct sockaddr_ll:
        unsigned char sll_halen
        unsigned char sll_addr[8]

cdef extern from "<arpa/inet.h>" nogil:
    const char* inet_ntop(int family, const void* address, char* text, uint32_t size)

cdef extern from "<pcap/pcap.h>" nogil:
    enum:
        PCAP_ERRBUF_SIZE
        PCAP_NETMASK_UNKNOWN
        PCAP_IF_LOOPBACK
        PCAP_IF_UP
        PCAP_IF_RUNNING
        PCAP_IF_WIRELESS
    ctypedef struct pcap_t:
        pass
    struct bpf_program:
        pass
    ctypedef struct pcap_addr_t:
        pcap_addr_t* next
        sockaddr* addr
    ctypedef struct pcap_if_t:
        pcap_if_t* next
        char* name
        char* description
        pcap_addr_t* addresses
        uint32_t flags
    struct pcap_pkthdr:
        uint32_t caplen
        uint32_t len
    int pcap_findalldevs(pcap_if_t** all, char* problem)
    void pcap_freealldevs(pcap_if_t* all)
    pcap_t* pcap_open_dead(int link_type, int snap_length)
    void pcap_close(pcap_t* handle)
    int pcap_compile(pcap_t* handle, bpf_program* program, const char* text, int optimize, uint32_t netmask)
    void pcap_freecode(bpf_program* program)
    char* pcap_geterr(pcap_t* handle)
    int pcap_datalink_name_to_val(const char* name)
    int pcap_offline_filter(const bpf_program* program, const pcap_pkthdr* header, const uint8_t* bytes)
    const char* pcap_lib_version()

_compiling = threading.Lock()       # libpcap before 1.8 compiles with global variables


def version() -> str:
    """What the library calls itself."""
    return pcap_lib_version().decode("utf-8", "replace")


cdef str _address(const sockaddr* address):
    """The text of an address; empty if it is of a kind that is not shown."""
    cdef char text[64]
    cdef const sockaddr_ll* link
    if address == NULL:
        return ""
    if address.sa_family == AF_PACKET:
        link = <const sockaddr_ll*>address
        size = min(<int>link.sll_halen, 8)
        octets = [link.sll_addr[i] for i in range(size)]
        return ":".join(f"{octet:02x}" for octet in octets) if any(octets) else ""
    if address.sa_family == AF_INET:
        inet_ntop(AF_INET, &(<const sockaddr_in*>address).sin_addr, text, sizeof(text))
    elif address.sa_family == AF_INET6:
        inet_ntop(AF_INET6, &(<const sockaddr_in6*>address).sin6_addr, text, sizeof(text))
    else:
        return ""
    return text.decode("ascii")


cdef tuple _addresses(const pcap_addr_t* address):
    link_layer, others = [], []
    while address != NULL:
        text = _address(address.addr)
        if text:
            (link_layer if address.addr.sa_family == AF_PACKET else others).append(text)
        address = address.next
    return tuple(link_layer + others)


def devices():
    """All devices libpcap knows, as (name, description, addresses, up, running, loopback, wireless).

    Raises CaptureError.
    """
    cdef char problem[PCAP_ERRBUF_SIZE]
    cdef pcap_if_t* first = NULL
    cdef int status
    problem[0] = 0
    with nogil:
        status = pcap_findalldevs(&first, problem)
    if status < 0:
        raise CaptureError(f"The network interfaces could not be listed: {problem.decode('utf-8', 'replace')}")
    found = []
    device = first
    while device != NULL:
        found.append((
            device.name.decode("utf-8", "replace"),
            device.description.decode("utf-8", "replace") if device.description != NULL else "",
            _addresses(device.addresses),
            device.flags & PCAP_IF_UP != 0,
            device.flags & PCAP_IF_RUNNING != 0,
            device.flags & PCAP_IF_LOOPBACK != 0,
            device.flags & PCAP_IF_WIRELESS != 0,
        ))
        device = device.next
    pcap_freealldevs(first)
    return found


cdef class Filter:
    """A compiled capture filter. Any thread may use it.

    Raises:
        FilterError: libpcap does not understand it; the text is its own.
        CaptureError: there is no such link type.
    """

    cdef bpf_program _program
    cdef bint _is_compiled

    def __cinit__(self, bytes text not None, bytes link_type not None, int snap_length):
        cdef pcap_t* handle
        cdef const char* filter = text
        cdef int status = 0, link
        link = pcap_datalink_name_to_val(link_type)
        if link < 0:
            raise CaptureError(f"libpcap knows no link type {link_type.decode('utf-8', 'replace')}.")
        with _compiling:
            handle = pcap_open_dead(link, snap_length)
            if handle == NULL:
                raise MemoryError
            with nogil:
                status = pcap_compile(handle, &self._program, filter, 1, PCAP_NETMASK_UNKNOWN)
            problem = pcap_geterr(handle).decode("utf-8", "replace") if status < 0 else ""
            pcap_close(handle)
        if status < 0:
            raise FilterError(problem or "libpcap does not understand the filter.")
        self._is_compiled = True

    def matches(self, bytes packet not None) -> bool:
        """Would this packet be kept?"""
        cdef pcap_pkthdr header
        memset(&header, 0, sizeof(header))
        header.caplen = header.len = <uint32_t>len(packet)
        if header.caplen == 0:
            return False
        return pcap_offline_filter(&self._program, &header, <const uint8_t*>packet) != 0

    def __dealloc__(self):
        if self._is_compiled:
            pcap_freecode(&self._program)
