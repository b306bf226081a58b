/* Options: what the helper was asked for, checked. */
#ifndef NETLOUPE_OPTIONS_H
#define NETLOUPE_OPTIONS_H

#include <pcap/pcap.h>
#include <stdbool.h>
#include <stdint.h>

enum {
    DEVICES_MAX = 32,
    NAME_SIZE = 16,             /* of a network device, as the kernel has it (IFNAMSIZ) */
    FILTER_BYTES_MAX = 8192,
    BUFFERS_BYTES_MAX = 256 << 20,      /* of all captures of a user together, but for root */
    BUFFER_BYTES_MIN = 1 << 16,         /* of a device */
    SNAP_LENGTH_MAX = 262144,   /* what libpcap and Wireshark hold to be the largest packet */
};

struct options {
    bool probe;                 /* only say whether the device could be opened */
    int device_count;
    const char* devices[DEVICES_MAX];
    const char* filter;         /* "" for none */
    bool promiscuous;
    bool immediate;
    bool nanoseconds;
    pcap_direction_t direction;
    int snap_length;            /* bytes */
    int buffer_bytes;           /* of the kernel, per device */
    int timeout_ms;             /* how long the kernel may gather packets */
    uint64_t stop_packets;      /* 0: no limit, here and below */
    uint64_t stop_bytes;
    uint64_t stop_ns;
    uint64_t file_bytes;
    uint64_t file_ns;
};

/* Fill `options` from the command line. Answers NULL, or what is wrong in one sentence (static memory). */
const char* options_read(struct options* options, int count, char** words);

/*
 * The kernel's memory is everybody's: all devices of all captures of a user together get BUFFERS_BYTES_MAX at most, of
 * which `held` bytes are taken. False when too little is left.
 */
bool options_share_buffers(struct options* options, long long held);

#endif
