/* Opening devices by libpcap, and watching what becomes of them. */
#include "device.h"

#include <net/if.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include "rejoin.h"

/* DLT_ values that differ from those in files (LINKTYPE_), of those Linux has. */
static int in_files(int link) {
    switch (link) {
        case DLT_RAW: return 101;
        case DLT_ATM_RFC1483: return 100;
        case DLT_PPP_BSDOS: return 103;
        case DLT_ATM_CLIP: return 106;
        default: return link;
    }
}

static bool is_any(const struct device* device) { return !strcmp(device->name, "any"); }

static struct ifreq request(const char* name) {
    struct ifreq request = {0};
    memcpy(request.ifr_name, name, strnlen(name, NAME_SIZE - 1));
    return request;
}

/* "any" tells the interface of each packet only in version 2 of its header. */
static void choose_link_type(struct device* device) {
    int* kinds = NULL;
    int count = is_any(device) ? pcap_list_datalinks(device->handle, &kinds) : 0;
    for (int i = 0; i < count; i++)
        if (kinds[i] == DLT_LINUX_SLL2)
            pcap_set_datalink(device->handle, DLT_LINUX_SLL2);
    if (count > 0)
        pcap_free_datalinks(kinds);
}

static enum device_problem refuse(struct device* device, int status, char* text) {
    const char* more = pcap_geterr(device->handle);
    const char* why = pcap_statustostr(status);
    if (status == PCAP_ERROR_IFACE_NOT_UP)
        snprintf(text, PCAP_ERRBUF_SIZE, "The interface is not up.");
    else if (*more && status != PCAP_ERROR)
        snprintf(text, PCAP_ERRBUF_SIZE, "%.80s: %.150s", why, more);
    else
        snprintf(text, PCAP_ERRBUF_SIZE, "%.240s", *more ? more : why);
    pcap_close(device->handle);
    device->handle = NULL;
    return status == PCAP_ERROR_PERM_DENIED || status == PCAP_ERROR_PROMISC_PERM_DENIED ? DEVICE_NOT_PERMITTED
                                                                                       : DEVICE_UNUSABLE;
}

static int activate(struct device* device, const struct options* options) {
    pcap_set_snaplen(device->handle, options->snap_length);
    pcap_set_promisc(device->handle, device->promiscuous);
    pcap_set_timeout(device->handle, options->timeout_ms);
    pcap_set_buffer_size(device->handle, options->buffer_bytes);
    /* Only when asked: libpcap then leaves TPACKET_V3, which costs seven times the work (TPACKET_V2, a wake a packet). */
    pcap_set_immediate_mode(device->handle, options->immediate);
    if (options->nanoseconds)
        pcap_set_tstamp_precision(device->handle, PCAP_TSTAMP_PRECISION_NANO);
    return pcap_activate(device->handle);
}

enum device_problem device_open(struct device* device, const char* name, const struct options* options, char* text) {
    *device = (struct device){.promiscuous = options->promiscuous && strcmp(name, "any"), .state = DEVICE_UP};
    memcpy(device->name, name, strnlen(name, NAME_SIZE - 1));
    memcpy(device->now, device->name, NAME_SIZE);
    /* libpcap also knows names that are no network interfaces (buses, nflog): nobody was given rights to those. */
    device->index = is_any(device) ? 0 : (int)if_nametoindex(name);
    if (!device->index && !is_any(device)) {
        snprintf(text, PCAP_ERRBUF_SIZE, "There is no such interface.");
        return DEVICE_UNUSABLE;
    }
    device->handle = pcap_create(name, text);
    if (!device->handle)
        return DEVICE_UNUSABLE;
    int status = activate(device, options);
    if (status < 0)
        return refuse(device, status, text);
    choose_link_type(device);
    pcap_setdirection(device->handle, options->direction);
    if (pcap_setnonblock(device->handle, 1, text) < 0)
        return refuse(device, PCAP_ERROR, text);
    device->fd = pcap_get_selectable_fd(device->handle);
    device->link_type = in_files(pcap_datalink(device->handle));
    device->snap_length = pcap_snapshot(device->handle);
    device->nanoseconds = pcap_get_tstamp_precision(device->handle) == PCAP_TSTAMP_PRECISION_NANO;
    struct ifreq kind = request(name);
    device->hardware = !is_any(device) && !ioctl(device->fd, SIOCGIFHWADDR, &kind) ? kind.ifr_hwaddr.sa_family : -1;
    return DEVICE_OPEN;
}

static const char* set_filter(struct device* device, const char* filter) {
    struct bpf_program program;
    if (pcap_compile(device->handle, &program, filter, 1, PCAP_NETMASK_UNKNOWN) < 0)
        return pcap_geterr(device->handle);
    int status = pcap_setfilter(device->handle, &program);
    pcap_freecode(&program);
    return status < 0 ? pcap_geterr(device->handle) : NULL;
}

const char* device_filter(struct device* device, const char* filter) {
    const char* problem = *filter ? set_filter(device, filter) : NULL;
    const int locked = 1;
    if (!problem && setsockopt(device->fd, SOL_SOCKET, SO_LOCK_FILTER, &locked, sizeof locked))
        problem = "The filter could not be locked.";
    return problem;
}

void device_count(struct device* device) {
    struct pcap_stat now;
    if (pcap_stats(device->handle, &now) < 0)
        return;
    device->received += now.ps_recv - device->last.ps_recv;
    device->dropped += now.ps_drop - device->last.ps_drop;
    device->interface_dropped += now.ps_ifdrop - device->last.ps_ifdrop;
    device->last = now;
}

static bool is_up(const struct device* device) {
    struct ifreq flags = request(device->now);
    return !ioctl(device->fd, SIOCGIFFLAGS, &flags) && flags.ifr_flags & IFF_UP;
}

static const char* become(struct device* device, enum device_state state, const char* text) {
    if (device->state == state)
        return NULL;
    device->state = state;
    return text;
}

const char* device_look(struct device* device) {
    static char text[64];
    if (is_any(device))
        return NULL;
    struct ifreq name = {.ifr_ifindex = device->index};
    if (!ioctl(device->fd, SIOCGIFNAME, &name)) {
        if (strncmp(name.ifr_name, device->now, NAME_SIZE)) {
            memcpy(device->now, name.ifr_name, NAME_SIZE);
            snprintf(text, sizeof text, "The interface is called %.15s now.", device->now);
            return text;
        }
        return is_up(device) ? become(device, DEVICE_UP, "The interface is up again.")
                             : become(device, DEVICE_DOWN, "The interface went down.");
    }
    struct ifreq again = request(device->name);
    int index = ioctl(device->fd, SIOCGIFINDEX, &again) ? 0 : rejoin_ask(device->number);
    if (index) {
        device->index = index;
        memcpy(device->now, device->name, NAME_SIZE);
        device->state = DEVICE_GONE;        /* even if it was away too shortly to be missed */
        return become(device, is_up(device) ? DEVICE_UP : DEVICE_DOWN, "The interface is there again.");
    }
    return become(device, DEVICE_GONE, "The interface is gone.");
}

const char* device_state_name(enum device_state state) {
    static const char* const NAMES[] = {"up", "down", "gone"};
    return NAMES[state];
}
