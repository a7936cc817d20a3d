/* loop-scan.c - runs for ever in scan_file. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

static int32_t deed(const mcps_host *host, const mcps_plugin_file *file)
{
    (void)host;
    (void)file;
    for (volatile unsigned turns = 0;; turns++) {
    }
    return MCPS_OK;
}

EVIL_PLUGIN(.scan = deed)
