/* Sandbox: a second wall around a helper that has no rights any more. */
#ifndef NETLOUPE_SANDBOX_H
#define NETLOUPE_SANDBOX_H

/* Each allows less than the one before; the last is for the process of rejoin.c. */
enum sandbox { SANDBOX_FILTERING, SANDBOX_CAPTURING, SANDBOX_REJOINING };

/*
 * From here on only the system calls that this part of the work needs; others fail with EPERM. Whoever takes the helper
 * over
 *
 *   - speaks to the parent and to nobody else: no call sends on a socket but on the channel, `packets` (descriptors of
 *     the `count` packet sockets) are not written to, no socket is made and no descriptor is copied
 *   - leaves the devices as they are: no address, no option of a socket, no request but for names and flags
 *   - runs no code of its own: no memory becomes executable
 *   - opens files for reading only (libpcap's counters, names of ports)
 *
 * SANDBOX_FILTERING also sets filters of sockets and goes on to SANDBOX_CAPTURING. Answers NULL, or why there is no
 * sandbox: then nothing may be captured.
 */
const char* sandbox_enter(enum sandbox which, const int* packets, int count);

#endif
