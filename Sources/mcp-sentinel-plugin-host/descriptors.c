/*
 * descriptors.c - the descriptors that the scanner gives its plugin host, and no others.
 *
 * Arena and control page are mapped and closed: a plugin finds nothing that it could map again, with other rights.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#define _GNU_SOURCE
#include "host.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef SYS_close_range
#define SYS_close_range 436
#endif

static int is_stream_socket(int descriptor) {
    int domain = 0, type = 0;
    socklen_t size = sizeof(int);
    if (getsockopt(descriptor, SOL_SOCKET, SO_DOMAIN, &domain, &size) != 0) return 0;
    size = sizeof(int);
    if (getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &type, &size) != 0) return 0;
    return domain == AF_UNIX && type == SOCK_STREAM;
}

/* The size of an open file; -1 for anything else, or if it is not open for `access`. */
static off_t size_of(int descriptor, int access) {
    struct stat status;
    int flags = fcntl(descriptor, F_GETFL);
    if (flags < 0 || fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode) || (flags & O_PATH)) return -1;
    int mode = flags & O_ACCMODE;
    return mode == O_RDWR || mode == access ? status.st_size : -1;
}

static void close_others(void) {
    if (syscall(SYS_close_range, CPLUGIN_FD_CONTROL + 1u, ~0u, 0u) == 0) return;
    struct rlimit limit = {1024, 1024};
    getrlimit(RLIMIT_NOFILE, &limit);
    int end = limit.rlim_cur < 1 << 20 ? (int)limit.rlim_cur : 1 << 20;
    for (int descriptor = CPLUGIN_FD_CONTROL + 1; descriptor < end; descriptor++) close(descriptor);
}

/* A plugin that prints must not reach the user's terminal. */
static int silence(void) {
    int null = open("/dev/null", O_RDWR);
    if (null < 0) return -1;
    for (int descriptor = 0; descriptor <= 2; descriptor++) {
        if (dup2(null, descriptor) < 0) return -1;
    }
    if (null > 2) close(null);
    return 0;
}

static const char *map(shared *shared, size_t arena_size) {
    void *arena = mmap(NULL, arena_size, PROT_READ, MAP_SHARED, CPLUGIN_FD_ARENA, 0);
    if (arena == MAP_FAILED) return "the arena (descriptor 4) cannot be mapped";
    void *control =
        mmap(NULL, sizeof(cplugin_control), PROT_READ | PROT_WRITE, MAP_SHARED, CPLUGIN_FD_CONTROL, 0);
    if (control == MAP_FAILED) return "the control page (descriptor 6) cannot be mapped";
    close(CPLUGIN_FD_ARENA);
    close(CPLUGIN_FD_CONTROL);
    *shared = (struct shared){arena, arena_size, control};
    return NULL;
}

const char *take_descriptors(shared *shared) {
    if (!is_stream_socket(CPLUGIN_FD_SOCKET)) return "descriptor 3 is not the scanner's socket";
    off_t arena_size = size_of(CPLUGIN_FD_ARENA, O_RDONLY);
    if (arena_size < (off_t)CPLUGIN_PADDING) return "descriptor 4 is not an arena";
    if (size_of(CPLUGIN_FD_LIBRARY, O_RDONLY) < 0) return "descriptor 5 is not a library";
    if (size_of(CPLUGIN_FD_CONTROL, O_RDWR) < (off_t)sizeof(cplugin_control)) {
        return "descriptor 6 is not a control page";
    }
    const char *wrong = map(shared, (size_t)arena_size);
    if (wrong) return wrong;
    close_others();
    return silence() == 0 ? NULL : "/dev/null cannot be opened";
}
