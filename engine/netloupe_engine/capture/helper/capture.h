/* Capture: from open devices to the output file, until something ends it. */
#ifndef NETLOUPE_CAPTURE_H
#define NETLOUPE_CAPTURE_H

#include "device.h"
#include "options.h"
#include "output.h"

struct capture {
    const struct options* options;
    struct device devices[DEVICES_MAX];
    int device_count;
    struct output output;
    struct stage merged;            /* the stages of several devices, put in order */
    size_t staged;                  /* bytes waiting in all stages */
    uint64_t packets;               /* seen so far, staged or written */
    uint64_t bytes;                 /* the same, captured bytes */
    uint64_t staged_since;          /* monotonic ns of the oldest packet waiting; 0: none */
    uint64_t started;               /* monotonic ns */
    uint64_t file_since;            /* monotonic ns */
    uint64_t file_since_real;       /* ns since 1970, for the file's statistics */
    const char* reason;             /* why it ends; NULL while it goes on */
};

/* Memory for packets that wait. Answers 0 if the system has none. */
int capture_prepare(struct capture* capture, const struct options* options);

/* Packets into files, until the end; afterwards all is written. Answers the exit status. */
int capture_run(struct capture* capture);

#endif
