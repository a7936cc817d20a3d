/* garbage-message-scan.c - writes 64 KiB of noise to the host's socket. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

#include <unistd.h>

static int32_t deed(const mcps_host *host, const mcps_plugin_file *file)
{
    (void)host;
    (void)file;
    static uint8_t noise[1 << 16];
    uint32_t state = 0x2545F491;
    for (size_t i = 0; i < sizeof(noise); i++) {
        state = state * 1664525u + 1013904223u;
        noise[i] = (uint8_t)(state >> 24);
    }
    if (write(3, noise, sizeof(noise)) < 0)
        return MCPS_ERR_IO;
    return MCPS_OK;
}

EVIL_PLUGIN(.scan = deed)
