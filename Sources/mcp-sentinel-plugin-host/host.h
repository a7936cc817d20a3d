/*
 * host.h - what the files of the plugin host share.
 *
 * The plugin host runs one plugin for one scanner, which has started it with the descriptors of cplugin.h. It
 * confines itself before it loads the library, answers requests one after another, and ends when the scanner closes
 * the socket.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HOST_H
#define HOST_H

#include "cplugin.h"

/* Exit statuses. 0: the scanner has closed the socket. */
#define EXIT_DESCRIPTORS 2
/* The scanner's request was malformed or out of order, or memory for it was short. */
#define EXIT_REQUEST 3

#define MOST_FRAME_BYTES (64u << 20)

/* ---- descriptors.c ---- */

/* What the scanner shares. */
typedef struct shared {
    const uint8_t *arena;
    size_t arena_size;
    cplugin_control *control;
} shared;

/* Checks the descriptors, maps what is to be mapped, and closes all others. Returns what is wrong, or NULL. */
const char *take_descriptors(shared *shared);

/* ---- channel.c ---- */

typedef struct request {
    uint32_t kind;
    uint8_t *payload;
    size_t length;
    size_t capacity;
} request;

/* Waits for a frame. Ends the process when the socket is closed or brings nonsense. */
void receive(request *request);
/* Writes out and empties a reply. Ends the process when the socket is closed or the reply is not whole. */
void answer(cplugin_buffer *reply);

/* ---- watchdog.c ---- */

/* Starts the thread that ends the process when the scanner is gone, whatever the plugin does. Returns other than 0 on
 * failure. */
int start_watchdog(void);

/* ---- confine.c ---- */

/* Confines the process as far as the kernel allows, and starts the watchdog. Returns CPLUGIN_CONFINED_* of what is
 * active. */
uint32_t confine(uint64_t memory_limit);
/* Stops what only loading needed. Returns other than 0 on failure. */
int complete_confinement(uint32_t confinement);
/* Names of the confinements that are missing, or "". */
const char *missing_confinements(uint32_t confinement, char *names, size_t size);

/* ---- landlock.c ---- */

/* Leaves the calling thread, and those it starts, only the system's libraries to read. Returns other than 0 on
 * failure. */
int restrict_files(void);

/* ---- seccomp.c ---- */

/* Leaves all threads only the system calls that are listed there. Returns other than 0 on failure. */
int restrict_calls(void);
/* Takes those away that only loading needs. */
int restrict_calls_after_loading(void);

#endif /* HOST_H */
