/* Writing blocks. Sections 3 and 4 of the draft. */
#include "pcapng.h"

#include <string.h>

enum { SECTION = 0x0A0D0D0A, INTERFACE = 1, STATISTICS = 5, PACKET = 6 };
enum { BYTE_ORDER_MAGIC = 0x1A2B3C4D, OPTION_BYTES_MAX = 8200 };

static uint8_t* put16(uint8_t* at, uint16_t value) {
    memcpy(at, &value, sizeof value);
    return at + sizeof value;
}

static uint8_t* put32(uint8_t* at, uint32_t value) {
    memcpy(at, &value, sizeof value);
    return at + sizeof value;
}

static uint8_t* pad(uint8_t* at, size_t size) {
    for (; size % 4; size++)
        *at++ = 0;
    return at;
}

/* Times are two words, the high one first, in either byte order. */
static uint8_t* put_ticks(uint8_t* at, uint64_t ticks) {
    at = put32(at, (uint32_t)(ticks >> 32));
    return put32(at, (uint32_t)ticks);
}

static uint8_t* option(uint8_t* at, uint16_t code, const void* value, size_t size) {
    if (size > OPTION_BYTES_MAX)
        size = OPTION_BYTES_MAX;
    at = put16(put16(at, code), (uint16_t)size);
    memcpy(at, value, size);
    return pad(at + size, size);
}

static uint8_t* text_option(uint8_t* at, uint16_t code, const char* text) {
    return *text ? option(at, code, text, strlen(text)) : at;
}

/* The end of the options, and the block's size at both its ends. */
static size_t close_block(uint8_t* start, uint32_t kind, uint8_t* at, int has_options) {
    if (has_options)
        at = put32(at, 0);
    uint32_t size = (uint32_t)(at - start) + 4;
    put32(put32(start, kind), size);
    put32(at, size);
    return size;
}

size_t pcapng_section(uint8_t* start, const char* hardware, const char* system, const char* application) {
    uint8_t* at = put32(start + 8, BYTE_ORDER_MAGIC);
    at = put16(put16(at, 1), 0);
    at = put32(put32(at, 0xFFFFFFFF), 0xFFFFFFFF);      /* the section's length is not known while it is written */
    at = text_option(at, 2, hardware);
    at = text_option(at, 3, system);
    at = text_option(at, 4, application);
    return close_block(start, SECTION, at, 1);
}

size_t pcapng_interface(uint8_t* start, const struct pcapng_interface* interface) {
    uint8_t digits = (uint8_t)interface->digits;
    uint8_t* at = put16(put16(start + 8, (uint16_t)interface->link_type), 0);
    at = put32(at, (uint32_t)interface->snap_length);
    at = text_option(at, 2, interface->name);
    at = text_option(at, 3, interface->description);
    at = option(at, 9, &digits, 1);
    size_t size = strlen(interface->filter);
    if (size) {
        uint8_t filter[OPTION_BYTES_MAX] = {0};         /* the first byte says: libpcap's language, as text */
        if (size > sizeof filter - 1)
            size = sizeof filter - 1;
        memcpy(filter + 1, interface->filter, size);
        at = option(at, 11, filter, size + 1);
    }
    at = text_option(at, 12, interface->system);
    return close_block(start, INTERFACE, at, 1);
}

size_t pcapng_packet(uint8_t* start, uint32_t interface, uint64_t ticks, uint32_t captured, uint32_t length,
                     const uint8_t* bytes) {
    uint8_t* at = put_ticks(put32(start + 8, interface), ticks);
    at = put32(put32(at, captured), length);
    memcpy(at, bytes, captured);
    return close_block(start, PACKET, pad(at + captured, captured), 0);
}

size_t pcapng_statistics(uint8_t* start, uint32_t interface, const struct pcapng_counters* counters) {
    const struct { uint16_t code; uint64_t value; } counts[] = {
        {4, counters->received}, {5, counters->interface_dropped}, {7, counters->dropped}, {8, counters->delivered}};
    uint8_t times[2][8];
    put_ticks(times[0], counters->start);
    put_ticks(times[1], counters->end);
    uint8_t* at = put_ticks(put32(start + 8, interface), counters->end);
    at = option(at, 2, times[0], 8);
    at = option(at, 3, times[1], 8);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        at = option(at, counts[i].code, &counts[i].value, 8);
    return close_block(start, STATISTICS, at, 1);
}

static uint32_t word(const uint8_t* at) {
    uint32_t value;
    memcpy(&value, at, sizeof value);
    return value;
}

uint32_t pcapng_block_size(const uint8_t* at) { return word(at + 4); }

int pcapng_is_packet(const uint8_t* at, uint32_t* captured) {
    *captured = word(at + 20);
    return word(at) == PACKET;
}

uint64_t pcapng_packet_ticks(const uint8_t* at) { return (uint64_t)word(at + 12) << 32 | word(at + 16); }
