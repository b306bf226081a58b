#ifndef NETLOUPE_HELD_H
#define NETLOUPE_HELD_H

#include <sys/types.h>

/*
 * Bytes of the kernel's buffers that packet sockets of this user hold, those of other captures too; -1 where the system
 * does not tell. Needs no right.
 */
long long held_buffers(uid_t user);

#endif
