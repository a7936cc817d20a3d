/*
 * endless-messages-scan.c - logs in the host's name without end, and moves the page on that tells of progress: a scanner that
 * takes either for progress waits for ever.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "evil.h"

#include <sys/mman.h>
#include <unistd.h>

static int32_t deed(const mcps_host *host, const mcps_plugin_file *file)
{
    /* A LOGGED frame of 9 bytes: severity 1, the text "x". */
    static const uint8_t frame[17] = {9, 0, 0, 0, 23, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 'x'};
    volatile uint32_t *control = mmap(NULL, 8, PROT_READ | PROT_WRITE, MAP_SHARED, 6, 0);
    (void)host;
    (void)file;
    for (;;) {
        if (control != MAP_FAILED)
            ++*control;
        if (write(3, frame, sizeof(frame)) < 0)
            return MCPS_ERR_IO;
    }
}

EVIL_PLUGIN(.scan = deed)
