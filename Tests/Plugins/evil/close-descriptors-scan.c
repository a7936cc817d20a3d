/* close-descriptors-scan.c - closes all descriptors. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

#include <unistd.h>

static int32_t deed(const mcps_host *host, const mcps_plugin_file *file)
{
    (void)host;
    (void)file;
    for (int fd = 0; fd < 1024; fd++)
        close(fd);
    return MCPS_OK;
}

EVIL_PLUGIN(.scan = deed)
