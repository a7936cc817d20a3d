/* write-stdout-scan.c - writes EVIL-OUTPUT to the standard streams. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

#include <stdio.h>
#include <unistd.h>

static int32_t deed(const mcps_host *host, const mcps_plugin_file *file)
{
    (void)host;
    (void)file;
    static const char text[] = "EVIL-OUTPUT\n";
    for (int fd = 0; fd < 3; fd++)
        if (write(fd, text, sizeof(text) - 1) < 0)
            continue;
    fputs(text, stdout);
    fflush(stdout);
    fputs(text, stderr);
    return MCPS_OK;
}

EVIL_PLUGIN(.scan = deed)
