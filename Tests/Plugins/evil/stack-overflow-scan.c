/* stack-overflow-scan.c - calls itself until the stack ends. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

static uint64_t fall(uint64_t depth)
{
    volatile char frame[4096];
    frame[depth % sizeof(frame)] = (char)depth;
    if (depth == UINT64_MAX)
        return depth;
    return fall(depth + 1) + (uint64_t)frame[depth % sizeof(frame)];
}

static int32_t deed(const mcps_host *host, const mcps_plugin_file *file)
{
    (void)host;
    (void)file;
    return fall(0) == 0 ? MCPS_ERR_INTERNAL : MCPS_OK;
}

EVIL_PLUGIN(.scan = deed)
