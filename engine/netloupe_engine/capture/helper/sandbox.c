/* The list of system calls, as a seccomp filter. */
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifdef ARCHITECTURE
static const int ALLOWED[] = {
    /* packets in, packets out, the parent's messages */
    SYS_read, SYS_write, SYS_ppoll, SYS_recvmsg, SYS_recvfrom, SYS_sendto, SYS_sendmsg, SYS_getsockopt, SYS_setsockopt,
    SYS_bind, SYS_ioctl, SYS_close, SYS_fstat, SYS_lseek, SYS_ftruncate, SYS_fdatasync, SYS_fcntl,
#ifdef SYS_poll
    SYS_poll,
#endif
#ifdef SYS_newfstatat
    SYS_newfstatat,
#endif
    /* memory, time, the end */
    SYS_brk, SYS_mmap, SYS_munmap, SYS_mremap, SYS_madvise, SYS_futex, SYS_clock_gettime, SYS_gettimeofday,
    SYS_clock_nanosleep, SYS_nanosleep, SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_getpid, SYS_gettid, SYS_uname,
    SYS_tgkill, SYS_exit, SYS_exit_group, SYS_restart_syscall, SYS_getrandom,
};
enum { CALLS = sizeof ALLOWED / sizeof *ALLOWED, FIRST = 4, LAST = 6 };

void sandbox_enter(void) {
    const uint32_t refuse = SECCOMP_RET_ERRNO | EPERM;
    struct sock_filter program[FIRST + 2 * CALLS + LAST] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
    };
    struct sock_filter* next = program + FIRST;
    for (int i = 0; i < CALLS; i++) {
        *next++ = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)ALLOWED[i], 0, 1);
        *next++ = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    }
    const struct sock_filter open_for_reading[LAST] = {
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_openat, 0, 3),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[2])),     /* flags, little endian */
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, O_ACCMODE | O_CREAT | O_TRUNC, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        BPF_STMT(BPF_RET | BPF_K, refuse),
        BPF_STMT(BPF_RET | BPF_K, refuse),
    };
    for (int i = 0; i < LAST; i++)
        *next++ = open_for_reading[i];
    const struct sock_fprog filter = {.len = (unsigned short)(next - program), .filter = program};
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0);
}
#else
void sandbox_enter(void) {}
#endif
