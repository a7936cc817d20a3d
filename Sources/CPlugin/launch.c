/*
 * launch.c - starts and ends plugin hosts.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#define _GNU_SOURCE
#include "launch.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* Above the places in the host, so that putting one descriptor there never closes another. */
#define FIRST_FREE 16

static int open_pidfd(pid_t pid)
{
    return (int)syscall(SYS_pidfd_open, pid, 0);
}

/* Fills the file actions: standard streams to nowhere, `from[i]` to 3 + i, nothing else. */
static int prepare(posix_spawn_file_actions_t *actions, const int from[4])
{
    int failure = posix_spawn_file_actions_addopen(actions, 0, "/dev/null", O_RDWR, 0);

    if (!failure)
        failure = posix_spawn_file_actions_adddup2(actions, 0, 1);
    if (!failure)
        failure = posix_spawn_file_actions_adddup2(actions, 0, 2);
    for (int i = 0; i < 4 && !failure; i++)
        failure = posix_spawn_file_actions_adddup2(actions, from[i], CPLUGIN_FD_SOCKET + i);
    if (!failure)
        failure = posix_spawn_file_actions_addclosefrom_np(actions, CPLUGIN_FD_SOCKET + 4);
    return failure;
}

static int spawn(const char *path, const int from[4], pid_t *pid)
{
    char *const arguments[] = {"mcp-sentinel-plugin-host", NULL};
    char *const environment[] = {NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none, all;
    int failure;

    sigemptyset(&none);
    sigfillset(&all);
    if (posix_spawn_file_actions_init(&actions) != 0)
        return ENOMEM;
    if (posix_spawnattr_init(&attributes) != 0) {
        posix_spawn_file_actions_destroy(&actions);
        return ENOMEM;
    }
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSID);
    failure = prepare(&actions, from);
    if (!failure)
        failure = posix_spawn(pid, path, &actions, &attributes, arguments, environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return failure;
}

int cplugin_spawn(const char *path, int arena, int library, int control, cplugin_process *out)
{
    int ends[2];
    int from[4] = {-1, -1, -1, -1};
    int failure;

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return -errno;
    from[0] = fcntl(ends[1], F_DUPFD_CLOEXEC, FIRST_FREE);
    from[1] = fcntl(arena, F_DUPFD_CLOEXEC, FIRST_FREE);
    from[2] = fcntl(library, F_DUPFD_CLOEXEC, FIRST_FREE);
    from[3] = fcntl(control, F_DUPFD_CLOEXEC, FIRST_FREE);
    close(ends[1]);
    failure = from[0] < 0 || from[1] < 0 || from[2] < 0 || from[3] < 0 ? EMFILE : spawn(path, from, &out->pid);
    for (int i = 0; i < 4; i++)
        if (from[i] >= 0)
            close(from[i]);
    if (failure) {
        close(ends[0]);
        return -failure;
    }
    out->socket = ends[0];
    /* Without one the process is waited for by its number, as it always was. */
    out->pidfd = open_pidfd(out->pid);
    return 0;
}

/* Waits until the process has ended, though somebody else may take, or have taken, its exit status. */
static int reap(const cplugin_process *process)
{
    int status;

    if (process->pidfd >= 0) {
        struct pollfd end = {process->pidfd, POLLIN, 0};
        while (poll(&end, 1, -1) < 0 && errno == EINTR)
            continue;
    }
    for (;;) {
        if (waitpid(process->pid, &status, 0) == process->pid)
            return status;
        if (errno != EINTR)
            return -1;
    }
}

int cplugin_end(cplugin_process *process)
{
    int status;

    if (process->pidfd >= 0)
        syscall(SYS_pidfd_send_signal, process->pidfd, SIGKILL, NULL, 0);
    else
        kill(process->pid, SIGKILL);
    status = reap(process);
    if (process->pidfd >= 0)
        close(process->pidfd);
    close(process->socket);
    process->pidfd = process->socket = -1;
    return status;
}

int cplugin_wait(const cplugin_process *process, int milliseconds)
{
    struct pollfd readable = {process->socket, POLLIN, 0};

    /* An interrupted wait counts as one that brought nothing: the caller looks at the clock. */
    return poll(&readable, 1, milliseconds) > 0;
}

int cplugin_send(const cplugin_process *process, const uint8_t *bytes, size_t count, int milliseconds)
{
    while (count > 0) {
        ssize_t sent = send(process->socket, bytes, count, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent > 0) {
            bytes += sent;
            count -= (size_t)sent;
        } else if (errno == EAGAIN) {
            struct pollfd writable = {process->socket, POLLOUT, 0};
            int ready = poll(&writable, 1, milliseconds);
            if (ready == 0)
                return -ETIMEDOUT;
        } else if (errno != EINTR) {
            return -errno;
        }
    }
    return 0;
}

ssize_t cplugin_receive(const cplugin_process *process, uint8_t *bytes, size_t limit)
{
    for (;;) {
        ssize_t count = recv(process->socket, bytes, limit, MSG_DONTWAIT);
        if (count >= 0)
            return count;
        if (errno != EINTR)
            return -errno;
    }
}

const char *cplugin_own_path(void)
{
    static const char here = 0;
    Dl_info info;

    /* Lends a name that the loader keeps as long as the object, which holds this function. */
    return dladdr(&here, &info) ? info.dli_fname : NULL;
}
