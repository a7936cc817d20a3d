/*
 * landlock.c - leaves only the system's libraries to be read, by Landlock.
 *
 * The numbers below are the kernel's (include/uapi/linux/landlock.h), which never change; the headers of the build
 * system may be older than the kernel it runs on. A kernel refuses what it does not know, so it is asked for its
 * version first.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#define _GNU_SOURCE
#include "host.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The same on all architectures. */
#define CALL_CREATE_RULESET 444
#define CALL_ADD_RULE 445
#define CALL_RESTRICT_SELF 446

#define ASK_FOR_VERSION 1u
#define RULE_PATH_BENEATH 1

#define ACCESS_EXECUTE (UINT64_C(1) << 0)
#define ACCESS_READ_FILE (UINT64_C(1) << 2)

struct ruleset {
    uint64_t files;
    uint64_t network;
    uint64_t scopes;
};

struct path_rule {
    uint64_t access;
    int32_t parent;
} __attribute__((packed));

/* All rights that a version handles, and how much of the struct it knows. */
static struct ruleset handled_by(int version, size_t *size) {
    /* Rights to files: 13 at first; 2 added moving between folders, 3 truncating, 5 ioctl on devices. */
    int rights = version >= 5 ? 16 : version >= 3 ? 15 : version == 2 ? 14 : 13;
    struct ruleset ruleset = {.files = (UINT64_C(1) << rights) - 1};
    *size = 8;
    /* TCP: bind and connect. */
    if (version >= 4) {
        ruleset.network = 3;
        *size = 16;
    }
    /* Abstract sockets and signals. */
    if (version >= 6) {
        ruleset.scopes = 3;
        *size = 24;
    }
    return ruleset;
}

/* Allows `access` to what is open at `parent`. */
static int allow(int ruleset, int parent, uint64_t access) {
    struct path_rule rule = {access, parent};
    return (int)syscall(CALL_ADD_RULE, ruleset, RULE_PATH_BENEATH, &rule, 0u);
}

static int allow_path(int ruleset, const char *path, uint64_t access) {
    int parent = open(path, O_PATH | O_CLOEXEC);
    /* Not every system has all of the folders. */
    if (parent < 0) return errno == ENOENT || errno == ENOTDIR ? 0 : -1;
    int status = allow(ruleset, parent, access);
    close(parent);
    return status;
}

static int allow_libraries(int ruleset) {
    static const char *const folders[] = {"/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        if (allow_path(ruleset, folders[i], ACCESS_EXECUTE | ACCESS_READ_FILE) != 0) return -1;
    }
    if (allow_path(ruleset, "/etc/ld.so.cache", ACCESS_READ_FILE) != 0) return -1;
    /* The plugin's own file is opened anew by the loader. Landlock has no say in memory files, and says so (EBADFD).
     * */
    if (allow(ruleset, CPLUGIN_FD_LIBRARY, ACCESS_EXECUTE | ACCESS_READ_FILE) != 0 && errno != EBADFD) return -1;
    return 0;
}

int restrict_files(void) {
    long version = syscall(CALL_CREATE_RULESET, NULL, (size_t)0, ASK_FOR_VERSION);
    if (version < 1) return -1;
    size_t size;
    struct ruleset handled = handled_by((int)version, &size);
    int ruleset = (int)syscall(CALL_CREATE_RULESET, &handled, size, 0u);
    if (ruleset < 0) return -1;
    int status = allow_libraries(ruleset);
    if (status == 0) status = (int)syscall(CALL_RESTRICT_SELF, ruleset, 0u);
    close(ruleset);
    return status;
}
