/*
 * launch.h - starts and ends plugin hosts, and makes the memory they share with the scanner.
 *
 * In C since the calls are Linux's own. Functions that return an int return a negative errno for failure.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CPLUGIN_LAUNCH_H
#define CPLUGIN_LAUNCH_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "cplugin.h"

/* Copies what `source` holds from its start, at most `limit` bytes, into memory that nobody can change any more. Returns a
 * descriptor (close-on-exec), -EFBIG for more bytes. */
int cplugin_sealed_copy(int source, size_t limit);

/* Makes memory of `size` bytes that can be written through `*mapped` alone: who maps the returned descriptor can read it. */
int cplugin_arena_new(size_t size, uint8_t **mapped);

/* Makes the page of a cplugin_control. */
int cplugin_control_new(cplugin_control **mapped);

/* Unmaps either of them. */
void cplugin_unmap(void *mapped, size_t size);

/* The entry in work; what a host wrote there is any number. */
uint32_t cplugin_control_current(const cplugin_control *control);
void cplugin_control_reset(cplugin_control *control);
void cplugin_control_cancel(cplugin_control *control);

/* A running plugin host. */
typedef struct cplugin_process {
    pid_t pid;
    /* Tells of the process's end, whoever takes its exit status. */
    int pidfd;
    /* The scanner's end of the socket. */
    int socket;
} cplugin_process;

/*
 * Starts the program at `path` with the given descriptors at the places cplugin.h names, an empty environment, default
 * signals, a session of its own, and nothing else open.
 */
int cplugin_spawn(const char *path, int arena, int library, int control, cplugin_process *out);

/* Kills the process if it still runs, waits for its end, closes its descriptors. Returns its wait status, or -1 when somebody
 * else took it. */
int cplugin_end(cplugin_process *process);

/* Waits at most `milliseconds` until the socket can be read: 1; 0 when it cannot. */
int cplugin_wait(const cplugin_process *process, int milliseconds);

/* Writes all of it, without a signal when nobody reads; gives up (-ETIMEDOUT) when nothing is taken for `milliseconds`. */
int cplugin_send(const cplugin_process *process, const uint8_t *bytes, size_t count, int milliseconds);

/* Reads what is there, at most `limit` bytes. 0 at the end. */
ssize_t cplugin_receive(const cplugin_process *process, uint8_t *bytes, size_t limit);

/* The path of the shared object that holds this function, NUL-terminated, for ever; NULL if that is not known. */
const char *cplugin_own_path(void);

#endif /* CPLUGIN_LAUNCH_H */
