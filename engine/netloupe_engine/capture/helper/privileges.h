/* Privileges: given up once the devices are open, for good. */
#ifndef NETLOUPE_PRIVILEGES_H
#define NETLOUPE_PRIVILEGES_H

#include <stdbool.h>

/*
 * Become the caller: no other user or group, no capability, no way to get any back. Answers NULL, or what could not be
 * done.
 *
 * The caller is the real user; behind sudo and pkexec it is whom they name.
 */
const char* privileges_drop(void);

/* Is that caller root? */
bool privileges_are_asked_by_root(void);

#endif
