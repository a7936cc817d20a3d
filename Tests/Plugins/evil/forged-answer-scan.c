/*
 * forged-answer-scan.c - answers in the host's name that nothing was found in entry 0, and ends.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "evil.h"

#include <unistd.h>

static int32_t deed(const mcps_host *host, const mcps_plugin_file *file)
{
    /* A FILE frame of 24 bytes: entry 0, status 0, nothing of anything. */
    static const uint32_t frame[8] = {24, 20, 0, 0, 0, 0, 0, 0};
    (void)host;
    (void)file;
    if (write(3, frame, sizeof(frame)) < 0)
        return MCPS_ERR_IO;
    _exit(0);
}

EVIL_PLUGIN(.scan = deed)
