/* Dropping: user, groups, capabilities, and the right to gain any of them. */
#include "privileges.h"

#include <grp.h>
#include <linux/capability.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { NOBODY = 65534 };

static bool identity(const char* name, unsigned* id) {
    const char* text = getenv(name);
    char* end = NULL;
    if (!text || *text < '0' || *text > '9')
        return false;
    unsigned long value = strtoul(text, &end, 10);
    *id = (unsigned)value;
    return *end == '\0' && value < UINT32_MAX;
}

/* Only root's environment is asked: anybody else's says what its owner likes. */
static void caller(uid_t* user, gid_t* group) {
    *user = getuid();
    *group = getgid();
    if (*user != 0)
        return;
    if (identity("SUDO_UID", user)) {
        if (!identity("SUDO_GID", group))
            *group = NOBODY;
    } else if (identity("PKEXEC_UID", user)) {
        /* pkexec names no group. Who made the control channel is the same person's process: the kernel knows its group. */
        struct ucred peer;
        socklen_t size = sizeof peer;
        bool known = !getsockopt(STDIN_FILENO, SOL_SOCKET, SO_PEERCRED, &peer, &size) && peer.uid == *user;
        *group = known ? peer.gid : NOBODY;
    }
}

bool privileges_are_asked_by_root(void) {
    uid_t user;
    gid_t group;
    caller(&user, &group);
    return user == 0;
}

const char* privileges_drop(void) {
    uid_t user;
    gid_t group;
    caller(&user, &group);
    if (geteuid() == 0) {
        for (int capability = 0; prctl(PR_CAPBSET_READ, capability, 0, 0, 0) >= 0; capability++)
            prctl(PR_CAPBSET_DROP, capability, 0, 0, 0);    /* root without CAP_SETPCAP has less to lose */
        if (setgroups(0, NULL) && getgroups(0, NULL) != 0)
            return "The groups of the administrator could not be given up.";
    }
    if (setresgid(group, group, group) || setresuid(user, user, user))
        return "The user could not be changed back to the caller.";

    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    struct __user_cap_header_struct head = {.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
    struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {{0}}, left[_LINUX_CAPABILITY_U32S_3];
    if (syscall(SYS_capset, &head, none) || syscall(SYS_capget, &head, left) || left[0].effective ||
        left[0].permitted || left[1].effective || left[1].permitted)
        return "The capabilities could not be given up.";

    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
        return "The system does not know PR_SET_NO_NEW_PRIVS.";
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);     /* the devices' sockets are not to be taken out by a debugger */
    return NULL;
}
