/* Device: one network interface, open for reading packets. */
#ifndef NETLOUPE_DEVICE_H
#define NETLOUPE_DEVICE_H

#include <pcap/pcap.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "options.h"

enum device_state { DEVICE_UP, DEVICE_DOWN, DEVICE_GONE };

/* One kind of packets waiting to be written: whole pcapng blocks, in the order they came. */
struct stage {
    uint8_t* bytes;
    size_t used;
    size_t room;
};

struct device {
    char name[NAME_SIZE];           /* as it was asked for; it stays when the interface is renamed */
    char now[NAME_SIZE];            /* what the interface is called */
    int number;                     /* of the interface in the file */
    int index;                      /* the kernel's; 0: "any", all of them */
    int hardware;                   /* ARPHRD_ value: a replacement must be the same */
    bool promiscuous;
    pcap_t* handle;
    int fd;
    int link_type;                  /* LINKTYPE_ value */
    int snap_length;
    bool nanoseconds;
    enum device_state state;
    uint64_t received;              /* libpcap's counters, without their wrap at 2^32 */
    uint64_t dropped;
    uint64_t interface_dropped;
    struct pcap_stat last;
    uint64_t section_received;      /* the same when the file was begun, and packets since */
    uint64_t section_dropped;
    uint64_t section_interface_dropped;
    uint64_t section_packets;
    struct stage stage;
};

enum device_problem { DEVICE_OPEN, DEVICE_NOT_PERMITTED, DEVICE_UNUSABLE };

/* Open it. `text` (PCAP_ERRBUF_SIZE) says what is wrong, in libpcap's words where they are to the point. */
enum device_problem device_open(struct device* device, const char* name, const struct options* options, char* text);

/* Only let pass what the filter matches, "" for all, from now on for good. Answers NULL or what is wrong, mostly in
 * libpcap's words. */
const char* device_filter(struct device* device, const char* filter);

/* Bring libpcap's counters up to date. */
void device_count(struct device* device);

/*
 * See what became of the interface; needs no rights. One that was deleted and is there again is listened to again, see
 * rejoin.h. Answers a text if there is something to say, else NULL.
 */
const char* device_look(struct device* device);

const char* device_state_name(enum device_state state);

#endif
