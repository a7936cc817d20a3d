/*
 * confine.c - what the plugin host may no longer do once a plugin is in it, beside the system calls of seccomp.c and
 * the files of landlock.c.
 *
 * The order matters. Rights and files first, since they bind the calling thread and those it starts: the watchdog is
 * started after them and is bound too. System calls last, since the steps before need calls that are not listed.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#define _GNU_SOURCE
#include "host.h"

#include <linux/capability.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The loader opens one file at a time. */
#define MOST_DESCRIPTORS 16

/* For root, and whatever other capabilities the scanner has. A process may always give its own up. */
static void drop_capabilities(void) {
    struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {{0, 0, 0}};
    (void)syscall(SYS_capset, &header, none);
}

/* The address space in use, in bytes; 0 if it cannot be known. */
static uint64_t present_use(void) {
    unsigned long long pages = 0;
    FILE *file = fopen("/proc/self/statm", "re");
    if (!file) return 0;
    if (fscanf(file, "%llu", &pages) != 1) pages = 0;
    fclose(file);
    return pages * (uint64_t)sysconf(_SC_PAGESIZE);
}

/* Lowers a limit for good; never raises one. */
static int lower(__rlimit_resource_t resource, uint64_t value) {
    struct rlimit limit;
    if (getrlimit(resource, &limit) != 0) return -1;
    if (limit.rlim_max == RLIM_INFINITY || limit.rlim_max > value) limit.rlim_max = value;
    limit.rlim_cur = limit.rlim_max;
    return setrlimit(resource, &limit);
}

static int limit_memory(uint64_t memory_limit, uint64_t used) {
    if (memory_limit == 0) return 0;
    if (used == 0 || memory_limit > UINT64_MAX / 2 - used) return -1;
    return lower(RLIMIT_AS, used + memory_limit);
}

/* RLIMIT_NPROC is not among them: it does not bind root, and counts all of a user's processes. */
static int limit_resources(uint64_t memory_limit, uint64_t used) {
    int wrong = lower(RLIMIT_CORE, 0);
    wrong |= lower(RLIMIT_FSIZE, 0);
    wrong |= lower(RLIMIT_MEMLOCK, 0);
    wrong |= lower(RLIMIT_NOFILE, MOST_DESCRIPTORS);
    return wrong | limit_memory(memory_limit, used);
}

uint32_t confine(uint64_t memory_limit) {
    uint32_t active = 0;
    uint64_t used = present_use();
    drop_capabilities();
    /* Also keeps other processes of the user from tracing this one. */
    (void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0) active |= CPLUGIN_CONFINED_NO_NEW_PRIVILEGES;
    if (restrict_files() == 0) active |= CPLUGIN_CONFINED_LANDLOCK;
    if (start_watchdog() != 0) _exit(EXIT_REQUEST);
    if (limit_resources(memory_limit, used) == 0) active |= CPLUGIN_CONFINED_LIMITS;
    if (restrict_calls() == 0) active |= CPLUGIN_CONFINED_SECCOMP;
    return active;
}

int complete_confinement(uint32_t confinement) {
    return confinement & CPLUGIN_CONFINED_SECCOMP ? restrict_calls_after_loading() : 0;
}

const char *missing_confinements(uint32_t confinement, char *names, size_t size) {
    static const struct {
        uint32_t bit;
        const char *name;
    } all[] = {
        {CPLUGIN_CONFINED_NO_NEW_PRIVILEGES, "no new privileges"},
        {CPLUGIN_CONFINED_LIMITS, "resource limits"},
        {CPLUGIN_CONFINED_SECCOMP, "seccomp filters"},
        {CPLUGIN_CONFINED_LANDLOCK, "Landlock"},
    };
    size_t length = 0;
    names[0] = 0;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (confinement & all[i].bit) continue;
        int written = snprintf(names + length, size - length, "%s%s", length > 0 ? ", " : "", all[i].name);
        if (written < 0 || (size_t)written >= size - length) break;
        length += (size_t)written;
    }
    return names;
}
