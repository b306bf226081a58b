/* pcapng: blocks as the format's draft has them (draft-ietf-opsawg-pcapng), in the byte order of this machine. */
#ifndef NETLOUPE_PCAPNG_H
#define NETLOUPE_PCAPNG_H

#include <stddef.h>
#include <stdint.h>

enum {
    PCAPNG_HEADER_ROOM = 12288,     /* enough for any block below but a packet */
    PCAPNG_PACKET_ROOM = 36,        /* what a packet's block has beside the packet, padding included */
};

struct pcapng_interface {
    const char* name;
    const char* description;        /* "" for none */
    const char* filter;             /* "" for none */
    const char* system;
    int link_type;                  /* LINKTYPE_ value */
    int snap_length;
    int digits;                     /* of a second, in time stamps: 6 or 9 */
};

struct pcapng_counters {
    uint64_t start;                 /* in the interface's ticks since 1970 */
    uint64_t end;
    uint64_t received;              /* by the device, before its filter */
    uint64_t dropped;               /* by the system, for lack of room */
    uint64_t interface_dropped;
    uint64_t delivered;             /* packets in the file's section */
};

/* Each writes one block and answers its size in bytes. */
size_t pcapng_section(uint8_t* at, const char* hardware, const char* system, const char* application);
size_t pcapng_interface(uint8_t* at, const struct pcapng_interface* interface);
size_t pcapng_packet(uint8_t* at, uint32_t interface, uint64_t ticks, uint32_t captured, uint32_t length,
                     const uint8_t* bytes);
size_t pcapng_statistics(uint8_t* at, uint32_t interface, const struct pcapng_counters* counters);

/* Of a block in memory: its size; and of a packet's block its time and captured bytes. Others have the time 0. */
uint32_t pcapng_block_size(const uint8_t* at);
uint64_t pcapng_packet_ticks(const uint8_t* at);
int pcapng_is_packet(const uint8_t* at, uint32_t* captured);

#endif
