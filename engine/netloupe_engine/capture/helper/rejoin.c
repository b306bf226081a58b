/* The process that rejoins, and the question it is asked: one byte there, an index back. */
#include "rejoin.h"

#include <arpa/inet.h>
#include <errno.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <netpacket/packet.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "channel.h"
#include "sandbox.h"

static const struct timeval PATIENCE = {.tv_usec = 200000};
static int asked = -1;          /* the helper's end */

static int rejoin(const struct device* device) {
    struct ifreq name = {0}, kind = {0};
    memcpy(name.ifr_name, device->name, NAME_SIZE);
    kind = name;
    if (ioctl(device->fd, SIOCGIFINDEX, &name) || ioctl(device->fd, SIOCGIFHWADDR, &kind) ||
        kind.ifr_hwaddr.sa_family != device->hardware)
        return 0;
    struct sockaddr_ll address = {
        .sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ALL), .sll_ifindex = name.ifr_ifindex};
    if (bind(device->fd, (struct sockaddr*)&address, sizeof address))
        return 0;
    if (device->promiscuous) {
        struct packet_mreq mode = {.mr_ifindex = name.ifr_ifindex, .mr_type = PACKET_MR_PROMISC};
        setsockopt(device->fd, SOL_PACKET, PACKET_ADD_MEMBERSHIP, &mode, sizeof mode);
    }
    return name.ifr_ifindex;
}

static void serve(int end, const struct device* devices, int count) {
    for (;;) {
        uint8_t number = 0;
        ssize_t size = read(end, &number, sizeof number);
        if (size < 0 && errno == EINTR)
            continue;
        if (size <= 0)
            _exit(0);           /* the helper is gone */
        int index = number < count ? rejoin(&devices[number]) : 0;
        if (write(end, &index, sizeof index) != sizeof index)
            _exit(0);
    }
}

void rejoin_start(const struct device* devices, int count) {
    int ends[2], packets[DEVICES_MAX];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends))
        return;
    pid_t child = fork();
    if (child == 0) {
        const int numbers[] = {SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGPIPE};
        for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
            signal(numbers[i], SIG_IGN);        /* it ends when the helper has, not before */
        close(ends[0]);
        close(CHANNEL_FD);                      /* the parent knows the helper's end by it */
        close(STDOUT_FILENO);
        close(STDERR_FILENO);
        for (int i = 0; i < count; i++)
            packets[i] = devices[i].fd;
        if (!sandbox_enter(SANDBOX_REJOINING, packets, count))
            serve(ends[1], devices, count);
        _exit(1);
    }
    close(ends[1]);
    if (child > 0 && !setsockopt(ends[0], SOL_SOCKET, SO_RCVTIMEO, &PATIENCE, sizeof PATIENCE))
        asked = ends[0];
    else
        close(ends[0]);
}

int rejoin_ask(int number) {
    uint8_t question = (uint8_t)number;
    int index = 0;
    if (asked < 0)
        return 0;
    if (write(asked, &question, sizeof question) == sizeof question &&
        read(asked, &index, sizeof index) == sizeof index)
        return index;
    close(asked);               /* a late answer would be taken for one to the next question */
    asked = -1;
    return 0;
}
