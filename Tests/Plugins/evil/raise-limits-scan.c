/*
 * raise-limits-scan.c - tries to free itself of its limits, by which memory and time are bounded.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "evil.h"

#include <sys/resource.h>

static int32_t deed(const mcps_host *host, const mcps_plugin_file *file)
{
    static const int limits[] = {RLIMIT_AS, RLIMIT_DATA, RLIMIT_NPROC, RLIMIT_FSIZE, RLIMIT_NOFILE, RLIMIT_CORE};
    for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++) {
        const struct rlimit none = {RLIM_INFINITY, RLIM_INFINITY};
        struct rlimit now;
        if (getrlimit(limits[i], &now) == 0 && now.rlim_max != RLIM_INFINITY && setrlimit(limits[i], &none) == 0)
            evil_succeeded(host, file, "raised a limit");
    }
    return MCPS_OK;
}

EVIL_PLUGIN(.scan = deed)
