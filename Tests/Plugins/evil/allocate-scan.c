/*
 * allocate-scan.c - takes memory and touches it until there is no more, up to 4 GiB, and keeps it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "evil.h"

static const size_t part = (size_t)16 << 20;
static const size_t most = (size_t)4 << 30;

static int32_t deed(const mcps_host *host, const mcps_plugin_file *file)
{
    for (size_t taken = 0; taken < most; taken += part) {
        char *memory = malloc(part);
        if (!memory)
            return MCPS_ERR_RESOURCE;
        memset(memory, 0x45, part);
        /* So that the compiler cannot leave it out. */
        __asm__ volatile("" : : "r"(memory) : "memory");
    }
    evil_succeeded(host, file, "took 4 GiB");
    return MCPS_OK;
}

EVIL_PLUGIN(.scan = deed)
