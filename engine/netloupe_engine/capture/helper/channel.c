/*
 * The messages, version 1. TEXT reaches to the end of the message.
 *
 * from the parent   file                        with a descriptor: the next output file; an empty regular one
 *                   stop                        write everything, end
 *                   (closed)                    the same
 *
 * to the parent     hello VERSION PID           first of all
 *                   device N LINK SNAP NS NAME  device N is open: link type, bytes kept of a packet, 1 if nanoseconds
 *                   ready                       all are; packets wait for the first file
 *                   count FILE SIZE PACKETS BYTES [STATE RECEIVED DROPPED IFDROPPED]...
 *                                               so far: number of the file being written (from 1) and its size; packets
 *                                               and captured bytes on the disk; per device up, down or gone, and
 *                                               libpcap's counters
 *                   state N STATE TEXT          device N is now up, down, gone or renamed
 *                   error KIND TEXT             options, permission, device, filter, disk or system
 *                   stopped REASON              asked, packets, bytes, seconds, signal, devices, disk or error: the last
 */
#include "channel.h"

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

bool channel_is_there(void) {
    int kind = 0;
    socklen_t size = sizeof kind;
    return !getsockopt(CHANNEL_FD, SOL_SOCKET, SO_TYPE, &kind, &size) && kind == SOCK_SEQPACKET;
}

static void say(int wait_ms, const char* format, va_list values) {
    char text[MESSAGE_BYTES_MAX];
    int size = vsnprintf(text, sizeof text, format, values);
    if (size < 0)
        return;
    if (size >= (int)sizeof text)
        size = sizeof text - 1;
    for (int i = 0; i < size; i++)
        if ((unsigned char)text[i] < ' ')
            text[i] = ' ';
    if (send(CHANNEL_FD, text, (size_t)size, MSG_NOSIGNAL | MSG_DONTWAIT) >= 0 || wait_ms == 0)
        return;
    struct pollfd channel = {.fd = CHANNEL_FD, .events = POLLOUT};
    if (poll(&channel, 1, wait_ms) > 0)
        send(CHANNEL_FD, text, (size_t)size, MSG_NOSIGNAL | MSG_DONTWAIT);
}

void channel_say(const char* format, ...) {
    va_list values;
    va_start(values, format);
    say(0, format, values);
    va_end(values);
}

void channel_insist(const char* format, ...) {
    va_list values;
    va_start(values, format);
    say(500, format, values);
    va_end(values);
}

/* The descriptor that came along; more than one is a mistake, and closed. */
static int descriptor(struct msghdr* message) {
    int kept = -1;
    for (struct cmsghdr* part = CMSG_FIRSTHDR(message); part; part = CMSG_NXTHDR(message, part)) {
        if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS)
            continue;
        size_t count = (part->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (size_t i = 0; i < count; i++) {
            int file;
            memcpy(&file, CMSG_DATA(part) + i * sizeof file, sizeof file);
            if (kept < 0)
                kept = file;
            else
                close(file);
        }
    }
    return kept;
}

enum command channel_take(int* file) {
    char text[16];
    union {
        struct cmsghdr aligned;
        char bytes[CMSG_SPACE(4 * sizeof(int))];
    } extra;
    struct iovec into = {.iov_base = text, .iov_len = sizeof text};
    struct msghdr message = {.msg_iov = &into, .msg_iovlen = 1, .msg_control = &extra, .msg_controllen = sizeof extra};
    ssize_t size = recvmsg(CHANNEL_FD, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    if (size < 0)
        return errno == EAGAIN || errno == EINTR ? NOTHING : CLOSED;
    *file = descriptor(&message);
    if (size == 4 && !memcmp(text, "file", 4) && *file >= 0)
        return NEXT_FILE;
    if (*file >= 0)
        close(*file);
    if (size == 0)
        return CLOSED;
    return size == 4 && !memcmp(text, "stop", 4) ? STOP : NOTHING;
}
