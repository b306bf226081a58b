/* The loop: wait, stage packets, write whole blocks, tell the parent. Timers run on a clock nobody can set. */
#include "capture.h"

#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <time.h>

#include "channel.h"
#include "pcapng.h"

static const uint64_t MILLISECOND = 1000000;
enum {
    STAGE_BYTES = 1 << 20,          /* written when so much waits */
    FLUSH_MS = 50,                  /* or when something has waited so long */
    COUNT_MS = 120,                 /* between two counters for the parent */
    GATHERING_SLACK_MS = 10,        /* beyond the time-out for which the kernel gathers packets */
    LOOK_MS = 250,                  /* between two looks at the interfaces */
    DRAIN_TURNS_MAX = 256,          /* the kernel's whole buffer, and an end in a flood */
    DISPATCH_MAX = 4096,            /* packets of one device before the others, and the parent, get a turn */
};

static volatile sig_atomic_t was_signalled;

static uint64_t clock_ns(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

static uint64_t monotonic(void) { return clock_ns(CLOCK_MONOTONIC); }

int capture_prepare(struct capture* capture, const struct options* options) {
    *capture = (struct capture){.options = options, .output = {.fd = -1, .next = -1}};
    size_t room = STAGE_BYTES + SNAP_LENGTH_MAX + PCAPNG_HEADER_ROOM;
    for (int i = 0; i < options->device_count; i++) {
        struct stage* stage = &capture->devices[i].stage;
        *stage = (struct stage){.bytes = malloc(room), .room = room};
        if (!stage->bytes)
            return 0;
    }
    if (options->device_count > 1) {
        size_t all = room * (size_t)options->device_count;
        capture->merged = (struct stage){.bytes = malloc(all), .room = all};
    }
    return options->device_count < 2 || capture->merged.bytes;
}

static void end(struct capture* capture, const char* reason) {
    if (!capture->reason)
        capture->reason = reason;
}

/* ---- blocks to the disk */

static void write_blocks(struct capture* capture, const uint8_t* blocks, size_t size) {
    int problem = output_write(&capture->output, blocks, size);
    if (!problem)
        return;
    bool full = problem == ENOSPC || problem == EDQUOT || problem == EFBIG;
    channel_insist("error disk %s", full ? "The disk is full." : strerror(problem));
    end(capture, "disk");
}

/* Whether a packet of another device that is older may still wait in the kernel, which gathers packets for a while. */
static bool is_fresh(const struct capture* capture, const uint8_t* block, uint64_t now_real) {
    uint64_t gathering = ((uint64_t)capture->options->timeout_ms + GATHERING_SLACK_MS) * MILLISECOND;
    uint64_t ticks = pcapng_packet_ticks(block);        /* all of them in nanoseconds, see put_packet */
    return ticks <= now_real && ticks + gathering > now_real;       /* from the future: the clock was set back */
}

/* The earliest block of all stages, again and again: a handful of devices is not worth a heap. What is fresh stays, in
 * front of its stage, unless all is wanted. */
static void merge(struct capture* capture, bool all) {
    size_t at[DEVICES_MAX] = {0};
    struct stage* into = &capture->merged;
    uint64_t now_real = clock_ns(CLOCK_REALTIME);
    into->used = 0;
    for (;;) {
        const uint8_t* first = NULL;
        int from = 0;
        for (int i = 0; i < capture->device_count; i++) {
            const struct stage* stage = &capture->devices[i].stage;
            const uint8_t* block = stage->bytes + at[i];
            if (at[i] == stage->used || (!all && is_fresh(capture, block, now_real)))
                continue;
            if (!first || pcapng_packet_ticks(block) < pcapng_packet_ticks(first)) {
                first = block;
                from = i;
            }
        }
        if (!first)
            break;
        size_t size = pcapng_block_size(first);
        memcpy(into->bytes + into->used, first, size);
        into->used += size;
        at[from] += size;
    }
    for (int i = 0; i < capture->device_count; i++) {
        struct stage* stage = &capture->devices[i].stage;
        stage->used -= at[i];
        memmove(stage->bytes, stage->bytes + at[i], stage->used);
    }
}

/* Write what is staged; of several devices only what no older packet can follow, unless it must be all. */
static void flush(struct capture* capture, bool all) {
    struct stage* stage = &capture->devices[0].stage;
    if (!capture->staged)
        return;
    if (capture->device_count > 1) {
        merge(capture, all);
        stage = &capture->merged;
    }
    if (!capture->reason || strcmp(capture->reason, "disk"))
        write_blocks(capture, stage->bytes, stage->used);
    capture->staged -= stage->used;
    stage->used = 0;
    capture->staged_since = capture->staged ? monotonic() : 0;
}

/* ---- files */

static void begin_file(struct capture* capture) {
    uint8_t blocks[PCAPNG_HEADER_ROOM];
    struct utsname host;
    char system[160];
    uname(&host);
    snprintf(system, sizeof system, "%.60s %.80s", host.sysname, host.release);
    char application[128];
    snprintf(application, sizeof application, "netloupe-capture " NETLOUPE_VERSION " (%.80s)", pcap_lib_version());
    write_blocks(capture, blocks, pcapng_section(blocks, host.machine, system, application));
    for (int i = 0; i < capture->device_count && !capture->reason; i++) {
        struct device* device = &capture->devices[i];
        struct pcapng_interface interface = {
            .name = device->now, .filter = capture->options->filter, .system = system,
            .description = strcmp(device->name, "any") ? "" : "all network interfaces",
            .link_type = device->link_type, .snap_length = device->snap_length, .digits = 9,
        };
        write_blocks(capture, blocks, pcapng_interface(blocks, &interface));
        device->section_received = device->received;
        device->section_dropped = device->dropped;
        device->section_interface_dropped = device->interface_dropped;
        device->section_packets = 0;
    }
    capture->file_since = monotonic();
    capture->file_since_real = clock_ns(CLOCK_REALTIME);
}

static void end_file(struct capture* capture) {
    uint8_t block[256];
    for (int i = 0; i < capture->device_count; i++) {
        struct device* device = &capture->devices[i];
        device_count(device);
        const struct pcapng_counters counters = {
            .start = capture->file_since_real, .end = clock_ns(CLOCK_REALTIME),
            .received = device->received - device->section_received,
            .dropped = device->dropped - device->section_dropped,
            .interface_dropped = device->interface_dropped - device->section_interface_dropped,
            .delivered = device->section_packets,
        };
        if (!capture->reason || strcmp(capture->reason, "disk"))
            write_blocks(capture, block, pcapng_statistics(block, (uint32_t)i, &counters));
    }
}

static void tell_counts(const struct capture* capture) {
    char text[MESSAGE_BYTES_MAX];
    const struct output* output = &capture->output;
    int size = snprintf(text, sizeof text, "%d %" PRIu64 " %" PRIu64 " %" PRIu64, output->number, output->size,
                        output->packets, output->bytes);
    for (int i = 0; i < capture->device_count; i++) {
        const struct device* device = &capture->devices[i];
        size += snprintf(text + size, sizeof text - (size_t)size, " %s %" PRIu64 " %" PRIu64 " %" PRIu64,
                         device_state_name(device->state), device->received, device->dropped,
                         device->interface_dropped);
    }
    channel_say("count %s", text);
}

/* A new file if this one is full and the next one is there; else go on in this one: packets do not wait. */
static void rotate_if_due(struct capture* capture) {
    const struct options* options = capture->options;
    bool full = options->file_bytes && capture->output.size + capture->staged >= options->file_bytes;
    bool old = options->file_ns && monotonic() - capture->file_since >= options->file_ns &&
               (capture->output.file_packets || capture->staged);
    if (capture->output.next < 0 || !(full || old))
        return;
    flush(capture, true);
    if (capture->reason)
        return;
    end_file(capture);
    if (!capture->reason && output_advance(&capture->output)) {
        begin_file(capture);
        tell_counts(capture);
    }
}

/* ---- packets */

struct arrival {
    struct capture* capture;
    struct device* device;
};

static void put_packet(u_char* user, const struct pcap_pkthdr* packet, const u_char* bytes) {
    struct arrival* arrival = (struct arrival*)user;
    struct capture* capture = arrival->capture;
    struct device* device = arrival->device;
    const struct options* options = capture->options;
    if (capture->reason)
        return;
    uint32_t captured = packet->caplen < (uint32_t)SNAP_LENGTH_MAX ? packet->caplen : SNAP_LENGTH_MAX;
    for (int all = 0; all < 2 && device->stage.used + captured + PCAPNG_PACKET_ROOM > STAGE_BYTES; all++)
        flush(capture, all);
    /* libpcap's "microseconds" are nanoseconds where those were asked for and are there */
    uint64_t fraction = (uint64_t)packet->ts.tv_usec * (device->nanoseconds ? 1 : 1000);
    uint64_t ticks = (uint64_t)packet->ts.tv_sec * 1000000000 + fraction;
    size_t size = pcapng_packet(device->stage.bytes + device->stage.used, (uint32_t)device->number, ticks, captured,
                                packet->len, bytes);
    device->stage.used += size;
    device->section_packets++;
    capture->staged += size;
    capture->packets++;
    capture->bytes += captured;
    if (!capture->staged_since)
        capture->staged_since = monotonic();
    if (options->stop_packets && capture->packets >= options->stop_packets)
        end(capture, "packets");
    if (options->stop_bytes && capture->bytes >= options->stop_bytes)
        end(capture, "bytes");
    if (capture->reason)
        pcap_breakloop(device->handle);
    else if (options->file_bytes)
        rotate_if_due(capture);
}

/* Packets of one device. Answers whether there may be more already. */
static bool receive(struct capture* capture, struct device* device) {
    struct arrival arrival = {capture, device};
    return pcap_dispatch(device->handle, DISPATCH_MAX, put_packet, (u_char*)&arrival) >= DISPATCH_MAX;
}

/* ---- what else happens */

static void look(struct capture* capture) {
    for (int i = 0; i < capture->device_count; i++) {
        struct device* device = &capture->devices[i];
        const char* text = device_look(device);
        if (text)
            channel_say("state %d %s %s", i, device_state_name(device->state), text);
    }
}

static void hear(struct capture* capture) {
    for (;;) {
        int file = -1;
        switch (channel_take(&file)) {
            case NOTHING: return;
            case STOP: end(capture, "asked"); return;
            case CLOSED: end(capture, "parent"); return;
            case NEXT_FILE: {
                const char* problem = output_take(&capture->output, file);
                if (problem)
                    channel_say("error system %s", problem);
                else if (!capture->output.number && output_advance(&capture->output)) {
                    begin_file(capture);
                    tell_counts(capture);
                }
            }
        }
    }
}

static void on_signal(int number) {
    (void)number;
    was_signalled = 1;
}

/* Signals only arrive while the loop waits, so that none is missed between looking and waiting. */
static void catch_signals(sigset_t* while_waiting) {
    const int numbers[] = {SIGTERM, SIGINT, SIGHUP, SIGQUIT};
    struct sigaction action = {.sa_handler = on_signal};
    sigset_t held;
    sigemptyset(&held);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        sigaction(numbers[i], &action, NULL);
        sigaddset(&held, numbers[i]);
    }
    sigprocmask(SIG_BLOCK, &held, NULL);
    sigemptyset(while_waiting);
    action.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &action, NULL);
    sigaction(SIGXFSZ, &action, NULL);
}

