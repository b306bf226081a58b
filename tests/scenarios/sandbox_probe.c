/*
 * What a helper that was taken over can still do: enters the helper's own sandbox and tries. Built by
 * test_helper_sandbox.py together with sandbox.c.
 *
 *   sandbox_probe filtering|capturing|rejoining DEVICE     prints a line for each attempt: its name and errno, 0 if it did
 *   sandbox_probe unprivileged DEVICE                      prints what sandbox_enter answers where it may not
 *   sandbox_probe without COMMAND...                       runs a command where no program gets a sandbox
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/seccomp.h>
#include <net/if.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "sandbox.h"

static char results[8192];
static size_t used;

static void result(const char* name, long status) {
    int problem = status < 0 ? errno : 0;
    used += (size_t)snprintf(results + used, sizeof results - used, "%s %d\n", name, problem);
}

static void try_all(int packets, const char* device, int elsewhere, int file, int data) {
    struct sockaddr_ll there = {.sll_family = AF_PACKET, .sll_ifindex = elsewhere};
    struct packet_mreq mode = {.mr_ifindex = there.sll_ifindex, .mr_type = PACKET_MR_PROMISC};
    struct sock_filter all = BPF_STMT(BPF_RET | BPF_K, 0xffff);
    struct sock_fprog filter = {.len = 1, .filter = &all};
    struct ifreq request = {0};
    struct iovec part = {.iov_base = results, .iov_len = 4};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    void* page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    memcpy(request.ifr_name, device, strnlen(device, IFNAMSIZ - 1));

    result("memory", page == MAP_FAILED ? -1 : 0);
    result("executable-memory", mmap(NULL, 4096, PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED ? -1 : 0);
    result("made-executable", mprotect(page, 4096, PROT_READ | PROT_EXEC));
    result("say", send(0, "x", 1, MSG_DONTWAIT));
    result("write-file", write(file, "x", 1));
    result("read-file", open("/proc/self/stat", O_RDONLY));
    result("change-file", open("/dev/null", O_WRONLY));
    result("make-file", open("/tmp/netloupe-probe", O_RDONLY | O_CREAT, 0600));
    result("inject-by-send", send(packets, results, 60, 0));
    result("inject-by-write", write(packets, results, 60));
    result("inject-by-sendmsg", sendmsg(packets, &message, 0));
    result("descriptors-to-parent", sendmsg(0, &message, MSG_DONTWAIT));
    result("inject-by-place", sendto(packets, results, 60, 0, (struct sockaddr*)&there, sizeof there));
    result("another-interface", bind(packets, (struct sockaddr*)&there, sizeof there));
    result("promiscuous", setsockopt(packets, SOL_PACKET, PACKET_ADD_MEMBERSHIP, &mode, sizeof mode));
    result("attach-filter", setsockopt(packets, SOL_SOCKET, SO_ATTACH_FILTER, &filter, sizeof filter));
    result("buffer-option", setsockopt(packets, SOL_SOCKET, SO_RCVBUF, &data, sizeof data));
    result("ask-flags", ioctl(packets, SIOCGIFFLAGS, &request));
    result("set-flags", ioctl(packets, SIOCSIFFLAGS, &request));
    result("type-into-terminal", ioctl(data, TIOCSTI, "x"));
    result("copy-descriptor", fcntl(packets, F_DUPFD, 100));
    result("dup", dup(packets));
    result("close-channel", close(0));
    result("socket", socket(AF_INET, SOCK_DGRAM, 0));
    result("kill-others", syscall(SYS_tgkill, getppid(), getppid(), 0));
    result("kill", kill(getppid(), 0));
    result("fork", syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0));
    result("execute", syscall(SYS_execve, "/bin/true", NULL, NULL));
    result("prctl", prctl(PR_SET_DUMPABLE, 1, 0, 0, 0));
}

static int without(char** command) {
    struct sock_filter steps[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_prctl, 0, 3),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, PR_SET_SECCOMP, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EINVAL),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog filter = {.len = sizeof steps / sizeof *steps, .filter = steps};
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0) == 0)
        execvp(*command, command);
    return 1;
}

int main(int count, char** words) {
    if (count > 2 && !strcmp(words[1], "without"))
        return without(words + 2);
    if (count != 3)
        return 2;
    int packets = socket(AF_PACKET, SOCK_RAW, htons(ETH_P_ALL)), file = fileno(tmpfile()), elsewhere = (int)if_nametoindex("lo");
    struct sockaddr_ll here = {
        .sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ALL), .sll_ifindex = (int)if_nametoindex(words[2])};
    if (packets < 0 || bind(packets, (struct sockaddr*)&here, sizeof here))
        return 1;
    if (!strcmp(words[1], "unprivileged")) {
        const char* answer = setresuid(65534, 65534, 65534) ? "no other user" : sandbox_enter(SANDBOX_CAPTURING, &packets, 1);
        return puts(answer ? answer : "a sandbox") < 0;
    }
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    const char* missing;
    if (!strcmp(words[1], "rejoining")) {
        missing = sandbox_enter(SANDBOX_REJOINING, &packets, 1);
    } else {
        missing = sandbox_enter(SANDBOX_FILTERING, &packets, 1);
        if (!missing && !strcmp(words[1], "capturing"))
            missing = sandbox_enter(SANDBOX_CAPTURING, &packets, 1);
    }
    if (missing)
        return 1;
    try_all(packets, words[2], elsewhere, file, 1);
    return write(1, results, used) < 0;
}
