/* The lists of system calls, as seccomp filters. A filter sees numbers only, not what pointers point to. */
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/if_packet.h>
#include <linux/seccomp.h>
#include <linux/sockios.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "channel.h"
#include "options.h"

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define ARCHITECTURE AUDIT_ARCH_RISCV64
#endif

#ifdef ARCHITECTURE

/* One line of a list: the first that fits decides, and what none fits is refused. */
struct rule {
    int call;
    enum { ANY, IS, IS_NOT, HAS } test;     /* of an argument: its lower half, which is all the kernel takes of these */
    int argument;
    uint32_t value;
    enum { ALLOW, REFUSE } verdict;
};

#define FREELY(call) {SYS_##call, ANY, 0, 0, ALLOW}
#define ONLY(call, argument, value) {SYS_##call, IS, argument, value, ALLOW}
#define NOT(call, argument, value) {SYS_##call, IS, argument, value, REFUSE}
#define NOT_WITH(call, argument, bits) {SYS_##call, HAS, argument, bits, REFUSE}

static const struct rule COMMON[] = {
    /* packets in, packets out */
    FREELY(ppoll), FREELY(read), FREELY(write), FREELY(recvfrom), FREELY(getsockopt),
#ifdef SYS_poll
    FREELY(poll),
#endif
    /* the channel, which stays where it is: a descriptor in its place would be spoken to */
    FREELY(recvmsg), ONLY(sendto, 0, CHANNEL_FD), NOT(close, 0, CHANNEL_FD), FREELY(close),
    /* files: the parent opens those to write */
    NOT_WITH(openat, 2, O_ACCMODE | O_CREAT | O_TRUNC), FREELY(openat), FREELY(fstat), FREELY(lseek), FREELY(ftruncate),
    FREELY(fdatasync),
#ifdef SYS_newfstatat
    FREELY(newfstatat),
#endif
    ONLY(fcntl, 1, F_GETFL), ONLY(fcntl, 1, F_SETFL), ONLY(fcntl, 1, F_GETFD), ONLY(fcntl, 1, F_SETFD),
    /* devices: questions only */
    ONLY(ioctl, 1, SIOCGIFNAME), ONLY(ioctl, 1, SIOCGIFINDEX), ONLY(ioctl, 1, SIOCGIFFLAGS),
    ONLY(ioctl, 1, SIOCGIFHWADDR),
    /* memory: for data */
    NOT_WITH(mmap, 2, PROT_EXEC), FREELY(mmap), NOT_WITH(mprotect, 2, PROT_EXEC), FREELY(mprotect), FREELY(brk),
    FREELY(munmap), FREELY(mremap), FREELY(madvise),
    /* time, signals, the end */
    FREELY(futex), FREELY(clock_gettime), FREELY(gettimeofday), FREELY(clock_nanosleep), FREELY(nanosleep),
    FREELY(rt_sigaction), FREELY(rt_sigprocmask), FREELY(rt_sigreturn), FREELY(restart_syscall), FREELY(getpid),
    FREELY(gettid), FREELY(uname), FREELY(getrandom), FREELY(exit), FREELY(exit_group),
};

/* libpcap puts a filter into a socket in three steps; then it is locked, and the next list taken. */
static const struct rule FILTERING[] = {
    {SYS_setsockopt, IS_NOT, 1, SOL_SOCKET, REFUSE}, ONLY(setsockopt, 2, SO_ATTACH_FILTER),
    ONLY(setsockopt, 2, SO_DETACH_FILTER), ONLY(setsockopt, 2, SO_LOCK_FILTER),
    ONLY(prctl, 0, PR_SET_SECCOMP),
};

static const struct rule REJOINING[] = {
    FREELY(read), FREELY(write), FREELY(bind), {SYS_setsockopt, IS_NOT, 1, SOL_PACKET, REFUSE},
    ONLY(setsockopt, 2, PACKET_ADD_MEMBERSHIP), ONLY(ioctl, 1, SIOCGIFINDEX), ONLY(ioctl, 1, SIOCGIFHWADDR),
    FREELY(rt_sigreturn), FREELY(restart_syscall), FREELY(exit), FREELY(exit_group),
};

enum {
    HEAD = 3, RULE_MOST = 5, LAST = 1,
    LINES = sizeof COMMON / sizeof *COMMON + sizeof FILTERING / sizeof *FILTERING + DEVICES_MAX + 1,
};

struct program {
    struct sock_filter steps[HEAD + RULE_MOST * LINES + LAST];
    unsigned short size;
};

static void put(struct program* program, uint16_t code, uint8_t when_true, uint8_t when_false, uint32_t value) {
    program->steps[program->size++] = (struct sock_filter)BPF_JUMP(code, value, when_true, when_false);
}

static void put_rule(struct program* program, const struct rule* rule) {
    const uint32_t verdict = rule->verdict == ALLOW ? SECCOMP_RET_ALLOW : SECCOMP_RET_ERRNO | EPERM;
    bool asks = rule->test != ANY;
    put(program, BPF_LD | BPF_W | BPF_ABS, 0, 0, offsetof(struct seccomp_data, nr));
    put(program, BPF_JMP | BPF_JEQ | BPF_K, 0, asks ? 3 : 1, (uint32_t)rule->call);
    if (asks) {     /* the lower half comes first: all these machines are little endian */
        size_t at = offsetof(struct seccomp_data, args) + sizeof(uint64_t) * (size_t)rule->argument;
        put(program, BPF_LD | BPF_W | BPF_ABS, 0, 0, (uint32_t)at);
        put(program, BPF_JMP | (rule->test == HAS ? BPF_JSET : BPF_JEQ) | BPF_K, rule->test == IS_NOT,
            rule->test != IS_NOT, rule->value);
    }
    put(program, BPF_RET | BPF_K, 0, 0, verdict);
}

static void put_rules(struct program* program, const struct rule* rules, size_t size) {
    for (size_t i = 0; i < size / sizeof *rules; i++)
        put_rule(program, &rules[i]);
}

const char* sandbox_enter(enum sandbox which, const int* packets, int count) {
    struct program program = {.size = 0};
    put(&program, BPF_LD | BPF_W | BPF_ABS, 0, 0, offsetof(struct seccomp_data, arch));
    put(&program, BPF_JMP | BPF_JEQ | BPF_K, 1, 0, ARCHITECTURE);
    put(&program, BPF_RET | BPF_K, 0, 0, SECCOMP_RET_KILL_PROCESS);
    /* What is written to a packet socket is sent as a packet. */
    for (int i = 0; i < count; i++)
        put_rule(&program, &(struct rule)NOT(write, 0, (uint32_t)packets[i]));
    if (which == SANDBOX_REJOINING) {
        put_rules(&program, REJOINING, sizeof REJOINING);
    } else {
        put_rules(&program, COMMON, sizeof COMMON);
        /* abort() of this process; others of the same user are left alone */
        put_rule(&program, &(struct rule)ONLY(tgkill, 0, (uint32_t)getpid()));
        if (which == SANDBOX_FILTERING)
            put_rules(&program, FILTERING, sizeof FILTERING);
    }
    put(&program, BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ERRNO | EPERM);
    const struct sock_fprog filter = {.len = program.size, .filter = program.steps};
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0))
        return "The helper cannot give up system calls on this system (seccomp), and does not capture without that.";
    return NULL;
}

#else
const char* sandbox_enter(enum sandbox which, const int* packets, int count) {
    (void)which, (void)packets, (void)count;
    return "The helper cannot give up system calls on this processor (seccomp), and does not capture without that.";
}
#endif