static void earlier(uint64_t* when, uint64_t other) {
    if (other < *when)
        *when = other;
}

/* Before the first file nothing is counted or looked at: only the parent is waited for. */
static uint64_t next_timer(const struct capture* capture, uint64_t count_at, uint64_t look_at) {
    const struct options* options = capture->options;
    uint64_t when = count_at;
    if (!capture->output.number)
        return UINT64_MAX;
    earlier(&when, look_at);
    if (capture->staged)
        earlier(&when, capture->staged_since + FLUSH_MS * MILLISECOND);
    if (options->stop_ns)
        earlier(&when, capture->started + options->stop_ns);
    return when;
}

/* What came before the end still waits in the kernel, at most as long as it may gather packets. */
static void drain(struct capture* capture) {
    static const char* const UNLIMITED[] = {"asked", "parent", "signal", "seconds"};
    const char* reason = capture->reason;
    bool limited = true;
    for (size_t i = 0; i < sizeof UNLIMITED / sizeof *UNLIMITED; i++)
        limited &= strcmp(reason, UNLIMITED[i]) != 0;
    if (limited)
        return;
    const struct timespec gathering = {0, (capture->options->timeout_ms + 10) * 1000000L};
    nanosleep(&gathering, NULL);
    capture->reason = NULL;
    for (int i = 0; i < capture->device_count; i++)
        for (int turns = 0; turns < DRAIN_TURNS_MAX && receive(capture, &capture->devices[i]); turns++)
            ;
    end(capture, reason);
}

