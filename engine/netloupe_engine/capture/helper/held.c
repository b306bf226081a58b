/*
 * What captures of a user hold of the kernel's memory already, by the kernel's own list of packet sockets
 * (sock_diag(7), linux/packet_diag.h).
 */
#include "held.h"

#include <string.h>
#include <unistd.h>

#include <sys/socket.h>
#include <sys/time.h>
#include <linux/netlink.h>
#include <linux/packet_diag.h>
#include <linux/rtnetlink.h>
#include <linux/sock_diag.h>

enum { ANSWER_BYTES = 1 << 15, WAIT_S = 2 };

static int asked(void) {
    struct { struct nlmsghdr head; struct packet_diag_req request; } question = {
        .head = {.nlmsg_len = sizeof question, .nlmsg_type = SOCK_DIAG_BY_FAMILY,
                 .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP},
        .request = {.sdiag_family = AF_PACKET, .pdiag_show = PACKET_SHOW_INFO | PACKET_SHOW_RING_CFG},
    };
    struct timeval wait = {.tv_sec = WAIT_S};
    int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
    if (fd >= 0 && (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait) ||
                    send(fd, &question, sizeof question, 0) != sizeof question)) {
        close(fd);
        fd = -1;
    }
    return fd;
}

static long long held_by(struct nlmsghdr* message, uid_t user) {
    long long bytes = 0;
    uid_t owner = (uid_t)-1;
    if (message->nlmsg_len < NLMSG_LENGTH(sizeof(struct packet_diag_msg)))
        return 0;
    struct rtattr* fact = (struct rtattr*)((char*)NLMSG_DATA(message) + NLMSG_ALIGN(sizeof(struct packet_diag_msg)));
    int rest = (int)(message->nlmsg_len - NLMSG_LENGTH(NLMSG_ALIGN(sizeof(struct packet_diag_msg))));
    for (; RTA_OK(fact, rest); fact = RTA_NEXT(fact, rest)) {
        struct packet_diag_ring ring;
        if (fact->rta_type == PACKET_DIAG_UID && RTA_PAYLOAD(fact) >= sizeof owner)
            memcpy(&owner, RTA_DATA(fact), sizeof owner);
        if (fact->rta_type == PACKET_DIAG_RX_RING && RTA_PAYLOAD(fact) >= sizeof ring) {
            memcpy(&ring, RTA_DATA(fact), sizeof ring);
            bytes += (long long)ring.pdr_block_size * ring.pdr_block_nr;
        }
    }
    return owner == user ? bytes : 0;
}

long long held_buffers(uid_t user) {
    static char answer[ANSWER_BYTES] __attribute__((aligned(NLMSG_ALIGNTO)));
    long long bytes = 0;
    int fd = asked();
    if (fd < 0)
        return -1;
    for (;;) {
        ssize_t size = recv(fd, answer, sizeof answer, 0);
        if (size <= 0)
            break;
        size_t rest = (size_t)size;
        for (struct nlmsghdr* message = (struct nlmsghdr*)answer; NLMSG_OK(message, rest);
             message = NLMSG_NEXT(message, rest)) {
            if (message->nlmsg_type == NLMSG_DONE || message->nlmsg_type == NLMSG_ERROR) {
                close(fd);
                return message->nlmsg_type == NLMSG_DONE ? bytes : -1;
            }
            bytes += held_by(message, user);
        }
    }
    close(fd);
    return -1;
}
