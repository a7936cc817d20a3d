/*
 * fork-bomb-scan.c - makes child processes as fast as it can, 500 at most, each of which does the same.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "evil.h"

#include <unistd.h>

static int32_t deed(const mcps_host *host, const mcps_plugin_file *file)
{
    int children = 0;
    for (int attempt = 0; attempt < 500; attempt++) {
        pid_t child = fork();
        if (child == 0) {
            /* Bounded in depth and time, should it ever run unconfined. */
            for (int again = 0; again < 2; again++)
                if (fork() == 0)
                    break;
            sleep(2);
            _exit(0);
        }
        children += child > 0;
    }
    if (children > 0)
        evil_succeeded(host, file, "made child processes");
    return MCPS_OK;
}

EVIL_PLUGIN(.scan = deed)
