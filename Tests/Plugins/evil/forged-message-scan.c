/*
 * forged-message-scan.c - writes whole frames in the host's name: a result for an entry there is not, one with a
 * finding of a rule there is not, and the end.
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
    /* FILE: entry 1,000,000, nothing found. */
    put(24);
    put(20);
    put(1000000);
    for (int field = 0; field < 5; field++)
        put(0);
    /* FILE: entry 0, one finding of rule 77 far outside of it. */
    put(76);
    put(20);
    put(0);
    put(0);
    put(0);
    put(1);
    put(77);
    put(4);
    put(2);
    for (int offset = 0; offset < 4; offset++) {
        put(0xFFFFFFF0u);
        put(0xFFFFFFF0u);
    }
    for (int field = 0; field < 4; field++)
        put(0);
    /* FILE: entry 0, which says that there are four thousand million findings. */
    put(24);
    put(20);
    put(0);
    put(0);
    put(0);
    put(UINT32_MAX);
    put(0);
    put(0);
    /* DONE: more than were asked for. */
    put(4);
    put(21);
    put(1000000);
    return MCPS_OK;
}

EVIL_PLUGIN(.scan = deed)
