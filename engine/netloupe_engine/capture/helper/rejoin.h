/* Rejoining: an interface that was deleted and is there again, by its name, is listened to with the socket we have. */
#ifndef NETLOUPE_REJOIN_H
#define NETLOUPE_REJOIN_H

#include "device.h"

/*
 * A process of its own, begun before the sandbox is entered. Binding a socket needs no right, but could reach any
 * interface: so the helper gives it up, and may only ask this process, by a device's number, which then binds that
 * device's socket to the interface with that device's name and kind, and nothing else to nothing else. It ends with the
 * helper. Where no process can be made an interface that went stays gone.
 */
void rejoin_start(const struct device* devices, int count);

/* The index of the interface that device `number` now listens to; 0 if there is none. */
int rejoin_ask(int number);

#endif
