/*
 * Sends UDP frames of one size at a steady rate: flood DEVICE RATE SECONDS [SIZE [FLOWS]]; RATE 0: as fast as it goes.
 * Prints how many were sent and in how many seconds. Frames go round FLOWS source ports; UDP checksums are left out.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

enum { BATCH = 32, HEADERS = 42, SIZE_MAX_ = 1514 };

static uint8_t frames[BATCH][SIZE_MAX_];

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void put16(uint8_t* at, unsigned value) {
    at[0] = (uint8_t)(value >> 8);
    at[1] = (uint8_t)value;
}

static void make_frame(uint8_t* at, unsigned size) {
    static const uint8_t head[] = {2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0, 0x45, 0};
    unsigned sum = 0;
    memset(at, 'x', size);
    memset(at, 0, HEADERS);
    memcpy(at, head, sizeof head);
    put16(at + 16, size - 14);
    at[22] = 64;
    at[23] = 17;
    memcpy(at + 26, (uint8_t[]){10, 99, 0, 1, 10, 99, 0, 2}, 8);
    for (int i = 14; i < 34; i += 2)
        sum += (unsigned)at[i] << 8 | at[i + 1];
    put16(at + 24, ~(sum + (sum >> 16)) & 0xFFFF);
    put16(at + 36, 4789 + 1);
    put16(at + 38, size - 34);
}

int main(int count, char** words) {
    if (count < 4)
        return 2;
    double rate = atof(words[2]), seconds = atof(words[3]);
    unsigned size = count > 4 ? (unsigned)atoi(words[4]) : 300, flows = count > 5 ? (unsigned)atoi(words[5]) : 1000;
    if (size < 64 || size > SIZE_MAX_ || flows < 1 || flows > 50000)
        return 2;
    int out = socket(AF_PACKET, SOCK_RAW, 0), yes = 1;
    struct sockaddr_ll where = {.sll_family = AF_PACKET, .sll_ifindex = (int)if_nametoindex(words[1])};
    if (out < 0 || bind(out, (struct sockaddr*)&where, sizeof where))
        return perror("flood"), 1;
    setsockopt(out, SOL_PACKET, PACKET_QDISC_BYPASS, &yes, sizeof yes);
    struct iovec parts[BATCH];
    struct mmsghdr batch[BATCH] = {0};
    for (int i = 0; i < BATCH; i++) {
        make_frame(frames[i], size);
        parts[i] = (struct iovec){frames[i], size};
        batch[i].msg_hdr = (struct msghdr){.msg_iov = &parts[i], .msg_iovlen = 1};
    }
    double start = now(), end = start + seconds;
    uint64_t sent = 0;
    for (double time = start; time < end; time = now()) {
        double ahead = rate > 0 ? (double)sent / rate - (time - start) : 0;
        if (ahead > 0) {
            struct timespec pause = {(time_t)ahead, (long)((ahead - (double)(time_t)ahead) * 1e9)};
            nanosleep(&pause, NULL);
            continue;
        }
        for (int i = 0; i < BATCH; i++)
            put16(frames[i] + 34, 10000 + (unsigned)((sent + (uint64_t)i) % flows));
        int done = sendmmsg(out, batch, BATCH, 0);
        if (done > 0)
            sent += (uint64_t)done;
    }
    printf("%llu %.6f\n", (unsigned long long)sent, now() - start);
    return 0;
}
