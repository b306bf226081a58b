/*
 * netloupe-capture: takes packets from network devices and writes them to files it is handed. The only part of Netloupe
 * that has rights, and only until the devices are open. It opens no file to write, connects to nobody, reads no packet.
 *
 *   netloupe-capture --probe DEVICE|-      may this device (or any) be opened? exit status 0 yes, 3 no permission, 1 no
 *   netloupe-capture --device NAME ...     options.c has all; standard input is a channel to the parent (channel.c)
 */
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <sys/socket.h>
#include <linux/if_ether.h>
#include <arpa/inet.h>

#include "capture.h"
#include "channel.h"
#include "held.h"
#include "options.h"
#include "privileges.h"
#include "rejoin.h"
#include "sandbox.h"

enum { DONE = 0, FAILED = 1, USAGE = 2, NOT_PERMITTED = 3 };

static const char* const TOO_MANY = "Other captures of this user hold all the buffers there are for them, 256 MiB.";

static int fail(const char* kind, const char* text, int status) {
    channel_insist("error %s %s", kind, text);
    channel_insist("stopped error");
    return status;
}

/* By all captures of this user; 0 where the system does not tell. */
static long long buffers_held(void) {
    long long held = held_buffers(geteuid());
    return held > 0 ? held : 0;
}

/* The same, but what a capture that has just ended is giving back is waited for a moment. */
static long long buffers_held_after(const struct options* options) {
    const struct timespec turn = {.tv_nsec = 50 * 1000 * 1000};
    long long wanted = (long long)options->buffer_bytes * options->device_count;
    if (wanted > BUFFERS_BYTES_MAX)
        wanted = BUFFERS_BYTES_MAX;
    long long held = buffers_held();
    for (int i = 0; i < 20 && held + wanted > BUFFERS_BYTES_MAX; i++) {
        nanosleep(&turn, NULL);
        held = buffers_held();
    }
    return held;
}

static int probe(struct options* options) {
    char text[PCAP_ERRBUF_SIZE] = "";
    struct device device;
    if (options->device_count == 0) {       /* "-": what needs the right is the socket */
        int fd = socket(AF_PACKET, SOCK_RAW, 0);
        if (fd >= 0)
            close(fd);
        printf("%s\n", fd >= 0 ? "ready" : "no permission");
        return fd >= 0 ? DONE : NOT_PERMITTED;
    }
    options->promiscuous = false;           /* a question leaves no trace in the system's log, and needs no buffer */
    options->buffer_bytes = BUFFER_BYTES_MIN;
    switch (device_open(&device, options->devices[0], options, text)) {
        case DEVICE_OPEN: pcap_close(device.handle); printf("ready\n"); return DONE;
        case DEVICE_NOT_PERMITTED: printf("%s\n", text); return NOT_PERMITTED;
        default: printf("%s\n", text); return FAILED;
    }
}

static int open_devices(struct capture* capture) {
    const struct options* options = capture->options;
    for (int i = 0; i < options->device_count; i++) {
        char why[PCAP_ERRBUF_SIZE] = "", text[PCAP_ERRBUF_SIZE + 32];
        struct device* device = &capture->devices[i];
        struct stage stage = device->stage;
        enum device_problem problem = device_open(device, options->devices[i], options, why);
        device->number = i;
        device->stage = stage;
        snprintf(text, sizeof text, "%.15s: %s", options->devices[i], why);
        if (problem == DEVICE_NOT_PERMITTED)
            return fail("permission", text, NOT_PERMITTED);
        if (problem != DEVICE_OPEN)
            return fail("device", text, FAILED);
        capture->device_count++;
    }
    return DONE;
}

/*
 * The filter is the user's text, and libpcap's parser is large: both meet without any rights, and with one call more
 * than afterwards, since the filter has to get into the sockets.
 */
static int filter_devices(struct capture* capture) {
    int packets[DEVICES_MAX];
    for (int i = 0; i < capture->device_count; i++)
        packets[i] = capture->devices[i].fd;
    const char* missing = sandbox_enter(SANDBOX_FILTERING, packets, capture->device_count);
    if (missing)
        return fail("system", missing, FAILED);
    for (int i = 0; i < capture->device_count; i++) {
        const char* problem = device_filter(&capture->devices[i], capture->options->filter);
        if (problem)
            return fail("filter", problem, FAILED);
    }
    missing = sandbox_enter(SANDBOX_CAPTURING, packets, capture->device_count);
    return missing ? fail("system", missing, FAILED) : DONE;
}

int main(int count, char** words) {
    static struct options options;
    static struct capture capture;
    const char* problem = options_read(&options, count, words);
    bool channel = channel_is_there();
    if (problem || (!channel && !options.probe)) {
        if (channel)
            return fail("options", problem, USAGE);
        fprintf(stderr, "netloupe-capture: %s\n", problem ? problem : "It is started by Netloupe, not by hand.");
        return USAGE;
    }
    if (options.probe)
        return probe(&options);

    channel_say("hello %d %d", CHANNEL_VERSION, (int)getpid());
    bool limited = !privileges_are_asked_by_root();
    if (limited && !options_share_buffers(&options, buffers_held_after(&options)))
        return fail("system", TOO_MANY, FAILED);
    if (!capture_prepare(&capture, &options))
        return fail("system", "There is not enough memory.", FAILED);
    int status = open_devices(&capture);
    if (status)
        return status;
    /* Others may have begun at the same moment; libpcap rounds up. */
    if (limited && buffers_held() > BUFFERS_BYTES_MAX + BUFFERS_BYTES_MAX / 8)
        return fail("system", TOO_MANY, FAILED);
    problem = privileges_drop();
    if (problem)
        return fail("system", problem, FAILED);
    rejoin_start(capture.devices, capture.device_count);
    status = filter_devices(&capture);
    if (status)
        return status;
    for (int i = 0; i < capture.device_count; i++) {
        const struct device* device = &capture.devices[i];
        channel_say("device %d %d %d %d %s", i, device->link_type, device->snap_length, device->nanoseconds,
                    device->name);
    }
    channel_say("ready");
    return capture_run(&capture);
}
