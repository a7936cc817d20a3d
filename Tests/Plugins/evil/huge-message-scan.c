/*
 * huge-message-scan.c - writes the head of a frame of 4 GiB to the host's socket, and goes on.
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
    put(UINT32_MAX);
    put(20);
    return MCPS_OK;
}

EVIL_PLUGIN(.scan = deed)
