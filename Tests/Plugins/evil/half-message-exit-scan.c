/*
 * half-message-exit-scan.c - writes half of a frame to the host's socket, and ends the process.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "evil.h"

#include <unistd.h>

static void put(uint32_t value)
{
    uint8_t bytes[4] = {(uint8_t)value, (uint8_t)(value >> 8), (uint8_t)(value >> 16), (uint8_t)(value >> 24)};
    if (write(3, bytes, sizeof(bytes)) < 0)
        return;
}

static int32_t deed(const mcps_host *host, const mcps_plugin_file *file)
{
    (void)host;
    (void)file;
    put(1000);
    put(20);
    put(0);
    _exit(0);
}

EVIL_PLUGIN(.scan = deed)
