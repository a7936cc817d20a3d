/*
 * attempts.h - attempts at what a confined plugin must not do. Each returns what worked, as a short text, or NULL.
 *
 * They undo what they did, as far as they can: a test that shows a hole should not leave a mess.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef ATTEMPTS_H
#define ATTEMPTS_H

#include "evil.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

typedef const char *(*evil_attempt)(void);

/* Reads of what belongs to the user. */
static inline const char *attempt_reading(void)
{
    static const char *const paths[] = {"/root", "/home", "/etc/passwd", "/etc/hostname", "/proc/self/environ",
                                        "/proc/1/cmdline", "/dev/tty", "/tmp", "."};
    const char *home = getenv("HOME");
    int fd = home ? open(home, O_RDONLY | O_CLOEXEC) : -1;
    if (fd >= 0) {
        close(fd);
        return "opened $HOME";
    }
    for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
        fd = open(paths[i], O_RDONLY | O_CLOEXEC | O_NOCTTY);
        if (fd >= 0) {
            close(fd);
            return paths[i];
        }
    }
    return NULL;
}

/* Changes of the file system, by several calls of which one may have been forgotten. */
static inline const char *attempt_writing(void)
{
    static const char file[] = "/tmp/evil-was-here";
    static const char folder[] = "/tmp/evil-folder";
    int fd = open(file, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0)
        fd = open("/dev/shm/evil-was-here", O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0)
        fd = open("/tmp", O_RDWR | O_TMPFILE | O_CLOEXEC, 0600);
    if (fd < 0)
        fd = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (fd >= 0) {
        close(fd);
        unlink(file);
        unlink("/dev/shm/evil-was-here");
        return "opened a file for writing";
    }
    if (mkdir(folder, 0700) == 0) {
        rmdir(folder);
        return "made a folder";
    }
    if (symlink("/", file) == 0) {
        unlink(file);
        return "made a symbolic link";
    }
    if (mkfifo(file, 0600) == 0) {
        unlink(file);
        return "made a pipe";
    }
    /* The modes are those the folder has. */
    if (chmod("/tmp", 01777) == 0)
        return "changed a mode";
    return NULL;
}

/* A child of `fork`, `vfork`'s or the raw call's kind; it ends at once. */
static inline const char *attempt_forking(void)
{
    static const long calls[] = {
#ifdef SYS_fork
        SYS_fork,
#endif
        SYS_clone};
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    for (size_t i = 0; child < 0 && i < sizeof(calls) / sizeof(calls[0]); i++) {
        child = (pid_t)syscall(calls[i], calls[i] == SYS_clone ? SIGCHLD : 0, 0, 0, 0, 0);
        if (child == 0)
            _exit(0);
    }
    if (child < 0)
        return NULL;
    waitpid(child, NULL, 0);
    return "made a child process";
}

/* A program in place of this process. Nobody would come back to tell, so a name that is not there is tried first:
 * where programs may be run, the kernel looks for it. */
static inline const char *attempt_executing(void)
{
    char *const arguments[] = {(char *)"sh", (char *)"-c", (char *)"exit 77", NULL};
    char *const environment[] = {NULL};
    if (execve("/evil/is/not/there", arguments, environment) != 0 && errno == ENOENT)
        return "execve was let through";
    if (syscall(SYS_execveat, AT_FDCWD, "/evil/is/not/there", arguments, environment, 0) != 0 && errno == ENOENT)
        return "execveat was let through";
    execve("/bin/sh", arguments, environment);
    return NULL;
}

/* Sockets of any kind. */
static inline const char *attempt_sockets(void)
{
    static const struct {
        int family;
        int type;
        const char *name;
    } kinds[] = {{AF_INET, SOCK_STREAM, "made a TCP socket"},    {AF_INET, SOCK_DGRAM, "made a UDP socket"},
                 {AF_INET6, SOCK_STREAM, "made an IPv6 socket"}, {AF_UNIX, SOCK_STREAM, "made a local socket"},
                 {AF_NETLINK, SOCK_RAW, "made a netlink socket"}};
    int pair[2];
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        int fd = socket(kinds[i].family, kinds[i].type | SOCK_CLOEXEC, 0);
        if (fd >= 0) {
            close(fd);
            return kinds[i].name;
        }
    }
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0) {
        close(pair[0]);
        close(pair[1]);
        return "made a pair of sockets";
    }
    return NULL;
}

/* Runs `attempt` and reports at the trigger what has worked. */
static inline int32_t attempt_and_tell(evil_attempt attempt, const mcps_host *host, const mcps_plugin_file *file)
{
    const char *worked = attempt();
    if (worked)
        evil_succeeded(host, file, worked);
    return MCPS_OK;
}

/* A plugin that tries when a file triggers it. */
#define ATTEMPT_AT_SCAN(attempt)                                                                                   \
    static int32_t deed(const mcps_host *host, const mcps_plugin_file *file)                                       \
    {                                                                                                              \
        return attempt_and_tell(attempt, host, file);                                                              \
    }                                                                                                              \
    EVIL_PLUGIN(.scan = deed)

/* A plugin that tries while it is loaded, in a constructor and in its entry, and tells when a file triggers it. */
#define ATTEMPT_AT_LOAD(attempt)                                                                                   \
    static const char *worked;                                                                                     \
    __attribute__((constructor)) static void construct(void)                                                       \
    {                                                                                                              \
        worked = attempt();                                                                                        \
    }                                                                                                              \
    static void load(const mcps_host *host)                                                                        \
    {                                                                                                              \
        (void)host;                                                                                                \
        if (!worked)                                                                                               \
            worked = attempt();                                                                                    \
    }                                                                                                              \
    static int32_t deed(const mcps_host *host, const mcps_plugin_file *file)                                       \
    {                                                                                                              \
        if (worked)                                                                                                \
            evil_succeeded(host, file, worked);                                                                    \
        return MCPS_OK;                                                                                            \
    }                                                                                                              \
    EVIL_PLUGIN(.load = load, .scan = deed)

#endif /* ATTEMPTS_H */