int capture_run(struct capture* capture) {
    const struct options* options = capture->options;
    struct pollfd sources[DEVICES_MAX + 1] = {{.fd = CHANNEL_FD, .events = POLLIN}};
    sigset_t while_waiting;
    catch_signals(&while_waiting);
    capture->started = monotonic();
    uint64_t count_at = capture->started, look_at = capture->started;
    bool more = false;
    while (!capture->reason) {
        uint64_t now = monotonic(), when = next_timer(capture, count_at, look_at);
        uint64_t wait = more || when <= now ? 0 : when - now;
        struct timespec timeout = {(time_t)(wait / 1000000000), (long)(wait % 1000000000)};
        int count = capture->output.number ? capture->device_count : 0;     /* packets wait for the first file */
        for (int i = 0; i < count; i++)
            /* a device that is down says so again and again: its timer is enough */
            sources[i + 1] = (struct pollfd){
                .fd = capture->devices[i].state == DEVICE_UP ? capture->devices[i].fd : -1, .events = POLLIN};
        ppoll(sources, (nfds_t)count + 1, &timeout, &while_waiting);
        if (was_signalled)
            end(capture, "signal");
        if (sources[0].revents)
            hear(capture);
        more = false;
        for (int i = 0; i < count && !capture->reason; i++) {
            if (sources[i + 1].revents & ~POLLIN)
                look_at = 0;
            if (sources[i + 1].revents)
                more |= receive(capture, &capture->devices[i]);
        }
        if (!capture->output.number)
            continue;
        now = monotonic();
        if (now >= look_at) {
            look(capture);
            look_at = now + LOOK_MS * MILLISECOND;
        }
        if (options->stop_ns && now - capture->started >= options->stop_ns)
            end(capture, "seconds");
        if (capture->staged && (options->immediate || now - capture->staged_since >= FLUSH_MS * MILLISECOND))
            flush(capture, options->immediate);
        if (!capture->reason && (options->file_bytes || options->file_ns))
            rotate_if_due(capture);
        if (now >= count_at) {
            for (int i = 0; i < capture->device_count; i++)
                device_count(&capture->devices[i]);
            tell_counts(capture);
            count_at = now + COUNT_MS * MILLISECOND;
        }
    }
    if (capture->output.number) {
        drain(capture);
        flush(capture, true);
        end_file(capture);
        tell_counts(capture);
    }
    channel_insist("stopped %s", capture->reason);
    return strcmp(capture->reason, "disk") ? 0 : 1;
}
