/* Channel: the socket to the parent, on standard input. One message is one line of text; see channel.c for all. */
#ifndef NETLOUPE_CHANNEL_H
#define NETLOUPE_CHANNEL_H

#include <stdbool.h>

enum command { NOTHING, NEXT_FILE, STOP, CLOSED };

enum { CHANNEL_FD = 0, CHANNEL_VERSION = 1, MESSAGE_BYTES_MAX = 4096 };

/* Is standard input a channel at all? */
bool channel_is_there(void);

/* Say something. Never waits: a parent that does not read misses it, and the next counters tell the same. */
void channel_say(const char* format, ...) __attribute__((format(printf, 1, 2)));

/* The same for what is said once, before the end: waits a moment for a parent that is behind. */
void channel_insist(const char* format, ...) __attribute__((format(printf, 1, 2)));

/* What the parent wants next; with NEXT_FILE the file is the caller's. Never waits. */
enum command channel_take(int* file);

#endif
