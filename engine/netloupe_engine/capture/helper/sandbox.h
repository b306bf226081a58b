/* Sandbox: a second wall around a helper that has no rights any more. */
#ifndef NETLOUPE_SANDBOX_H
#define NETLOUPE_SANDBOX_H

/*
 * From here on only system calls that reading packets and writing to open files need; others fail with EPERM. Files can
 * be opened for reading (libpcap's counters, names of ports), sockets cannot be made: a filter that names a host does
 * not make anybody ask a name server. A kernel without seccomp is no reason not to capture.
 */
void sandbox_enter(void);

#endif
