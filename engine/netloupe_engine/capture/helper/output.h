/* Output: the file that is being written, and the next one. */
#ifndef NETLOUPE_OUTPUT_H
#define NETLOUPE_OUTPUT_H

#include <stddef.h>
#include <stdint.h>

struct output {
    int fd;                 /* -1: none yet */
    int next;               /* given ahead of need; -1: none */
    int number;             /* of the file, from 1 */
    uint64_t size;          /* whole blocks in it, in bytes */
    uint64_t packets;       /* on the disk, of all files */
    uint64_t bytes;         /* of packets, captured, on the disk */
    uint64_t file_packets;  /* of this file */
};

/* Take a descriptor the parent sent. Answers NULL, or why it will not do; it is closed then. */
const char* output_take(struct output* output, int file);

/* Go on in the next file, if there is one. Answers 1 if so. */
int output_advance(struct output* output);

/*
 * Append whole blocks. Answers 0, or errno: then the file ends with the last block that fits, and the counts are those
 * of what it holds.
 */
int output_write(struct output* output, const uint8_t* blocks, size_t size);

#endif
