/* Privileges: given up once the devices are open, for good. */
#ifndef NETLOUPE_PRIVILEGES_H
#define NETLOUPE_PRIVILEGES_H

/*
 * Become the caller: no other user or group, no capability, no way to get any back, and of the system's calls only
 * those that reading packets and writing an open file need. Answers NULL, or what could not be done.
 *
 * The caller is the real user; behind sudo and pkexec it is whom they name.
 */
const char* privileges_drop(void);

#endif
